"""What edits look for, and how they put it back."""

from dataclasses import replace

from django.utils.translation import gettext as _

from mentoringup.curriculum.pack.values import Activity, Pack
from mentoringup.planning.errors import PlanRefusedError
from mentoringup.planning.plan import Item, Plan, PlannedSession


def found_session(plan: Plan, session_id: str) -> PlannedSession:
    """The session.

    Raises:
        PlanRefusedError: there is none of that id.
    """
    session = plan.session(session_id)
    if session is None:
        raise PlanRefusedError(_("That session is no longer in the plan."))
    return session


def found_item(plan: Plan, item_id: str) -> tuple[PlannedSession, Item]:
    """The item and its session.

    Raises:
        PlanRefusedError: there is none of that id.
    """
    found = plan.item(item_id)
    if found is None:
        raise PlanRefusedError(_("That item is no longer in the plan."))
    return found


def free_item(plan: Plan, item_id: str) -> tuple[PlannedSession, Item]:
    """The item and its session, if it may be changed.

    Raises:
        PlanRefusedError: there is none of that id, or it is locked.
    """
    session, item = found_item(plan, item_id)
    if item.is_locked:
        raise PlanRefusedError(_("“%(title)s” is locked. Unlock it first.") % {"title": item.title})
    return session, item


def found_activity(pack: Pack, *, module: str, activity: str) -> Activity:
    """The activity of the library.

    Raises:
        PlanRefusedError: the library has no such activity.
    """
    of_module = pack.module_by_id.get(module)
    found = of_module.activity_by_id.get(activity) if of_module else None
    if found is None:
        raise PlanRefusedError(_("The library no longer has this activity."))
    return found


def with_items(plan: Plan, session_id: str, items: tuple[Item, ...]) -> Plan:
    """The plan with other items in a session."""
    return replace(
        plan,
        sessions=tuple(
            replace(one, items=items) if one.id == session_id else one for one in plan.sessions
        ),
    )


def with_item(plan: Plan, item: Item) -> Plan:
    """The plan with this item in the place of the one that has its id."""
    return replace(
        plan,
        sessions=tuple(
            replace(one, items=tuple(item if old.id == item.id else old for old in one.items))
            for one in plan.sessions
        ),
    )


def with_session(plan: Plan, session: PlannedSession) -> Plan:
    """The plan with this session in the place of the one that has its id."""
    return replace(
        plan, sessions=tuple(session if one.id == session.id else one for one in plan.sessions)
    )
