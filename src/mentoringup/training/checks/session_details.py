"""What a session must say before anybody reads it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mentoringup.training.checks.check import Fault, Look, named
from mentoringup.training.checks.clock import starts_at, written_date, zone_of
from mentoringup.training.checks.finding import Place, Repair
from mentoringup.training.enums import SessionState
from mentoringup.training.page import SeriesPage, SessionOnPage

DAYS_BEFORE = 14
"""When RSVPs open by the repair that is offered."""


def missing_title(look: Look) -> Iterator[Fault]:
    """A series or a session without a title."""
    if not look.page.title.strip():
        yield Fault(
            place=Place(part="series", field="title"),
            found="",
            message=_("The series has no title, so nobody can find it in a list."),
            expected=_("Give it a title that says what it is."),
        )
    for session in look.sessions:
        if not session.title.strip():
            yield Fault(
                place=_at(session, "title"),
                found="",
                message=_("This session has no title, so nobody can tell what it is about."),
                expected=_("Give it a title, such as the name of the module that it teaches."),
                repair=_title_of_module(look.page, session),
            )


def _title_of_module(page: SeriesPage, session: SessionOnPage) -> Repair | None:
    names = [m.name for m in page.curriculum if m.id in session.modules and m.name.strip()]
    if not names:
        return None
    label = _("Call it “%(name)s”") % {"name": names[0]}
    return Repair(label=label, place=_at(session, "title"), value=names[0])


def missing_detail(look: Look) -> Iterator[Fault]:
    """No date, start, end, zone, or place, and not "to be announced"."""
    for session in look.held:
        if session.state == SessionState.TO_BE_ANNOUNCED:
            continue
        if session.on is None:
            yield _no_date(session)
            continue
        for field, is_there, message, expected in _needs(session):
            if not is_there:
                yield Fault(
                    place=_at(session, field),
                    found="",
                    message=message,
                    expected=expected,
                    repair=_zone_of_site(look.page, session) if field == "zone" else None,
                )


def _no_date(session: SessionOnPage) -> Fault:
    return Fault(
        place=_at(session, "on"),
        found="",
        message=_("“%(session)s” has no date, so nobody can plan for it.")
        % {"session": named(session)},
        expected=_("Give it a date, or say that the date is to be announced."),
        repair=Repair(
            label=_("Say that the date is to be announced"),
            place=_at(session, "state"),
            value=SessionState.TO_BE_ANNOUNCED.value,
        ),
    )


def _needs(session: SessionOnPage) -> Iterator[tuple[str, bool, str, str]]:
    name = {"session": named(session)}
    yield (
        "start",
        session.start is not None,
        _("“%(session)s” does not say when it starts.") % name,
        _("Give the time of its start."),
    )
    yield (
        "end",
        session.end is not None,
        _("“%(session)s” does not say when it ends.") % name,
        _("Give the time of its end."),
    )
    yield (
        "zone",
        bool(session.zone.strip()),
        _("“%(session)s” has no time zone; readers elsewhere would come at the wrong time.") % name,
        _("Choose the zone in which its time is written."),
    )
    yield (
        "place",
        bool(session.place.strip() or session.link.strip()),
        _("“%(session)s” does not say where it is held.") % name,
        _("Give a place, or a link, or both."),
    )


def _zone_of_site(page: SeriesPage, session: SessionOnPage) -> Repair | None:
    if zone_of(page.zone) is None:
        return None
    label = _("Use %(zone)s") % {"zone": page.zone}
    return Repair(label=label, place=_at(session, "zone"), value=page.zone)


def unknown_zone(look: Look) -> Iterator[Fault]:
    """A zone that is in no list of zones."""
    expected = _("Choose a zone of the IANA list, such as America/Los_Angeles.")
    if zone_of(look.page.zone) is None:
        yield Fault(
            place=Place(part="series", field="zone"),
            found=look.page.zone,
            message=_("The site's time zone does not exist, so no time on this page is certain."),
            expected=expected,
        )
    for session in look.held:
        if session.zone.strip() and zone_of(session.zone) is None:
            yield Fault(
                place=_at(session, "zone"),
                found=session.zone,
                message=_("The time zone of “%(session)s” does not exist, so its time is unclear.")
                % {"session": named(session)},
                expected=expected,
                repair=_zone_of_site(look.page, session),
            )


def end_before_start(look: Look) -> Iterator[Fault]:
    """An end that is not after the start."""
    for session in look.held:
        if session.start is None or session.end is None:
            continue
        if session.end.replace(tzinfo=None) > session.start.replace(tzinfo=None):
            continue
        yield Fault(
            place=_at(session, "end"),
            found=f"{session.start:%H:%M}–{session.end:%H:%M}",
            message=_("“%(session)s” does not end after it starts.") % {"session": named(session)},
            expected=_("Correct the start or the end; look at am and pm first."),
            repair=_end_in_the_afternoon(session),
        )


def _end_in_the_afternoon(session: SessionOnPage) -> Repair | None:
    """Twelve hours later, where that makes a session of at most six hours."""
    start, end = session.start, session.end
    if start is None or end is None or end.hour >= 12:  # noqa: PLR2004  noon
        return None
    later = end.replace(hour=end.hour + 12, tzinfo=None)
    if not 0 < (later.hour - start.hour) * 60 + later.minute - start.minute <= 6 * 60:
        return None
    value = f"{later:%H:%M}"
    label = _("End at %(time)s") % {"time": value}
    return Repair(label=label, place=_at(session, "end"), value=value)


def rsvp_after_start(look: Look) -> Iterator[Fault]:
    """RSVPs that open when the session has begun."""
    for session in look.held:
        start = starts_at(session)
        if start is None or session.on is None or session.rsvp_opens is None:
            continue
        opens = session.rsvp_opens
        if (opens if opens.tzinfo else opens.replace(tzinfo=start.tzinfo)) < start:
            continue
        yield Fault(
            place=Place(part="series", field="rsvp_rule"),
            found=f"{session.rsvp_opens:%Y-%m-%d}",
            message=_("RSVPs for “%(session)s” would open after it starts on %(date)s.")
            % {"session": named(session), "date": written_date(session.on)},
            expected=_("Let RSVPs open earlier, or correct the session's date."),
            repair=Repair(
                label=_("Open RSVPs %(days)d days before each session") % {"days": DAYS_BEFORE},
                place=Place(part="series", field="rsvp_days_before"),
                value=str(DAYS_BEFORE),
            ),
        )


def _at(session: SessionOnPage, field: str) -> Place:
    return Place(part="session", key=session.key, field=field)
