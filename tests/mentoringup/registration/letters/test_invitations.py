"""Invitations, read by the library that wrote them and by another one."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar

from mentoringup.registration.invitations import Invitation, invitation_text

NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
START = datetime(2026, 10, 14, 23, tzinfo=UTC)


def text(*, is_cancelled: bool = False, **changes) -> str:
    known = {
        "uid": "registration-7@mentoring.example",
        "sequence": 3,
        "summary": "Aligning expectations",
        "starts_at": START,
        "ends_at": START + timedelta(minutes=90),
        "location": "Library, room 204",
        "description": "Mentoring up\nTo take part: https://zoom.example/1",
        "url": "https://mentoring.example/series/lakeside/fall/expectations/",
        "organizer": ("Office of Mentoring", "mentoring@lakeside.example"),
        "attendee": ("Ada Lovelace", "ada@lakeside.example"),
    }
    return invitation_text(Invitation(**known | changes), is_cancelled=is_cancelled, now=NOW)


def test_a_second_implementation_reads_who_when_where():
    calendar = vobject.readOne(text())

    event = calendar.vevent
    assert (calendar.method.value, event.status.value, event.uid.value, event.sequence.value) == (
        "REQUEST",
        "CONFIRMED",
        "registration-7@mentoring.example",
        "3",
    )
    assert (event.dtstart.value, event.dtend.value, event.dtstamp.value) == (
        START,
        START + timedelta(minutes=90),
        NOW,
    )
    assert event.location.value == "Library, room 204"
    assert event.description.value == "Mentoring up\nTo take part: https://zoom.example/1"
    assert (event.organizer.value, event.organizer.params) == (
        "mailto:mentoring@lakeside.example",
        {"CN": ["Office of Mentoring"]},
    )
    assert (event.attendee.value, event.attendee.params) == (
        "mailto:ada@lakeside.example",
        {
            "CN": ["Ada Lovelace"],
            "PARTSTAT": ["ACCEPTED"],
            "ROLE": ["REQ-PARTICIPANT"],
            "RSVP": ["FALSE"],
        },
    )


def test_instants_are_written_in_utc_so_that_no_zone_need_be_known():
    lines = text().splitlines()

    assert [line for line in lines if line.startswith(("DTSTART", "DTEND", "BEGIN:VTIMEZONE"))] == [
        "DTSTART:20261014T230000Z",
        "DTEND:20261015T003000Z",
    ]


def test_a_cancellation_names_the_same_entry_as_cancelled():
    calendar = Calendar.from_ical(text(is_cancelled=True, sequence=9))

    event = calendar.walk("VEVENT")[0]
    assert (calendar["METHOD"], event["STATUS"], event["UID"], event["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        "registration-7@mentoring.example",
        9,
    )


@pytest.mark.parametrize(
    "name",
    [
        "Cases; agreements, and \\ 🌱",
        "a" * 200,
        "مرحبا بالجميع",
        "BEGIN:VALARM END:VALARM",
        'O"Neill; CN=Eve:mailto:eve@evil.example',
    ],
)
def test_no_words_break_out_of_their_field(name):
    calendar = text(
        summary=name,
        location=name,
        description=f"{name}\n{name}",
        organizer=(name, "mentoring@lakeside.example"),
        attendee=(name, "ada@lakeside.example"),
    )

    event = vobject.readOne(calendar).vevent
    assert (event.summary.value, event.location.value) == (name, name)
    assert event.description.value == f"{name}\n{name}"
    assert event.attendee.value == "mailto:ada@lakeside.example"
    assert len(event.attendee_list) == 1
    assert Calendar.from_ical(calendar).walk("VALARM") == []


def test_lines_are_folded_and_end_as_the_standard_says():
    lines = text(description="word " * 100).encode().split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_an_empty_field_is_left_out():
    event = Calendar.from_ical(text(location="", description="", url="")).walk("VEVENT")[0]

    assert {"LOCATION", "DESCRIPTION", "URL"} & set(event) == set()
