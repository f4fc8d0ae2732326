"""What everybody may see of a draw, as a value: page and record show the same. Pure.

Names are no part of it, nor is the seed before the draw: no page can give either away by mistake.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from mentoringup.registration.draw_record import FORMAT
from mentoringup.registration.drawing import ALGORITHM, list_of

FEW = 5
"""Fewer requests than that are not counted before the draw: a colleague might guess whose."""


class Stage(StrEnum):
    """Where a draw stands, seen from now."""

    AHEAD = "ahead"
    DUE = "due"
    EMPTY = "empty"
    OFF = "off"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawLink:
    """A draw in a list of draws of one series."""

    id: int
    session_title: str
    group: str
    is_drawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOfDraw:
    """Whose seats are drawn for.

    Attributes:
        language: of the site, in which titles are written.
        starts_at, ends_at: None while the date is to be announced.
    """

    site_name: str
    site_slug: str
    series_slug: str
    series_title: str
    slug: str
    title: str
    language: str
    zone: str
    starts_at: datetime | None
    ends_at: datetime | None
    is_cancelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawOnPage:
    """One draw.

    Attributes:
        tier: number of the tier, from 0; `group` says who is in it, a sentence.
        groups: how many tiers are drawn, with that of people who are in none.
        opens_at, due_at: when requests open, and when the draw takes place.
        asked: requests that would be drawn now; None for fewer than `FEW`.
        is_nobody_waiting: whether there is nothing to draw.
        keeps_precedence: whether the plan puts some before or behind the others of their tier.
        seed, entries, order: empty until it is drawn.
    """

    id: int
    session: SessionOfDraw
    tier: int
    groups: int
    group: str
    commitment: str
    committed_at: datetime
    opens_at: datetime | None
    due_at: datetime | None
    asked: int | None
    is_nobody_waiting: bool
    keeps_precedence: bool
    drawn_at: datetime | None
    seed: str
    entries: tuple[int, ...]
    order: tuple[int, ...]
    siblings: tuple[DrawLink, ...]

    @property
    def was_committed_late(self) -> bool:
        """Whether people could ask before the seed was sealed."""
        return self.opens_at is not None and self.committed_at > self.opens_at

    @property
    def list_text(self) -> str:
        """The tickets as the text that is hashed."""
        return list_of(self.entries)

    def stage(self, now: datetime) -> Stage:
        """Where it stands at an instant."""
        if self.drawn_at is not None:
            return Stage.DRAWN
        if self.session.is_cancelled or self.due_at is None:
            return Stage.OFF
        if now < self.due_at:
            return Stage.AHEAD
        return Stage.EMPTY if self.is_nobody_waiting else Stage.DUE

    def may_ask(self, now: datetime) -> bool:
        """Whether whoever asks now takes part."""
        is_open = self.opens_at is not None and self.opens_at <= now
        return is_open and self.stage(now) is Stage.AHEAD

    def place_of(self, ticket: int) -> int | None:
        """As which number a ticket was drawn, from 1; None where it took no part."""
        return self.order.index(ticket) + 1 if ticket in self.order else None

    def record(self, address: str) -> dict[str, Any]:
        """The published record, to be found at the address; docs/guides/draws.md has the fields."""
        is_drawn = self.drawn_at is not None
        return {
            "format": FORMAT,
            "url": address,
            "site": self.session.site_name,
            "series": self.session.series_title,
            "session": self.session.title,
            "session_starts_at": _text(self.session.starts_at),
            "group": self.tier + 1,
            "groups": self.groups,
            "commitment": self.commitment,
            "committed_at": _text(self.committed_at),
            "window_opens_at": _text(self.opens_at),
            "due_at": _text(self.due_at),
            "drawn_at": _text(self.drawn_at),
            "seed": self.seed if is_drawn else None,
            "entries": list(self.entries) if is_drawn else None,
            "order": list(self.order) if is_drawn else None,
            "algorithm": ALGORITHM,
        }


def _text(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    return moment.isoformat() if moment else None
