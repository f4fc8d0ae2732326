"""What keeps a survey from opening: shown where it is looked at, and told to the office once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentoringup.outbox.models import Mail
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.surveys import jobs, keys
from mentoringup.surveys.domain.obstacles import KIND, is_still_stuck, obstacles_of
from mentoringup.surveys.enums import AudienceKind, WaveState
from staged_survey import AFTER, wave_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(make_survey):
    return make_survey(audience=AudienceKind.ROSTER)


def spoil(survey) -> Questionnaire:
    """Have the questionnaire ask nothing, as somebody may who is still writing it."""
    row = wave_of(survey).questionnaire
    row.document = {**row.document, "pages": [], "cores": []}
    row.save()
    return row


def test_a_questionnaire_with_faults_is_told_once_and_opens_once_it_is_right(
    survey, coordinator, caplog
):
    right = wave_of(survey).questionnaire.document
    row = spoil(survey)

    for minutes in range(3):
        jobs.keep_time(AFTER + timedelta(minutes=minutes))

    mail = Mail.objects.get(kind=KIND)
    assert wave_of(survey).state == WaveState.PLANNED
    assert mail.to == coordinator.email
    assert obstacles_of(wave_of(survey))[0].sentence in mail.text
    assert len([one for one in caplog.records if "can't open" in one.message]) == 1
    assert is_still_stuck(mail.check_with)

    row.document = right
    row.save()
    assert not is_still_stuck(mail.check_with)
    jobs.keep_time(AFTER + timedelta(minutes=9))
    assert wave_of(survey).state == WaveState.OPEN


def test_a_missing_key_is_told_too_and_comes_back_from_a_backup(survey):
    wave = wave_of(survey)
    keys.destroy(survey.code)
    jobs.keep_time(AFTER)

    assert f"study-keys/{survey.code}.key" in Mail.objects.get(kind=KIND).text
    assert wave_of(survey).state == WaveState.PLANNED
    keys.create(survey.code)
    assert obstacles_of(wave) == ()


def test_a_public_link_needs_no_key(make_survey):
    survey = make_survey(audience=AudienceKind.PUBLIC)
    keys.destroy(survey.code)

    assert obstacles_of(wave_of(survey)) == ()


def test_pages_show_what_is_in_the_way_with_a_link_to_the_editor(survey, coordinator, client, site):
    row = spoil(survey)
    keys.destroy(survey.code)
    client.force_login(coordinator)

    page = client.get(reverse("surveys:show_wave", args=[site.slug, wave_of(survey).pk]))
    whole = client.get(reverse("surveys:show_survey", args=[site.slug, survey.pk]))

    text = page.content.decode()
    assert "It can’t open as it is" in text
    assert "study-keys" in text
    assert reverse("questionnaires:show_questionnaire", args=[site.slug, row.pk]) in text
    assert "It can’t open as it is" in whole.content.decode()


def test_a_survey_that_is_right_says_nothing_of_the_sort(survey, coordinator, client, site):
    client.force_login(coordinator)
    page = client.get(reverse("surveys:show_survey", args=[site.slug, survey.pk]))

    assert "can’t open" not in page.content.decode()
