"""The plans of a site, for its list."""

from collections.abc import Collection
from dataclasses import dataclass

from mentoringup.curriculum.domain.queries import modules_in
from mentoringup.organizations.models import Site
from mentoringup.planning.domain.queries import StoredPlan, plans_at
from mentoringup.planning.enums import PlanState


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlan:
    """A plan in the list.

    Attributes:
        minutes: of all sessions.
        over: minutes that do not fit.
        modules: ids and names of the competencies it teaches, in the order of the curriculum.
    """

    stored: StoredPlan
    minutes: int
    over: int
    modules: tuple[tuple[str, str], ...]


def listed_plans(
    *, site: Site, states: Collection[PlanState], language: str
) -> tuple[ListedPlan, ...]:
    """Plans of the site in these states, latest changed first. Three queries."""
    names = {module.id: module.name for module in modules_in(language)}
    return tuple(_listed(stored, names) for stored in plans_at(site=site, states=states))


def _listed(stored: StoredPlan, names: dict[str, str]) -> ListedPlan:
    taught = {item.module for item in stored.plan.each_item()}
    return ListedPlan(
        stored=stored,
        minutes=sum(one.minutes for one in stored.plan.sessions),
        over=sum(max(one.planned_minutes - one.minutes, 0) for one in stored.plan.sessions),
        modules=tuple((module, name) for module, name in names.items() if module in taught),
    )
