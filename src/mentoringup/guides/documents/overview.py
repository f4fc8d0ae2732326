"""The table of a plan's sessions that stands at the front of a guide and of a packet."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from mentoringup.curriculum.pack.values import Module
from mentoringup.guides.documents import tree
from mentoringup.guides.documents.schedule import (
    LedSession,
    Schedule,
    say_minutes,
    say_occasion,
)
from mentoringup.guides.documents.tree import Block, Inline

_WIDTHS = (0.2, 0.3, 0.14, 0.36)


def sessions_table(
    schedule: Schedule,
    *,
    caption: str,
    title_of: Callable[[LedSession], list[Inline]],
    name_of: Callable[[Module], list[Inline]],
) -> Block:
    """Each session with its time, place, minutes and modules, as its reader names them."""
    heads = [_("Session"), _("When and where"), _("Time"), _("Modules")]
    return tree.table(
        [tree.text(head) for head in heads],
        [
            [
                title_of(session),
                _when_and_where(session),
                tree.text(say_minutes(session.session.planned_minutes)),
                _one_a_line([name_of(module) for module in session.modules]),
            ]
            for session in schedule.sessions
        ],
        caption=tree.text(caption),
        widths=_WIDTHS,
        kind="overview",
    )


def _when_and_where(session: LedSession) -> list[Inline]:
    place = session.occasion.place if session.occasion else ""
    told = tree.dotted(tree.text(say_occasion(session)), tree.text(place))
    return told or tree.text(_("Not yet set"))


def _one_a_line(names: list[list[Inline]]) -> list[Inline]:
    return [node for name in names for node in [*name, *tree.line_break()]][:-1]
