"""What to bring to a session: copies, and the things its activities ask for."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.guides.documents import tree
from mentoringup.guides.documents.agenda_table import source
from mentoringup.guides.documents.schedule import LedSession, Schedule
from mentoringup.guides.documents.tree import Block, Inline
from mentoringup.guides.documents.voice import Voice


def materials(schedule: Schedule, session: LedSession, voice: Voice) -> Block:
    """A list to tick off; things that several activities need stand once."""
    items = [*_copies(schedule, session, voice), *_things(session, voice)]
    return tree.div([tree.bullets([[tree.plain(item)] for item in items])], "boxes")


def _copies(schedule: Schedule, session: LedSession, voice: Voice) -> list[list[Inline]]:
    people = schedule.request.plan.settings.group_size
    packets = ngettext(
        "%(count)s participant packet, on paper or as a file",
        "%(count)s participant packets, on paper or as a file",
        people,
    ) % {"count": people}
    items = [tree.text(packets)]
    sheets = {
        name: voice.pack.worksheet_by_id[name]
        for led in session.items
        if led.activity
        for name in led.activity.worksheets
    }
    for sheet in sheets.values():
        words = _("In the packet, the worksheet")
        items.append(tree.spaced(tree.text(words), tree.strong(voice.line(source(sheet.title)))))
    cases = {
        case.id: case
        for led in session.items
        if led.activity
        for case in schedule.cases_of(led.activity)[:1]
    }
    for case in cases.values():
        words = _("In the packet, the case")
        items.append(tree.spaced(tree.text(words), tree.strong(voice.line(source(case.title)))))
    return items


def _things(session: LedSession, voice: Voice) -> list[list[Inline]]:
    things = Counter(
        _capitalized(thing.strip().rstrip("."))
        for led in session.items
        if led.activity
        for thing in dict.fromkeys(led.activity.materials)
    )
    items = []
    for thing, count in things.items():
        line = voice.line(source(thing))
        if count > 1:
            times = _("(for %(count)s activities)") % {"count": count}
            line = tree.spaced(line, tree.text(times))
        items.append(line)
    return items


def _capitalized(thing: str) -> str:
    return thing[:1].upper() + thing[1:]
