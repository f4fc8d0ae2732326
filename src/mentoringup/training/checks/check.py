"""What a check is given, and what it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from mentoringup.training.checks.clock import written_date
from mentoringup.training.checks.finding import Finding, Moment, Place, Repair, Severity
from mentoringup.training.enums import SessionState
from mentoringup.training.page import SeriesPage, SessionOnPage

MOST_FOUND_IN_A_FIELD = 5
"""Of one check in one field: each may carry a whole repaired text."""

LONGEST_QUOTE = 120
"""Characters of the page that a finding shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The content of one field.

    Attributes:
        is_markdown: whether paragraphs, headings and images mean something in it.
        is_required: whether it may not be emptied by a repair.
        session: the session it stands in, if any.
    """

    place: Place
    content: str
    is_markdown: bool = False
    is_required: bool = False
    session: SessionOnPage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A page at a moment.

    Attributes:
        sessions: those that count at this moment, in the page's order.
        texts: every field that holds words of people, in the page's order.
    """

    page: SeriesPage
    now: datetime
    moment: Moment
    sessions: tuple[SessionOnPage, ...]
    texts: tuple[Text, ...]

    @property
    def held(self) -> tuple[SessionOnPage, ...]:
        """Sessions that are not cancelled."""
        return tuple(s for s in self.sessions if s.state != SessionState.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a check sees: a finding without the check's name and severity."""

    place: Place
    found: str
    message: str
    expected: str
    repair: Repair | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question that is asked of a page.

    Attributes:
        name: stable; findings, settings and docs/guides/checks.md use it.
        title: what it looks for, in a few words.
        ask: pure; yields faults in the page's order.
    """

    name: str
    severity: Severity
    title: str | Promise
    ask: Callable[[Look], Iterable[Fault]]

    def findings(self, look: Look) -> list[Finding]:
        """Its faults with its name and severity."""
        return [
            Finding(
                check=self.name,
                severity=self.severity,
                place=fault.place,
                found=quoted(fault.found),
                message=str(fault.message),
                expected=str(fault.expected),
                repair=fault.repair,
            )
            for fault in self.ask(look)
        ]


def quoted(text: str) -> str:
    """Words of the page on one line, cut where they are long."""
    line = " ".join(text[: LONGEST_QUOTE * 4].split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"


def named(session: SessionOnPage) -> str:
    """A session in a sentence: its title, else its day, else how its description begins."""
    if session.title.strip():
        return quoted(session.title)
    if session.on is not None:
        return written_date(session.on)
    return quoted(session.description[: LONGEST_QUOTE // 2]) or session.key
