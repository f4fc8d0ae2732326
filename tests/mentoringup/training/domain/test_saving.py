"""Writing a series and its sessions."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoringup.audit.models import Entry
from mentoringup.training.content import (
    AboutText,
    ContactText,
    ProgramText,
    QuestionText,
)
from mentoringup.training.domain.checking import findings_while_editing
from mentoringup.training.domain.contents import session_of
from mentoringup.training.domain.queries import (
    page_of,
    pages_of,
    series_at,
    sessions_of,
)
from mentoringup.training.domain.series import (
    create_series,
    save_about,
    save_contacts,
    save_questions,
)
from mentoringup.training.domain.sessions import (
    add_session,
    move_session,
    remove_session,
    restore_session,
    save_session,
)
from mentoringup.training.domain.states import publish_series
from mentoringup.training.enums import SessionState
from mentoringup.training.errors import SessionIsLiveError, SomebodySavedFirstError
from mentoringup.training.models import Contact, RemovedSession, Series, Session
from mentoringup.training.moments import NoSuchTimeError, NoSuchZoneError


def test_a_new_series_can_begin_with_a_session_for_each_module(site, edition, coordinator, now):
    series = create_series(
        site=site,
        title="Mentoring Up",
        edition=edition,
        session_for_each_module=True,
        actor=coordinator,
        now=now,
    )

    assert [one.title for one in sessions_of(series)] == [
        "Learning communication",
        "Learning expectations",
        "Learning equity",
    ]


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Mentoring Up", ["mentoring-up", "mentoring-up-2", "mentoring-up-3"]),
        ("مرحبا 😀", ["series", "series-2", "series-3"]),
        ("New", ["new-2", "new-3", "new-4"]),
        ("Import", ["import-2", "import-3", "import-4"]),
    ],
)
def test_addresses_are_free_and_none_of_the_editors_own(site, coordinator, now, title, slugs):
    made = [create_series(site=site, title=title, actor=coordinator, now=now) for _ in slugs]

    assert [one.slug for one in made] == slugs


def test_a_session_knows_its_instants(make_series, afternoon):
    make_series(afternoon())

    session = Session.objects.get()
    assert session.starts_at == datetime(2026, 10, 14, 23, tzinfo=UTC)
    assert session.ends_at == datetime(2026, 10, 15, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"zone": "Mars/Base"}, NoSuchZoneError),
        ({"on": date(2027, 3, 14), "start": time(2, 30), "end": time(4)}, NoSuchTimeError),
    ],
)
def test_a_time_that_cannot_be_is_refused(make_series, afternoon, changes, error):
    with pytest.raises(error):
        make_series(afternoon(**changes))


def test_what_somebody_saved_meanwhile_is_not_overwritten(make_series, afternoon, coordinator, now):
    make_series(afternoon())
    mine, theirs = Series.objects.get(), Series.objects.get()
    save_about(series=theirs, about=AboutText(title="Theirs"), actor=coordinator, now=now)

    with pytest.raises(SomebodySavedFirstError):
        save_about(series=mine, about=AboutText(title="Mine"), actor=coordinator, now=now)

    assert Series.objects.get().title == "Theirs"


def test_a_session_somebody_saved_meanwhile_is_not_overwritten(
    make_series, afternoon, coordinator, now
):
    make_series(afternoon())
    mine, theirs = Session.objects.get(), Session.objects.get()
    save_session(session=theirs, text=afternoon(title="Theirs"), actor=coordinator, now=now)

    with pytest.raises(SomebodySavedFirstError):
        save_session(session=mine, text=afternoon(title="Mine"), actor=coordinator, now=now)

    assert Session.objects.get().title == "Theirs"


def test_a_save_is_in_the_history_and_in_the_audit(make_series, coordinator, now):
    series = make_series()

    save_about(series=series, about=AboutText(title="New title"), actor=coordinator, now=now)

    assert series.history.first().title == "New title"
    assert Entry.objects.filter(verb="series.saved").last().detail["part"]


def test_contacts_keep_their_keys(make_series, coordinator, now):
    series = make_series()
    before = Contact.objects.get().pk

    save_contacts(
        series=series,
        contacts=[
            ContactText(name="Bea", email="bea@lakeside.example"),
            ContactText(name="Ada", email="ada@lakeside.example"),
        ],
        actor=coordinator,
        now=now,
    )

    assert list(Contact.objects.values_list("name", flat=True)) == ["Bea", "Ada"]
    assert Contact.objects.first().pk == before


def test_half_a_question_is_kept(make_series, coordinator, now):
    series = make_series()

    save_questions(
        series=series, questions=[QuestionText(answer="Yes.")], actor=coordinator, now=now
    )

    page = page_of(series, language="en", now=now)
    assert [(one.question, one.answer) for one in page.questions] == [("", "Yes.")]


@pytest.mark.parametrize(
    ("move", "by", "order"),
    [
        ("A", -1, ["A", "B", "C"]),
        ("B", -1, ["B", "A", "C"]),
        ("A", 1, ["B", "A", "C"]),
        ("C", 1, ["A", "B", "C"]),
    ],
)
def test_sessions_move_up_and_down(make_series, afternoon, coordinator, now, move, by, order):
    make_series(*(afternoon(title=title) for title in "ABC"))

    move_session(session=Session.objects.get(title=move), by=by, actor=coordinator, now=now)

    assert list(Session.objects.values_list("title", flat=True)) == order


def test_a_removed_session_comes_back_as_it_was(make_series, afternoon, coordinator, now):
    text = afternoon(programs=(ProgramText(name="Leaders", url="https://l.example"),), capacity=9)
    make_series(afternoon(title="First"), text, afternoon(title="Last"))
    session = Session.objects.get(position=2)
    key = session.pk

    remove_session(session=session, actor=coordinator, now=now)
    gone = list(Session.objects.values_list("position", flat=True))
    restored = restore_session(removed=RemovedSession.objects.get(), actor=coordinator, now=now)

    assert gone == [1, 3]
    assert (restored.pk, restored.position, session_of(restored)) == (key, 2, text)
    assert restored.starts_at == datetime(2026, 10, 14, 23, tzinfo=UTC)
    assert not RemovedSession.objects.exists()


def test_a_session_that_people_can_see_is_not_removed(make_series, afternoon, coordinator, now):
    series = make_series(afternoon())
    publish_series(series=series, actor=coordinator, now=now)

    with pytest.raises(SessionIsLiveError):
        remove_session(session=Session.objects.get(), actor=coordinator, now=now)

    assert Session.objects.get().version == 2


def test_drafts_are_on_no_page_unless_asked_for(make_series, afternoon, now):
    series = make_series(afternoon())

    assert page_of(series, language="en", now=now).sessions == ()
    states = [
        one.state for one in page_of(series, language="en", now=now, with_drafts=True).sessions
    ]
    assert states == [SessionState.DRAFT]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(make_series, afternoon, site, now, count):
    for _ in range(count):
        make_series(*(afternoon(title=f"S{number}") for number in range(count)))

    with CaptureQueriesContext(connection) as asked:
        findings_while_editing(series=list(series_at(site=site)), now=now, language="en")
        pages_of(list(series_at(site=site)), language="en", now=now)

    assert len(asked) == 34


def test_a_session_is_added_at_the_end_with_an_address_of_its_own(
    make_series, afternoon, coordinator, now
):
    series = make_series(afternoon(), afternoon())

    added = add_session(
        delivery=series.implementations.get(), text=afternoon(), actor=coordinator, now=now
    )

    assert (added.slug, added.position) == ("aligning-expectations-3", 3)
