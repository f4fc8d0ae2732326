"""A series as an iCalendar feed (RFC 5545): wall times at their zones, never a meeting's link."""

from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vText

from mentoringup.training.public_page import PublicSeries, PublicSession, Standing

_REFRESH = timedelta(hours=6)


def feed_of(series: PublicSeries, *, address: str, now: datetime, rsvp_address: str = "") -> bytes:
    """The dated sessions of a series, past and cancelled ones included.

    Args:
        series: what the public sees of it.
        address: absolute address of the series' page; a session's is `address` + its slug + "/".
        now: DTSTAMP of every event.
        rsvp_address: absolute address of the page that asks for seats; empty where there is none.

    Returns:
        UTF-8 with folded lines. UIDs never change and SEQUENCE rises with every change, so that a
        calendar moves an event instead of adding a second one.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Mentoring Up//Series//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", series.title)
    calendar.add("x-wr-calname", series.title)
    calendar.add("x-wr-timezone", series.zone)
    calendar.add("refresh-interval", vDuration(_REFRESH), {"VALUE": "DURATION"})
    calendar.add("url", address)
    for session in series.sessions:
        if session.starts_at and session.ends_at:
            calendar.add_component(
                _event(session, series, address=address, rsvp_address=rsvp_address, now=now)
            )
    _define_zones(calendar, series)
    feed: bytes = calendar.to_ical()
    return feed


def _define_zones(calendar: Calendar, series: PublicSeries) -> None:
    """Define the zones in use, from the year before the first session to the year after the last.

    By default the library lists every change of the clocks from 1970 to 2038: 3 kB a zone.
    """
    years = [one.starts_at.year for one in series.sessions if one.starts_at]
    if years:
        calendar.add_missing_timezones(
            first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 2, 1, 1)
        )


def _event(
    session: PublicSession,
    series: PublicSeries,
    *,
    address: str,
    rsvp_address: str,
    now: datetime,
) -> Event:
    zone = ZoneInfo(session.zone)
    event = Event()
    event.add("uid", f"session-{session.id}@{urlsplit(address).hostname}")
    event.add("dtstamp", now)
    event.add("sequence", session.version - 1)
    for name, instant in (("dtstart", session.starts_at), ("dtend", session.ends_at)):
        if instant:
            event.add(name, instant.astimezone(zone))
    event.add("summary", session.title)
    is_ahead = session.standing(now) is Standing.UPCOMING
    rsvp = f"{rsvp_address}?session={session.slug}" if rsvp_address and is_ahead else ""
    event.add("description", _description(session, series, rsvp=rsvp))
    event.add("location", session.place)
    event.add("url", f"{address}{session.slug}/")
    is_cancelled = session.standing(now) is Standing.CANCELLED or series.is_cancelled
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event["categories"] = vText(series.title)
    return event


def _description(session: PublicSession, series: PublicSeries, *, rsvp: str) -> str:
    lines = [series.title, series.eligibility]
    if rsvp:
        lines.append(_("RSVP: %(address)s") % {"address": rsvp})
    if session.all_objectives:
        lines += ["", _("You will be able to:"), *(f"- {text}" for text in session.all_objectives)]
    return "\n".join(lines)
