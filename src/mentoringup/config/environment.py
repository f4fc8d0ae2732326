"""Configuration by environment variables: declared once, read once, documented by a test.

Each variable has a reader that says in one line what it expected. A wrong value stops the start.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


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
            raise WrongSettingError(f"{name} is “{text}”; expected {error}") from error
    return values
