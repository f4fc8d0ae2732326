"""Everything that is said of a plan, at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoringup.curriculum.pack.values import Pack
from mentoringup.planning.clock import SessionClock
from mentoringup.planning.judging.objectives import ModuleInPlan, modules_in
from mentoringup.planning.judging.warnings import Warned, held_minutes, warnings_of
from mentoringup.planning.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """What a plan adds up to.

    Attributes:
        available: minutes of all sessions.
        held: minutes that are filled, breaks included, as hours of training are counted.
        planned: minutes of all items, breaks included.
        training: without breaks.
        over: minutes by which sessions are too long, added up; one's room is no other's.
        free: minutes that are left, added up.
    """

    available: int
    held: int
    planned: int
    training: int
    over: int
    free: int
    modules: tuple[ModuleInPlan, ...]
    warnings: tuple[Warned, ...]

    @property
    def taught(self) -> tuple[ModuleInPlan, ...]:
        """Modules that the plan teaches."""
        return tuple(one for one in self.modules if one.minutes)

    @property
    def untaught(self) -> tuple[ModuleInPlan, ...]:
        """Modules of the edition that it does not teach."""
        return tuple(one for one in self.modules if not one.minutes)


def judge(
    plan: Plan,
    *,
    pack: Pack,
    clock: Mapping[str, SessionClock] | None = None,
    is_of_a_series: bool = False,
) -> Judgment:
    """What a plan adds up to, with its warnings; see `warnings_of` for the arguments."""
    differences = [one.planned_minutes - one.minutes for one in plan.sessions]
    return Judgment(
        available=sum(one.minutes for one in plan.sessions),
        held=held_minutes(plan),
        planned=sum(one.planned_minutes for one in plan.sessions),
        training=plan.training_minutes,
        over=sum(max(one, 0) for one in differences),
        free=sum(max(-one, 0) for one in differences),
        modules=modules_in(plan, pack=pack),
        warnings=warnings_of(plan, pack=pack, clock=clock or {}, is_of_a_series=is_of_a_series),
    )
