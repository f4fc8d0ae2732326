"""What staff see of a wave: counts, and nothing made from fewer than five answers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from answered_wave import Respondent, ask_people, small_form
from mentoringup.questionnaires.domain.queries import form_of_version
from mentoringup.questionnaires.form.values import Condition, Operator
from mentoringup.surveys.calendar import day_in
from mentoringup.surveys.domain.counts import Stop, counts_of, note_all_told, note_told, to_remind
from mentoringup.surveys.domain.recording import record_response
from mentoringup.surveys.domain.waves import close_wave, freeze_wave
from mentoringup.surveys.enums import Mode, Origin
from mentoringup.surveys.models import Draft, Participant, Wave, WaveMinutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(site):
    return ask_people(site, timezone.now(), emails=[f"p{n}@x.example" for n in range(8)])


def answer(people, number: int, *, consent: bool = True, gain: int = 1) -> None:
    """Have so many answers come in."""
    people.wave.refresh_from_db()
    for _ in range(number):
        record_response(
            wave=people.wave,
            answers={"listening_before": 2, "listening_now": 2 + gain},
            shown=["skills"],
            layout="side-by-side",
            language="en",
            consent=consent,
            origin=Origin.ONLINE,
            day=people.now.date(),
        )


def told(people) -> list[dict]:
    return Wave.objects.get(pk=people.wave.pk).told


def test_steps_are_counted_by_day(people):
    Respondent(people, people.tokens[0]).answer_all()
    Respondent(people, people.tokens[1]).begin()

    counts = counts_of(people.wave)

    assert (counts.all.opened, counts.all.started, counts.finished) == (2, 1, 1)
    assert [one.day for one in counts.days] == [day_in(timezone.now(), people.survey.site.zone)]
    assert counts.asking.people == 8
    assert counts.minutes is None


def test_unfinished_ones_stand_at_their_page_until_they_are_sent(people):
    Respondent(people, people.tokens[0]).begin()
    second = Respondent(people, people.tokens[1])
    second.begin()
    second.post_page(1, listening_now=3)
    second.get("p/2/")
    second.post_page(2, plans=2)
    before = counts_of(people.wave).stops

    second.answer_all()

    assert sum(one.count for one in before) == 2
    assert counts_of(people.wave).stops == (
        Stop(page="Skills", count=1),
        Stop(page="Plans", count=0),
        Stop(page="Time", count=0),
    )


def test_where_people_stopped_is_kept_when_the_wave_closes(people):
    Respondent(people, people.tokens[0]).begin()
    open_counts = counts_of(people.wave)

    closed = close_wave(wave=people.wave, actor=None, now=people.now)

    Draft.objects.all().delete()
    assert counts_of(closed).stops == open_counts.stops


def test_a_page_that_only_some_are_shown_counts_with_the_one_before(site):
    form = small_form()
    hidden = replace(
        form.pages[2].elements[0],
        show_if=Condition(question="plans", operator=Operator.IS_ANY_OF, codes=(1,)),
    )
    form = replace(form, pages=(*form.pages[:2], replace(form.pages[2], elements=(hidden,))))
    people = ask_people(site, timezone.now(), form=form)
    Draft.objects.create(locator="x", wave=people.wave, sealed=b"x", page=2, day=people.now.date())

    assert counts_of(people.wave).stops == (
        Stop(page="Skills", count=0),
        Stop(page="Plans", count=1),
    )


def test_nothing_is_told_of_four_answers(people):
    answer(people, 4)

    assert not note_told(wave=people.wave, now=people.now)
    assert told(people) == []


def test_five_answers_tell_how_many_consented_and_how_much_gains_differ(people):
    answer(people, 3, gain=1)
    answer(people, 2, gain=2, consent=False)

    assert note_told(wave=people.wave, now=people.now)

    (found,) = counts_of(Wave.objects.get(pk=people.wave.pk)).told
    assert (found.answers, found.consented, found.gains) == (5, 3, 5)
    assert found.spread == pytest.approx(0.5477225575051661)


def test_one_to_four_more_answers_change_nothing_that_is_told(people):
    answer(people, 5)
    note_told(wave=people.wave, now=people.now)
    before = told(people)

    answer(people, 4, consent=False, gain=3)

    assert not note_told(wave=people.wave, now=people.now)
    assert told(people) == before


def test_the_worker_tells_of_all_waves_that_have_five_more(people):
    answer(people, 5)
    assert note_all_told(people.now) == 1
    assert note_all_told(people.now) == 0

    answer(people, 5)

    assert note_all_told(people.now) == 1
    assert [one["answers"] for one in told(people)] == [5, 10]


def test_answers_sent_again_count_once(people):
    ada = Respondent(people, people.tokens[0])
    for _ in range(6):
        ada.answer_all()

    assert counts_of(people.wave).finished == 1
    assert note_all_told(people.now) == 0


def test_what_no_tick_has_worked_out_is_worked_out_when_the_data_set_is_made(people, coordinator):
    answer(people, 5)
    wave = people.wave
    close_wave(wave=wave, actor=coordinator, now=people.now)
    freeze_wave(wave=wave, actor=coordinator, now=people.now)

    assert told(people)[0]["answers"] == 5


def test_without_a_consent_text_nothing_is_told_of_consent(site):
    people = ask_people(site, timezone.now(), consents=False)
    answer(people, 5)
    note_told(wave=people.wave, now=people.now)

    assert told(people)[0]["consented"] is None


def test_whoever_answered_or_wants_no_mails_is_not_reminded(site):
    people = ask_people(
        site,
        timezone.now(),
        mode=Mode.CONFIDENTIAL,
        emails=["ada@x.example", "bo@x.example", "cy@x.example"],
    )
    Respondent(people, people.tokens[0]).answer_all()
    Participant.objects.filter(email="bo@x.example").update(is_opted_out=True)

    assert [one.participant.email for one in to_remind(people.wave)] == ["cy@x.example"]


def test_the_median_is_told_of_five(people):
    WaveMinutes.objects.create(wave=people.wave, minutes=7, count=5)

    assert counts_of(people.wave).minutes == 7


def test_counting_takes_as_many_queries_for_many_as_for_few(people, django_assert_num_queries):
    form_of_version(people.wave.asked)  # kept by the process
    Respondent(people, people.tokens[0]).answer_all()
    with django_assert_num_queries(6):
        counts_of(people.wave)
    for token in people.tokens[1:]:
        Respondent(people, token).answer_all()

    with django_assert_num_queries(6):
        counts_of(people.wave)


def test_days_stay_days(people):
    answer(people, 1)
    people.now += timedelta(days=1)
    answer(people, 2)

    assert [one.finished for one in counts_of(people.wave).days] == [1, 2]
