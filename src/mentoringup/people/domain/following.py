"""What apps above this one do before persons change, inside the transaction that changes them.

**Order of locks**: what apps above lock (sessions) comes before persons, here as everywhere: those
who ask for a seat hold its session, and then need the row of the person. So both run before the
row of any person is locked.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from mentoringup.people.models import Person

type_of_holding = Callable[..., None]
type_of_joining = Callable[..., None]
_HOLDINGS: list[type_of_holding] = []
_JOININGS: list[type_of_joining] = []


def holds_first(function: type_of_holding) -> type_of_holding:
    """Have an app above this one lock what it will need, before somebody who is erased is locked.

    The function takes `people` (the person and everybody merged into them) and `addresses` (all of
    theirs, in lower case), and changes nothing. Register it from `AppConfig.ready`.
    """
    if function not in _HOLDINGS:
        _HOLDINGS.append(function)
    return function


def hold(*, people: Sequence[Person], addresses: frozenset[str]) -> None:
    """Lock what apps above need to forget these people."""
    for function in _HOLDINGS:
        function(people=people, addresses=addresses)


def joins(function: type_of_joining) -> type_of_joining:
    """Have an app above this one settle what two persons can't both have, before a merge.

    The function takes `keep`, `absorb`, `actor` (or None) and `now`; rows still belong to whom they
    belonged. What it does stays done when the merge is undone. Register it from `AppConfig.ready`.
    """
    if function not in _JOININGS:
        _JOININGS.append(function)
    return function


def join(*, keep: Person, absorb: Person, actor: Person | None, now: datetime) -> None:
    """Let apps above settle what the two can't both have."""
    for function in _JOININGS:
        function(keep=keep, absorb=absorb, actor=actor, now=now)
