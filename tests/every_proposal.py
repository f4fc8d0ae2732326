"""The planner's question answered by looking at every proposal there is: slow, plain, independent.

It reads the problem alone and counts breaks minute by minute as `breaks_in` says; it shares neither
rules nor program nor weights of ranks with the planner.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from mentoringup.curriculum.enums import Length, ModuleKind
from mentoringup.planning.planner.problem import BREAK_MINUTES, Candidate, Problem, Room, breaks_in

Chosen = Mapping[str, tuple[str, int]]
"""Session and minutes by module."""


def best_worth(problem: Problem) -> tuple[int, ...]:
    """Required, wished, core and framing modules, and points, of the best proposal."""
    return max(worth(problem, chosen) for chosen in every_proposal(problem))


def every_proposal(problem: Problem) -> Iterator[Chosen]:
    """All that keep to the rules, the empty one first."""
    ways = [
        [None, *product((room.session for room in problem.rooms), set(one.minutes.values()))]
        for one in problem.candidates
    ]
    names = [one.module for one in problem.candidates]
    for picks in product(*ways):
        chosen = {name: pick for name, pick in zip(names, picks, strict=True) if pick}
        if not faults(problem, chosen):
            yield chosen


def worth(problem: Problem, chosen: Chosen) -> tuple[int, ...]:
    """What a proposal is worth, as docs/adr/0017-planner.md tells it."""
    taught = [one for one in problem.candidates if one.module in chosen]
    return (
        sum(one.is_required for one in taught),
        sum(one.is_wished for one in taught),
        sum(one.is_core for one in taught),
        sum(one.kind is not ModuleKind.COMPETENCY for one in taught),
        sum(_points(one, chosen[one.module][1]) for one in taught),
    )


def _points(one: Candidate, minutes: int) -> int:
    step = sorted(one.minutes.values()).index(minutes)
    if one.kind is not ModuleKind.COMPETENCY:
        return step
    beyond = 0 if one.is_core or one.is_required or one.is_wished else 5
    liked = 2 if one.is_required else 1 if one.is_wished else 0
    return beyond + (0, 10, 14)[step] + liked * step


def faults(problem: Problem, chosen: Chosen) -> list[str]:
    """Which rules a proposal breaks."""
    found = [
        f"{room.session} is too short"
        for room in problem.rooms
        if not _fits(
            room, [minutes for session, minutes in chosen.values() if session == room.session]
        )
    ]
    held = [module for room in problem.rooms for module in room.holds]
    by_name = {one.module: one for one in problem.candidates}
    sessions = [room.session for room in problem.rooms]
    for module, (session, minutes) in chosen.items():
        one = by_name[module]
        if minutes not in one.minutes.values():
            found.append(f"{module} has no such length")
        if one.stays_in and session != one.stays_in:
            found.append(f"{module} stays in {one.stays_in}")
        if module in held and not one.stays_in:
            found.append(f"{module} stands already")
        if not one.stays_in and one.kind is ModuleKind.OPENING and session != sessions[0]:
            found.append(f"{module} opens the first session")
        if not one.stays_in and one.kind is ModuleKind.CLOSING and session != sessions[-1]:
            found.append(f"{module} closes the last session")
    competencies = {one.module for one in problem.candidates if one.kind is ModuleKind.COMPETENCY}
    alone = [
        one.module
        for one in problem.candidates
        if one.module in chosen
        and one.kind is not ModuleKind.COMPETENCY
        and not (one.is_required or one.is_wished or one.stays_in)
    ]
    if alone and not competencies & {*chosen, *held}:
        found.append(f"{alone} frame nothing")
    if not _has_an_order(problem, chosen):
        found.append("no order of modules is right")
    return found


def _fits(room: Room, new: list[int]) -> bool:
    if not new:
        return True
    training = room.taken - room.resting + sum(new)
    breaks = max(0, breaks_in(training) - room.has_breaks)
    return room.taken + sum(new) + breaks * BREAK_MINUTES <= room.minutes


def ancestors(problem: Problem) -> dict[str, set[str]]:
    """Modules that come before each, directly or through others."""
    found: dict[str, set[str]] = {}
    for one in problem.candidates:
        found[one.module] = set()
        for name in one.builds_on:
            if name in found and name != one.module:
                found[one.module] |= {name, *found[name]}
    return found


def _has_an_order(problem: Problem, chosen: Chosen) -> bool:
    """Whether new modules can be put between what is locked, which keeps its order."""
    before = ancestors(problem)
    number = {room.session: nth for nth, room in enumerate(problem.rooms)}
    locked = [
        (nth, place, module)
        for nth, room in enumerate(problem.rooms)
        for place, module in enumerate(room.holds)
    ]
    new = [(number[session], module) for module, (session, _) in chosen.items()]
    for nth, module in new:
        if any(other in before[module] and where > nth for where, other in new):
            return False
        after = max(((a, b) for a, b, other in locked if other in before[module]), default=(-1, -1))
        until = min(
            ((a, b) for a, b, other in locked if module in before.get(other, ())),
            default=(len(problem.rooms), 0),
        )
        if not (after < until and after[0] <= nth <= until[0]):
            return False
    return True


def lengths(minutes: list[int]) -> dict[Length, int]:
    """Up to three lengths of so many minutes, the shortest first."""
    return dict(zip(Length, sorted(minutes), strict=False))
