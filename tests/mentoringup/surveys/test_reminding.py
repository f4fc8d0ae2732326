"""Reminders: counted from each one's own invitation, three at most, none after closing."""

from datetime import timedelta

import pytest

from mentoringup.outbox.models import Mail
from mentoringup.surveys import jobs
from mentoringup.surveys.calendar import days_after
from mentoringup.surveys.domain import reminding
from mentoringup.surveys.domain.audience import add_people
from mentoringup.surveys.domain.counts import counts_of
from mentoringup.surveys.domain.inviting import write_some
from mentoringup.surveys.domain.mentors import invite_mentor
from mentoringup.surveys.domain.queries import waves
from mentoringup.surveys.domain.reminding import remind_if_due, remind_once_more, remind_some
from mentoringup.surveys.domain.waves import close_wave, extend_wave, freeze_wave, open_wave
from mentoringup.surveys.enums import AudienceKind, InvitationState
from mentoringup.surveys.models import Invitation, Participant, Wave
from staged_survey import AFTER, BEFORE, ZONE, people, wave_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATE = 10


@pytest.fixture
def make_open(make_survey, coordinator):
    """An open wave after the training, with its letters written."""

    def make(*names: str, **setup) -> Wave:
        survey = make_survey(audience=AudienceKind.ROSTER, **setup)
        add_people(survey=survey, people=people(*names), actor=coordinator, now=BEFORE)
        wave = open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)
        write_some(wave_id=wave.pk, now=AFTER)
        return wave

    return make


@pytest.fixture
def late(make_open, coordinator):
    """Ada was invited when the wave opened, Lin ten days later."""
    wave = make_open("ada", reminder_days=(5, 12, 20), open_days=40)
    at = AFTER + LATE * DAY
    add_people(survey=wave.survey, people=people("lin"), actor=coordinator, now=at)
    write_some(wave_id=wave.pk, now=at)
    return wave_of(wave.survey)


def reminded() -> list[str]:
    """To whom reminders were written, in this order."""
    mails = Mail.objects.filter(kind="survey.reminder").order_by("pk")
    return [one.to.split("@")[0] for one in mails]


def live(wave: Wave, *days: int) -> dict[int, list[str]]:
    """What was written on each of these days after the opening, where anything was."""
    told = {}
    for day in days:
        before, now = len(reminded()), days_after(AFTER, day, zone=ZONE)
        jobs.keep_time(now)
        remind_some(wave_id=wave.pk, now=now)
        if reminded()[before:]:
            told[day] = sorted(reminded()[before:])
    return told


def test_reminders_go_on_their_days_only_to_those_who_have_not_answered(make_open):
    wave = make_open("ada", "lin", "max", reminder_days=(5, 12, 20))
    Invitation.objects.filter(participant__email__startswith="lin").update(
        state=InvitationState.ANSWERED
    )
    Participant.objects.filter(email__startswith="max").update(is_opted_out=True)

    assert live(wave, 4, 5, 5, 6, 12, 20, 25, 40) == {5: ["ada"], 12: ["ada"], 20: ["ada"]}


def test_of_several_reminders_that_are_overdue_one_goes_out(make_open):
    wave = make_open("ada")

    assert live(wave, 21, 22) == {21: ["ada"]}


def test_whoever_is_invited_late_is_reminded_so_many_days_after_her_own_invitation(late):
    assert live(late, *range(LATE, 45)) == {
        10: ["ada"],
        12: ["ada"],
        15: ["lin"],
        20: ["ada"],
        22: ["lin"],
        30: ["lin"],
    }


def test_no_reminder_goes_out_after_closing_however_late_somebody_was_invited(late, coordinator):
    extend_wave(wave=late, closes_at=AFTER + 16 * DAY, actor=coordinator, now=AFTER + LATE * DAY)

    assert live(late, 11, 15, 16, 22, 30) == {11: ["ada"], 15: ["ada", "lin"]}


def test_whoever_wants_no_mails_is_not_reminded_though_a_reminder_is_due(late):
    remind_if_due(wave=late, now=AFTER + 15 * DAY)
    Participant.objects.filter(email__startswith="lin").update(is_opted_out=True)

    remind_some(wave_id=late.pk, now=AFTER + 15 * DAY)

    assert reminded() == ["ada"]


def test_a_reminder_by_hand_takes_the_place_of_the_next_one_of_each(late):
    live(late, 10)
    remind_once_more(wave=late)
    remind_some(wave_id=late.pk, now=AFTER + 11 * DAY)

    assert sorted(reminded()) == ["ada", "ada", "lin"]
    assert live(late, *range(12, 40)) == {20: ["ada"], 22: ["lin"], 30: ["lin"]}


def test_after_a_crash_the_rest_of_the_reminders_is_written_and_none_twice(make_open, monkeypatch):
    wave = make_open("ada", "lin", "max")
    monkeypatch.setattr(reminding, "AT_ONCE", 2)
    remind_once_more(wave=wave)

    written = [remind_some(wave_id=wave.pk, now=AFTER + DAY) for _ in range(3)]

    assert written == [2, 1, 0]
    assert reminded() == ["ada", "lin", "max"]


def test_a_tick_on_which_nothing_is_due_holds_no_survey(late, django_assert_num_queries):
    wave = waves().get(pk=late.pk)

    with django_assert_num_queries(1):
        assert remind_if_due(wave=wave, now=AFTER + 4 * DAY) == 0


def test_a_mentor_is_reminded_so_many_days_after_the_mentee_asked(make_open, coordinator):
    wave = make_open("ada", invites_mentors=True, reminder_days=(5,))
    mentors = open_wave(wave=wave_of(wave.survey, "mentor"), actor=coordinator, now=AFTER)
    invite_mentor(
        survey=wave.survey,
        mentee_name="Ada",
        email="boss@lakeside.example",
        language="en",
        about="mentee-1",
        now=AFTER + LATE * DAY,
    )

    assert remind_if_due(wave=mentors, now=AFTER + 14 * DAY) == 0
    assert remind_if_due(wave=mentors, now=AFTER + 15 * DAY) == 1


def test_the_page_says_when_reminders_go_to_those_who_came_late(late):
    found = counts_of(late).unanswered

    assert [(one.days_late, one.reminded, one.people) for one in found] == [
        (0, 0, 1),
        (LATE, 0, 1),
    ]


def test_the_day_of_an_invitation_is_forgotten_when_answers_are_frozen(late, coordinator):
    at = days_after(AFTER, 30, zone=ZONE)
    assert set(Invitation.objects.values_list("days_late", flat=True)) == {0, LATE}
    close_wave(wave=late, actor=coordinator, now=at)

    freeze_wave(wave=late, actor=coordinator, now=at)

    assert set(Invitation.objects.values_list("days_late", flat=True)) == {0}
