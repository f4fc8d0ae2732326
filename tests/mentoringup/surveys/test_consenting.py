"""Consent to research: asked apart, and changed by the same link until the freezing."""

import pytest

from answered_wave import ANSWERS
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.models import (
    ConsentText,
    Response,
    Survey,
    WaveDay,
)
from mentoringup.ui.short_memory import ShortMemory


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("later", None)])
def test_consent_is_asked_apart_and_changes_nothing_else(ada, said, kept):
    ada.answer_all(plan="Ask every week.", consent=said)

    assert (Response.objects.get().consent, Response.objects.get().answers) == (kept, ANSWERS)


def test_the_page_of_consent_shows_the_sites_text_version_and_approval(ada):
    ada.begin()

    text = ada.get("consent/").content.decode()

    assert "You may take part in <strong>research</strong>." in text
    assert "Version 1." in text
    assert "IRB 2026-17" in text


def test_consent_is_withdrawn_and_given_again_by_the_same_link_until_the_freezing(ada, people):
    ada.answer_all()
    ada.post("consent/again/", consent="no")
    withdrawn = Response.objects.get().consent
    people.set_wave(state=WaveState.CLOSED)
    ada.post("consent/again/", consent="yes")
    people.set_wave(state=WaveState.FROZEN)
    late = ada.post("consent/again/", consent="no")

    assert (withdrawn, Response.objects.get().consent, late.status_code) == (False, True, 409)
    assert sum(day.consented for day in WaveDay.objects.all()) == 1


def test_consent_is_to_the_text_that_was_shown_though_the_survey_has_another_one_since(ada, people):
    shown = people.wave.consent
    ada.answer_all()
    ada.begin()
    later = ConsentText.objects.create(
        site=shown.site, version=9, text={"en": "We sell your answers."}, created_at=people.now
    )
    Survey.objects.filter(pk=people.survey.pk).update(consent=later)
    ShortMemory.forget_everything()

    assert "We sell" not in ada.get("consent/").content.decode()
    ada.post("send/")
    sent = Response.objects.get().consent_text
    assert "We sell" not in ada.get("thanks/").content.decode()
    ada.post("consent/again/", consent="yes")

    assert sent == Response.objects.get().consent_text == shown
