"""The environment variables that the site reads."""

from pathlib import Path
from typing import Any

import dj_database_url

from mentoringup.config.environment import Variable, whole_number, words, yes_or_no


def _database(text: str) -> dict[str, Any]:
    expected = "a database address such as sqlite:///mentoringup.sqlite3 or postgres://host/name"
    try:
        found = dict(dj_database_url.parse(text))
    except (ValueError, KeyError) as error:
        raise ValueError(expected) from error
    if found.get("ENGINE") not in {
        "django.db.backends.sqlite3",
        "django.db.backends.postgresql",
    }:
        raise ValueError(expected)
    return found


_ALL = [
    Variable(
        name="SECRET_KEY",
        default="",
        read=str,
        meaning="Signs sessions and links. At least 50 random characters; needed unless DEBUG.",
    ),
    Variable(
        name="DEBUG",
        default="no",
        read=yes_or_no,
        meaning="Shows technical error pages. Never on a server that others reach.",
    ),
    Variable(
        name="DATABASE_URL",
        default="sqlite:///mentoringup.sqlite3",
        read=_database,
        meaning="Where the data is: SQLite by default, or PostgreSQL.",
    ),
    Variable(
        name="ALLOWED_HOSTS",
        default="localhost,127.0.0.1",
        read=words,
        meaning="Names under which the site is reached, with commas between them.",
    ),
    Variable(
        name="BASE_URL",
        default="http://127.0.0.1:8000",
        read=str,
        meaning="The address of the site, as it stands in mails and feeds.",
    ),
    Variable(
        name="DATA_DIR",
        default="data",
        read=Path,
        meaning="Folder for uploads; never below a folder that a web server shows.",
    ),
    Variable(
        name="EMAIL_URL",
        default="smtp://localhost:25",
        read=str,
        meaning="The mail server: smtp://user:password@host:port, smtps:// or smtp+tls://.",
    ),
    Variable(
        name="MAIL_FROM",
        default="Mentoring Up <mentoringup@localhost>",
        read=str,
        meaning="The sender of all mails.",
    ),
    Variable(
        name="HSTS_SECONDS",
        default="0",
        read=whole_number,
        meaning="How long browsers are to insist on HTTPS; 0 is off.",
    ),
    Variable(
        name="STAFF_NEEDS_SECOND_FACTOR",
        default="yes",
        read=yes_or_no,
        meaning="Whether staff must set up a passkey or an authenticator app.",
    ),
    Variable(
        name="DEMO",
        default="no",
        read=yes_or_no,
        meaning="One-click sign-in and an inbox for everybody. Only for `make demo`.",
    ),
]

VARIABLES = {variable.name: variable for variable in _ALL}
"""By name; docs/configuration.md lists the same."""
