"""The environment variables that the site reads."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from mentoringup.config.environment import (
    Variable,
    WrongSettingError,
    at_least_one,
    hour_of_day,
    listening_address,
    log_level,
    read_environment,
    web_address,
    whole_number,
    words,
    yes_or_no,
)
from mentoringup.config.mail_server import mail_server


def _database(text: str) -> dict[str, Any]:
    expected = "a database address such as sqlite:///mentoringup.sqlite3 or postgres://host/name"
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(text))
    except (ValueError, KeyError) as error:
        raise ValueError(expected) from error
    if found.get("ENGINE") not in {
        "django.db.backends.sqlite3",
        "django.db.backends.postgresql",
    }:
        raise ValueError(expected)
    kept_from = found.get("OPTIONS", {}).get("prepare_threshold", "none")
    if kept_from != "none" and not isinstance(kept_from, int):
        raise ValueError("a whole number or “none” as prepare_threshold")
    return found


_ALL = [
    Variable(
        name="SECRET_KEY",
        default="",
        read=str,
        meaning="Signs sessions and links. At least 50 random characters; needed unless DEBUG or "
        "DEMO.",
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
        meaning="Names under which the site is reached, with commas between them; that of BASE_URL "
        "must be among them.",
    ),
    Variable(
        name="BASE_URL",
        default="http://127.0.0.1:8000",
        read=web_address,
        meaning="The address of the site, as it stands in mails and feeds. With https:// cookies "
        "are sent by HTTPS only.",
    ),
    Variable(
        name="DATA_DIR",
        default="data",
        read=Path,
        meaning="Folder for uploads and keys of surveys; never below a folder that a web server "
        "shows.",
    ),
    Variable(
        name="EMAIL_URL",
        default="smtp://localhost:25",
        read=mail_server,
        meaning="The mail server: smtp://user:password@host:port, smtps:// (TLS from the start), "
        "smtp+tls:// (STARTTLS), or for development console:// (prints mails) and file:///folder.",
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
        meaning="How long browsers are to insist on HTTPS; 0 is off. Works with an https:// "
        "BASE_URL.",
    ),
    Variable(
        name="HSTS_SUBDOMAINS",
        default="no",
        read=yes_or_no,
        meaning="Whether browsers are to insist on HTTPS for all hosts below the name, too.",
    ),
    Variable(
        name="SSL_REDIRECT",
        default="yes",
        read=yes_or_no,
        meaning="Whether plain HTTP is sent on to HTTPS, where BASE_URL is https://.",
    ),
    Variable(
        name="STAFF_NEEDS_SECOND_FACTOR",
        default="yes",
        read=yes_or_no,
        meaning="Whether staff must set up a passkey or an authenticator app.",
    ),
    Variable(
        name="UPLOAD_KILOBYTES",
        default="6144",
        read=whole_number,
        meaning="The largest file that may be uploaded.",
    ),
    Variable(
        name="LOG_LEVEL",
        default="info",
        read=log_level,
        meaning="What is logged to standard error: debug, info (one line a request), warning or "
        "error.",
    ),
    Variable(
        name="LISTEN",
        default="127.0.0.1:8000",
        read=listening_address,
        meaning="Where `mentoringup serve` listens, as host:port.",
    ),
    Variable(
        name="WEB_PROCESSES",
        default="1",
        read=at_least_one,
        meaning="Processes of `mentoringup serve`; 1 is right for SQLite.",
    ),
    Variable(
        name="WEB_THREADS",
        default="4",
        read=at_least_one,
        meaning="Threads of each process of `mentoringup serve`. They compute one at a time: with "
        "more than 2 a rush of requests gets slower, not faster; a few more bridge slow answers of "
        "others, such as an institution's sign-in.",
    ),
    Variable(
        name="NIGHT_HOUR",
        default="9",
        read=hour_of_day,
        meaning="The hour of the day (UTC) after which nightly jobs begin.",
    ),
    Variable(
        name="PROXIES",
        default="0",
        read=whole_number,
        meaning="How many proxies stand before the site and add to X-Forwarded-For; limits on "
        "sign-in count by the address that the outermost of them saw. With 1 or more, "
        "X-Forwarded-Proto is believed, so the proxy must set it.",
    ),
    Variable(
        name="OIDC_SERVER_URL",
        default="",
        read=str,
        meaning="The issuer of an OpenID Connect provider, such as a campus sign-in or a "
        "federation's gateway; empty is off.",
    ),
    Variable(
        name="OIDC_CLIENT_ID",
        default="",
        read=str,
        meaning="What the OpenID Connect provider calls this site.",
    ),
    Variable(
        name="OIDC_CLIENT_SECRET",
        default="",
        read=str,
        meaning="The secret that goes with OIDC_CLIENT_ID.",
    ),
    Variable(
        name="OIDC_NAME",
        default="your institution",
        read=str,
        meaning="How the provider is named on the sign-in page, after “Sign in with”.",
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


def read_variables(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The value of each variable; also asks whether they fit together.

    Raises:
        WrongSettingError: about the first that is wrong, in one line.
    """
    given = read_environment(VARIABLES, environment)
    is_for_trying = given["DEBUG"] or given["DEMO"]
    host = urlsplit(given["BASE_URL"]).hostname or ""
    if not is_for_trying and len(given["SECRET_KEY"]) < _KEY_LENGTH:
        found = len(given["SECRET_KEY"])
        raise WrongSettingError(
            f"SECRET_KEY has {found} characters; expected at least {_KEY_LENGTH} random ones"
        )
    if host not in given["ALLOWED_HOSTS"]:
        raise WrongSettingError(f"ALLOWED_HOSTS lacks “{host}”, the host of BASE_URL")
    if not is_for_trying and not given["BASE_URL"].startswith("https://") and host not in _LOCAL:
        raise WrongSettingError(
            f"BASE_URL is “{given['BASE_URL']}”; expected an https:// address for other machines"
        )
    if given["DEMO"] and set(given["ALLOWED_HOSTS"]) - _LOCAL:
        raise WrongSettingError(
            "DEMO is “yes”; expected no where ALLOWED_HOSTS names more than this machine"
        )
    return given


_KEY_LENGTH = 50
_LOCAL = {"localhost", "127.0.0.1", "[::1]"}
