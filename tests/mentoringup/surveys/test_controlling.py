"""Reminding by hand, cancelling and taking up again; two people at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from answered_wave import Respondent, ask_people
from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.surveys.domain.controlling import plan_again, remind_now, zone_of
from mentoringup.surveys.domain.reminding import remind_if_due, remind_some
from mentoringup.surveys.domain.setting_up import turn_off
from mentoringup.surveys.domain.waves import cancel_wave, close_wave
from mentoringup.surveys.enums import AudienceKind, Mode, WaveState
from mentoringup.surveys.errors import (
    KeyIsGoneError,
    NobodyToRemindError,
    TooManyRemindersError,
    WaveIsClosedError,
    WaveIsInAnotherStateError,
)
from mentoringup.surveys.models import Invitation, Survey, Wave
from staged_survey import BEFORE, ENDS, LAST_DAY, ZONE, add_session, wave_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(site):
    emails = ["ada@x.example", "bo@x.example"]
    return ask_people(site, timezone.now(), mode=Mode.CONFIDENTIAL, emails=emails)


def mails() -> list[str]:
    return sorted(Mail.objects.values_list("to", flat=True))


def reminders() -> dict[str, int]:
    return dict(Invitation.objects.values_list("participant__email", "reminders_due"))


def test_a_reminder_goes_to_those_who_have_not_answered(people, coordinator):
    Respondent(people, people.tokens[0]).answer_all()

    number = remind_now(wave=people.wave, actor=coordinator, now=people.now)
    remind_some(wave_id=people.wave.pk, now=people.now)

    assert (number, mails()) == (1, ["bo@x.example"])
    assert Entry.objects.get(verb="wave.reminded").actor == coordinator


def test_it_takes_the_place_of_the_next_planned_one(people, coordinator):
    Survey.objects.update(reminder_days=[5, 12])
    remind_now(wave=people.wave, actor=coordinator, now=people.now)
    wave = Wave.objects.get(pk=people.wave.pk)

    assert remind_if_due(wave=wave, now=wave.opens_at + timedelta(days=6)) == 0
    assert remind_if_due(wave=wave, now=wave.opens_at + timedelta(days=13)) == 2  # both people


def test_pressed_again_it_reaches_whoever_came_later_and_nobody_for_the_fourth_time(
    people, coordinator
):
    for _ in range(3):
        remind_now(wave=people.wave, actor=coordinator, now=people.now)
    people.invite("cy@x.example")

    number = remind_now(wave=people.wave, actor=coordinator, now=people.now)

    assert number == 1
    assert reminders() == {"ada@x.example": 3, "bo@x.example": 3, "cy@x.example": 1}


def test_nobody_gets_a_fourth(people, coordinator):
    for _ in range(3):
        remind_now(wave=people.wave, actor=coordinator, now=people.now)

    with pytest.raises(TooManyRemindersError):
        remind_now(wave=people.wave, actor=coordinator, now=people.now)
    assert reminders() == {"ada@x.example": 3, "bo@x.example": 3}


def test_where_nobody_is_left_none_goes_out(people, coordinator):
    for token in people.tokens:
        Respondent(people, token).answer_all()

    with pytest.raises(NobodyToRemindError):
        remind_now(wave=people.wave, actor=coordinator, now=people.now)


def test_a_public_wave_reminds_nobody(site, coordinator):
    people = ask_people(site, timezone.now(), audience=AudienceKind.PUBLIC)

    with pytest.raises(NobodyToRemindError):
        remind_now(wave=people.wave, actor=coordinator, now=people.now)


def test_a_wave_whose_time_is_over_reminds_nobody(people, coordinator):
    with pytest.raises(WaveIsClosedError):
        remind_now(wave=people.wave, actor=coordinator, now=people.wave.closes_at)
    close_wave(wave=people.wave, actor=coordinator, now=people.now)
    with pytest.raises(WaveIsInAnotherStateError):
        remind_now(wave=people.wave, actor=coordinator, now=people.now)


def test_a_cancelled_wave_is_taken_up_with_the_dates_of_today(make_survey, coordinator):
    survey = make_survey()
    cancel_wave(wave=wave_of(survey), actor=coordinator, now=BEFORE)
    later = add_session(survey.implementation, LAST_DAY + timedelta(days=7))

    wave = plan_again(wave=wave_of(survey), actor=coordinator, now=BEFORE)

    assert (wave.state, wave.opens_at) == (WaveState.PLANNED, later.ends_at)
    assert Entry.objects.filter(verb="wave.planned-again").count() == 1


def test_only_a_cancelled_wave_of_a_living_survey_is_taken_up(make_survey, coordinator):
    survey = make_survey()
    with pytest.raises(WaveIsInAnotherStateError):
        plan_again(wave=wave_of(survey), actor=coordinator, now=BEFORE)
    turn_off(survey=survey, actor=coordinator, now=BEFORE)
    with pytest.raises(WaveIsInAnotherStateError):
        plan_again(wave=wave_of(survey), actor=coordinator, now=BEFORE)
    Survey.objects.update(state="on", key_gone_on=LAST_DAY)
    with pytest.raises(KeyIsGoneError):
        plan_again(wave=wave_of(survey), actor=coordinator, now=BEFORE)


def test_dates_are_said_in_the_zone_of_the_last_session(make_survey):
    survey = make_survey()
    assert zone_of(wave_of(survey)) == ZONE

    add_session(
        survey.implementation,
        LAST_DAY + timedelta(days=1),
        zone="America/New_York",
        ends_at=ENDS + timedelta(days=1),
    )

    assert zone_of(wave_of(survey)) == "America/New_York"


def test_of_two_who_close_at_once_one_does(at_once, site, make_staff):
    actor = make_staff(Role.COORDINATOR, site)
    people = ask_people(site, timezone.now())

    def close(barrier) -> None:
        wave = Wave.objects.get(pk=people.wave.pk)
        barrier.wait()
        try:
            close_wave(wave=wave, actor=actor, now=people.now)
        except WaveIsInAnotherStateError:
            outcomes.append("refused")
        else:
            outcomes.append("closed")

    outcomes: list[str] = []
    at_once([close, close])

    assert sorted(outcomes) == ["closed", "refused"]
    assert Entry.objects.filter(verb="wave.closed").count() == 1
