"""What happens to a wave by itself, and when. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.surveys.calendar import days_after
from mentoringup.surveys.enums import WaveState

MOST_SAID = 6
"""So many moments of reminders are said one by one: those invited late have days of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something to come: a sentence, and its moment."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """Some who were invited on the same day and have not answered.

    Attributes:
        days_late: so many days after the opening they were invited.
        reminded: so many of their reminders are done with, those sent by hand included.
        people: how many they are.
    """

    days_late: int
    reminded: int
    people: int


def coming_up(
    *,
    state: WaveState,
    opens_at: datetime | None,
    closes_at: datetime | None,
    reminder_days: Sequence[int],
    unanswered: Sequence[Unanswered],
    is_anonymous: bool,
    zone: str,
    now: datetime,
) -> tuple[Coming, ...]:
    """What a wave does by itself, in order of time.

    Args:
        state: of the wave.
        opens_at: when it opens or opened.
        closes_at: when it closes.
        reminder_days: days after an invitation.
        unanswered: who would be reminded; nobody where nobody is invited by name.
        is_anonymous: whoever answered lately is not marked yet, and may be among them.
        zone: whose wall time reminders follow.
        now: what is past is left out.
    """
    found: list[Coming] = []
    if state is WaveState.PLANNED and opens_at is not None:
        found.append(Coming(at=opens_at, words=_("It opens, and everybody is invited.")))
    if state is WaveState.OPEN and opens_at is not None and closes_at is not None:
        moments = reminder_moments(opens_at, reminder_days, unanswered, zone=zone)
        due = {at: people for at, people in moments.items() if now < at < closes_at}
        found += _said_reminders(due, is_anonymous=is_anonymous)
    if state in {WaveState.PLANNED, WaveState.OPEN} and closes_at is not None:
        found.append(Coming(at=closes_at, words=_("It closes. No more answers are taken.")))
    return tuple(sorted((one for one in found if one.at > now), key=lambda one: one.at))


def reminder_moments(
    opens_at: datetime, days: Sequence[int], unanswered: Sequence[Unanswered], *, zone: str
) -> Counter[datetime]:
    """When reminders fall due, and for how many, counted from the days of their invitations."""
    moments: Counter[datetime] = Counter()
    for some in unanswered:
        for one in days[some.reminded :]:
            moments[days_after(opens_at, some.days_late + one, zone=zone)] += some.people
    return moments


def said_reminder(people: int, *, is_anonymous: bool) -> str:
    """To how many a reminder goes as things stand; nobody is named."""
    if is_anonymous:
        said = ngettext(
            "A reminder goes to %(people)d person at most: who answered in the last days may not "
            "be marked yet.",
            "A reminder goes to %(people)d people at most: some who answered in the last days are "
            "not marked yet.",
            people,
        )
    else:
        said = ngettext(
            "A reminder goes to %(people)d person who has not answered.",
            "A reminder goes to %(people)d people who have not answered.",
            people,
        )
    return said % {"people": people}


def _said_reminders(moments: Mapping[datetime, int], *, is_anonymous: bool) -> list[Coming]:
    """The first ones one by one, and that more follow."""
    in_order = sorted(moments.items())
    said = [
        Coming(at=at, words=said_reminder(people, is_anonymous=is_anonymous))
        for at, people in in_order[:MOST_SAID]
    ]
    more = in_order[MOST_SAID:]
    if more:
        words = _("From here on more reminders follow, until the survey closes.")
        said.append(Coming(at=more[0][0], words=words))
    return said
