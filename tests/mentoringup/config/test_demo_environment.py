"""The settings of `make demo`."""

import pytest

from mentoringup.config.demo import demo_environment
from mentoringup.config.environment import WrongSettingError


def test_the_demos_environment_is_its_own(tmp_path):
    given = {"DATABASE_URL": "postgres://the/real/one", "PORT": "8001", "DEMO_DIR": str(tmp_path)}
    made = demo_environment(given)
    assert made["DATABASE_URL"].startswith("sqlite:///")
    assert (made["DEMO"], made["BASE_URL"]) == ("yes", "http://127.0.0.1:8001")
    assert made["SECRET_KEY"] == demo_environment(given)["SECRET_KEY"]
    assert len(made["SECRET_KEY"]) >= 50
    assert (tmp_path / "site" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("port", ["eighty", "0", "70000"])
def test_a_port_that_is_none_is_refused(port, tmp_path):
    with pytest.raises(WrongSettingError, match=f"PORT is “{port}”"):
        demo_environment({"PORT": port, "DEMO_DIR": str(tmp_path)})
