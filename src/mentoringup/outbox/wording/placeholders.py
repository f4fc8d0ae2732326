"""Placeholders in texts that a site writes: a closed list a letter, filled without a template.

A placeholder is a word in braces, `{session}`. Braces stand for nothing else, and what is filled in
is never read again, so a name with braces stays a name with braces.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from hashlib import sha256

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
_GAPS = re.compile(r"\n[ \t]*\n\s*\n")
_SHOWN = 60
"""As many letters of a faulty place are quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """Subject and text of a letter, with placeholders."""

    subject: str
    text: str

    @property
    def mark(self) -> str:
        """Tells these words from any others: what an editor had before them."""
        return sha256(f"{self.subject}\n{self.text}".encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledLetter:
    """A letter as its reader gets it."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What a letter may fill in.

    Attributes:
        subject: in its subject, which is one line.
        text: in its text.
        required: in its text at least once.
    """

    subject: tuple[str, ...]
    text: tuple[str, ...]
    required: tuple[str, ...]


class FaultKind(StrEnum):
    """What is wrong with a placeholder."""

    UNKNOWN = "unknown"
    MALFORMED = "malformed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong with a text.

    Attributes:
        field: "subject" or "text".
        found: the placeholder, or the words around a brace that belongs to none.
        meant: an allowed placeholder that looks like it, with its braces; empty where none does.
    """

    field: str
    kind: FaultKind
    found: str
    meant: str = ""


def faults_in(*, subject: str, text: str, allowed: Allowed) -> tuple[Fault, ...]:
    """Everything that keeps a subject and a text from being filled, in the order of reading."""
    used = frozenset(_PLACEHOLDER.findall(text))
    missing = (
        Fault(field="text", kind=FaultKind.MISSING, found=f"{{{name}}}")
        for name in allowed.required
        if name not in used
    )
    return (
        *_faults("subject", subject, allowed.subject),
        *_faults("text", text, allowed.text),
        *missing,
    )


def fill(text: str, values: Mapping[str, Callable[[], str]]) -> str:
    """The text with what its placeholders stand for; each value is made only where it is used.

    A placeholder without a value stays as it stands. Gaps that an empty value leaves are closed.
    """
    made: dict[str, str] = {}

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name not in values:
            return found[0]
        if name not in made:
            made[name] = values[name]()
        return made[name]

    return _GAPS.sub("\n\n", _PLACEHOLDER.sub(value, text))


def _faults(field: str, text: str, names: tuple[str, ...]) -> list[Fault]:
    faults = [
        Fault(
            field=field,
            kind=FaultKind.UNKNOWN,
            found=f"{{{name[:_SHOWN]}}}",
            meant=_meant(name, names),
        )
        for name in dict.fromkeys(_PLACEHOLDER.findall(text))
        if name not in names
    ]
    rest = _PLACEHOLDER.sub(lambda found: " " * len(found[0]), text)
    at = min((place for place in map(rest.find, "{}") if place >= 0), default=-1)
    if at >= 0:
        line = text[: at + _SHOWN].splitlines()
        words = text[at : at + _SHOWN].splitlines()[0] if line else text[at]
        faults.append(Fault(field=field, kind=FaultKind.MALFORMED, found=words))
    return faults


def _meant(name: str, names: tuple[str, ...]) -> str:
    close = get_close_matches(name.strip().lower().replace(" ", "_"), names, n=1)
    return f"{{{close[0]}}}" if close else ""
