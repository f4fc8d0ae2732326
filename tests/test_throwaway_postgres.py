"""The PostgreSQL of `make test-postgres`: its own, and gone afterwards."""

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

SCRIPT = Path(__file__).parent / "throwaway_postgres.py"
TELL = "import os; print(os.environ['DATABASE_URL'], flush=True)"


@pytest.fixture
def script():
    spec = importlib.util.spec_from_file_location("throwaway_postgres", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def environment(script) -> dict[str, str]:
    try:
        script.programs()
    except script.NoServerError as error:
        pytest.skip(str(error))
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


def start(environment: dict[str, str], code: str) -> subprocess.Popen:
    command = [sys.executable, str(SCRIPT), sys.executable, "-c", code]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own script


def folder_of(address: str) -> Path:
    return Path(unquote(urlsplit(address).hostname or ""))


def test_it_is_gone_after_a_command_that_fails(environment):
    code = (
        f"{TELL}; import psycopg; psycopg.connect(os.environ['DATABASE_URL']); raise SystemExit(3)"
    )
    process = start(environment, code)
    said, _ = process.communicate()
    folder = folder_of(said.splitlines()[-1])
    assert (process.returncode, folder.name[:12], folder.exists()) == (3, "mentoringup-", False)


def test_it_is_gone_after_being_told_to_stop(environment):
    process = start(environment, f"{TELL}; input()")
    process.stdout.readline()
    folder = folder_of(process.stdout.readline().strip())
    there = folder.exists()
    process.send_signal(signal.SIGTERM)
    process.communicate()
    assert (there, folder.exists()) == (True, False)


def test_a_server_that_is_offered_is_used(environment):
    offered = "postgres://me@host/name"
    process = start(environment | {"DATABASE_URL": offered}, TELL)
    said, _ = process.communicate()
    assert said.splitlines() == [offered]


def test_without_programs_it_says_what_to_do(script, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(script, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert script.main(["true"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("No PostgreSQL is installed. On Debian: apt-get install postgresql.")
    assert len(said.splitlines()) == 1
