"""Changes of sessions, and of what the plan is for."""

from dataclasses import replace

from django.utils.translation import gettext as _

from mentoringup.curriculum.pack.values import Pack
from mentoringup.planning.editing.finding import found_session, with_session
from mentoringup.planning.errors import PlanRefusedError
from mentoringup.planning.plan import (
    FEWEST_MINUTES,
    LONGEST_TITLE,
    MOST_MINUTES,
    MOST_PARTICIPANTS,
    MOST_SESSIONS,
    Plan,
    PlannedSession,
    Settings,
)


def add_session(plan: Plan, *, session_id: str, title: str, minutes: int) -> Plan:
    """A further session, at the end. `session_id` is its own."""
    if len(plan.sessions) >= MOST_SESSIONS:
        raise PlanRefusedError(
            _("A plan holds at most %(most)d sessions.") % {"most": MOST_SESSIONS}
        )
    if plan.session(session_id) is not None:
        raise PlanRefusedError(_("This session is already in the plan."))
    _refuse_title(title)
    _refuse_minutes(minutes)
    session = PlannedSession(id=session_id, title=title, minutes=minutes)
    return replace(plan, sessions=(*plan.sessions, session))


def remove_session(plan: Plan, *, session_id: str) -> Plan:
    """Take a session out, with its items. The last one stays."""
    session = found_session(plan, session_id)
    _refuse_locked(session)
    if len(plan.sessions) == 1:
        raise PlanRefusedError(_("A plan needs a session. Empty this one instead."))
    return replace(plan, sessions=tuple(one for one in plan.sessions if one.id != session_id))


def rename_session(plan: Plan, *, session_id: str, title: str) -> Plan:
    """Call a session something else."""
    session = found_session(plan, session_id)
    _refuse_title(title)
    return with_session(plan, replace(session, title=title))


def resize_session(plan: Plan, *, session_id: str, minutes: int) -> Plan:
    """Give a session other minutes; its items stay, even where they no longer fit."""
    session = found_session(plan, session_id)
    _refuse_minutes(minutes)
    return with_session(plan, replace(session, minutes=minutes))


def move_session(plan: Plan, *, session_id: str, position: int) -> Plan:
    """Put a session before the one that then has the position; at most at the end."""
    session = found_session(plan, session_id)
    _refuse_locked(session)
    rest = tuple(one for one in plan.sessions if one.id != session_id)
    place = min(max(position, 0), len(rest))
    return replace(plan, sessions=(*rest[:place], session, *rest[place:]))


def change_settings(plan: Plan, *, settings: Settings, pack: Pack) -> Plan:
    """Say anew what the plan is for; its items stay. `pack` is the one that the settings name."""
    if not 1 <= settings.group_size <= MOST_PARTICIPANTS:
        raise PlanRefusedError(
            _("A group has 1 to %(most)d participants, not %(found)d.")
            % {"most": MOST_PARTICIPANTS, "found": settings.group_size}
        )
    edition = pack.edition_by_id.get(settings.edition)
    if edition is None:
        raise PlanRefusedError(_("The curriculum has no edition for this audience."))
    if not {*settings.required, *settings.wishes} <= set(edition.modules):
        raise PlanRefusedError(_("The edition for this audience lacks a module you chose."))
    return replace(plan, settings=settings)


def _refuse_title(title: str) -> None:
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise PlanRefusedError(
            _("The session needs a title of at most %(most)d characters.") % {"most": LONGEST_TITLE}
        )


def _refuse_minutes(minutes: int) -> None:
    if not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
        raise PlanRefusedError(
            _("A session takes %(fewest)d to %(most)d minutes, not %(found)d.")
            % {"fewest": FEWEST_MINUTES, "most": MOST_MINUTES, "found": minutes}
        )


def _refuse_locked(session: PlannedSession) -> None:
    locked = [item.title for item in session.items if item.is_locked]
    if locked:
        raise PlanRefusedError(
            _("“%(session)s” holds “%(item)s”, which is locked. Unlock it first.")
            % {"session": session.title, "item": locked[0]}
        )
