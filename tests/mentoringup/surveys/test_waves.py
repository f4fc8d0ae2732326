"""Waves: planned from sessions, opened and closed once, by the clock or by hand."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from mentoringup.audit.models import Entry
from mentoringup.surveys import jobs, keys
from mentoringup.surveys.domain import moving
from mentoringup.surveys.domain.consent_texts import write_consent
from mentoringup.surveys.domain.planning import follow_again, move_wave, plan_all, plan_waves
from mentoringup.surveys.domain.queries import setup_of
from mentoringup.surveys.domain.setting_up import change_setup, turn_off
from mentoringup.surveys.domain.waves import (
    cancel_wave,
    close_wave,
    extend_wave,
    freeze_wave,
    open_wave,
    reopen_wave,
)
from mentoringup.surveys.enums import FOLLOW_UPS, AudienceKind, SurveyState, WaveKind, WaveState
from mentoringup.surveys.errors import KeyIsGoneError, WaveIsInAnotherStateError
from mentoringup.surveys.models import Invitation, Survey, Wave
from mentoringup.training.changes import SessionChange
from mentoringup.training.domain.following import agree, facts_of, foreseen, mark_of
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.errors import ConsequencesNotSeenError
from mentoringup.training.models import Session
from staged_survey import AFTER, BEFORE, ENDS, LAST_DAY, add_session, at, people, wave_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def states(survey) -> dict[str, str]:
    return dict(Wave.objects.filter(survey=survey).values_list("kind", "state"))


def test_every_wave_that_is_wanted_is_planned_from_the_sessions(make_survey):
    survey = make_survey(kinds=(WaveKind.POST, *FOLLOW_UPS), invites_mentors=True)

    opens = dict(Wave.objects.filter(survey=survey).values_list("kind", "opens_at"))
    assert opens == {
        "post": ENDS,
        "mentor": ENDS,
        "days-30": at(LAST_DAY + 30 * DAY, 9),
        "days-90": at(LAST_DAY + 90 * DAY, 9),
        "days-180": at(LAST_DAY + 180 * DAY, 9),
        "months-12": at(LAST_DAY.replace(year=2027), 9),
    }


def test_waves_move_with_the_last_session_and_those_set_by_hand_stay(make_survey, coordinator):
    survey = make_survey(kinds=(WaveKind.POST, WaveKind.DAYS_30))
    by_hand = at(LAST_DAY + 40 * DAY, 12)
    move_wave(
        wave=wave_of(survey, "days-30"),
        opens_at=by_hand,
        closes_at=by_hand + DAY,
        actor=coordinator,
        now=BEFORE,
    )
    add_session(survey.implementation, LAST_DAY + 7 * DAY)

    plan_all(now=BEFORE)

    assert wave_of(survey).opens_at == ENDS + 7 * DAY
    assert wave_of(survey, "days-30").opens_at == by_hand


def test_a_wave_that_was_moved_by_hand_can_follow_again(make_survey, coordinator):
    wave = wave_of(make_survey())
    move_wave(
        wave=wave, opens_at=AFTER + DAY, closes_at=AFTER + 2 * DAY, actor=coordinator, now=BEFORE
    )

    follow_again(wave=wave, actor=coordinator, now=BEFORE)

    assert wave_of(wave.survey).opens_at == ENDS


def test_saving_a_session_moves_the_plan_at_once(make_survey):
    survey = make_survey()
    session = Session.objects.get(implementation=survey.implementation, local_date=LAST_DAY)
    session.ends_at += 2 * DAY
    session.save()

    moving.follow(
        [SessionChange(session_id=session.pk, before=None, after=None)], actor=None, now=BEFORE
    )

    assert wave_of(survey).opens_at == ENDS + 2 * DAY


def changed(session: Session, **fields) -> SessionChange:
    before = facts_of(session, series_state=session.implementation.series.state)
    after = None if fields.pop("is_removed", False) else replace(before, **fields)
    return SessionChange(session_id=session.pk, before=before, after=after)


def test_staff_are_told_beforehand_when_surveys_move_with_a_session(make_survey, coordinator):
    survey = make_survey(kinds=(WaveKind.POST, WaveKind.DAYS_30, WaveKind.DAYS_90))
    move_wave(
        wave=wave_of(survey, "days-90"),
        opens_at=AFTER + 99 * DAY,
        closes_at=AFTER + 100 * DAY,
        actor=coordinator,
        now=BEFORE,
    )
    first, last = Session.objects.filter(implementation=survey.implementation).order_by("pk")
    later = {"starts_at": last.starts_at + 2 * DAY, "ends_at": last.ends_at + 2 * DAY}
    undated = {"state": SessionState.TO_BE_ANNOUNCED, "starts_at": None, "ends_at": None}

    def told(*changes: SessionChange) -> tuple[str, ...]:
        return foreseen(changes, now=BEFORE)

    assert told(changed(last, **later)) == (
        "2 surveys move with it; the first opens on Fri, Oct 16, 2026.",
    )
    assert told(changed(last, is_removed=True)) == (
        "2 surveys move with it; the first opens on Wed, Oct 7, 2026.",
    )
    assert told(changed(last, **undated)) == (
        "2 surveys wait until the dates of all sessions are known.",
    )
    assert told(changed(first, title="Another"), changed(last, place="Another")) == ()
    assert wave_of(survey).opens_at == ENDS


def test_of_surveys_that_are_open_or_turned_off_nothing_is_foreseen(make_survey, coordinator):
    survey = make_survey()
    last = Session.objects.get(implementation=survey.implementation, local_date=LAST_DAY)
    change = changed(last, ends_at=last.ends_at + DAY)
    open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)

    assert foreseen([change], now=AFTER) == ()

    turn_off(survey=survey, actor=coordinator, now=AFTER)
    assert foreseen([change], now=AFTER) == ()


def test_saving_a_session_asks_back_until_it_was_seen_what_moves(make_survey):
    survey = make_survey()
    last = Session.objects.get(implementation=survey.implementation, local_date=LAST_DAY)
    change = changed(last, ends_at=last.ends_at + DAY)

    with pytest.raises(ConsequencesNotSeenError) as caught:
        agree([change], agreed="", now=BEFORE)

    agree([change], agreed=mark_of(caught.value.sentences), now=BEFORE)


def test_while_a_date_is_to_be_announced_nothing_opens(make_survey):
    survey = make_survey()
    add_session(
        survey.implementation,
        LAST_DAY + DAY,
        state=SessionState.TO_BE_ANNOUNCED,
        starts_at=None,
        ends_at=None,
    )

    assert jobs.keep_time(AFTER) == 0
    assert wave_of(survey).opens_at is None


@pytest.mark.usefixtures("attended")
def test_the_clock_opens_a_wave_when_the_last_session_ends_and_closes_it_a_month_later(make_survey):
    survey = make_survey()

    early = jobs.keep_time(ENDS - timedelta(seconds=1))
    opened = jobs.keep_time(ENDS)
    again = jobs.keep_time(AFTER)
    wave = wave_of(survey)
    closed = jobs.keep_time(wave.closes_at)

    assert (early, opened, again, closed) == (0, 1, 0, 1)
    assert wave_of(survey).state == WaveState.CLOSED
    verbs = Entry.objects.filter(verb__startswith="wave.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["wave.opened", "wave.closed"]


@pytest.mark.usefixtures("attended")
def test_a_wave_whose_month_is_over_is_not_opened_by_the_clock(make_survey):
    survey = make_survey()

    assert jobs.keep_time(ENDS + 40 * DAY) == 0
    assert wave_of(survey).state == WaveState.PLANNED


def test_nothing_opens_for_a_series_that_is_a_draft_or_cancelled(make_survey):
    survey = make_survey()
    series = survey.implementation.series
    for state in (SeriesState.DRAFT, SeriesState.CANCELLED):
        series.state = state
        series.save()

        assert jobs.keep_time(AFTER) == 0


@pytest.mark.usefixtures("library")
def test_opening_fixes_version_modules_and_mode(make_survey, coordinator):
    survey = make_survey()
    session = Session.objects.filter(implementation=survey.implementation).first()
    session.modules.add("communication", "expectations")

    wave = open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)

    assert wave.asked.questionnaire == wave.questionnaire
    assert wave.taught == ["communication", "expectations"]
    assert wave.mode == survey.mode


def test_an_open_wave_keeps_its_text_of_consent_when_the_survey_takes_another(
    make_survey, coordinator, site
):
    shown, later = (
        write_consent(site=site, text={"en": text}, approval="", actor=coordinator, now=BEFORE)
        for text in ("May we?", "May we sell it?")
    )
    survey = make_survey(kinds=(WaveKind.POST, WaveKind.DAYS_30), consent_id=shown.pk)
    open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)
    survey.refresh_from_db()
    setup = replace(setup_of(survey), consent_id=later.pk)

    change_setup(survey=survey, setup=setup, version=survey.version, actor=coordinator, now=AFTER)
    open_wave(wave=wave_of(survey, "days-30"), actor=coordinator, now=AFTER)

    assert (wave_of(survey).consent, wave_of(survey, "days-30").consent) == (shown, later)


def test_a_wave_opened_by_hand_before_its_time_is_open_for_its_days_from_then_on(
    make_survey, coordinator
):
    wave = wave_of(make_survey())

    opened = open_wave(wave=wave, actor=coordinator, now=BEFORE)

    assert (opened.opens_at, opened.closes_at) == (BEFORE, BEFORE + 30 * DAY)


def test_a_wave_opened_after_its_time_is_open_for_a_month(make_survey, coordinator):
    late = ENDS + 60 * DAY

    opened = open_wave(wave=wave_of(make_survey()), actor=coordinator, now=late)

    assert opened.closes_at == late + 30 * DAY


def test_a_wave_is_opened_once(make_survey, coordinator):
    wave = wave_of(make_survey())
    open_wave(wave=wave, actor=coordinator, now=AFTER)

    with pytest.raises(WaveIsInAnotherStateError):
        open_wave(wave=wave, actor=coordinator, now=AFTER)


def test_without_its_key_a_survey_opens_nothing(make_survey, coordinator, attended):
    survey = make_survey()
    attended += people("ada")
    keys.destroy(survey.code)

    with pytest.raises(KeyIsGoneError):
        open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)
    assert jobs.keep_time(AFTER) == 0


def test_an_open_wave_can_be_extended_closed_and_opened_again(make_survey, coordinator):
    wave = open_wave(wave=wave_of(make_survey()), actor=coordinator, now=AFTER)
    later = wave.closes_at + DAY

    extended = extend_wave(wave=wave, closes_at=later, actor=coordinator, now=AFTER)
    closed = close_wave(wave=wave, actor=coordinator, now=AFTER + DAY)
    reopened = reopen_wave(wave=wave, closes_at=later, actor=coordinator, now=AFTER + 2 * DAY)

    assert (extended.closes_at, closed.closes_at) == (later, AFTER + DAY)
    assert (reopened.state, reopened.closes_at) == (WaveState.OPEN, later)


@pytest.mark.parametrize("change", [extend_wave, reopen_wave])
def test_no_wave_is_open_until_a_time_that_has_passed(change, make_survey, coordinator):
    wave = wave_of(make_survey())

    with pytest.raises(ValueError, match="2026"):
        change(wave=wave, closes_at=BEFORE, actor=coordinator, now=AFTER)


def test_a_frozen_wave_stays_closed(make_survey, coordinator):
    wave = open_wave(wave=wave_of(make_survey()), actor=coordinator, now=AFTER)
    close_wave(wave=wave, actor=coordinator, now=AFTER + DAY)
    freeze_wave(wave=wave, actor=coordinator, now=AFTER + DAY)

    with pytest.raises(WaveIsInAnotherStateError):
        reopen_wave(wave=wave, closes_at=AFTER + 9 * DAY, actor=coordinator, now=AFTER + DAY)


def test_a_cancelled_wave_is_not_opened(make_survey, coordinator):
    survey = make_survey()
    cancel_wave(wave=wave_of(survey), actor=coordinator, now=BEFORE)

    assert jobs.keep_time(AFTER) == 0


def test_the_day_of_the_key_moves_behind_the_last_wave(make_survey):
    survey = make_survey(key_destroyed_on=LAST_DAY + 40 * DAY)
    add_session(survey.implementation, LAST_DAY + 20 * DAY)

    plan_waves(survey, BEFORE)

    survey.refresh_from_db()
    assert survey.key_destroyed_on == LAST_DAY + (20 + 30 + 60) * DAY


@pytest.mark.usefixtures("coordinator")
def test_planning_reads_as_much_for_ten_surveys_as_for_one(
    make_survey, implementation, django_assert_num_queries, site
):
    make_survey()
    with django_assert_num_queries(3):
        plan_all(now=BEFORE)
    for number in range(4):
        other = implementation.series.implementations.create(name=f"Group {number}")
        add_session(other, LAST_DAY)
        survey = Survey.objects.create(
            site=site, implementation=other, state=SurveyState.ON, created_at=BEFORE
        )
        wave = wave_of(Survey.objects.get(implementation=implementation))
        wave.pk, wave.survey, wave.ref = None, survey, f"ref-{number}"
        wave.save()

    with django_assert_num_queries(3):
        plan_all(now=BEFORE)


@pytest.mark.django_db(transaction=True)
def test_two_workers_open_a_wave_once(make_survey, attended, at_once):
    attended += people("ada", "lin")
    survey = make_survey()

    def tick(barrier: Barrier) -> int:
        barrier.wait()
        return jobs.keep_time(AFTER)

    done = at_once([tick, tick, tick])

    assert wave_of(survey).state == WaveState.OPEN
    assert Entry.objects.filter(verb="wave.opened").count() == 1
    assert Invitation.objects.count() == 2
    assert sum(done.values()) == 3


def test_a_public_wave_opens_without_inviting_anybody(make_survey, coordinator, attended):
    attended += people("ada")
    survey = make_survey(audience=AudienceKind.PUBLIC)

    open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)

    assert not Invitation.objects.exists()
