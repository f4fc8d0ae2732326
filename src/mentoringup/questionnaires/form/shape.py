"""The shape of a questionnaire's document: each part is what it must be, or a fault that says so.

Reading goes on after a fault with something of the right type, so that all faults are told at once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

MOST_FAULTS: Final = 50
"""Faults that are told; nobody reads more."""

MOST_ENTRIES: Final = 500
"""Entries of a list: pages, elements, rows, choices."""

LONGEST_WORDS: Final = 5_000
"""Characters of a text that is shown."""

LONGEST_LICENSED: Final = 500_000
"""Characters of the YAML of a licensed instrument."""

LARGEST_CODE: Final = 32_767
LARGEST_NUMBER: Final = 1e15

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,63}")
_INSTRUMENT_ID: Final = re.compile(r"[a-z][a-z0-9-]{0,63}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(slots=True)
class Shape:
    """The faults found so far, as sentences."""

    faults: list[str] = field(default_factory=list)

    def fault(self, sentence: str) -> None:
        """Keep a fault; beyond the fiftieth nothing is kept."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value of the document.

    Attributes:
        place: where it stands, in words that begin a sentence.
    """

    shape: Shape
    value: Any
    place: str

    def keys(
        self, *, required: Sequence[str], optional: Sequence[str] = (), named: str = ""
    ) -> dict[str, "Part"] | None:
        """Parts by key; None where a required one is missing or this is no object.

        Args:
            required: keys that must be there.
            optional: keys that may be.
            named: what to call a part that has an id, instead of its number.
        """
        if not isinstance(self.value, dict):
            self._expected("an object with keys and values")
            return None
        place = self._called(named)
        known = (*required, *optional)
        for key in self.value:
            if key not in known:
                self.shape.fault(f"{place} has an unknown key “{_shortened(key)}”.")
        missing = [key for key in required if key not in self.value]
        for key in missing:
            self.shape.fault(f"{place} lacks the key “{key}”.")
        if missing:
            return None
        inside = place.removesuffix(",")
        return {
            key: Part(shape=self.shape, value=self.value[key], place=f"{inside}, “{key}”,")
            for key in known
            if key in self.value
        }

    def entries(self, *, at_least: int = 0) -> list["Part"]:
        """Parts of a list, numbered from 1."""
        if not isinstance(self.value, list):
            self._expected("a list")
            return []
        if not at_least <= len(self.value) <= MOST_ENTRIES:
            self._expected(f"a list of {at_least} to {MOST_ENTRIES} entries")
            return []
        return [
            Part(shape=self.shape, value=value, place=f"{self.place} entry {number}")
            for number, value in enumerate(self.value, start=1)
        ]

    def name(self) -> str:
        """An id of an element, a row, a page or a competency."""
        return self._text(_NAME, "letters, digits, dots, hyphens or underscores, a letter first")

    def instrument_id(self) -> str:
        """The id of an instrument."""
        return self._text(_INSTRUMENT_ID, "lower-case letters, digits and hyphens, a letter first")

    def language(self) -> str:
        """The code of a language."""
        return self._text(_LANGUAGE, "the code of a language, such as en or pt-BR")

    def text(self) -> str:
        """A text that is not empty."""
        return self.long_text(LONGEST_WORDS)

    def long_text(self, longest: int) -> str:
        """A text of at most so many characters."""
        if not isinstance(self.value, str) or not self.value.strip():
            self._expected("a text")
        elif len(self.value) > longest:
            self._expected(f"at most {longest:,} characters")
        elif _CONTROL.search(self.value):
            self._expected("a text without control characters")
        else:
            return self.value
        return ""

    def words(self) -> dict[str, str]:
        """A text by language."""
        return self._by_key(_LANGUAGE, LONGEST_WORDS, "a text by language, such as {“en”: “Yes”}")

    def texts(self) -> dict[str, str]:
        """A YAML text by id of an instrument."""
        return self._by_key(_INSTRUMENT_ID, LONGEST_LICENSED, "a text by id of an instrument")

    def code(self) -> int:
        """The code of a choice."""
        if type(self.value) is int and 0 <= self.value <= LARGEST_CODE:
            return self.value
        self._expected(f"a whole number from 0 to {LARGEST_CODE:,}")
        return 0

    def number(self) -> float:
        """A number, as far as sums with it are exact."""
        if type(self.value) in (int, float) and abs(self.value) <= LARGEST_NUMBER:
            return float(self.value)
        self._expected("a number")
        return 0.0

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            self._expected("true or false")
        return self.value is True

    def one_of(self, known: Sequence[str]) -> str:
        """One of several words; the first where it is none of them."""
        if isinstance(self.value, str) and self.value in known:
            return self.value
        self._expected(f"one of: {', '.join(known)}")
        return known[0]

    def _by_key(self, pattern: re.Pattern[str], longest: int, expected: str) -> dict[str, str]:
        if not isinstance(self.value, dict) or not all(
            isinstance(key, str) and pattern.fullmatch(key) for key in self.value
        ):
            self._expected(expected)
            return {}
        return {
            key: Part(shape=self.shape, value=text, place=f"{self.place} “{key}”,").long_text(
                longest
            )
            for key, text in self.value.items()
        }

    def _text(self, pattern: re.Pattern[str], expected: str) -> str:
        if isinstance(self.value, str) and pattern.fullmatch(self.value):
            return self.value
        self._expected(f"{expected}, at most 64 signs" if pattern is not _LANGUAGE else expected)
        return ""

    def _called(self, named: str) -> str:
        name = self.value.get("id")
        if named and isinstance(name, str) and _NAME.fullmatch(name):
            return f"The {named} “{name}”"
        return self.place

    def _expected(self, expected: str) -> None:
        self.shape.fault(f"{self.place} is {_found(self.value)}; expected {expected}.")


def _found(value: Any) -> str:
    """Name what was found, shortly."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, str):
        return f"“{_shortened(value)}”" if value else "an empty text"
    named = {None: "nothing", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return named[value]
    return f"the number {value}"


def _shortened(text: object) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in str(text))
    return shown if len(shown) <= 60 else f"{shown[:60]}…"  # noqa: PLR2004  enough to find it
