"""What a proposal is worth: six ranks, each of which outweighs any number of lesser goods.

A proposal is better if it teaches more of what is required; if that is equal, more of what is
wished; then more of the core; then if it is opened and closed, however shortly; then it has more
points, for length and for what is beyond the core. What is still equal, the ties decide: the order
of the curriculum.
Why in this order: docs/adr/0017-planner.md.
"""

from collections.abc import Iterable
from typing import NamedTuple

from mentoringup.planning.planner.problem import Candidate
from mentoringup.planning.planner.rules import Choice, Rules

_COMPETENCY = (10, 14)
"""Points of a competency's first longer length, and of all further ones."""
_FRAME = (0, 1, 2)
"""Points of an opening or closing that is longer than it must be, by length."""
_BEYOND_THE_CORE = 5
"""Points of a competency that is taught though nobody asked and it isn't core."""


class Worth(NamedTuple):
    """A proposal's worth; compares as tuples do."""

    required: int = 0
    wished: int = 0
    core: int = 0
    framed: int = 0
    points: int = 0


def worth_of(rules: Rules, choice: Choice) -> Worth:
    """What one choice adds to the worth of a proposal."""
    one = rules.problem.candidates[choice.candidate]
    return Worth(
        required=int(one.is_required),
        wished=int(one.is_wished),
        core=int(one.is_core),
        framed=int(one.kind.is_frame),
        points=_points(one, choice.step),
    )


def total_worth(rules: Rules, choices: Iterable[Choice]) -> Worth:
    """What a proposal is worth."""
    each = [worth_of(rules, choice) for choice in choices]
    return Worth(*(sum(column) for column in zip(*each, strict=True))) if each else Worth()


def _points(one: Candidate, step: int) -> int:
    if one.kind.is_frame:
        return _FRAME[min(step, 2)]
    taught = 0 if one.is_core or one.is_required or one.is_wished else _BEYOND_THE_CORE
    longer = (0, *_COMPETENCY)[min(step, 2)]
    asked = 2 * one.is_required + (one.is_wished and not one.is_required)
    return taught + longer + asked * min(step, 2)


def choice_worth(rules: Rules, choice: Choice) -> int:
    """What decides between proposals of equal worth: the curriculum's order.

    What comes earlier is chosen rather, and longer rather.
    """
    early = len(rules.problem.candidates) - choice.candidate
    return early * (4 + choice.step)


def session_worth(rules: Rules, choice: Choice) -> int:
    """What decides where what is chosen is taught: early, and above all what comes first.

    Never more than 0.
    """
    return -choice.room * (len(rules.problem.candidates) - choice.candidate)


def rank_of(one: Candidate) -> int:
    """0 for what is required, then 1 wished, 2 core, 3 the rest."""
    return 0 if one.is_required else 1 if one.is_wished else 2 if one.is_core else 3
