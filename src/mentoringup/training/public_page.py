"""What the public sees of a series, as values: page, feed, widget and search data show the same.

Links to meetings are no part of these values: they are for those with a seat, so no public page can
give one away by mistake.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mentoringup.curriculum.enums import Mode
from mentoringup.training.enums import Audience, SessionState
from mentoringup.training.page import ContactOnPage, ModuleOnPage, QuestionOnPage


class Standing(StrEnum):
    """Where a session stands, seen from now."""

    UPCOMING = "upcoming"
    RUNNING = "running"
    PAST = "past"
    TO_BE_ANNOUNCED = "to-be-announced"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Another program that a session also counts towards."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSession:
    """A session without its link.

    Attributes:
        version: rises with every change; the feed's SEQUENCE.
        starts_at, ends_at: instants; None while the date is to be announced.
        zone: IANA name, in which the page shows them.
        rsvp_opens: an instant, or None where there is no RSVP or no date yet.
    """

    id: int
    slug: str
    version: int
    title: str
    description: str
    state: SessionState
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    place: str
    seats: int | None
    mode: Mode
    audience: Audience
    modules: tuple[ModuleOnPage, ...]
    objectives: tuple[str, ...]
    programs: tuple[Program, ...]
    rsvp_opens: datetime | None

    def standing(self, now: datetime) -> Standing:
        """Where it stands at an instant. A published session is past once it has ended."""
        if self.state is SessionState.CANCELLED:
            return Standing.CANCELLED
        if self.starts_at is None or self.ends_at is None:
            return Standing.TO_BE_ANNOUNCED
        if self.state is SessionState.DONE or self.ends_at <= now:
            return Standing.PAST
        return Standing.RUNNING if self.starts_at <= now else Standing.UPCOMING

    @property
    def all_objectives(self) -> tuple[str, ...]:
        """Those of its modules, then its own; each once."""
        return (*self.objectives_of_modules, *self.own_objectives)

    @property
    def objectives_of_modules(self) -> tuple[str, ...]:
        """Those of its modules, each once, in the page's language."""
        return tuple(dict.fromkeys(text for one in self.modules for text in one.objectives))

    @property
    def own_objectives(self) -> tuple[str, ...]:
        """Those that its site wrote, each once, in the site's language."""
        of_modules = self.objectives_of_modules
        return tuple(dict.fromkeys(text for text in self.objectives if text not in of_modules))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSeries:
    """A published (or previewed) series.

    Attributes:
        language: of what the site wrote; the sentences and modules are in the page's language.
        eligibility, priorities, order, rsvp: whole sentences, generated from rules.
        who_may_come, how_seats_are_given: Markdown that adds to them.
        sessions: no drafts; in their order on the page.
    """

    id: int
    slug: str
    site_slug: str
    site_name: str
    institution: str
    site_email: str
    site_website: str
    has_logo: bool
    zone: str
    language: str
    title: str
    summary: str
    description: str
    term: str
    is_cancelled: bool
    eligibility: str
    priorities: tuple[str, ...]
    order: str
    rsvp: str
    who_may_come: str
    how_seats_are_given: str
    contacts: tuple[ContactOnPage, ...]
    questions: tuple[QuestionOnPage, ...]
    modes: tuple[Mode, ...]
    audiences: tuple[Audience, ...]
    editions: tuple[str, ...]
    facilitators: tuple[str, ...]
    co_hosts: tuple[str, ...]
    sessions: tuple[PublicSession, ...]

    def standing(self, now: datetime, *wanted: Standing) -> tuple[PublicSession, ...]:
        """Sessions that stand so, dated ones in the order of time."""
        found = (one for one in self.sessions if one.standing(now) in wanted)
        return tuple(sorted(found, key=lambda one: (one.starts_at is None, one.starts_at or now)))

    def session(self, slug: str) -> PublicSession | None:
        """The session of an address, or None."""
        return next((one for one in self.sessions if one.slug == slug), None)
