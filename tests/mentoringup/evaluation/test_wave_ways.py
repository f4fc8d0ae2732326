"""From a series to its survey, from a wave to what became of its answers."""

import pytest
from django.urls import reverse

from frozen_answers import ready_run
from mentoringup.evaluation.domain.freezing import freeze

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(signed_in, coordinator):
    return signed_in(coordinator)


def page_of(client, wave) -> str:
    return client.get(reverse("surveys:show_wave", args=["lakeside", wave.pk])).content.decode()


def test_a_series_leads_to_its_survey(client, make_wave, implementation):
    wave = make_wave()

    answer = client.get(
        reverse("surveys:survey_of_series", args=["lakeside", implementation.series.slug])
    )

    assert answer.url == reverse("surveys:show_survey", args=["lakeside", wave.survey_id])


def test_a_series_that_is_not_evaluated_leads_to_the_list(client, implementation):
    answer = client.get(
        reverse("surveys:survey_of_series", args=["lakeside", implementation.series.slug])
    )

    assert answer.url == reverse("surveys:list_surveys", args=["lakeside"])


def test_the_series_of_another_site_leads_nowhere(client):
    address = reverse("surveys:survey_of_series", args=["lakeside", "unknown"])

    assert client.get(address).status_code == 404


def test_an_open_wave_leads_to_freezing_its_answers(client, make_wave):
    wave = make_wave()

    assert reverse("evaluation:freeze_wave", args=["lakeside", wave.pk]) in page_of(client, wave)


def test_a_frozen_wave_leads_to_its_data_set_and_its_finding(
    client, make_wave, answer, coordinator, site, now, chance
):
    wave = make_wave()
    answer(wave, {"a1_before": 1, "a1_now": 3}, consent=True)
    data_set = freeze(wave=wave, actor=coordinator, now=now, chance=chance)
    run = ready_run(site, now, data_set)

    page = page_of(client, wave)

    assert reverse("evaluation:data_set", args=["lakeside", data_set.pk]) in page
    assert reverse("evaluation:show_run", args=["lakeside", run.pk]) in page
    assert reverse("evaluation:freeze_wave", args=["lakeside", wave.pk]) not in page
