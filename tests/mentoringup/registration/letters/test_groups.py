"""A coordinator's words to a group."""

from datetime import timedelta

import pytest
from django.db import transaction

from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.outbox.wording.checking import LetterIsWrongError
from mentoringup.registration.domain.letters import (
    may_get_message,
    tell_change,
    tell_group,
    tell_sessions_changed,
)
from mentoringup.registration.enums import Cause, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.ui.short_memory import ShortMemory

S = RegistrationState


@pytest.fixture
def write(coordinator, now):
    def do(registrations, *, subject="", text="Bring a case.", at=now) -> int:
        with transaction.atomic():
            return tell_group(
                registrations=registrations, subject=subject, text=text, actor=coordinator, now=at
            )

    return do


def text_of(message) -> str:
    return "\n".join(message.get_body(["plain"]).get_content().splitlines())


def test_the_words_stand_in_the_letter_filled_for_each(make_request, write, arrived):
    one, two = make_request(name="Ada"), make_request(S.SEATED, name="Grace", language="es")

    number = write([one, two], subject="{session}: bring", text="Dear {name},\n\nbring a case.")

    first, second = sorted(arrived(), key=lambda message: message["To"])
    assert number == 2
    assert {first["Subject"], second["Subject"]} == {"Expectations: bring"}
    assert text_of(first).startswith("Hello Ada,\n\nDear Ada,\n\nbring a case.\n\nThis is about")
    assert text_of(second).startswith("Hola, Grace:\n\nDear Grace,\n\nbring a case.\n\nSe trata")


def test_without_a_subject_the_letters_own_is_taken(make_request, write, arrived):
    write([make_request()])

    assert arrived()[0]["Subject"] == "About Expectations"


def test_the_same_words_go_to_a_person_once_a_day(make_request, write, now):
    people = [make_request(), make_request()]

    numbers = [
        write(people[:1]),
        write(people),
        write(people),
        write(people, text="Other words."),
        write(people, at=now + timedelta(days=1)),
    ]

    assert numbers == [1, 1, 0, 2, 2]


def test_who_left_or_never_confirmed_gets_none(make_request, write):
    people = {
        state: make_request(state)
        for state in (S.REQUESTED, S.QUEUED, S.SEATED, S.CANCELLED, S.DECLINED, S.WITHDRAWN)
    }
    over = make_request(S.CANCELLED, ended_by=Cause.SESSION_CANCELLED)
    nameless = make_request(S.SEATED, email="")

    write([*people.values(), over, nameless])

    told = {one.email for one in (*people.values(), over) if may_get_message(one)}
    assert told == {people[S.QUEUED].email, people[S.SEATED].email, over.email}
    assert set(Mail.objects.values_list("to", flat=True)) == told


@pytest.mark.parametrize(
    ("subject", "text", "fields"),
    [
        ("", "Dear {nmae}", ["text"]),
        ("{link}", "Dear {name}", ["subject"]),
        ("{", "}", ["subject", "text"]),
        ("", "{message}", ["text"]),
        ("", "{meeting_link}", ["text"]),
    ],
)
def test_wrong_placeholders_are_refused_and_nothing_is_written(
    make_request, write, subject, text, fields
):
    with pytest.raises(LetterIsWrongError) as refused:
        write([make_request()], subject=subject, text=text)

    assert list(refused.value.by_field) == fields
    assert (Mail.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_message_is_told_in_the_history_without_names_or_words(make_request, write, session):
    write([make_request(), make_request()], text="Secret words for {name}")

    entry = Entry.objects.get()
    assert (entry.verb, entry.thing_id, entry.detail) == (
        "letter.sent-to-group",
        str(session.pk),
        {"people": 2},
    )


def test_a_group_of_fifty_costs_as_many_reads_as_one(
    make_request, write, django_assert_max_num_queries
):
    people = [make_request() for _one in range(51)]
    whole = Registration.objects.select_related("person", "session__implementation__series__site")
    counts = []
    for group in (people[:1], people[1:]):
        rows = list(whole.filter(pk__in=[one.pk for one in group]))
        with django_assert_max_num_queries(20) as asked:
            write(rows)
        counts.append(sum(1 for one in asked if one["sql"].startswith("SELECT")))

    assert counts[0] == counts[1]
    assert Mail.objects.count() == 51


def test_a_changed_session_is_told_to_fifty_with_as_many_reads_as_to_one(
    make_request, now, django_assert_max_num_queries
):
    people = [make_request(S.SEATED) for _one in range(51)]
    counts = []
    for group in (people[:1], people[1:]):
        with django_assert_max_num_queries(20) as asked, transaction.atomic():
            tell_sessions_changed(registrations=group, now=now)
        counts.append(sum(1 for one in asked if one["sql"].startswith("SELECT")))

    assert counts[0] == counts[1]


def test_in_a_rush_a_letter_is_a_count_and_an_insert(
    make_request, session, now, django_assert_num_queries
):
    session.implementation.series.seat_plan = None
    rows = [make_request(S.REQUESTED) for _one in range(3)]
    for row in rows:
        row.session = session
    ShortMemory.forget_everything()
    tell = {"was": None, "cause": Cause.ASKED, "actor": None, "now": now}

    with transaction.atomic():
        tell_change(registration=rows[0], **tell)
        with django_assert_num_queries(2) as asked:
            tell_change(registration=rows[1], **tell)

    verbs = [next(filter(str.isupper, one["sql"].split())) for one in asked]  # "1 times: INSERT"
    assert verbs == ["SELECT", "INSERT"]
