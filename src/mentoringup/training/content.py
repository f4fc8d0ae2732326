"""What coordinators write, as values: forms give them, the domain stores them. Pure."""

from dataclasses import dataclass
from datetime import date, time

from mentoringup.training.moments import Span, span

MOST_SEATS = 32_767
"""The largest number of seats of a session, and of those that are held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutText:
    """What a series is. `term_id` is the term under which it is listed."""

    title: str
    summary: str = ""
    description: str = ""
    term_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRule:
    """A priority group; an empty part fits everybody. `rule_id` is of a named rule of the site."""

    stages: tuple[str, ...] = ()
    disciplines: tuple[str, ...] = ()
    unit_id: int | None = None
    rule_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """Who may come and in which order seats are given.

    Attributes:
        stages: none is everybody.
        rule_id: a named rule of the site that must fit too, or None.
    """

    stages: tuple[str, ...] = ()
    rule_id: int | None = None
    who_may_come: str = ""
    tiers: tuple[TierRule, ...] = ()
    how_seats_are_given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactText:
    """Whom a career stage (everybody, if empty) asks."""

    name: str
    email: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionText:
    """A question and its answer; either may still be missing."""

    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramText:
    """Another program that something also counts towards."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryText:
    """How a curriculum is delivered, to whom and by whom (ids)."""

    edition_id: int | None = None
    audience: str
    mode: str
    name: str = ""
    facilitators: tuple[int, ...] = ()
    co_hosts: tuple[int, ...] = ()
    programs: tuple[ProgramText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionText:
    """A session as it is written: wall time at a zone, modules by id, seats or None."""

    title: str
    description: str = ""
    objectives: str = ""
    on: date | None = None
    start: time | None = None
    end: time | None = None
    zone: str = ""
    place: str = ""
    link: str = ""
    capacity: int | None = None
    modules: tuple[str, ...] = ()
    programs: tuple[ProgramText, ...] = ()

    def span(self) -> Span | None:
        """When it is, as instants; None while date, start, end or zone is missing.

        Raises:
            MomentError: the zone doesn't exist, the clocks skip the time, or it ends too early.
        """
        if self.on and self.start and self.end and self.zone:
            return span(self.on, self.start, self.end, self.zone)
        return None
