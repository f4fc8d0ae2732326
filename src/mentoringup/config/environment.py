"""Configuration by environment variables: declared once, read once, documented by a test.

Each variable has a reader that says in one line what it expected. A wrong value stops the start.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_WITHOUT_PASSWORD = re.compile(r"://[^@/]*@")


class WrongSettingError(Exception):
    """A variable holds something that can't be used. The text is one clear line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """An environment variable.

    Attributes:
        name: as it is set in the environment.
        default: its value as text where it is not set.
        read: from text to the value; raises ValueError saying what was expected.
        meaning: one sentence for docs/configuration.md.
    """

    name: str
    default: str
    read: Callable[[str], Any]
    meaning: str


def yes_or_no(text: str) -> bool:
    """`1`, `yes`, `true`, `on`, or their opposites."""
    words = {"1": True, "yes": True, "true": True, "on": True}
    words |= {"0": False, "no": False, "false": False, "off": False, "": False}
    if text.casefold() not in words:
        raise ValueError("yes or no")
    return words[text.casefold()]


def whole_number(text: str) -> int:
    """A whole number, 0 or more."""
    if not text.isdecimal():
        raise ValueError("a whole number, 0 or more")
    return int(text)


def at_least_one(text: str) -> int:
    """A whole number, 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise ValueError("a whole number, 1 or more")
    return int(text)


def hour_of_day(text: str) -> int:
    """A whole number from 0 to 23."""
    if not text.isdecimal() or int(text) > 23:  # noqa: PLR2004  the last hour of a day
        raise ValueError("an hour from 0 to 23")
    return int(text)


def web_address(text: str) -> str:
    """An http or https address without a path; the slash at its end is taken off."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError("an address such as https://mentoring.example.edu")
    return text.rstrip("/")


def listening_address(text: str) -> tuple[str, int]:
    """Host and port."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:  # noqa: PLR2004  all ports
        raise ValueError("a host and a port, such as 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def log_level(text: str) -> str:
    """A level of logging, in capitals."""
    if text.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("debug, info, warning or error")
    return text.upper()


def words(text: str) -> list[str]:
    """Words with commas between them."""
    return [word.strip() for word in text.split(",") if word.strip()]


def read_environment(
    variables: Mapping[str, Variable], environment: Mapping[str, str] = os.environ
) -> dict[str, Any]:
    """The value of each variable, by its name.

    Raises:
        WrongSettingError: naming the variable, what was found and what was expected.
    """
    values: dict[str, Any] = {}
    for name, variable in variables.items():
        text = environment.get(name, variable.default)
        try:
            values[name] = variable.read(text)
        except ValueError as error:
            found = _WITHOUT_PASSWORD.sub("://…@", text)
            raise WrongSettingError(f"{name} is “{found}”; expected {error}") from error
    return values
