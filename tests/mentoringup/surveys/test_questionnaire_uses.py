"""The page of a questionnaire's versions says which waves ask them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoringup.questionnaires.domain.queries import form_of
from mentoringup.questionnaires.domain.writing import copy_questionnaire
from mentoringup.surveys.domain.audience import add_people
from mentoringup.surveys.domain.waves import cancel_wave, open_wave
from mentoringup.surveys.enums import AudienceKind, WaveKind
from mentoringup.surveys.models import Wave
from staged_survey import AFTER, BEFORE, people, wave_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(make_survey, coordinator):
    survey = make_survey(
        audience=AudienceKind.ROSTER, kinds=(WaveKind.POST, WaveKind.DAYS_30, WaveKind.DAYS_90)
    )
    add_people(survey=survey, people=people("ada"), actor=coordinator, now=BEFORE)
    return survey


@pytest.fixture
def versions(signed_in, coordinator, site):
    """The page of the versions of a questionnaire."""
    client = signed_in(coordinator)

    def shown(row):
        return client.get(reverse("questionnaires:list_versions", args=[site.slug, row.pk]))

    return shown


def told(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def links(page) -> list[str]:
    """Addresses of waves to which the page leads."""
    return re.findall(r'<li><a href="([^"]*/surveys/waves/\d+/)"', page.content.decode())


def address_of(wave: Wave) -> str:
    return reverse("surveys:show_wave", args=["lakeside", wave.pk])


def test_a_version_says_which_wave_asked_it(survey, coordinator, versions):
    wave = open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)

    page = versions(wave.questionnaire)

    assert page.context["versions"][0][0] == wave.asked
    assert [one.address for one in page.context["versions"][0][1]] == [address_of(wave)]
    assert links(page) == [address_of(wave)]
    assert f"{survey}: {wave.get_kind_display()} ({wave.get_state_display()})" in told(page)


def test_waves_to_come_are_named_apart_and_cancelled_ones_are_not(survey, coordinator, versions):
    first = wave_of(survey, "days-30")
    Wave.objects.update(questionnaire=first.questionnaire)
    cancel_wave(wave=wave_of(survey), actor=coordinator, now=BEFORE)
    second = wave_of(survey, "days-90")
    cancel_wave(wave=second, actor=coordinator, now=BEFORE)

    page = versions(first.questionnaire)

    assert "Surveys to come that will ask it" in told(page)
    assert links(page) == [address_of(first)]


def test_a_version_stays_with_the_wave_that_asked_it_and_a_copy_has_none(
    survey, coordinator, versions
):
    wave = open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)
    copied = copy_questionnaire(questionnaire=wave.questionnaire, actor=coordinator, now=AFTER)

    page = versions(copied)

    assert form_of(copied).pages == form_of(wave.questionnaire).pages
    assert (links(page), "Surveys to come" in told(page)) == ([], False)


def test_more_waves_cost_no_more_queries(survey, versions, django_assert_num_queries):
    row = wave_of(survey, "days-30").questionnaire
    versions(row)
    with CaptureQueriesContext(connection) as one:
        assert len(links(versions(row))) == 1
    Wave.objects.update(questionnaire=row)

    with django_assert_num_queries(len(one)):
        assert len(links(versions(row))) == 3
