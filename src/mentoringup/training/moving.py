"""Dates of one academic year, moved to another: same weekday, same week of the term. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.organizations.calendars import TermDates, term_of


class Left(StrEnum):
    """What a copy does not take along."""

    LINK = "link"
    PLACE = "place"
    DATE_IN_NO_TERM = "date-in-no-term"
    NO_SUCH_TERM = "no-such-term"
    DATE_OUTSIDE_TERM = "date-outside-term"
    TIME_SKIPPED = "time-skipped"
    STATE = "state"
    CANCELLED = "cancelled"
    REGISTRATIONS = "registrations"
    RSVP_DAY = "rsvp-day"

    @property
    def sentence(self) -> Promise:
        """What was left behind and what to do, for people."""
        return _SENTENCES[self]


_SENTENCES: dict["Left", Promise] = {
    Left.LINK: _("The link to the meeting was not copied: make a new meeting and add its link."),
    Left.PLACE: _("The place was not copied: say where it is held."),
    Left.DATE_IN_NO_TERM: _("Its date was in no term of the calendar: choose a new one."),
    Left.NO_SUCH_TERM: _("The calendar has no term yet to move its date to: choose a new one."),
    Left.DATE_OUTSIDE_TERM: _("Its week is past the end of the new term: choose a new date."),
    Left.TIME_SKIPPED: _("The clocks skip its time on the new day: choose another time."),
    Left.STATE: _("All sessions are drafts, whatever they were before."),
    Left.CANCELLED: _("It had been cancelled; the copy is a draft like the others."),
    Left.REGISTRATIONS: _("Requests and seats stay with the old series."),
    Left.RSVP_DAY: _("The day on which RSVPs open was moved as well; look at it."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """One thing that was not copied; `session` is a session's title, empty for the series."""

    what: Left
    session: str = ""
    was: str = ""


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def moved_day(day: date, *, old: TermDates, new: TermDates) -> date | None:
    """The same weekday in the same week of another term; None where that is outside the term.

    Weeks are counted from the Monday of the week in which a term begins.
    """
    moved = monday_of(new.starts_on) + (day - monday_of(old.starts_on))
    return moved if new.starts_on <= moved <= new.ends_on else None


def corresponding_term(
    old: TermDates, *, first_old: TermDates, first_new: TermDates, terms: Sequence[TermDates]
) -> TermDates | None:
    """The term that stands to `first_new` as `old` stands to `first_old`, or None.

    Within the same season it is the same season so many years later; otherwise terms are counted.
    """
    if first_old.season == first_new.season:
        year = old.year + first_new.year - first_old.year
        return next((one for one in terms if (one.season, one.year) == (old.season, year)), None)
    ordered = sorted(terms, key=lambda one: (one.starts_on, one.ends_on))
    if any(one not in ordered for one in (old, first_old, first_new)):
        return None
    place = ordered.index(old) - ordered.index(first_old) + ordered.index(first_new)
    return ordered[place] if 0 <= place < len(ordered) else None


def move_day(
    day: date, *, first_old: TermDates | None, first_new: TermDates, terms: Sequence[TermDates]
) -> date | Left:
    """The day in the new year, or why there is none.

    Args:
        day: of last year's session.
        first_old: the term under which last year's series was listed; None takes the day's own.
        first_new: the term that the copy begins in.
        terms: all terms of the site.
    """
    old = term_of(day, terms)
    if old is None:
        return Left.DATE_IN_NO_TERM
    new = corresponding_term(old, first_old=first_old or old, first_new=first_new, terms=terms)
    if new is None:
        return Left.NO_SUCH_TERM
    return moved_day(day, old=old, new=new) or Left.DATE_OUTSIDE_TERM
