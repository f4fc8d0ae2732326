"""What the environment may say, and what docs/configuration.md says about it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mentoringup.config.environment import WrongSettingError
from mentoringup.config.mail_server import MailServer, mail_server
from mentoringup.config.variables import VARIABLES, read_variables

PAGE = Path(__file__).parents[3] / "docs" / "configuration.md"
ROWS = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
SERVER = {
    "SECRET_KEY": "k3Jw" * 15,
    "BASE_URL": "https://mentoring.example.edu",
    "ALLOWED_HOSTS": "mentoring.example.edu",
}
WRONG = [
    ("DEBUG", "perhaps", "yes or no"),
    ("DATABASE_URL", "oracle://host/name", "a database address such as"),
    ("DATABASE_URL", "nonsense", "a database address such as"),
    ("BASE_URL", "mentoring.example.edu", "an address such as https://"),
    ("BASE_URL", "https://mentoring.example.edu/path", "an address such as https://"),
    ("EMAIL_URL", "pigeon://loft", "smtp://, smtps:// or smtp+tls://"),
    ("EMAIL_URL", "smtp://host:no", "smtp://, smtps:// or smtp+tls://"),
    ("LISTEN", "8000", "a host and a port"),
    ("LISTEN", "127.0.0.1:99999", "a host and a port"),
    ("LOG_LEVEL", "loud", "debug, info, warning or error"),
    ("NIGHT_HOUR", "24", "an hour from 0 to 23"),
    ("WEB_THREADS", "-1", "a whole number, 1 or more"),
    ("WEB_THREADS", "0", "a whole number, 1 or more"),
    ("WEB_PROCESSES", "0", "a whole number, 1 or more"),
    ("HSTS_SECONDS", "a year", "a whole number, 0 or more"),
]
MISFITS = [
    ({"SECRET_KEY": ""}, "SECRET_KEY has 0 characters; expected at least 50 random ones"),
    ({"SECRET_KEY": "short"}, "SECRET_KEY has 5 characters; expected at least 50 random ones"),
    ({"ALLOWED_HOSTS": "other.example.edu"}, "ALLOWED_HOSTS lacks “mentoring.example.edu”"),
    ({"BASE_URL": "http://mentoring.example.edu"}, "expected an https:// address"),
    ({"DEMO": "yes"}, "DEMO is “yes”; expected no"),
]


def test_the_page_lists_every_variable_in_order_with_its_default_and_meaning():
    expected = [
        (one.name, f"`{one.default}`" if one.default else "empty", one.meaning)
        for one in VARIABLES.values()
    ]
    assert expected == ROWS


def test_every_default_can_be_read():
    assert set(read_variables({"DEBUG": "yes"})) == set(VARIABLES)


@pytest.mark.parametrize(("name", "text", "expected"), WRONG)
def test_a_wrong_value_names_variable_value_and_what_was_expected(name, text, expected):
    with pytest.raises(WrongSettingError, match=re.escape(expected)) as raised:
        read_variables(SERVER | {name: text})
    assert str(raised.value).startswith(f"{name} is “{text}”; expected ")


@pytest.mark.parametrize(("given", "said"), MISFITS)
def test_values_that_do_not_fit_together_are_refused(given, said):
    with pytest.raises(WrongSettingError, match=re.escape(said)):
        read_variables(SERVER | given)


def test_a_secret_is_never_part_of_the_complaint():
    with pytest.raises(WrongSettingError) as raised:
        read_variables(SERVER | {"SECRET_KEY": "hush"})
    assert "hush" not in str(raised.value)
    with pytest.raises(WrongSettingError) as raised:
        read_variables(SERVER | {"EMAIL_URL": "pigeon://me:hush@loft"})
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize(
    "arguments", [["check"], ["serve"], ["worker"], ["migrate"], ["help"]], ids=" ".join
)
def test_every_command_stops_with_one_line_and_status_2(arguments):
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "mentoringup", *arguments],
        env=SERVER | {"DEBUG": "perhaps"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "DEBUG is “perhaps”; expected yes or no\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail", {"host": "mail", "port": 25}),
        ("smtp://mail:2525", {"host": "mail", "port": 2525}),
        ("smtps://mail", {"host": "mail", "port": 465, "is_tls_from_the_start": True}),
        (
            "smtp+tls://me%40here:p%2Fw@mail",
            {
                "host": "mail",
                "port": 587,
                "user": "me@here",
                "password": "p/w",
                "is_tls_by_starttls": True,
            },
        ),
    ],
)
def test_a_mail_server_is_read_from_its_address(address, server):
    backend = "django.core.mail.backends.smtp.EmailBackend"
    assert mail_server(address) == MailServer(backend=backend, **server)


def test_mails_can_become_files_or_be_printed():
    assert mail_server("file:///a%20folder/mails").folder == "/a folder/mails"
    assert mail_server("console://").backend == "django.core.mail.backends.console.EmailBackend"
