"""What comes next at the sessions of a series: openings, turns, draws, last offers. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mentoringup.eligibility.words import listed
from mentoringup.registration.enums import Order
from mentoringup.registration.plan import Plan, Window
from mentoringup.registration.plan_words import tier_in_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A session that is ahead, and its window."""

    session_id: int
    title: str
    starts_at: datetime
    window: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What happens at a moment, and at which sessions: number and title."""

    at: datetime
    words: str
    sessions: tuple[tuple[int, str], ...]


def coming(
    sessions: Iterable[Ahead], *, plan: Plan, tiers: int, now: datetime
) -> tuple[Coming, ...]:
    """Everything that is still to come, soonest first; what happens to several is said once.

    Args:
        sessions: those ahead.
        plan: the rules.
        tiers: how many there are before whoever is left.
        now: when.
    """
    found: dict[tuple[datetime, str], list[tuple[int, str]]] = {}
    for one in sessions:
        for at, words in _moments(one, plan=plan, tiers=tiers):
            if at > now:
                found.setdefault((at, words), []).append((one.session_id, one.title))
    return tuple(
        Coming(at=at, words=words, sessions=tuple(named))
        for (at, words), named in sorted(found.items(), key=lambda one: one[0][0])
    )


def _moments(one: Ahead, *, plan: Plan, tiers: int) -> Iterator[tuple[datetime, str]]:
    window = one.window
    if window.opens is not None:
        yield window.opens, _("Requests open")
        yield from _turns(window, plan=plan, tiers=tiers)
        if window.cutoff < one.starts_at:
            yield window.cutoff, _("Nothing is offered any more")
        if window.closes < one.starts_at:
            yield window.closes, _("Requests end")
    yield one.starts_at, _("The session begins")


def _turns(window: Window, *, plan: Plan, tiers: int) -> Iterator[tuple[datetime, str]]:
    """Turns after the opening; tiers that have theirs together are named together."""
    together: dict[datetime, list[str]] = {}
    for tier, turn in enumerate(window.turns[: tiers + 1]):
        together.setdefault(turn, []).append(tier_in_sentence(tier, tiers=tiers))
    for turn, names in together.items():
        words = {"tiers": listed(names)}
        if plan.order is Order.DRAW:
            yield turn, _("Draw among %(tiers)s") % words
        elif turn != window.opens:
            yield turn, _("Seats go to %(tiers)s, too") % words
