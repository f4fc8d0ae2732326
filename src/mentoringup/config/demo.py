"""The settings of the demo: its own database and files, whatever else the environment names.

Only where `DEMO=yes` is in the environment already, that environment is taken as it is.
"""

import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from mentoringup.config.environment import WrongSettingError
from mentoringup.config.variables import VARIABLES

PORT = "8000"
FOLDER = "demo"
MAILS = "mails"


def demo_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """What the environment has to be updated with; `PORT` and `DEMO_DIR` are heard.

    Raises:
        WrongSettingError: if `PORT` is no port.
    """
    port = environment.get("PORT") or PORT
    if not port.isdecimal() or not 0 < int(port) < 65536:  # noqa: PLR2004  all ports
        raise WrongSettingError(f"PORT is “{port}”; expected a number such as {PORT}")
    folder = Path(environment.get("DEMO_DIR") or FOLDER).resolve() / "site"
    folder.mkdir(parents=True, exist_ok=True)
    return {name: variable.default for name, variable in VARIABLES.items()} | {
        "DEMO": "yes",
        "SECRET_KEY": _kept_key(folder / "secret-key"),
        "DATABASE_URL": f"sqlite:///{quote(str(folder / 'mentoringup.sqlite3'))}",
        "DATA_DIR": str(folder),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "LISTEN": f"127.0.0.1:{port}",
        "EMAIL_URL": f"file://{quote(str(folder / MAILS))}",
        "LOG_LEVEL": "warning",
        "STAFF_NEEDS_SECOND_FACTOR": "no",
    }


def _kept_key(path: Path) -> str:
    """The same key in every demo of this folder, so that nobody is signed out by a restart."""
    if not path.is_file():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")
