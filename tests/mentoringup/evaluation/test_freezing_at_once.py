"""Two people who freeze a wave at the same moment: one data set, one evaluation."""

from contextlib import suppress
from threading import Event
from time import monotonic, sleep

import pytest
from django.contrib.messages import get_messages
from django.db import OperationalError, connection, transaction
from django.urls import reverse

from mentoringup.evaluation.domain import finishing
from mentoringup.evaluation.domain.finishing import seen_of
from mentoringup.evaluation.models import DataSet, Run
from mentoringup.surveys.domain.states import hold_survey
from mentoringup.surveys.domain.waves import close_wave
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.errors import WaveIsInAnotherStateError
from mentoringup.surveys.models import Wave

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 20
"""Seconds after which nobody waits any more."""


@pytest.fixture
def wave(several_connections, make_wave, answer):  # noqa: ARG001  not inside one transaction
    made = make_wave()
    for _person in range(6):
        answer(made, {"a1_now": 3})
    return made


def test_two_who_press_at_once_make_one_data_set_and_one_run(
    wave, site, make_staff, signed_in, at_once
):
    address = reverse("evaluation:freeze_wave", args=[site.slug, wave.pk])
    told = []

    def press(browser):
        def work(barrier):
            barrier.wait()
            answered = browser.post(address, {"seen": seen_of(wave)})
            told.append((answered.url, [str(one) for one in get_messages(answered.wsgi_request)]))

        return work

    emails = ("ada@example.org", "eve@example.org")
    browsers = [signed_in(make_staff("coordinator", site, email)) for email in emails]
    at_once([press(one) for one in browsers])

    data_set = DataSet.objects.get()
    assert Run.objects.get().data_sets.get() == data_set
    place = reverse("evaluation:data_set", args=[site.slug, data_set.pk])
    assert [url for url, _words in told] == [place, place]
    words = sorted(word for _url, said in told for word in said)
    assert ["has been frozen since" in words[0], "evaluation begins" in words[1]] == [True, True]


def test_who_freezes_while_another_closes_freezes_it_or_is_told_that_it_is_closed(
    wave, site, coordinator, signed_in, at_once, now
):
    browser = signed_in(coordinator)

    def close(barrier):
        barrier.wait()
        with suppress(WaveIsInAnotherStateError):
            close_wave(wave=wave, actor=coordinator, now=now)

    told = []

    def freeze(barrier):
        barrier.wait()
        place = reverse("evaluation:freeze_wave", args=[site.slug, wave.pk])
        told.append(browser.post(place, {"seen": seen_of(wave)}).status_code)

    done = at_once([close, freeze])

    wave.refresh_from_db()
    became = {302: WaveState.FROZEN, 409: WaveState.CLOSED}
    assert (done, wave.state) == ({"done": 2}, became[told[0]])


def wave_before_survey(wave):
    """The other order of locks: of the wave first."""
    held = Wave.objects.select_for_update(of=("self",)).get(pk=wave.pk)
    hold_survey(wave.survey_id)
    return held


def somebody_waits_for_us() -> bool:
    """Whether another connection waits for a lock of this one's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = "
            "ANY(pg_blocking_pids(pid))"
        )
        return cursor.fetchone()[0] > 0


@pytest.fixture
def freeze_in_mid_closing(wave, at_once, coordinator, now):
    """Have somebody freeze a wave whose survey is locked by somebody who is closing it."""

    def _freeze():
        is_held = Event()

        def close(barrier):
            barrier.wait()
            with transaction.atomic():
                hold_survey(wave.survey_id)
                is_held.set()
                ends = monotonic() + PATIENCE
                while not somebody_waits_for_us() and monotonic() < ends:
                    sleep(0.02)
                close_wave(wave=wave, actor=coordinator, now=now)

        def freeze(barrier):
            barrier.wait()
            assert is_held.wait(PATIENCE)
            finishing.finish(wave=wave, actor=coordinator, now=now)

        return at_once([close, freeze])

    return _freeze


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one lock for all")
def test_who_freezes_in_mid_closing_waits_for_the_survey_before_the_wave(
    freeze_in_mid_closing, wave
):
    done = freeze_in_mid_closing()

    wave.refresh_from_db()
    assert (done, wave.state) == ({"done": 2}, WaveState.FROZEN)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one lock for all")
def test_in_the_other_order_the_two_wait_in_a_circle(freeze_in_mid_closing, monkeypatch):
    """The control: the test above is about something real."""
    monkeypatch.setattr(finishing, "hold_to_freeze", wave_before_survey)

    with pytest.raises(OperationalError, match="deadlock detected"):
        freeze_in_mid_closing()
