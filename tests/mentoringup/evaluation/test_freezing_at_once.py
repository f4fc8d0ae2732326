"""Two people who freeze a wave at the same moment: one data set, one evaluation."""

from contextlib import suppress

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from mentoringup.evaluation.domain.finishing import seen_of
from mentoringup.evaluation.models import DataSet, Run
from mentoringup.surveys.domain.waves import close_wave
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.errors import WaveIsInAnotherStateError

pytestmark = pytest.mark.django_db(transaction=True)


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
