"""How long the planner takes, and how much better its plans are than a plain greedy's.

`planner.py [--seeds N]`: seeded problems of 24 to 1,002 activities (six to a module, three lengths
each) in sessions of 90 minutes, and the pack that ships. In the same run a plain greedy, as one
would write it in an afternoon, answers the same problems, and the smallest are answered by looking
at every proposal there is. Code that shares nothing with the planner holds all to the rules.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoringup.config.settings")

from machine import is_busy

from every_proposal import ancestors, best_worth, faults, worth
from mentoringup.curriculum.enums import Length, ModuleKind
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.planning.planner.problem import (
    Candidate,
    Problem,
    Room,
)
from mentoringup.planning.planner.solving import propose

ACTIVITIES_OF_A_MODULE = 6
BY_BRUTE_FORCE = 4
"""Modules; one more takes minutes."""
SIZES = ((8, 6), (16, 6), (32, 6), (32, 12), (64, 6), (100, 6), (167, 6), (167, 12))
"""Modules and sessions."""
Plan = dict[str, tuple[str, int]]


def problem_of(modules: int, sessions: int, seed: int) -> Problem:
    """A seeded problem, like a real curriculum but larger."""
    chance = random.Random(seed)  # noqa: S311
    return Problem(
        rooms=tuple(Room(session=f"s{nth}", minutes=90) for nth in range(sessions)),
        candidates=tuple(_candidate(nth, modules, chance) for nth in range(modules)),
    )


def _candidate(nth: int, modules: int, chance: random.Random) -> Candidate:
    kinds = {0: ModuleKind.OPENING, modules - 1: ModuleKind.CLOSING}
    kind = kinds.get(nth, ModuleKind.COMPETENCY)
    short = chance.randint(15, 20) if kind.is_frame else chance.randint(40, 50)
    more = (10, 15) if kind.is_frame else (chance.randint(33, 42), chance.randint(30, 38))
    before = [chance.randrange(nth) for _ in range(chance.choice([0, 0, 1, 1, 2]))] if nth else []
    return Candidate(
        module=f"m{nth}",
        kind=kind,
        minutes=dict(zip(Length, (short, short + more[0], short + sum(more)), strict=True)),
        activities={},
        builds_on=tuple(f"m{one}" for one in before if one),
        is_core=not kind.is_frame and chance.random() < 0.6,
        is_required=not kind.is_frame and chance.random() < 0.05,
        is_wished=not kind.is_frame and chance.random() < 0.1,
    )


def shipped_problem(sessions: int) -> Problem:
    """Six competencies, an opening and a closing."""
    return Problem(
        rooms=tuple(Room(session=f"s{nth}", minutes=90) for nth in range(sessions)),
        candidates=tuple(
            Candidate(
                module=one.id,
                kind=one.kind,
                minutes={length: one.minutes_in(length) for length in one.lengths},
                activities={},
                builds_on=one.builds_on,
                is_core=one.is_core,
            )
            for one in shipped_pack().modules_of("postdocs-and-graduate-students")
        ),
    )


def plain_greedy(problem: Problem) -> Plan:
    """What is wanted most first, in the longest length that fits, in the first session it fits.

    It knows no breaks: sessions need none.
    """
    sessions = [room.session for room in problem.rooms]
    left = {room.session: room.minutes for room in problem.rooms}
    before = ancestors(problem)
    plan: Plan = {}
    for one in sorted(
        problem.candidates,
        key=lambda one: (not one.is_required, not one.is_wished, not one.is_core),
    ):
        earlier = [sessions.index(plan[name][0]) for name in before[one.module] & plan.keys()]
        later = [sessions.index(plan[name][0]) for name in plan if one.module in before[name]]
        if one.kind is ModuleKind.OPENING:
            later.append(0)
        if one.kind is ModuleKind.CLOSING:
            earlier.append(len(sessions) - 1)
        open_sessions = sessions[max(earlier, default=0) : min(later, default=len(sessions)) + 1]
        ways = (
            (session, minutes)
            for minutes in sorted(one.minutes.values(), reverse=True)
            for session in open_sessions
            if minutes <= left[session]
        )
        if way := next(ways, None):
            plan[one.module] = way
            left[way[0]] -= way[1]
    return plan


@dataclass(kw_only=True)
class Line:
    """What was measured on problems of one size; seconds of processor time, `wall` by the clock."""

    ours: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    greedy: list[float] = field(default_factory=list)
    everything: list[float] = field(default_factory=list)
    proved: int = 0
    better: int = 0
    worse: int = 0
    as_good_as_any: int = 0
    modules: list[float] = field(default_factory=list)

    def measure(self, problem: Problem, *, by_brute_force: bool) -> None:
        """Let all answer one problem."""
        began, began_work = time.perf_counter(), time.process_time()
        proposal = propose(problem)
        self.ours.append(time.process_time() - began_work)
        self.wall.append(time.perf_counter() - began)
        began_work = time.process_time()
        greedy = plain_greedy(problem)
        self.greedy.append(time.process_time() - began_work)
        plan = {one.module: (one.session, one.minutes) for one in proposal.placements}
        if wrong := faults(problem, plan) + faults(problem, greedy):
            raise SystemExit(f"against the rules: {wrong}")
        ours, theirs = worth(problem, plan), worth(problem, greedy)
        self.proved += proposal.is_best
        self.better += ours > theirs
        self.worse += ours < theirs
        self.modules.append(len(plan) / max(1, len(greedy)))
        if by_brute_force:
            began_work = time.process_time()
            self.as_good_as_any += ours == best_worth(problem)
            self.everything.append(time.process_time() - began_work)

    def __str__(self) -> str:
        middle, number = statistics.median, len(self.ours)
        figures = (
            f"{1000 * middle(self.ours):6.0f} {1000 * middle(self.wall):6.0f}",
            f"{1000 * max(self.wall):6.0f}",
            f"{self.proved:3}/{number:<3}",
            f"{1000 * middle(self.greedy):8.2f} {middle(self.ours) / middle(self.greedy):8,.0f}",
            f"{self.better:3}/{number:<3} {self.worse:3}/{number:<3} {middle(self.modules):6.2f}",
        )
        text = " ".join(figures)
        if self.everything:
            text += f"   every proposal: {1000 * middle(self.everything):,.0f} ms,"
            text += f" {self.as_good_as_any} of {number} plans as good as any"
        return text


def show(name: str, problems: Iterable[Problem], *, by_brute_force: bool = False) -> None:
    """Print a line of the table."""
    line = Line()
    for problem in problems:
        line.measure(problem, by_brute_force=by_brute_force)
    print(f"{name:31}{line}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    seeds = range(parser.parse_args().seeds)
    if is_busy():
        print("Other programs are busy: times can't be trusted.")
    began = time.perf_counter()
    propose(shipped_problem(1))
    print(f"first answer of a process, with loading scipy: {time.perf_counter() - began:.2f} s")
    heads = ("ms cpu", "ms", "worst", "proved", "greedy ms", "times", "better", "worse", "modules")
    print(" " * 30, " ".join(f"{head:>6}" for head in heads))
    for sessions in (1, 3, 6, 8):
        show(f"shipped pack, {sessions} sessions", [shipped_problem(sessions)] * len(seeds))
    small = [problem_of(BY_BRUTE_FORCE, 3, seed) for seed in seeds]
    show("24 activities, 3 sessions", small, by_brute_force=True)
    for modules, sessions in SIZES:
        name = f"{modules * ACTIVITIES_OF_A_MODULE:,} activities, {sessions} sessions"
        show(name, [problem_of(modules, sessions, seed) for seed in seeds])


if __name__ == "__main__":
    main()
