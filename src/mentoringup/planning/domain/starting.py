"""Templates that plans are begun from: the site's own, then those that ship."""

from dataclasses import dataclass, replace

from mentoringup.curriculum.pack.values import Pack
from mentoringup.organizations.models import Site
from mentoringup.planning.domain.queries import plans_at
from mentoringup.planning.enums import PlanState
from mentoringup.planning.plan import Plan, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateToUse:
    """A template to choose.

    Attributes:
        key: what forms send.
        minutes: of all its sessions.
    """

    key: str
    name: str
    sessions: int
    minutes: int


def templates_for(*, site: Site, pack: Pack) -> tuple[TemplateToUse, ...]:
    """Templates made from this pack. One query."""
    return tuple(
        TemplateToUse(
            key=f"own-{stored.row.pk}",
            name=stored.row.name,
            sessions=len(stored.plan.sessions),
            minutes=sum(one.minutes for one in stored.plan.sessions),
        )
        for stored in plans_at(site=site, states=[PlanState.TEMPLATE])
        if stored.plan.settings.pack == pack.id
    )


def plan_of_template(*, site: Site, key: str, settings: Settings, pack: Pack) -> tuple[Plan, bool]:
    """The plan that a template begins, for these settings, and whether it is full already.

    `key` is one of `templates_for`.
    """
    found = {
        f"own-{stored.row.pk}": stored.plan
        for stored in plans_at(site=site, states=[PlanState.TEMPLATE])
        if stored.plan.settings.pack == pack.id
    }
    plan = replace(found[key], settings=settings)
    return plan, any(session.items for session in plan.sessions)
