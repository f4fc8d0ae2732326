"""The question that the planner answers, and the answer, as values."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoringup.curriculum.enums import Length, ModuleKind

SECONDS = 1.5
"""What the solver may take; the whole answer comes within 2."""
BREAK_MINUTES = 10
BREAK_AFTER = 100
"""Minutes; a session that fills more than this with training gets a break for each further begun
90 minutes (see `breaks_in`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A module that could be taught.

    Attributes:
        minutes: of each length that it has for this edition and mode.
        activities: how many activities each length has.
        builds_on: ids of modules that come before it if both are taught.
        is_core: whether it is in every curriculum.
        is_required, is_wished: what was asked for.
    """

    module: str
    kind: ModuleKind
    minutes: Mapping[Length, int]
    activities: Mapping[Length, int]
    builds_on: tuple[str, ...] = ()
    is_core: bool = True
    is_required: bool = False
    is_wished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The time of one session.

    Attributes:
        minutes: in all.
        taken: minutes of locked items, breaks included; they stay.
        has_breaks: breaks among the locked items.
        holds: ids of modules that locked items already teach here.
    """

    session: str
    minutes: int
    taken: int = 0
    has_breaks: int = 0
    holds: tuple[str, ...] = ()


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
        shortest: minutes of its shortest length.
        largest_gap: minutes that are free in the session with most room (a break it would need
            counted off).
        missing: minutes by which that session would have to be longer; 0 where order, not time, is
            in the way.
        instead_of: ids of modules whose shortening or leaving out alone would make room.
        waits_for: ids of modules it builds on that come too late.
    """

    module: str
    is_required: bool
    is_wished: bool
    shortest: int
    largest_gap: int
    missing: int
    instead_of: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The answer.

    Attributes:
        placements: in the order in which they are taught.
        is_best: whether no better proposal exists; False where the time was up.
        seconds: that the solver took.
    """

    placements: tuple[Placement, ...]
    left_out: tuple[LeftOut, ...]
    is_best: bool
    seconds: float


def breaks_in(training_minutes: int) -> int:
    """How many breaks a session needs that fills so many minutes with training."""
    beyond = training_minutes - BREAK_AFTER
    return 0 if beyond <= 0 else 1 + (beyond - 1) // 90
