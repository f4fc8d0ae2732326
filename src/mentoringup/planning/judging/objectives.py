"""Which modules and objectives a plan teaches."""

from collections import defaultdict
from dataclasses import dataclass

from mentoringup.curriculum.pack.values import Module, Pack
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.names import name_of_module, text_of_objective
from mentoringup.planning.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedObjective:
    """An objective of a module in the plan.

    Attributes:
        reason: why a length of the module leaves it out, if the pack says so.
    """

    text: str
    is_covered: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleInPlan:
    """A module of the edition, or one that the plan teaches without.

    Attributes:
        minutes: of its activities, as planned; 0 for a module that is not in the plan.
    """

    id: str
    name: str
    minutes: int
    is_frame: bool
    objectives: tuple[PlannedObjective, ...]

    @property
    def covered(self) -> int:
        """How many objectives an activity of the plan serves."""
        return sum(one.is_covered for one in self.objectives)


def modules_in(plan: Plan, *, pack: Pack) -> tuple[ModuleInPlan, ...]:
    """Every module of the plan's edition, and any other that it teaches, in the pack's order."""
    minutes: dict[str, int] = defaultdict(int)
    served: dict[str, set[str]] = defaultdict(set)
    for item in plan.each_item():
        if item.kind is not ItemKind.ACTIVITY:
            continue
        minutes[item.module] += item.minutes
        module = pack.module_by_id.get(item.module)
        if module and (activity := module.activity_by_id.get(item.activity)):
            served[item.module] |= set(activity.objectives)
    edition = pack.edition_by_id.get(plan.settings.edition)
    named = set(edition.modules) if edition else set()
    return tuple(
        _module_in_plan(module, minutes[module.id], served[module.id], pack)
        for module in pack.modules
        if module.id in named or minutes[module.id]
    )


def _module_in_plan(module: Module, minutes: int, served: set[str], pack: Pack) -> ModuleInPlan:
    reasons = {
        objective: reason
        for length in module.lengths.values()
        for objective, reason in length.unserved.items()
    }
    return ModuleInPlan(
        id=module.id,
        name=name_of_module(module.id, pack=pack),
        minutes=minutes,
        is_frame=module.kind.is_frame,
        objectives=tuple(
            PlannedObjective(
                text=text_of_objective(one, module, pack=pack),
                is_covered=one.id in served,
                reason="" if one.id in served else reasons.get(one.id, ""),
            )
            for one in module.objectives
        ),
    )
