"""The question that the planner answers, and the answer, as values."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoringup.curriculum.enums import Length, ModuleKind

SECONDS = 1.2
"""What the solver may take; the whole answer comes within 2."""
BREAK_MINUTES = 10
BREAK_AFTER = 100
BREAK_EVERY = 90
"""Minutes; a session that fills more than `BREAK_AFTER` with training gets a break for each further
begun `BREAK_EVERY` (see `breaks_in`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A module that could be taught.

    Attributes:
        minutes: of each length that it has for this edition and mode; empty for a module that can't
            be proposed and is here for its place in the order alone.
        activities: how many activities each length has.
        builds_on: ids of modules that come before it if both are taught; they stand before it in
            the curriculum's order (others are passed over).
        is_core: whether it is in every curriculum.
        is_required, is_wished: what was asked for.
        stays_in: id of the session where locked items teach a part of it: the rest can go nowhere
            else, and `minutes` are those of the rest. Empty for a module that may go anywhere.
    """

    module: str
    kind: ModuleKind
    minutes: Mapping[Length, int]
    activities: Mapping[Length, int]
    builds_on: tuple[str, ...] = ()
    is_core: bool = True
    is_required: bool = False
    is_wished: bool = False
    stays_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The time of one session.

    Attributes:
        minutes: in all.
        taken: minutes of locked items, breaks included; they stay.
        resting: minutes of the breaks among them.
        has_breaks: breaks among the locked items.
        holds: ids of modules that locked items already teach here, in the order of the items.
            Such a module is proposed no more, unless it `stays_in` a session.
        reserved: minutes that stay free of training: for breaks beyond the usual.
    """

    session: str
    minutes: int
    taken: int = 0
    resting: int = 0
    has_breaks: int = 0
    holds: tuple[str, ...] = ()
    reserved: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What to plan; sessions in their order, candidates in the order of the curriculum."""

    rooms: tuple[Room, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A module in a session, in a length."""

    module: str
    length: Length
    session: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A module that is not in the proposal.

    Attributes:
        shortest: minutes of its shortest length; 0 where none suits the edition and the mode.
        session: id of the session that would have it most easily; empty if there is none.
        largest_gap: minutes that are free in that session (a break it would need counted off).
        missing: minutes by which that session would have to be longer, or that a new one would
            take; 0 where not time is in the way, but order, or that nothing else is taught.
        shorten: ids of modules in that session of which a shorter length alone would make room.
        instead_of: ids of modules that are wanted no more and without which it would fit.
        waits_for: ids of modules it builds on that come too late.
        precedes: ids of modules that build on it and come too early.
        is_alone: whether it would open or close a training in which nothing is taught.
    """

    module: str
    kind: ModuleKind
    is_required: bool
    is_wished: bool
    shortest: int
    session: str
    largest_gap: int
    missing: int
    shorten: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    precedes: tuple[str, ...] = ()
    is_alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The answer.

    Attributes:
        placements: in the order in which they are taught.
        is_best: whether it is proved that no better proposal exists; False where the time was up.
        seconds: that the solver took.
    """

    placements: tuple[Placement, ...]
    left_out: tuple[LeftOut, ...]
    is_best: bool
    seconds: float


def breaks_in(training_minutes: int) -> int:
    """How many breaks a session needs that fills so many minutes with training."""
    beyond = training_minutes - BREAK_AFTER
    return 0 if beyond <= 0 else 1 + (beyond - 1) // BREAK_EVERY
