"""A problem as an integer program: which choices are taken, under linear rules, for most of a sum.

Variables are one for each choice (0 or 1), then, for each candidate whose order matters, one for
each session: whether it is taught there or earlier. For a module b that builds on a,
`taught(b, by s) + taught(a at all) - taught(a, by s) <= 1` in every session s says the order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from mentoringup.planning.planner.rules import Choice, Rules

_TAKEN = 0.5
"""Above it a variable is 1; the solver leaves tiny fractions."""
_LEAST_SECONDS = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What the solver found.

    Attributes:
        chosen: by the numbers of candidates; None if it found nothing that keeps to the rules.
        is_best: whether it is proved to be.
    """

    chosen: dict[int, Choice] | None
    is_best: bool


@dataclass(slots=True)
class _Rows:
    """Linear rules, `low <= sum of values <= high` each."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, terms: Sequence[tuple[int, float]], low: float, high: float) -> None:
        """Add a rule over variables with their factors."""
        for column, value in terms:
            self.rows.append(len(self.low))
            self.columns.append(column)
            self.values.append(value)
        self.low.append(low)
        self.high.append(high)


class Program:
    """The integer program of a problem."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self.choices = [choice for of_one in rules.choices for choice in of_one]
        self._columns: list[list[int]] = [[] for _ in rules.choices]
        for column, choice in enumerate(self.choices):
            self._columns[choice.candidate].append(column)
        self._most = np.ones(self._width)
        self._rows = _Rows()
        self._add_minutes()
        self._add_company()
        self._add_order()

    def most(self, worths: Sequence[int], *, seconds: float) -> Solution:
        """The proposal with the greatest sum of worths, one for each choice."""
        if seconds < _LEAST_SECONDS:
            return Solution(chosen=None, is_best=False)
        if not self.choices:
            return Solution(chosen={}, is_best=True)
        found = self._solve(worths, seconds)
        if found.x is None:
            return Solution(chosen=None, is_best=False)
        taken = found.x[: len(self.choices)] > _TAKEN
        chosen = {
            choice.candidate: choice
            for choice, is_taken in zip(self.choices, taken, strict=True)
            if is_taken
        }
        if len(chosen) != taken.sum() or not self._rules.are_kept(chosen):
            return Solution(chosen=None, is_best=False)
        return Solution(chosen=chosen, is_best=found.status == 0)

    def keep(self, worths: Sequence[int], total: int) -> None:
        """From now on, only proposals whose sum of worths is at least `total`."""
        terms = [(column, float(worth)) for column, worth in enumerate(worths) if worth]
        self._rows.add(terms, float(total), np.inf)

    def fix(self, chosen: Mapping[int, Choice]) -> None:
        """From now on, only these candidates in these lengths; sessions may differ."""
        for number, columns in enumerate(self._columns):
            length = chosen[number].length if number in chosen else None
            for column in columns:
                if self.choices[column].length is not length:
                    self._most[column] = 0
            if length is not None:
                same = [column for column in columns if self.choices[column].length is length]
                self._rows.add([(column, 1.0) for column in same], 1, 1)

    def _solve(self, worths: Sequence[int], seconds: float) -> Any:
        rows = self._rows
        matrix = csr_array(
            (rows.values, (rows.rows, rows.columns)), shape=(len(rows.low), self._width)
        )
        costs = np.zeros(self._width)
        costs[: len(worths)] = np.negative(worths)
        is_whole = np.zeros(self._width, dtype=np.int64)
        is_whole[: len(self.choices)] = 1
        return milp(
            costs,
            integrality=is_whole,
            bounds=Bounds(0, self._most),
            constraints=LinearConstraint(matrix, rows.low, rows.high),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )

    @cached_property
    def _ordered(self) -> list[int]:
        """Candidates that can be proposed and whose order matters."""
        rules = self._rules
        return [
            number
            for number, columns in enumerate(self._columns)
            if columns and any(self._columns[one] for one in self._kin(rules, number))
        ]

    @staticmethod
    def _kin(rules: Rules, number: int) -> frozenset[int]:
        return rules.ancestors[number] | rules.descendants[number]

    @cached_property
    def _first_by(self) -> dict[int, int]:
        """Of each candidate whose order matters, the column of "taught by the first session"."""
        sessions = len(self._rules.spare)
        return {
            number: len(self.choices) + nth * sessions for nth, number in enumerate(self._ordered)
        }

    @property
    def _width(self) -> int:
        return len(self.choices) + len(self._ordered) * len(self._rules.spare)

    def _add_minutes(self) -> None:
        for columns in self._columns:
            if columns:
                self._rows.add([(column, 1.0) for column in columns], 0, 1)
        in_room: list[list[tuple[int, float]]] = [[] for _ in self._rules.spare]
        for column, choice in enumerate(self.choices):
            in_room[choice.room].append((column, float(choice.minutes)))
        for terms, spare in zip(in_room, self._rules.spare, strict=True):
            if terms:
                self._rows.add(terms, 0, spare)

    def _add_company(self) -> None:
        """Whatever opens or closes the training does so if something is taught."""
        candidates = self._rules.problem.candidates
        taught = [
            (column, -1.0)
            for column, choice in enumerate(self.choices)
            if not candidates[choice.candidate].kind.is_frame
        ]
        for number, columns in enumerate(self._columns):
            if columns and self._rules.needs_company(number):
                self._rows.add([*((column, 1.0) for column in columns), *taught], -np.inf, 0)

    def _add_order(self) -> None:
        sessions = range(len(self._rules.spare))
        for number, first in self._first_by.items():
            for room in sessions:
                here = [
                    (column, -1.0)
                    for column in self._columns[number]
                    if self.choices[column].room == room
                ]
                earlier = [(first + room - 1, -1.0)] if room else []
                self._rows.add([(first + room, 1.0), *earlier, *here], 0, 0)
        for later, first in self._first_by.items():
            for before in sorted(self._rules.ancestors[later] & self._first_by.keys()):
                first_before = self._first_by[before]
                at_all = (first_before + sessions[-1], 1.0)
                for room in sessions[:-1]:
                    terms = [(first + room, 1.0), at_all, (first_before + room, -1.0)]
                    self._rows.add(terms, -1, 1)
