"""Turning evaluation on, changing it, turning it off; consent texts, habits and keys."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mentoringup.questionnaires.domain.writing import start_questionnaire
from mentoringup.questionnaires.form.values import Layout
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.surveys import jobs, keys
from mentoringup.surveys.domain.audience import add_people
from mentoringup.surveys.domain.consent_texts import write_consent
from mentoringup.surveys.domain.forgetting import destroy_due_keys, destroy_key
from mentoringup.surveys.domain.habits import drop_habit, follow_habits, keep_habit
from mentoringup.surveys.domain.queries import setup_of
from mentoringup.surveys.domain.ready_made import form_for
from mentoringup.surveys.domain.setting_up import (
    change_setup,
    choose_questionnaire,
    turn_off,
    turn_on,
)
from mentoringup.surveys.domain.waves import open_wave
from mentoringup.surveys.enums import (
    FOLLOW_UPS,
    AudienceKind,
    Mode,
    SurveyState,
    WaveKind,
    WaveState,
)
from mentoringup.surveys.errors import (
    AudienceIsFixedError,
    KeyIsGoneError,
    KeyIsStillNeededError,
    ModeIsFixedError,
    SomebodySavedFirstError,
    WaveIsInUseError,
)
from mentoringup.surveys.models import ConsentText, Participant, Survey, Wave
from mentoringup.surveys.setup import Setup, days_in, from_document, to_document
from staged_survey import AFTER, BEFORE, ENDS, LAST_DAY, people, wave_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
EVERYTHING = Setup(
    mode=Mode.CONFIDENTIAL,
    audience=AudienceKind.ROSTER,
    kinds=(WaveKind.PRE, WaveKind.POST, *FOLLOW_UPS),
    open_days=21,
    reminder_days=(3, 7),
    layouts=tuple(Layout),
    asks_untaught=True,
    invites_mentors=True,
)


def test_turning_it_on_makes_key_waves_and_ready_made_questionnaires(
    implementation, coordinator, site
):
    survey = turn_on(implementation=implementation, setup=EVERYTHING, actor=coordinator, now=BEFORE)

    assert keys.exists(survey.code)
    assert Wave.objects.filter(survey=survey, state=WaveState.PLANNED).count() == 7
    written = {one.document["id"] for one in Questionnaire.objects.filter(site=site)}
    assert written == {form_for(kind).id for kind in WaveKind}
    found = setup_of(survey)
    assert replace(found, questionnaire_id=None, key_destroyed_on=None) == EVERYTHING


def test_a_second_survey_uses_the_questionnaires_that_the_first_one_made(
    make_survey, implementation, coordinator
):
    first = make_survey()
    other = implementation.series.implementations.create(name="Another group")

    second = turn_on(implementation=other, setup=Setup(), actor=coordinator, now=BEFORE)

    assert wave_of(first).questionnaire == wave_of(second).questionnaire


def test_the_key_is_destroyed_sixty_days_after_the_last_wave_closes(make_survey):
    assert make_survey().key_destroyed_on == LAST_DAY + 90 * DAY


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"mode": Mode.CONFIDENTIAL}, ModeIsFixedError),
        ({"audience": AudienceKind.PUBLIC}, AudienceIsFixedError),
        ({"asks_untaught": True}, AudienceIsFixedError),
        ({"kinds": (WaveKind.DAYS_30,)}, WaveIsInUseError),
    ],
)
def test_what_people_rely_on_is_fixed_once_a_wave_was_opened(
    change, error, make_survey, coordinator
):
    survey = make_survey()
    open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)
    survey.refresh_from_db()
    setup = replace(setup_of(survey), **change)

    with pytest.raises(error):
        change_setup(
            survey=survey, setup=setup, version=survey.version, actor=coordinator, now=AFTER
        )


def test_before_that_everything_can_be_changed_and_after_it_the_rest(make_survey, coordinator):
    survey = make_survey()
    changed = change_setup(
        survey=survey, setup=EVERYTHING, version=survey.version, actor=coordinator, now=BEFORE
    )
    open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)
    later = replace(setup_of(changed), reminder_days=(), kinds=(WaveKind.PRE, WaveKind.POST))

    again = change_setup(
        survey=survey, setup=later, version=changed.version, actor=coordinator, now=AFTER
    )

    assert again.reminder_days == []
    assert wave_of(survey, "days-30").state == WaveState.CANCELLED
    assert wave_of(survey).mode == Mode.CONFIDENTIAL


def test_of_two_who_change_it_the_second_is_told(make_survey, coordinator):
    survey = make_survey()
    stale = survey.version - 1

    with pytest.raises(SomebodySavedFirstError):
        change_setup(survey=survey, setup=EVERYTHING, version=stale, actor=coordinator, now=BEFORE)


def test_a_wave_to_come_can_ask_something_else_and_an_open_one_cannot(
    make_survey, coordinator, site
):
    wave = wave_of(make_survey())
    own = start_questionnaire(
        site=site, name="Ours", form=form_for(WaveKind.POST), actor=coordinator, now=BEFORE
    )
    choose_questionnaire(wave=wave, questionnaire_id=own.pk, actor=coordinator, now=BEFORE)
    assert wave_of(wave.survey).questionnaire == own
    open_wave(wave=wave, actor=coordinator, now=AFTER)

    with pytest.raises(WaveIsInUseError):
        choose_questionnaire(wave=wave, questionnaire_id=own.pk, actor=coordinator, now=AFTER)


def test_turning_it_off_cancels_and_closes_and_turning_it_on_again_plans_what_is_to_come(
    make_survey, coordinator, implementation
):
    survey = make_survey(kinds=(WaveKind.POST, WaveKind.DAYS_30))
    setup = setup_of(survey)
    open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)

    turn_off(survey=survey, actor=coordinator, now=AFTER)
    off = {one.kind: one.state for one in Wave.objects.filter(survey=survey)}
    turn_on(implementation=implementation, setup=setup, actor=coordinator, now=AFTER)
    on = {one.kind: one.state for one in Wave.objects.filter(survey=survey)}

    assert off == {"post": WaveState.CLOSED, "days-30": WaveState.CANCELLED}
    assert on == {"post": WaveState.CLOSED, "days-30": WaveState.PLANNED}
    assert Survey.objects.get().state == SurveyState.ON


def test_settings_survive_as_json():
    assert from_document(to_document(EVERYTHING)) == EVERYTHING


@pytest.mark.parametrize(("text", "days"), [("", ()), ("20, 5,12", (5, 12, 20)), ("7 7;3", (3, 7))])
def test_days_are_read_as_people_type_them(text, days):
    assert days_in(text) == days


def test_a_new_version_of_the_consent_text_leaves_the_old_one_as_it_is(site, coordinator):
    first = write_consent(
        site=site, text={"en": "Old", "es": " "}, approval="IRB 1", actor=coordinator, now=BEFORE
    )
    same = write_consent(
        site=site, text={"en": "Old"}, approval="IRB 1", actor=coordinator, now=BEFORE
    )
    second = write_consent(
        site=site, text={"en": "New"}, approval="IRB 1", actor=coordinator, now=AFTER
    )

    first.refresh_from_db()
    assert (same, first.text, second.version) == (first, {"en": "Old"}, 2)
    with pytest.raises(ValueError, match=r"\{\}"):
        write_consent(site=site, text={}, approval="", actor=coordinator, now=AFTER)
    assert ConsentText.objects.count() == 2


def test_a_site_evaluates_what_it_announces_once_it_said_so(implementation, coordinator, site):
    assert follow_habits(now=BEFORE) == 0
    keep_habit(site=site, setup=EVERYTHING, actor=coordinator, now=BEFORE)

    turned_on = [follow_habits(now=BEFORE), follow_habits(now=BEFORE)]

    assert turned_on == [1, 0]
    assert Survey.objects.get().mode == Mode.CONFIDENTIAL
    drop_habit(site=site, actor=coordinator, now=BEFORE)
    implementation.series.implementations.create(name="Another group")
    assert follow_habits(now=BEFORE) == 0


def test_a_habit_starts_nothing_for_trainings_that_are_over_or_were_turned_off(
    implementation, coordinator, site, make_survey
):
    keep_habit(site=site, setup=EVERYTHING, actor=coordinator, now=BEFORE)
    assert follow_habits(now=ENDS) == 0
    turn_off(survey=make_survey(), actor=coordinator, now=BEFORE)

    follow_habits(now=BEFORE)

    assert Survey.objects.get(implementation=implementation).state == SurveyState.OFF


def test_a_key_is_destroyed_on_its_day_and_nothing_goes_on_without_it(
    make_survey, coordinator, implementation
):
    survey = make_survey(audience=AudienceKind.ROSTER)
    add_people(survey=survey, people=people("ada"), actor=coordinator, now=BEFORE)
    with pytest.raises(KeyIsStillNeededError):
        destroy_key(survey=survey, actor=coordinator, now=BEFORE)
    jobs.keep_time(AFTER)
    assert destroy_due_keys(now=AFTER) == 0
    jobs.keep_time(AFTER + 31 * DAY)

    destroyed = [destroy_due_keys(now=AFTER + day * DAY) for day in (89, 91, 92)]

    assert destroyed == [0, 1, 0]
    assert not keys.exists(survey.code)
    assert Participant.objects.get().nonce == ""
    with pytest.raises(KeyIsGoneError):
        turn_on(
            implementation=implementation,
            setup=Setup(audience=AudienceKind.ROSTER),
            actor=coordinator,
            now=AFTER + 92 * DAY,
        )
