"""Whom a survey asks: everybody once, late ones too, nobody who wants no mails."""

import pytest
from allauth.account.models import EmailAddress

from mentoringup.surveys import jobs
from mentoringup.surveys.asked import Asked
from mentoringup.surveys.domain import following
from mentoringup.surveys.domain.audience import (
    add_people,
    remove_participant,
    set_audience,
    stop_participant,
)
from mentoringup.surveys.domain.forgetting import forget_participants
from mentoringup.surveys.domain.waves import open_wave
from mentoringup.surveys.enums import AudienceKind, InvitationState, WaveKind
from mentoringup.surveys.errors import NobodyToRemoveError
from mentoringup.surveys.models import Invitation, Participant
from staged_survey import AFTER, BEFORE, ENDS, people, wave_of

pytestmark = pytest.mark.django_db


def addresses(survey) -> list[str]:
    return [one.email.split("@")[0] for one in Participant.objects.filter(survey=survey)]


def invited(survey, kind: str = "post") -> list[str]:
    rows = Invitation.objects.filter(wave=wave_of(survey, kind)).order_by("participant__email")
    return [one.split("@")[0] for one in rows.values_list("participant__email", flat=True)]


def test_those_who_attended_are_asked_when_the_wave_opens(make_survey, attended):
    survey = make_survey()
    attended += people("ada", "lin")

    jobs.keep_time(AFTER)

    assert invited(survey) == ["ada", "lin"]


def test_somebody_of_whom_attendance_comes_late_is_asked_too(make_survey, attended):
    survey = make_survey()
    attended += people("ada")
    jobs.keep_time(AFTER)
    attended += people("lin")

    new = [jobs.follow_attendance(AFTER), jobs.follow_attendance(AFTER)]

    assert new == [1, 0]
    assert invited(survey) == ["ada", "lin"]


def test_an_address_in_capital_letters_and_an_account_known_by_another_are_the_same(
    make_survey, make_person, coordinator
):
    ada = make_person("ada@lakeside.example")
    survey = make_survey(audience=AudienceKind.ROSTER)
    asked = [
        Asked(email="Ada@Lakeside.example", person=ada),
        Asked(email="ada@lakeside.example"),
        Asked(email="no address"),
    ]
    add_people(survey=survey, people=asked, actor=coordinator, now=BEFORE)

    again = [Asked(email="ada@home.example", person=ada), Asked(email="ADA@LAKESIDE.EXAMPLE")]
    change = add_people(survey=survey, people=again, actor=coordinator, now=BEFORE)

    assert (change.added, change.there) == (0, 2)
    assert Participant.objects.count() == 1


def test_one_account_with_two_addresses_is_asked_once_whatever_comes_first(
    make_survey, make_person, coordinator
):
    ada = make_person("ada@lakeside.example")
    for address in ("ada@home.example", "ada@lakeside.example"):
        EmailAddress.objects.create(user=ada, email=address, verified=True)
    survey = make_survey(audience=AudienceKind.ROSTER)
    both = [Asked(email="ada@home.example"), Asked(email="Ada@lakeside.example", person=ada)]

    changes = [
        add_people(survey=survey, people=one, actor=coordinator, now=BEFORE)
        for one in (both, both[::-1], people("ada"))
    ]

    assert [one.added for one in changes] == [1, 0, 0]
    assert [(one.email, one.person) for one in Participant.objects.all()] == [
        ("ada@home.example", ada)
    ]


def test_somebody_who_was_listed_without_an_account_is_known_by_it_now(
    make_survey, make_person, coordinator
):
    survey = make_survey(audience=AudienceKind.ROSTER)
    add_people(survey=survey, people=people("ada"), actor=coordinator, now=BEFORE)
    ada = make_person("ada@lakeside.example")
    EmailAddress.objects.create(user=ada, email="ada@lakeside.example", verified=True)
    asked = [Asked(email="ada@home.example", person=ada)]

    change = set_audience(survey=survey, people=asked, actor=coordinator, now=BEFORE)

    assert (change.added, change.there, change.removed) == (0, 1, 0)
    assert addresses(survey) == ["ada"]


def test_an_address_that_was_not_verified_says_nothing(make_survey, make_person, coordinator):
    ada = make_person("ada@lakeside.example")
    EmailAddress.objects.create(user=ada, email="lin@lakeside.example", verified=False)
    survey = make_survey(audience=AudienceKind.ROSTER)

    add_people(survey=survey, people=people("ada", "lin"), actor=coordinator, now=BEFORE)

    assert addresses(survey) == ["ada", "lin"]


def test_an_audience_that_is_set_keeps_those_who_were_invited(make_survey, coordinator):
    survey = make_survey(audience=AudienceKind.ROSTER, kinds=(WaveKind.POST, WaveKind.DAYS_30))
    set_audience(survey=survey, people=people("ada"), actor=coordinator, now=BEFORE)
    open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)
    Invitation.objects.update(state=InvitationState.INVITED)
    add_people(survey=survey, people=people("lin"), actor=coordinator, now=AFTER)

    change = set_audience(survey=survey, people=people("max"), actor=coordinator, now=AFTER)

    assert (change.added, change.removed) == (1, 1)
    assert sorted(addresses(survey)) == ["ada", "max"]


def test_somebody_invited_can_be_spared_mails_but_not_removed(make_survey, coordinator):
    survey = make_survey(audience=AudienceKind.ROSTER)
    add_people(survey=survey, people=people("ada"), actor=coordinator, now=BEFORE)
    ada = Participant.objects.get()
    open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)
    Invitation.objects.update(state=InvitationState.INVITED)

    with pytest.raises(NobodyToRemoveError):
        remove_participant(participant=ada, actor=coordinator, now=AFTER)
    stop_participant(participant=ada, actor=coordinator, now=AFTER)

    assert Invitation.objects.get().state == InvitationState.STOPPED


def test_somebody_who_was_not_invited_can_be_removed(make_survey, coordinator):
    survey = make_survey(audience=AudienceKind.ROSTER)
    add_people(survey=survey, people=people("ada"), actor=coordinator, now=BEFORE)

    remove_participant(participant=Participant.objects.get(), actor=coordinator, now=BEFORE)

    assert addresses(survey) == []


def test_before_a_training_those_with_a_seat_are_asked_and_after_it_those_who_came(
    make_survey, attended, monkeypatch
):
    monkeypatch.setattr(following, "_SOURCES_BEFORE", [lambda _one: people("ada", "lin")])
    survey = make_survey(kinds=(WaveKind.PRE, WaveKind.POST))
    jobs.keep_time(BEFORE)
    attended += people("ada", "max")

    jobs.keep_time(AFTER)

    assert (invited(survey, "pre"), invited(survey)) == (["ada", "lin"], ["ada", "max"])


def test_whoever_is_erased_is_on_no_list(make_survey, make_person, coordinator):
    ada = make_person("ada@lakeside.example")
    survey = make_survey(audience=AudienceKind.ROSTER)
    asked = [Asked(email="other@lakeside.example", person=ada), *people("ADA", "lin")]
    add_people(survey=survey, people=asked, actor=coordinator, now=BEFORE)

    forget_participants(
        people=[ada], addresses=frozenset({"ada@lakeside.example"}), actor=None, now=ENDS
    )

    assert addresses(survey) == ["lin"]
