"""Sessions at times that are worth a second look."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _

from mentoringup.training.checks.check import Fault, Look, named
from mentoringup.training.checks.clock import (
    ends_at,
    minutes_on_the_clock,
    starts_at,
    written_date,
    written_time,
    zone_of,
)
from mentoringup.training.checks.finding import Moment, Place, Repair
from mentoringup.training.enums import SessionState
from mentoringup.training.page import SessionOnPage

EARLIEST, LATEST = time(7), time(21)
"""Sessions outside of these hours are unusual."""

SATURDAY = 5


def past_session(look: Look) -> Iterator[Fault]:
    """A session that is over and still shown as coming.

    By night nothing is said: a published page lists past sessions under "past" by itself.
    """
    if look.moment is Moment.NIGHT:
        return
    for session in look.held:
        if session.state == SessionState.DONE or session.on is None:
            continue
        if not _is_over(session, look.now):
            continue
        words = {"session": named(session), "date": written_date(session.on)}
        if session.state == SessionState.DRAFT:
            yield Fault(
                place=_at(session, "on"),
                found=session.on.isoformat(),
                message=_(
                    "“%(session)s” would be published after it is over: it is dated %(date)s."
                )
                % words,
                expected=_("Give it a new date, or leave it out."),
                repair=_same_weekday_ahead(session, look.now.date()),
            )
        else:
            yield Fault(
                place=_at(session, "on"),
                found=session.on.isoformat(),
                message=_("“%(session)s” was on %(date)s; the page lists it as past by itself.")
                % words,
                expected=_("Mark it as done, or correct its date."),
                repair=Repair(
                    label=_("Mark it as done"),
                    place=_at(session, "state"),
                    value=SessionState.DONE.value,
                )
                if session.state == SessionState.PUBLISHED and ends_at(session) is not None
                else None,
            )


def _is_over(session: SessionOnPage, now: datetime) -> bool:
    """Past its end; without times, past the end of its day everywhere."""
    end = ends_at(session) or starts_at(session)
    if end is not None:
        return end < now
    if session.on is None or session.on >= date.max - timedelta(days=2):
        return False
    return datetime.combine(session.on, time(12), tzinfo=UTC) + timedelta(days=1) < now


def _same_weekday_ahead(session: SessionOnPage, today: date) -> Repair | None:
    """The same weekday at about the same time of the first year in which it is still ahead."""
    if session.on is None:
        return None
    for year in (today.year, today.year + 1):
        try:
            same_day = session.on.replace(year=year)
        except ValueError:  # February 29
            same_day = session.on.replace(year=year, day=28)
        shift = (session.on.weekday() - same_day.weekday() + 3) % 7 - 3
        ahead = same_day + timedelta(days=shift)
        if ahead > today + timedelta(days=1):
            return Repair(
                label=_("Move it to %(date)s") % {"date": written_date(ahead)},
                place=_at(session, "on"),
                value=ahead.isoformat(),
            )
    return None


def clock_change(look: Look) -> Iterator[Fault]:
    """A time that does not exist, exists twice, or a session in which the clock changes."""
    for session in look.held:
        if session.on is None or zone_of(session.zone) is None:
            continue
        changed = False
        for field, at in (("start", session.start), ("end", session.end)):
            if at is not None and (fault := _inside_a_change(session, field, at)):
                changed = True
                yield fault
        if not changed:
            yield from _changes_meanwhile(session)


def _inside_a_change(session: SessionOnPage, field: str, at: time) -> Fault | None:
    zone = zone_of(session.zone)
    if session.on is None or zone is None:
        return None
    early = datetime.combine(session.on, at.replace(tzinfo=None, fold=0), tzinfo=zone)
    late = early.replace(fold=1)
    before, after = early.utcoffset(), late.utcoffset()
    if before is None or after is None or before == after:
        return None
    words = {
        "time": written_time(at),
        "date": written_date(session.on),
        "first": f"{at:%H:%M} {early.tzname()} (UTC{early:%z})",
        "second": f"{at:%H:%M} {late.tzname()} (UTC{late:%z})",
    }
    if before > after:
        twice = _(
            "On %(date)s the clock is set back, and %(time)s comes twice: %(first)s and "
            "%(second)s. Calendars take the first."
        )
        return _choose_another(session, field, at, twice % words)
    moved = (datetime.combine(session.on, at.replace(tzinfo=None)) + (after - before)).time()
    skipped = _(
        "On %(date)s the clock is set forward, and %(time)s does not exist; it may be read as "
        "%(first)s or %(second)s."
    )
    repair = Repair(
        label=_("Write %(time)s") % {"time": written_time(moved)},
        place=_at(session, field),
        value=f"{moved:%H:%M}",
    )
    return _choose_another(session, field, at, skipped % words, repair)


def _choose_another(
    session: SessionOnPage, field: str, at: time, message: str, repair: Repair | None = None
) -> Fault:
    return Fault(
        place=_at(session, field),
        found=f"{at:%H:%M}",
        message=message,
        expected=_("Choose a time outside of the clock change."),
        repair=repair,
    )


def _changes_meanwhile(session: SessionOnPage) -> Iterator[Fault]:
    start, end = starts_at(session), ends_at(session)
    planned = minutes_on_the_clock(session)
    if start is None or end is None or planned is None:
        return
    before, after = start.utcoffset(), end.utcoffset()
    if before is None or after is None or before == after:
        return
    real = planned + int((before - after).total_seconds() // 60)
    yield Fault(
        place=_at(session, "end"),
        found=f"{start:%H:%M %Z}–{end:%H:%M %Z}",
        message=_(
            "The clock changes during “%(session)s”: it lasts %(real)d minutes, not %(planned)d."
        )
        % {"session": named(session), "real": real, "planned": planned},
        expected=_("Correct the end, or choose another day."),
    )


def unusual_time(look: Look) -> Iterator[Fault]:
    """A session on a weekend or at night."""
    for session in look.held:
        if session.state == SessionState.DONE:
            continue
        if session.on is not None and session.on.weekday() >= SATURDAY:
            yield Fault(
                place=_at(session, "on"),
                found=written_date(session.on),
                message=_("“%(session)s” is on a weekend: %(date)s.")
                % {"session": named(session), "date": written_date(session.on)},
                expected=_("Make sure that the date is right."),
            )
        if session.start is None:
            continue
        start = session.start.replace(tzinfo=None)
        end = session.end.replace(tzinfo=None) if session.end else start
        if start < EARLIEST or start >= LATEST or end > LATEST:
            yield Fault(
                place=_at(session, "start"),
                found=f"{start:%H:%M}–{end:%H:%M}",
                message=_("“%(session)s” is held from %(start)s to %(end)s, which is unusual.")
                % {
                    "session": named(session),
                    "start": written_time(start),
                    "end": written_time(end),
                },
                expected=_("Make sure that am and pm are right."),
                repair=_in_the_afternoon(session, start),
            )


def _in_the_afternoon(session: SessionOnPage, start: time) -> Repair | None:
    """A start twelve hours later, where the end already is in the afternoon after it."""
    if start >= EARLIEST or session.end is None:
        return None
    later = start.replace(hour=start.hour + 12)
    if later >= session.end.replace(tzinfo=None) or session.end.replace(tzinfo=None) > LATEST:
        return None
    return Repair(
        label=_("Start at %(time)s") % {"time": written_time(later)},
        place=_at(session, "start"),
        value=f"{later:%H:%M}",
    )


def _at(session: SessionOnPage, field: str) -> Place:
    return Place(part="session", key=session.key, field=field)
