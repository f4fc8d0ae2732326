"""Invitations of one person to one session (RFC 5545, 5546): asked for, moved, cancelled. Pure.

Times are in UTC: one instant needs no definition of a zone, and Outlook, Google and Apple show it
in the zone of whoever looks. The wall time at its place is said in the description. The entry links
to the public page of the session and never to the person's own page, since calendars are shared.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What the entry in the calendar says.

    Attributes:
        uid: the same for everything that is ever sent about this request.
        sequence: higher in everything that is sent later.
        url: of the public page.
        organizer, attendee: name and address.
    """

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    location: str
    description: str
    url: str
    organizer: tuple[str, str]
    attendee: tuple[str, str]


def invitation_text(invitation: Invitation, *, is_cancelled: bool, now: datetime) -> str:
    """The calendar to send: METHOD REQUEST adds or moves the entry, CANCEL takes it out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Mentoring Up//Seats//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if is_cancelled else "REQUEST")
    event = Event()
    event.add("uid", invitation.uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", invitation.sequence)
    event.add("dtstart", invitation.starts_at.astimezone(UTC))
    event.add("dtend", invitation.ends_at.astimezone(UTC))
    event.add("summary", invitation.summary)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("organizer", _address(*invitation.organizer), encode=False)
    attendee = _address(*invitation.attendee)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    event.add("attendee", attendee, encode=False)
    for name in ("location", "description", "url"):
        if value := getattr(invitation, name):
            event.add(name, value)
    event.add("transp", "TRANSPARENT" if is_cancelled else "OPAQUE")
    calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()


def _address(name: str, email: str) -> vCalAddress:
    """Somebody's address with their name; signs that a parameter can't hold are left out."""
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(name.replace('"', "'"))
    return address
