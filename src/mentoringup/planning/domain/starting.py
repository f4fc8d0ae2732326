"""Templates that plans are begun from: the site's own, then those that ship."""

from dataclasses import dataclass, replace

from mentoringup.curriculum.pack.values import Pack
from mentoringup.organizations.models import Site
from mentoringup.planning.domain.queries import StoredPlan, plans_at
from mentoringup.planning.enums import PlanState
from mentoringup.planning.ids import new_ids
from mentoringup.planning.plan import Plan, Settings
from mentoringup.planning.templates import plan_of, shipped_templates


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateToUse:
    """A template to choose.

    Attributes:
        key: what forms send.
        about: one sentence on what it is for; empty for the site's own.
        minutes: of all its sessions.
    """

    key: str
    name: str
    about: str
    sessions: int
    minutes: int


def templates_for(*, site: Site, pack: Pack, language: str) -> tuple[TemplateToUse, ...]:
    """Templates of the site that were made from this pack, then those that ship. One query."""
    own = (
        TemplateToUse(
            key=f"own-{stored.row.pk}",
            name=stored.row.name,
            about="",
            sessions=len(stored.plan.sessions),
            minutes=sum(one.minutes for one in stored.plan.sessions),
        )
        for stored in _own(site, pack)
    )
    shipped = (
        TemplateToUse(
            key=f"shipped-{one.id}",
            name=one.name(language),
            about=one.summary(language),
            sessions=len(one.sessions),
            minutes=one.minutes,
        )
        for one in shipped_templates()
        if _has_modules(pack, {item.module for session in one.sessions for item in session.items})
    )
    return (*own, *shipped)


def plan_of_template(
    *, site: Site, key: str, settings: Settings, pack: Pack, language: str
) -> Plan:
    """The plan that a template begins, for these settings. `key` is one of `templates_for`."""
    for stored in _own(site, pack):
        if key == f"own-{stored.row.pk}":
            return replace(stored.plan, settings=settings)
    template = next(one for one in shipped_templates() if key == f"shipped-{one.id}")
    return plan_of(template, settings=settings, pack=pack, language=language, ids=new_ids())


def _own(site: Site, pack: Pack) -> list[StoredPlan]:
    found = plans_at(site=site, states=[PlanState.TEMPLATE])
    return [stored for stored in found if stored.plan.settings.pack == pack.id]


def _has_modules(pack: Pack, modules: set[str]) -> bool:
    return modules - {""} <= set(pack.module_by_id)
