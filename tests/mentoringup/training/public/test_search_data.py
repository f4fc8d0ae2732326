"""What search engines are told."""

from dataclasses import replace

from mentoringup.curriculum.enums import Mode
from mentoringup.training.enums import SessionState
from mentoringup.training.search_data import course_of, event_of
from mentoringup.training.templatetags.training_public import json_ld

ADDRESS = "https://mentoring.example/series/lakeside/mentoring-up/"


def test_a_series_is_a_course_with_one_instance(series) -> None:
    course = course_of(series, address=ADDRESS)
    instance = course["hasCourseInstance"]
    assert (course["@type"], course["url"], course["isAccessibleForFree"]) == (
        "Course",
        ADDRESS,
        True,
    )
    assert (instance["startDate"], instance["endDate"], instance["courseMode"]) == (
        "2026-10-21",
        "2026-10-21",
        ["online"],
    )


def test_an_online_session_names_its_page_not_its_link(session, series) -> None:
    event = event_of(session, series, address=ADDRESS)
    assert event["location"] == {"@type": "VirtualLocation", "url": f"{ADDRESS}expectations/"}
    assert event["startDate"] == "2026-10-21T16:00:00-07:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_session_in_a_room_names_the_room(session, series) -> None:
    event = event_of(replace(session, mode=Mode.IN_PERSON, place="Hall 2"), series, address=ADDRESS)
    assert event["location"] == {
        "@type": "Place",
        "name": "Hall 2",
        "address": "Lakeside University",
    }


def test_a_cancelled_session_says_so(session, series) -> None:
    event = event_of(replace(session, state=SessionState.CANCELLED), series, address=ADDRESS)
    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_session_without_a_date_is_no_event(session, series) -> None:
    assert event_of(replace(session, starts_at=None), series, address=ADDRESS) is None


def test_no_text_can_close_the_block(series) -> None:
    hostile = replace(series, title="</script><script>alert(1)</script>")
    block = str(json_ld(course_of(hostile, address=ADDRESS)))
    assert block.count("<") == 2
    assert "\\u003C/script\\u003E" in block
