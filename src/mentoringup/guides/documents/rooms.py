"""How to set up the room or the online meeting, by how it is held and how many come."""

from collections.abc import Iterable, Iterator
from math import ceil

from django.utils.translation import gettext as _

from mentoringup.curriculum.enums import Group, Mode
from mentoringup.curriculum.pack.values import Activity
from mentoringup.guides.documents.schedule import LARGE_GROUP, LedSession, Schedule

_TABLE = 4
"""People at a table, and in a small group."""
_FEWEST_HANDS = 25
"""From here on one facilitator can't see all groups."""


def set_up(schedule: Schedule, session: LedSession) -> list[str]:
    """Say in sentences what to prepare, in the order in which it is done."""
    settings = schedule.request.plan.settings
    people = settings.group_size
    activities = [led.activity for led in session.items if led.activity]
    groups = _groups(activities)
    sentences: list[str] = []
    if settings.mode is not Mode.ONLINE:
        sentences += _room(people, groups)
    if settings.mode is not Mode.IN_PERSON:
        sentences += _meeting(people, groups, is_hybrid=settings.mode is Mode.HYBRID)
    sentences += _always(people)
    return sentences


def _groups(activities: Iterable[Activity]) -> set[Group]:
    return {step.group for activity in activities for step in activity.steps}


def _room(people: int, groups: set[Group]) -> Iterator[str]:
    tables = ceil(people / _TABLE)
    yield _(
        "Tables for four: %(tables)s of them for %(people)s people, with space to walk between. No"
        " rows, and no chair with its back to the others."
    ) % {"tables": tables, "people": people}
    yield _(
        "A board or large sheets of paper where everybody can see them, with the agenda and its"
        " clock times written up before people come."
    )
    if Group.PAIRS in groups:
        yield _("Room for pairs to turn to each other without moving furniture.")
    if Group.ALONE in groups:
        yield _("Pens, and something firm to write on, for the parts that each person does alone.")
    yield _("Check that a wheelchair gets to every table, and that you can be heard at the back.")


def _meeting(people: int, groups: set[Group], *, is_hybrid: bool) -> Iterator[str]:
    yield _(
        "In the meeting's settings, turn on: breakout rooms, live captions, waiting room, chat, and"
        " screen sharing for participants. Turn off: recording, and saving the chat."
    )
    if Group.SMALL_GROUPS in groups:
        yield _(
            "Breakout rooms for small groups: %(rooms)s rooms of three or four. Make them before"
            " the meeting, and put people of different fields together."
        ) % {"rooms": ceil(people / _TABLE)}
    if Group.PAIRS in groups:
        yield _("Breakout rooms for pairs: %(rooms)s rooms; an odd person makes one a three.") % {
            "rooms": max(1, people // 2)
        }
    yield _(
        "One shared document with a page for each room, which everybody may edit without signing"
        " in. Test the link in a private window."
    )
    yield _(
        "A file with the prompts of this guide, ready to be pasted into the chat and into the"
        " breakout rooms."
    )
    yield _("A second person who lets people in, watches the chat and helps when a line breaks.")
    if is_hybrid:
        yield _(
            "In the room: one large screen that shows the people online, a microphone that reaches"
            " every table, and one laptop by which the two halves see each other. People online"
            " form groups of their own."
        )


def _always(people: int) -> Iterator[str]:
    yield _("A clock that you can see, and a signal for the end of a round.")
    if people > LARGE_GROUP:
        yield _(
            "With %(people)s people, follow the notes headed “With a large group”, and share the"
            " work with a second facilitator."
        ) % {"people": people}
    if people >= _FEWEST_HANDS:
        yield _("One helper for every %(count)s people beyond that.") % {"count": _FEWEST_HANDS}
    yield _(
        "The page with your site's offices and numbers: who helps, who can keep things private,"
        " whom to call in an emergency. One copy for each person, and one where you can reach it."
    )
