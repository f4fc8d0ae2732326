"""A wave becomes a data set once, and nobody changes it afterwards."""

import hashlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from mentoreval.instruments.model import Occasion
from mentoreval.responses import Missing
from mentoringup.audit.models import Entry
from mentoringup.evaluation.domain import finishing
from mentoringup.evaluation.domain.finishing import finish, finish_due
from mentoringup.evaluation.domain.freezing import freeze
from mentoringup.evaluation.errors import (
    EvaluationRefusedError,
    InstrumentsDifferError,
    NothingToEvaluateError,
)
from mentoringup.evaluation.models import DataSet, Run
from mentoringup.evaluation.reading import responses_of
from mentoringup.surveys.domain.waves import close_if_due, close_wave, reopen_wave
from mentoringup.surveys.enums import Mode, WaveState
from mentoringup.surveys.models import Response

DAY, A_SECOND = timedelta(days=1), timedelta(seconds=1)
ANSWERS = {
    "a1_before": 2,
    "a1_now": 4,
    "stage": 1,
    "ways": (1, 3),
    "plan": "Listen,\r\n“first” =1",
    "hours": "3.50",
    "since": "2026-08-01",
}


def test_a_wave_becomes_a_data_set_with_all_that_is_known(
    make_wave, answer, coordinator, site, implementation, now, chance
):
    wave = make_wave(taught=("communication", "expectations"))
    answer(wave, ANSWERS)
    answer(wave, {"a1_now": 3}, consent=False)

    found = freeze(wave=wave, actor=coordinator, now=now, chance=chance)

    wave.refresh_from_db()
    assert wave.state == WaveState.FROZEN
    assert (found.rows, found.consented, found.frozen_by) == (2, 1, coordinator)
    assert found.sha256 == hashlib.sha256(bytes(found.content)).hexdigest()
    assert found.instrument_sha256 == wave.asked.instrument_sha256
    (row,) = found.implementations
    assert row == {
        "id": f"{site.slug}-{implementation.pk}",
        "site": site.name,
        "audience": "mentees",
        "hours": 4.0,
        "country": row["country"],
        "latitude": None,
        "longitude": None,
        "mode": "online",
        "trained": None,
        "modules": ["communication", "expectations"],
        "date": "2026-07-04",
        "delivered_minutes": 0.0,
        "name": "Fall program",
    }
    flow = {step["step"]: step["count"] for step in found.origin["flow"]}
    assert (flow["answered"], flow["consented"], flow["declined"]) == (2, 1, 1)
    assert found.origin["mode"] == "anonymous"


def test_answers_come_back_identical_and_what_was_not_shown_is_told_apart(
    make_wave, answer, coordinator, now
):
    wave = make_wave(taught=("communication",))
    answer(wave, ANSWERS)
    answer(wave, {"a1_now": 3, "stage": 3})

    found = freeze(wave=wave, actor=coordinator, now=now)
    responses, (implementation,) = responses_of([DataSet.objects.get(pk=found.pk)])

    first = responses.texts["plan"].to_list().index(ANSWERS["plan"])
    second = 1 - first
    assert responses.ratings["a1", Occasion.BEFORE][[first, second]].tolist() == [2, -2]
    assert responses.ratings["a1", Occasion.NOW][[first, second]].tolist() == [4, 3]
    # expectations were not taught, so nobody was asked
    assert responses.ratings["a2", Occasion.NOW].tolist() == [Missing.NOT_SHOWN] * 2
    assert responses.choices["stage"][[first, second]].tolist() == [1, 3]
    assert responses.selections["ways"][:, first].tolist() == [True, False, True]
    assert responses.selection_state["ways"][second] == Missing.UNANSWERED
    assert responses.texts["hours"][first] == "3.50"
    assert responses.texts["since"][first] == "2026-08-01"
    assert responses.implementation_ids == (implementation.id,)


def test_an_anonymous_data_set_has_neither_pseudonyms_nor_times(
    make_wave, answer, coordinator, now
):
    wave = make_wave()
    answer(wave, ANSWERS, locator="aaa")
    ids = [str(one) for one in Response.objects.values_list("pk", flat=True)]

    found = freeze(wave=wave, actor=coordinator, now=now)

    text = bytes(found.content).decode()
    assert [one for one in (*ids, "aaa", "2026-09", "online") if one in text] == []
    assert Response.objects.exclude(locator=None).count() == 0


def test_a_confidential_data_set_keeps_the_pseudonym(make_wave, answer, coordinator, now):
    wave = make_wave(mode=Mode.CONFIDENTIAL)
    answer(wave, ANSWERS, pseudonym="p" * 64)

    found = freeze(wave=wave, actor=coordinator, now=now)

    responses, _ = responses_of([found])
    assert responses.respondent.to_list() == ["p" * 64]


def test_in_the_demo_the_data_set_says_that_its_people_are_invented(
    make_wave, answer, coordinator, now, settings
):
    settings.DEMO = True
    wave = make_wave()
    answer(wave, ANSWERS)

    found = freeze(wave=wave, actor=coordinator, now=now)

    assert found.origin["synthetic"] is True
    assert responses_of([found])[0].source.synthetic is True


def test_elsewhere_the_data_set_says_nothing_of_the_kind(make_wave, answer, coordinator, now):
    wave = make_wave()
    answer(wave, ANSWERS)

    found = freeze(wave=wave, actor=coordinator, now=now)

    assert found.origin["synthetic"] is False
    assert responses_of([found])[0].source.synthetic is False


def test_freezing_again_gives_the_same_data_set(make_wave, answer, coordinator, now):
    wave = make_wave()
    answer(wave, ANSWERS)

    first = freeze(wave=wave, actor=coordinator, now=now)
    again = freeze(wave=wave, actor=coordinator, now=now + timedelta(days=1))

    assert again == first
    assert Entry.objects.filter(verb="data-set.frozen").count() == 1


@pytest.mark.parametrize("state", [WaveState.PLANNED, WaveState.CANCELLED])
def test_a_wave_that_was_never_open_is_refused(make_wave, coordinator, now, state):
    wave = make_wave(state=state)

    with pytest.raises(EvaluationRefusedError, match="Only a wave that was open"):
        freeze(wave=wave, actor=coordinator, now=now)

    assert DataSet.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evaluation_dataset SET name = 'x'",
        "UPDATE evaluation_dataset SET content = content",
        "DELETE FROM evaluation_dataset",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_data_set(
    make_wave, answer, coordinator, now, statement
):
    wave = make_wave()
    answer(wave, ANSWERS)
    found = freeze(wave=wave, actor=coordinator, now=now)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute(statement)

    assert bytes(DataSet.objects.get().content) == bytes(found.content)


def test_who_froze_it_can_be_forgotten(make_wave, answer, coordinator, now):
    wave = make_wave()
    answer(wave, ANSWERS)
    freeze(wave=wave, actor=coordinator, now=now)

    DataSet.objects.update(frozen_by=None)

    assert DataSet.objects.get().frozen_by is None


def test_a_closed_wave_is_finished_by_itself_after_a_day_and_once(make_wave, answer, now):
    wave = make_wave()
    answer(wave, ANSWERS)
    close_wave(wave=wave, actor=None, now=now)

    early = finish_due(now + DAY - A_SECOND)
    due = finish_due(now + DAY)
    again = finish_due(now + 2 * DAY)

    assert (early, due, again) == (0, 1, 0)
    assert (DataSet.objects.count(), Run.objects.count()) == (1, 1)


def test_a_wave_closed_by_hand_before_its_time_is_finished_a_day_later(make_wave, coordinator, now):
    wave = make_wave()
    announced = wave.closes_at
    close_wave(wave=wave, actor=coordinator, now=now - DAY)

    assert announced > now
    assert finish_due(now) == 1


def test_a_wave_that_a_worker_closed_late_can_still_be_opened_again_for_a_day(make_wave):
    wave = make_wave()
    announced = wave.closes_at
    late = announced + 3 * DAY
    assert close_if_due(wave=wave, now=late)

    at_once, after_a_day = finish_due(late), finish_due(late + DAY)

    wave.refresh_from_db()
    assert (wave.closes_at, wave.closed_at) == (announced, late)
    assert (at_once, after_a_day) == (0, 1)


def test_a_wave_that_was_opened_again_waits_a_day_from_its_second_closing(
    make_wave, coordinator, now
):
    wave = make_wave()
    close_wave(wave=wave, actor=coordinator, now=now)
    reopen_wave(wave=wave, closes_at=now + 9 * DAY, actor=coordinator, now=now + DAY / 2)
    while_open = finish_due(now + 2 * DAY)
    close_wave(wave=wave, actor=coordinator, now=now + 3 * DAY)

    early, due = finish_due(now + 4 * DAY - A_SECOND), finish_due(now + 4 * DAY)

    assert (while_open, early, due) == (0, 0, 1)


def test_a_wave_that_is_opened_again_before_the_worker_comes_to_it_is_left_open(
    make_wave, coordinator, now, monkeypatch
):
    wave = make_wave()
    close_wave(wave=wave, actor=coordinator, now=now)
    finishes = finishing._finish_if_due

    def late(found, *, now):
        reopen_wave(wave=found, closes_at=now + 9 * DAY, actor=coordinator, now=now)
        return finishes(found, now=now)

    monkeypatch.setattr(finishing, "_finish_if_due", late)

    assert finish_due(now + DAY) == 0
    wave.refresh_from_db()
    assert (wave.state, DataSet.objects.count()) == (WaveState.OPEN, 0)


def test_a_wave_that_nobody_answered_is_frozen_and_not_evaluated(make_wave, coordinator, now):
    found = finish(wave=make_wave(), actor=coordinator, now=now).data_set

    assert (found.rows, Run.objects.count()) == (0, 0)
    with pytest.raises(NothingToEvaluateError):
        responses_of([found])


def test_data_sets_of_different_questionnaires_are_never_mixed(make_wave, answer, coordinator, now):
    wave = make_wave()
    answer(wave, ANSWERS)
    found = freeze(wave=wave, actor=coordinator, now=now)
    other = DataSet.objects.get(pk=found.pk)
    other.pk, other.name, other.instrument_sha256 = None, "Another", "0" * 64

    with pytest.raises(InstrumentsDifferError, match="Another"):
        responses_of([found, other])
