"""The settings of a server, in a process of its own."""

import os
import subprocess
import sys

from mentoringup.config.variables import VARIABLES

SERVER = {
    "SECRET_KEY": "vN2q-x9T" * 8,
    "BASE_URL": "https://mentoring.example.edu",
    "ALLOWED_HOSTS": "mentoring.example.edu",
    "EMAIL_URL": "smtp+tls://me:secret@mail.example.edu",
    "HSTS_SECONDS": "31536000",
    "PROXIES": "1",
}


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess:
    plain = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "mentoringup", *arguments],
        env=plain | SERVER | more,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_has_nothing_to_say():
    done = run("check", "--deploy", "--fail-level", "DEBUG")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_the_deployment_check_finds_a_demo():
    done = run(
        "check",
        "--deploy",
        "--fail-level",
        "ERROR",
        DEMO="yes",
        BASE_URL="http://localhost:8000",
        ALLOWED_HOSTS="localhost",
    )
    assert done.returncode == 1
    assert "home.E001" in done.stderr


def test_cookies_and_redirects_are_for_https_and_only_with_https():
    asked = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS, s.CSRF_TRUSTED_ORIGINS)"
    )
    with_https = run("shell", "-v0", "-c", asked).stdout
    without = run(
        "shell", "-v0", "-c", asked, BASE_URL="http://localhost", ALLOWED_HOSTS="localhost"
    ).stdout
    assert with_https == "True True True 31536000 ['https://mentoring.example.edu']\n"
    assert without == "False False False 0 []\n"


def test_no_migration_is_missing():
    assert run("makemigrations", "--check", "--dry-run").returncode == 0
