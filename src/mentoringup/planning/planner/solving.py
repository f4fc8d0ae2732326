"""The best proposal that can be found in the time there is, and a good one always."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from mentoringup.planning.planner.explaining import left_out
from mentoringup.planning.planner.greedy import filled
from mentoringup.planning.planner.problem import (
    SECONDS,
    Placement,
    Problem,
    Proposal,
)
from mentoringup.planning.planner.rules import Choice, Rules, rules_of
from mentoringup.planning.planner.worth import (
    Worth,
    choice_worth,
    session_worth,
    total_worth,
    worth_of,
)

if TYPE_CHECKING:
    from mentoringup.planning.planner.program import Program

MOST_CHOICES = 3_000
"""Modules times lengths times sessions; with more, the solver isn't asked: it would look at the
clock too rarely. Thirty modules and thirty sessions have 2,700."""
_LARGEST_SUM = 1_000_000
"""Aims are followed at once, weighted, as long as their sum stays below: the solver is exact to a
millionth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aim:
    """Something there should be most of.

    Attributes:
        worth: of one choice.
        utmost: what the sum would be if everything fitted.
        is_tie: whether it decides between equals only.
    """

    worth: Callable[[Choice], int]
    utmost: int
    is_tie: bool = False

    def reached(self, chosen: Mapping[int, Choice]) -> int:
        """The sum of a proposal."""
        return sum(map(self.worth, chosen.values()))

    def with_lesser(self, other: "_Aim") -> "_Aim":
        """Both, so that no amount of the other outweighs one of this."""
        factor = other.utmost + 1
        return _Aim(
            worth=lambda choice: self.worth(choice) * factor + other.worth(choice),
            utmost=self.utmost * factor + other.utmost,
        )


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
    search = _Search(rules=rules, until=until, chosen=greedy)
    if sum(map(len, rules.choices)) > MOST_CHOICES:
        _, waiting = search.aims()
        return greedy, all(aim.is_tie for aim in waiting)
    is_best = search.settle()
    if is_best:
        search.bring_forward()
    return search.chosen, is_best


@dataclass(kw_only=True)
class _Search:
    """One aim is settled after the other; what is reached is kept from then on.

    Attributes:
        until: reading of the performance counter when the time is up.
        chosen: the best proposal so far.
    """

    rules: Rules
    until: float
    chosen: dict[int, Choice]

    @cached_property
    def program(self) -> "Program":
        """The problem as an integer program, with what is settled so far."""
        # The solver takes longer to load than all else of the site, and most pages need none.
        from mentoringup.planning.planner.program import Program  # noqa: PLC0415

        return Program(self.rules)

    def settle(self) -> bool:
        """Make the most of each aim, the greater first; whether all are proved to be the most."""
        reached, waiting = self.aims()
        for aim in reached:
            self.program.keep(self._worths(aim), aim.utmost)
        return all(self._settle(aim) for aim in waiting)

    def aims(self) -> tuple[list[_Aim], list[_Aim]]:
        """The greatest ones, if what is chosen reaches all that could be; and all others."""
        aims = deque(self._each_aim())
        reached = []
        while aims and aims[0].reached(self.chosen) == aims[0].utmost:
            reached.append(aims.popleft())
        waiting: list[_Aim] = []
        for aim in aims:
            if waiting and waiting[-1].utmost * (aim.utmost + 1) <= _LARGEST_SUM:
                waiting.append(waiting.pop().with_lesser(aim))
            else:
                waiting.append(aim)
        return reached, waiting

    def bring_forward(self) -> None:
        """Teach what is chosen as early as can be, what comes first in the curriculum first."""
        self.program.fix(self.chosen)
        worths = [session_worth(self.rules, choice) for choice in self.program.choices]
        solution = self.program.most(worths, seconds=self._left())
        if solution.chosen is not None and solution.is_best:
            self.chosen = solution.chosen

    def _each_aim(self) -> Iterator[_Aim]:
        for rank in range(len(Worth._fields)):
            yield self._aim(partial(self._worth_in, rank))
        yield self._aim(partial(choice_worth, self.rules), is_tie=True)

    def _worth_in(self, rank: int, choice: Choice) -> int:
        return self._worth_by_length[choice.candidate, choice.step][rank]

    @cached_property
    def _worth_by_length(self) -> Mapping[tuple[int, int], Worth]:
        """Worth by candidates and steps: it is the same in all sessions."""
        return {
            (choice.candidate, choice.step): worth_of(self.rules, choice)
            for of_one in self.rules.choices
            for choice in {one.step: one for one in of_one}.values()
        }

    def _aim(self, worth: Callable[[Choice], int], *, is_tie: bool = False) -> _Aim:
        most = (max(map(worth, of_one), default=0) for of_one in self.rules.choices)
        return _Aim(worth=worth, utmost=sum(most), is_tie=is_tie)

    def _worths(self, aim: _Aim) -> list[int]:
        return [aim.worth(choice) for choice in self.program.choices]

    def _settle(self, aim: _Aim) -> bool:
        worths = self._worths(aim)
        solution = self.program.most(worths, seconds=self._left())
        if solution.chosen is not None and (solution.is_best or not aim.is_tie):
            better = filled(self.rules, solution.chosen)
            if self._value(better) > self._value(self.chosen):
                self.chosen = better
        if solution.is_best:
            self.program.keep(worths, aim.reached(self.chosen))
        return solution.is_best or aim.is_tie

    def _value(self, chosen: dict[int, Choice]) -> tuple[Worth, int]:
        choices = chosen.values()
        return (
            total_worth(self.rules, choices),
            sum(choice_worth(self.rules, choice) for choice in choices),
        )

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
