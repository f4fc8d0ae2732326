"""The best proposal that can be found in the time there is, and a good one always."""

import time
from dataclasses import dataclass

from mentoringup.planning.planner.explaining import left_out
from mentoringup.planning.planner.greedy import filled
from mentoringup.planning.planner.problem import (
    SECONDS,
    Placement,
    Problem,
    Proposal,
)
from mentoringup.planning.planner.program import Program
from mentoringup.planning.planner.rules import Choice, Rules, rules_of
from mentoringup.planning.planner.worth import (
    Worth,
    choice_tie,
    session_tie,
    total_worth,
    worth_of,
)

MOST_CHOICES = 20_000
"""Modules times lengths times sessions; with more, the solver isn't even begun, since building its
program would take the time there is."""


def propose(problem: Problem, *, seconds: float = SECONDS) -> Proposal:
    """Which modules fill which sessions, in which length, and why others don't.

    Equal problems get equal proposals, unless the time is up before the best is proved: then how
    far the solver came decides between good ones.

    Args:
        problem: what to plan.
        seconds: that the solver may take; a greedy answer needs none of them.
    """
    began = time.perf_counter()
    rules = rules_of(problem)
    chosen, is_best = _best(rules, filled(rules), until=began + seconds)
    return Proposal(
        placements=_placements(rules, chosen),
        left_out=left_out(rules, chosen),
        is_best=is_best,
        seconds=time.perf_counter() - began,
    )


def _best(
    rules: Rules, greedy: dict[int, Choice], *, until: float
) -> tuple[dict[int, Choice], bool]:
    """The best found by `until`, a reading of the performance counter; and whether it is proved."""
    if sum(len(of_one) for of_one in rules.choices) > MOST_CHOICES:
        return greedy, False
    search = _Search(rules=rules, program=Program(rules), until=until, chosen=greedy)
    is_best = all(search.settle(rank) for rank in range(len(Worth._fields)))
    if is_best:
        search.settle_ties()
    return search.chosen, is_best


@dataclass(slots=True, kw_only=True)
class _Search:
    """One rank is settled after the other; what is reached is kept from then on.

    Attributes:
        until: reading of the performance counter when the time is up.
        chosen: the best proposal so far.
    """

    rules: Rules
    program: Program
    until: float
    chosen: dict[int, Choice]

    def settle(self, rank: int) -> bool:
        """Make the most of one rank; whether it is proved to be the most."""
        worths = [worth_of(self.rules, choice)[rank] for choice in self.program.choices]
        reached = total_worth(self.rules, self.chosen.values())[rank]
        if reached < self._utmost(worths):
            solution = self.program.most(worths, seconds=self._left())
            if solution.chosen is not None:
                self._take(solution.chosen)
            if not solution.is_best:
                return False
            reached = total_worth(self.rules, self.chosen.values())[rank]
        self.program.keep(worths, reached)
        return True

    def settle_ties(self) -> None:
        """Among equals, choose by the curriculum's order, as far as that is proved."""
        for tie, sign in ((choice_tie, 1), (session_tie, -1)):
            worths = [sign * tie(self.rules, choice) for choice in self.program.choices]
            solution = self.program.most(worths, seconds=self._left())
            if solution.chosen is None or not solution.is_best:
                return
            self.chosen = solution.chosen
            reached = sum(sign * tie(self.rules, choice) for choice in self.chosen.values())
            self.program.keep(worths, reached)

    def _take(self, found: dict[int, Choice]) -> None:
        better = filled(self.rules, found)
        if total_worth(self.rules, better.values()) > total_worth(self.rules, self.chosen.values()):
            self.chosen = better

    def _utmost(self, worths: list[int]) -> int:
        """What the sum could be if everything fitted."""
        most: dict[int, int] = {}
        for choice, worth in zip(self.program.choices, worths, strict=True):
            most[choice.candidate] = max(worth, most.get(choice.candidate, 0))
        return sum(most.values())

    def _left(self) -> float:
        return self.until - time.perf_counter()


def _placements(rules: Rules, chosen: dict[int, Choice]) -> tuple[Placement, ...]:
    """In the order in which they are taught: by session, then by curriculum, the frame around."""
    problem = rules.problem
    order = {"opening": 0, "competency": 1, "closing": 2}
    taught = sorted(
        chosen.values(),
        key=lambda one: (
            one.room,
            order[problem.candidates[one.candidate].kind.value],
            one.candidate,
        ),
    )
    return tuple(
        Placement(
            module=problem.candidates[one.candidate].module,
            length=one.length,
            session=problem.rooms[one.room].session,
            minutes=one.minutes,
        )
        for one in taught
    )
