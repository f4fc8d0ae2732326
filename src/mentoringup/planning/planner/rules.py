"""What every proposal keeps to: minutes, breaks, the order of modules, the places of the frame."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentoringup.curriculum.enums import Length, ModuleKind
from mentoringup.planning.planner.problem import (
    BREAK_AFTER,
    BREAK_EVERY,
    BREAK_MINUTES,
    Candidate,
    Problem,
    Room,
)

_Place = tuple[int, int]
"""Of a locked item: number of its session, and its number among the locked items there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A candidate in a length in a session; candidate and session by their numbers.

    Attributes:
        step: how many shorter lengths the candidate has.
    """

    candidate: int
    length: Length
    step: int
    room: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A problem with what follows from it, by the numbers of candidates and sessions.

    Attributes:
        spare: minutes of training that each session can still take, its breaks counted off.
        ancestors, descendants: of each candidate, those that come before and after it if both are
            taught: directly or through others.
        of_its_kind: sessions that each candidate may be in by what it is: what opens the training
            in the first, what closes it in the last.
        may_go: those of them where it has a place among the locked items in order.
        choices: of each candidate, by session and from its shortest length to its longest; none for
            what can't be proposed.
        has_competency: whether locked items teach one.
    """

    problem: Problem
    spare: tuple[int, ...]
    ancestors: tuple[frozenset[int], ...]
    descendants: tuple[frozenset[int], ...]
    of_its_kind: tuple[frozenset[int], ...]
    may_go: tuple[frozenset[int], ...]
    choices: tuple[tuple[Choice, ...], ...]
    has_competency: bool

    def needs_company(self, number: int) -> bool:
        """Whether it opens or closes the training unasked: it does so only if something is taught.

        Where locked items teach something, there is company already.
        """
        one = self.problem.candidates[number]
        return one.kind.is_frame and not (
            one.is_required or one.is_wished or one.stays_in or self.has_competency
        )

    def teaches(self, chosen: Iterable[int]) -> bool:
        """Whether one of these candidates teaches a competency."""
        return any(not self.problem.candidates[number].kind.is_frame for number in chosen)

    def are_kept(self, chosen: Mapping[int, Choice]) -> bool:
        """Whether a proposal keeps to all rules; `chosen` by the numbers of candidates."""
        used = [0] * len(self.spare)
        for number, choice in chosen.items():
            if choice not in self.choices[number]:
                return False
            used[choice.room] += choice.minutes
        return (
            all(minutes <= spare for minutes, spare in zip(used, self.spare, strict=True))
            and all(
                chosen[before].room <= choice.room
                for number, choice in chosen.items()
                for before in self.ancestors[number] & chosen.keys()
            )
            and (self.teaches(chosen) or not any(self.needs_company(number) for number in chosen))
        )


def rules_of(problem: Problem) -> Rules:
    """What follows from a problem."""
    ancestors = ancestors_of(problem.candidates)
    descendants = tuple(
        frozenset(later for later, before in enumerate(ancestors) if number in before)
        for number in range(len(ancestors))
    )
    spare = tuple(spare_minutes(room) for room in problem.rooms)
    held = {module for room in problem.rooms for module in room.holds}
    of_its_kind = tuple(
        _of_its_kind(problem, one, is_held=one.module in held) for one in problem.candidates
    )
    between = _between_locked(problem, ancestors, descendants)
    may_go = tuple(here & there for here, there in zip(of_its_kind, between, strict=True))
    return Rules(
        problem=problem,
        spare=spare,
        ancestors=ancestors,
        descendants=descendants,
        of_its_kind=of_its_kind,
        may_go=may_go,
        choices=tuple(
            tuple(_choices(number, one, may_go[number], spare))
            for number, one in enumerate(problem.candidates)
        ),
        has_competency=any(
            one.module in held and not one.kind.is_frame for one in problem.candidates
        ),
    )


def spare_minutes(room: Room) -> int:
    """Minutes of training that a session can take beside its locked items and its breaks.

    The minutes that training and its breaks need grow with the training, so one number says it all.
    """
    training = room.taken - room.resting
    best, breaks = 0, 0
    free = room.minutes - room.reserved - room.taken
    while (beside := free - breaks * BREAK_MINUTES) > 0:
        until_next = BREAK_AFTER + BREAK_EVERY * (room.has_breaks + breaks) - training
        best = max(best, min(beside, until_next))
        breaks += 1
    return best


def ancestors_of(candidates: tuple[Candidate, ...]) -> tuple[frozenset[int], ...]:
    """Numbers of the candidates that come before each if both are taught, directly or not."""
    numbers = {one.module: number for number, one in enumerate(candidates)}
    found: list[frozenset[int]] = []
    for number, one in enumerate(candidates):
        direct = {numbers[name] for name in one.builds_on if numbers.get(name, number) < number}
        found.append(frozenset(direct.union(*(found[before] for before in direct))))
    return tuple(found)


def _between_locked(
    problem: Problem,
    ancestors: tuple[frozenset[int], ...],
    descendants: tuple[frozenset[int], ...],
) -> tuple[frozenset[int], ...]:
    """Sessions where each candidate has a place after what it must follow and before the others.

    It is about locked items alone.
    """
    places: dict[str, list[_Place]] = {}
    for number, room in enumerate(problem.rooms):
        for nth, module in enumerate(room.holds):
            places.setdefault(module, []).append((number, nth))

    def of(numbers: Iterable[int]) -> list[_Place]:
        names = (problem.candidates[number].module for number in numbers)
        return [place for name in names for place in places.get(name, ())]

    last = len(problem.rooms) - 1
    found = []
    for number in range(len(problem.candidates)):
        after = max(of(ancestors[number]), default=(0, -1))
        before = min(of(descendants[number]), default=(last + 1, 0))
        rooms = frozenset(range(after[0], min(before[0], last) + 1)) if after < before else ()
        found.append(frozenset(rooms))
    return tuple(found)


def _of_its_kind(problem: Problem, one: Candidate, *, is_held: bool) -> frozenset[int]:
    rooms = range(len(problem.rooms))
    if one.stays_in:
        return frozenset(nth for nth in rooms if problem.rooms[nth].session == one.stays_in)
    if is_held:
        return frozenset()
    if one.kind is ModuleKind.OPENING:
        return frozenset(rooms[:1])
    if one.kind is ModuleKind.CLOSING:
        return frozenset(rooms[-1:])
    return frozenset(rooms)


def lengths_of(one: Candidate) -> list[tuple[Length, int]]:
    """Its lengths with their minutes, from the shortest to the longest; none without minutes."""
    given = [(length, one.minutes.get(length, 0)) for length in Length]
    return sorted((pair for pair in given if pair[1] > 0), key=lambda pair: pair[1])


def _choices(
    number: int, one: Candidate, rooms: frozenset[int], spare: tuple[int, ...]
) -> Iterable[Choice]:
    for room in sorted(rooms):
        for step, (length, minutes) in enumerate(lengths_of(one)):
            if minutes <= spare[room]:
                yield Choice(candidate=number, length=length, step=step, room=room, minutes=minutes)
