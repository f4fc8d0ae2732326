"""How the seats of a series are given, as a value, and the moments that follow from it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mentoringup.registration.enums import Order

EVERY_TIER = 32_767
"""More tiers than any series has."""

TIME_TO_ANSWER = timedelta(hours=1)
"""No offer stands for less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The columns of `models.SeatPlan`; what they mean is said there."""

    order: Order = Order.ARRIVAL
    priority_days: int = 14
    closes_hours: int = 0
    offer_hours: int = 48
    late_offer_hours: int = 12
    late_days: int = 3
    cutoff_hours: int = 12
    confirm_minutes: int = 120
    needs_proof: bool = False
    remembers: bool = False
    no_show_marks: bool = False
    no_show_percent: int = 50
    no_show_least: int = 2
    no_show_days: int = 365


class Phase(StrEnum):
    """Whether requests are taken."""

    NONE = "none"
    NOT_YET = "not-yet"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When requests for one session are taken and answered. All instants in UTC.

    Everybody may ask from `opens` on; a request of a tier whose turn has not come waits in line.

    Attributes:
        opens: None where there is no RSVP, or the date isn't known.
        closes: the last moment for a request.
        turns: for each tier, from when on its requests get seats; the last one is also that of
            people who are in no tier. Always early enough to answer an offer before `cutoff`.
        cutoff: from an hour before it (`last_offer`) on nothing is offered; free seats go to those
            who ask and find nobody waiting.
    """

    opens: datetime | None
    closes: datetime
    turns: tuple[datetime, ...]
    cutoff: datetime

    def phase(self, now: datetime) -> Phase:
        """Whether requests are taken at that moment."""
        if self.opens is None:
            return Phase.NONE
        if now < self.opens:
            return Phase.NOT_YET
        return Phase.OPEN if now < self.closes else Phase.CLOSED

    def turn_of(self, tier: int) -> datetime:
        """From when on requests of that tier get seats."""
        return self.turns[min(tier, len(self.turns) - 1)]

    def due_tiers(self, now: datetime, *, undrawn: Sequence[int] = ()) -> int:
        """How many tiers, from the first on, may get seats now.

        Args:
            now: the moment.
            undrawn: tiers whose draw has not taken place: neither they nor later ones have a turn.
        """
        due = sum(1 for turn in self.turns if turn <= now)
        if due == len(self.turns):
            due = EVERY_TIER  # also for those who asked while there were more tiers than today
        return min([due, *undrawn])

    @property
    def last_offer(self) -> datetime:
        """The last moment of an offer, so that there is time to answer it before the cut-off."""
        return self.cutoff - TIME_TO_ANSWER


def window_of(
    plan: Plan,
    *,
    opens: datetime | None,
    starts_at: datetime,
    tiers: int,
    zone: str = "UTC",
) -> Window:
    """The window of a session.

    With arrival order the first tier has its turn at the opening, each further one `priority_days`
    later. With a draw each tier's window lasts `priority_days`, and its turn is at its end.

    Args:
        plan: of the series.
        opens: when RSVPs open.
        starts_at: of the session.
        tiers: how many the series has; those who are in none are one tier more.
        zone: of the site: days are counted by its clocks, so that a turn comes at the same time of
            day as the opening, whatever the clocks did meanwhile.
    """
    cutoff = starts_at - timedelta(hours=plan.cutoff_hours)
    closes = starts_at - timedelta(hours=plan.closes_hours)
    if opens is None:
        return Window(opens=None, closes=closes, turns=(cutoff,) * (tiers + 1), cutoff=cutoff)
    before = 1 if plan.order is Order.DRAW else 0
    # The last tier has its turn while there is still time to answer an offer.
    latest = max(opens, cutoff - timedelta(hours=plan.late_offer_hours))
    steps = (plan.priority_days * (before + place) for place in range(tiers + 1))
    turns = tuple(min(_days_later(opens, days, zone), latest) for days in steps)
    return Window(opens=opens, closes=closes, turns=turns, cutoff=cutoff)


def _days_later(moment: datetime, days: int, zone: str) -> datetime:
    """The same time of day so many days later, by the clocks of the zone."""
    wall = moment.astimezone(ZoneInfo(zone)) + timedelta(days=days)
    return wall.astimezone(UTC)


def offer_end(plan: Plan, *, now: datetime, starts_at: datetime) -> datetime:
    """When an offer that is made now runs out: never after the cut-off."""
    is_late = now >= starts_at - timedelta(days=plan.late_days)
    hours = plan.late_offer_hours if is_late else plan.offer_hours
    cutoff = starts_at - timedelta(hours=plan.cutoff_hours)
    return min(now + timedelta(hours=hours), max(cutoff, now))


def confirmation_end(plan: Plan, *, now: datetime, starts_at: datetime) -> datetime:
    """Until when a seat is kept for somebody whose address isn't confirmed."""
    return min(now + timedelta(minutes=plan.confirm_minutes), starts_at)
