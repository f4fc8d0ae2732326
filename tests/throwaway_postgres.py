"""Run a command with a PostgreSQL of its own, which is gone afterwards.

    python tests/throwaway_postgres.py COMMAND ...

`DATABASE_URL` names the server in the command's environment. The server has no port, only a socket
in a temporary folder, and belongs to an unprivileged user where we are root. Where `DATABASE_URL`
names a PostgreSQL already, that one is used and nothing is started.
"""
# ruff: noqa: S603, T201  it starts programs of ours and says so

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DEBIAN = Path("/usr/lib/postgresql")
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
PATIENCE_SECONDS = 30


class NoServerError(Exception):
    """PostgreSQL can't be started. The text is one clear line."""


def programs() -> Path:
    """The folder of `initdb` and `postgres`; the newest version of Debian's, else the PATH's."""
    versions = [path for path in DEBIAN.glob("*/bin") if (path / "initdb").is_file()]
    if versions:
        return max(versions, key=lambda path: float(path.parent.name))
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    raise NoServerError(
        "No PostgreSQL is installed. On Debian: apt-get install postgresql. "
        "Or name a server: DATABASE_URL=postgres://user@host/name make test-postgres"
    )


def unprivileged() -> dict[str, int | list[int]]:
    """Whom the server runs as: nobody special where we are root, because it refuses root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoServerError("PostgreSQL refuses to run as root, and there is no user nobody.")


@contextmanager
def server() -> Iterator[str]:
    """The address of a database on a server that lives as long as the block."""
    binaries, as_user = programs(), unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="mentoringup-postgres-"))
    try:
        if as_user:
            os.chown(folder, as_user["user"], as_user["group"])
        _make_cluster(binaries, folder, as_user)
        process = _start(binaries, folder, as_user)
        try:
            _wait_until_ready(process, folder)
            yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            process.send_signal(signal.SIGINT)  # disconnect everybody and stop
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_cluster(binaries: Path, folder: Path, as_user: dict) -> None:
    made = subprocess.run(
        [
            binaries / "initdb",
            "--pgdata",
            folder / "data",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **as_user,
    )
    if made.returncode:
        raise NoServerError(f"initdb failed: {' '.join(made.stderr.split())[-300:]}")


def _start(binaries: Path, folder: Path, as_user: dict) -> subprocess.Popen:
    settings = [word for setting in SPEED for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", "-k", folder, "-h", "", *settings],
            cwd=folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **as_user,
        )


def _wait_until_ready(process: subprocess.Popen, folder: Path) -> None:
    """The last line of the lock file says "ready" once connections are taken."""
    lock = folder / "data" / "postmaster.pid"
    latest = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < latest and process.poll() is None:
        if lock.is_file() and lock.read_text().split()[-1:] == ["ready"]:
            return
        time.sleep(0.05)
    log = (folder / "log").read_text(errors="replace").split("\n")
    raise NoServerError(f"PostgreSQL did not start: {' '.join(log[-4:])}")


def main(command: list[str]) -> int:
    """Run the command; its status."""
    if os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://")):
        return subprocess.run(command, check=False).returncode
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        with server() as address:
            print(f"A PostgreSQL for these tests only: {programs()}", flush=True)
            environment = {**os.environ, "DATABASE_URL": address}
            return subprocess.run(command, env=environment, check=False).returncode
    except NoServerError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
