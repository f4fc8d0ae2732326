"""The key of a survey is a file beside the database."""

import stat
import uuid

import pytest

from mentoringup.surveys import keys
from mentoringup.surveys.errors import KeyIsGoneError

CODE = uuid.UUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "study-keys"


def test_a_key_is_made_once_and_only_its_owner_may_read_it(folder):
    keys.create(CODE)
    first = keys.load(CODE)
    keys.create(CODE)

    assert keys.load(CODE) == first
    assert len(first) == 32
    assert stat.S_IMODE((folder / f"{CODE}.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == [f"{CODE}.key"]


def test_two_surveys_have_two_keys():
    other = uuid.uuid4()
    keys.create(CODE)
    keys.create(other)

    assert keys.load(CODE) != keys.load(other)


def test_a_destroyed_key_is_gone_for_good(folder):
    keys.create(CODE)

    keys.destroy(CODE)
    keys.destroy(CODE)

    assert not keys.exists(CODE)
    assert list(folder.iterdir()) == []
    with pytest.raises(KeyIsGoneError):
        keys.load(CODE)


def test_a_damaged_file_is_no_key(folder):
    keys.create(CODE)
    (folder / f"{CODE}.key").write_bytes(b"short")

    with pytest.raises(KeyIsGoneError):
        keys.load(CODE)


def test_a_code_can_name_no_other_file():
    with pytest.raises(ValueError, match="badly formed"):
        keys.load("../../etc/passwd")


def test_keys_for_two_purposes_have_nothing_in_common():
    assert keys.derived(b"k" * 32, "link") != keys.derived(b"k" * 32, "ticket")
