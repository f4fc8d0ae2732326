"""Who gets a seat: one decision for opening, cancelling, expiring and capacity changes. Pure.

Claims stand in one total order: tier, precedence, place. Seats and live offers and holds count as
taken. What is free goes to those who wait, from the front; a later tier waits while an earlier one
that has no turn yet does. Where fewer seats are left than are taken, they are taken back from the
end: live offers first, then seats.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Where a claim stands."""

    WAITING = "waiting"
    OFFERED = "offered"
    SEATED = "seated"


class Verdict(StrEnum):
    """What becomes of a claim."""

    SEAT = "seat"
    OFFER = "offer"
    TAKE_BACK = "take-back"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One request, as far as the decision needs it.

    Attributes:
        id: names the claim in the outcome.
        tier: number of the tier, from 0.
        precedence: before or behind the others of the tier; smaller comes first.
        place: order within both; no two claims of a session share it.
        asks_now: whether it is being made at this moment, so that a free seat need not be offered
            first. `is_confirmed` then says whether it becomes a seat or a short offer.
        is_eligible: whether the rules fit today.
        is_held_back: whether it waits without a turn for now: another seat at the same time, or
            proof that is still missing.
    """

    id: int
    tier: int
    precedence: int
    place: int
    standing: Standing = Standing.WAITING
    asks_now: bool = False
    is_confirmed: bool = True
    is_eligible: bool = True
    is_held_back: bool = False

    @property
    def rank(self) -> tuple[int, int, int]:
        """The total order."""
        return (self.tier, self.precedence, self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What becomes of one claim."""

    claim: int
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """What becomes of the claims, in the order in which it is to be done.

    Attributes:
        steps: at most one a claim.
        free: seats that nobody gets now; negative where more are held than there are.
    """

    steps: tuple[Step, ...]
    free: int


def allocate(
    claims: Iterable[Claim],
    *,
    capacity: int | None,
    held: int = 0,
    due_tiers: int,
    may_offer: bool = True,
) -> Allocation:
    """Decide.

    Args:
        claims: all that are seated or offered, and those waiting that could be reached.
        capacity: seats; None is unlimited.
        held: seats that nobody is to get.
        due_tiers: how many tiers, from the first on, have their turn.
        may_offer: False after the cut-off; then only claims that are made now get a free seat.
    """
    ordered = sorted(claims, key=lambda one: one.rank)
    waiting = [one for one in ordered if one.standing is Standing.WAITING]
    taken = len(ordered) - len(waiting)
    free = len(waiting) if capacity is None else capacity - held - taken
    if capacity is not None and free < 0:
        back = _last(ordered, Standing.OFFERED, -free)
        back += _last(ordered, Standing.SEATED, -free - len(back))
        steps = tuple(Step(claim=one.id, verdict=Verdict.TAKE_BACK) for one in back)
        return Allocation(steps=steps, free=free + len(steps))
    given = _give(waiting, free, due_tiers=due_tiers, may_offer=may_offer)
    got = sum(1 for one in given if one.verdict is not Verdict.REFUSE)
    return Allocation(steps=tuple(given), free=free - got)


def _give(waiting: list[Claim], free: int, *, due_tiers: int, may_offer: bool) -> list[Step]:
    """From the front, until the seats or the turns end."""
    steps: list[Step] = []
    for one in waiting:
        if free <= 0 or one.tier >= due_tiers:
            break
        if not one.is_eligible:
            steps.append(Step(claim=one.id, verdict=Verdict.REFUSE))
            continue
        if one.is_held_back:
            continue
        if not one.asks_now and not may_offer:
            break
        direct = one.asks_now and one.is_confirmed
        steps.append(Step(claim=one.id, verdict=Verdict.SEAT if direct else Verdict.OFFER))
        free -= 1
    return steps


def _last(ordered: list[Claim], standing: Standing, number: int) -> list[Claim]:
    """So many claims of that standing, the last of the order first."""
    found = [one for one in reversed(ordered) if one.standing is standing]
    return found[: max(number, 0)]
