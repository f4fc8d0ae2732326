"""Where a text names somebody: people known here, and what looks like a name. Pure.

Suggestions only: a person decides. Better one too many than one too few.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mentoringup.training.checks.dates_in_text import ENGLISH_MONTHS, ENGLISH_WEEKDAYS

_SHORTEST = 3
"""Letters of a part of a name that is looked for alone."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])@\w{2,}")
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d[\d\s()./-]{5,}\d(?!\w)")
_TITLED = re.compile(
    r"\b(?:Dr|Prof|Professor|Doctor|Mr|Mrs|Ms|Mx|Dean|Sr|Sra|Dra)\b\.?\s+"
    r"[^\W\d_a-z][\w'’-]*(?:\s+[^\W\d_a-z][\w'’-]*)?"
)
_STREET = re.compile(
    r"\b\d{1,5}\s+[A-Z]\w+(?:\s+[A-Z]\w+)*\s+(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Hall)\b"
)
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:;•\n]|[-–—]\s)[\s\"'“‘(\[]*$")

_NO_NAMES = frozenset(
    [
        "I",
        "I'm",
        "I've",
        "I'd",
        "I'll",
        "I’m",
        "I’ve",
        "I’d",
        "I’ll",
        *ENGLISH_WEEKDAYS,
        *ENGLISH_MONTHS,
        "English",
        "Spanish",
        "American",
        "Zoom",
        "Teams",
        "Slack",
        "Google",
        "Word",
        "Excel",
        "Mentoring",
        "Up",
        "Mentor",
        "Mentors",
        "Mentee",
        "Mentees",
        "Training",
        "Workshop",
        "Module",
        "Session",
        "Center",
        "University",
        "School",
        "Department",
        "Internet",
        "Twitter",
        "Individual",
        "Development",
        "Plan",
        "Christmas",
        "Covid",
        "COVID",
        "PhD",
        "MD",
        "Postdoc",
    ]
)
"""Words that begin with a capital inside a sentence and are nobody."""


class Sign(StrEnum):
    """Why something is suggested."""

    KNOWN = "known"  # somebody who took part, leads or works here
    TITLED = "titled"  # follows Dr., Professor, ...
    CAPITAL = "capital"  # begins with a capital inside a sentence
    ADDRESS = "address"  # mail, web, street
    NUMBER = "number"  # telephone or the like


_PLACEHOLDERS = {Sign.ADDRESS: "[address]", Sign.NUMBER: "[number]"}
_NAME = "[name]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A part of a text, from `start` to before `end`."""

    start: int
    end: int
    sign: Sign


def spans_in(text: str, *, names: Collection[str]) -> tuple[Span, ...]:
    """Find what to redact, in order, nothing twice; `names` are of people, whole and in parts."""
    wanted = {part.casefold() for name in names for part in _parts(name)}
    found = sorted(
        [*_by_pattern(text), *_known(text, wanted), *_capitals(text)],
        key=lambda one: (one.start, -one.end, list(Sign).index(one.sign)),
    )
    kept: list[Span] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            continue
        kept.append(one)
    return tuple(_neighbors_joined(text, kept))


def redacted(text: str, spans: Collection[Span]) -> str:
    """Put a placeholder in the place of each span."""
    pieces: list[str] = []
    place = 0
    for one in spans:
        pieces += [text[place : one.start], _PLACEHOLDERS.get(one.sign, _NAME)]
        place = one.end
    return "".join([*pieces, text[place:]])


def _parts(name: str) -> Iterator[str]:
    for word in _WORD.findall(name):
        if len(word) >= _SHORTEST:
            yield word


def _by_pattern(text: str) -> Iterator[Span]:
    for pattern, sign in (
        (_MAIL, Sign.ADDRESS),
        (_LINK, Sign.ADDRESS),
        (_STREET, Sign.ADDRESS),
        (_HANDLE, Sign.ADDRESS),
        (_NUMBER, Sign.NUMBER),
        (_TITLED, Sign.TITLED),
    ):
        for match in pattern.finditer(text):
            yield Span(start=match.start(), end=match.end(), sign=sign)


def _known(text: str, wanted: Collection[str]) -> Iterator[Span]:
    """Words that are parts of a known name, however they are written."""
    for match in _WORD.finditer(text):
        word = match[0].removesuffix("'s").removesuffix("’s")
        if word.casefold() in wanted and (word[:1].isupper() or len(word) > _SHORTEST + 1):
            yield Span(start=match.start(), end=match.start() + len(word), sign=Sign.KNOWN)


def _capitals(text: str) -> Iterator[Span]:
    """Words with a capital that no sentence begins with, and that are not known to be nobody's."""
    for match in _WORD.finditer(text):
        word = match[0].removesuffix("'s").removesuffix("’s")
        is_acronym = word.isupper()
        begins = bool(_ENDS_SENTENCE.search(text[: match.start()]))
        if word[:1].isupper() and not is_acronym and not begins and word not in _NO_NAMES:
            yield Span(start=match.start(), end=match.start() + len(word), sign=Sign.CAPITAL)


def _neighbors_joined(text: str, spans: list[Span]) -> Iterator[Span]:
    """A name and a surname are one name."""
    waiting: Span | None = None
    for one in spans:
        if waiting and _belong_together(text, waiting, one):
            sign = min(waiting.sign, one.sign, key=list(Sign).index)
            waiting = Span(start=waiting.start, end=one.end, sign=sign)
            continue
        if waiting:
            yield waiting
        waiting = one
    if waiting:
        yield waiting


def _belong_together(text: str, first: Span, second: Span) -> bool:
    are_names = {first.sign, second.sign} <= {Sign.KNOWN, Sign.CAPITAL, Sign.TITLED}
    return are_names and text[first.end : second.start] == " "
