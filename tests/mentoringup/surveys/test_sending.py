"""Reviewing and sending: once, however often, up to the closing moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import SystemRandom

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from answered_wave import ANSWERS, Respondent, ask_people, small_form
from mentoringup.questionnaires.form.values import Choice, Element, ElementKind, Page
from mentoringup.surveys import keys
from mentoringup.surveys.calendar import day_in
from mentoringup.surveys.domain.answering import begin, save_page
from mentoringup.surveys.domain.consenting import change_consent
from mentoringup.surveys.domain.sending import submit
from mentoringup.surveys.domain.visiting import visit
from mentoringup.surveys.draft import Saver
from mentoringup.surveys.enums import InvitationState, Mode, WaveState
from mentoringup.surveys.models import (
    Draft,
    Invitation,
    Keepsake,
    Response,
    SealedTicket,
    WaveDay,
    WaveMinutes,
)


def counted(wave) -> dict[str, int]:
    row = WaveDay.objects.get(wave=wave)
    return {name: getattr(row, name) for name in ("opened", "started", "finished", "consented")}


def test_what_was_answered_page_by_page_is_sent_once(ada, people):
    ada.answer_all(plan="Ask every week.")

    response = Response.objects.get()
    assert response.answers == ANSWERS
    assert response.shown == ["skills", "plans", "plan", "hours"]
    assert response.instrument_sha256 == people.wave.asked.instrument_sha256
    assert (response.consent, response.consent_text.approval) == (True, "IRB 2026-17")
    assert not Draft.objects.exists()
    assert counted(people.wave) == {"opened": 1, "started": 1, "finished": 1, "consented": 1}


def test_an_answer_to_what_is_no_longer_shown_is_not_sent(ada):
    ada.begin()
    ada.post_page(2, plans=1, plan="Listen.")
    ada.post_page(2, plans=2, plan="Listen.")
    ada.post("send/")

    assert Response.objects.get().answers == {"plans": 2}


def test_every_question_can_be_left_out(ada):
    ada.begin()
    ada.post("send/")

    assert (Response.objects.get().answers, Response.objects.get().consent) == ({}, None)


def test_the_review_names_what_was_left_out_without_pressing(ada):
    ada.begin()
    ada.post_page(1, listening_before=2)

    text = ada.get("review/").content.decode()

    assert "5 answers are left out. That is fine" in text
    assert f'href="{ada.home}p/1/#answer-asking_now"' in text


def test_a_point_of_a_scale_is_told_with_its_number_and_its_words_where_it_has_any(site):
    labels = {1: "Not at all skilled", 2: "2", 3: "Extremely skilled"}
    scale = tuple(Choice(code=code, label={"en": label}) for code, label in labels.items())
    unable = Choice(code=9, label={"en": "Can’t say"}, not_applicable=True)
    rated = replace(small_form().pages[0].elements[0], choices=(*scale, unable))
    asked_once = Element(
        id="useful", kind=ElementKind.LIKERT, text={"en": "Useful?"}, choices=scale
    )
    page = Page(id="skills", title={"en": "Skills"}, elements=(rated, asked_once))
    people = ask_people(site, timezone.now(), form=replace(small_form(), pages=(page,)))
    ada = Respondent(people, people.tokens[0])
    ada.begin()
    ada.get("p/1/")
    ada.post_page(1, listening_before=2, listening_now=3, asking_before=1, asking_now=9, useful=3)

    review = ada.get("review/")
    ada.post("send/")

    for told in (review, ada.get("answers/")):
        soup = BeautifulSoup(told.content, "html.parser")
        assert [one.get_text(" ", strip=True) for one in soup.select(".told dd")] == [
            "BEFORE 2",
            "NOW 3 – Extremely skilled",
            "BEFORE 1 – Not at all skilled",
            "NOW Can’t say",
            "3 – Extremely skilled",
        ]


def test_the_review_counts_what_can_not_be_read_apart_and_leads_to_it(ada):
    ada.begin()
    ada.post_page(1, listening_before=2, listening_now=3, asking_before=1, asking_now=1)
    ada.post_page(2, plans=2)
    ada.post_page(3, hours="many")

    text = ada.get("review/").content.decode()

    address, _, fragment = f"{ada.home}p/3/#answer-hours".partition("#")
    assert "One answer can’t be read and will not be sent as it is." in text
    assert "left out" not in text
    assert "You answered everything" not in text
    assert f'href="{address}#{fragment}">Correct it' in text
    assert f'id="{fragment}"' in ada.client.get(address).content.decode()


def test_a_survey_that_was_sent_is_sent_again_a_hundred_times_and_counts_once(ada, people):
    ada.answer_all()
    for hours in range(100):
        ada.begin()
        ada.post_page(3, hours=str(hours % 90))
        ada.post("send/")
        ada.post("send/")

    assert Response.objects.get().answers["hours"] == "9"
    assert Response.objects.get().answers["asking_now"] == 5
    assert counted(people.wave) == {"opened": 1, "started": 1, "finished": 1, "consented": 1}
    assert SealedTicket.objects.count() == 1
    assert sum(row.count for row in WaveMinutes.objects.all()) == 1


def test_two_devices_at_once_lose_nothing(ada, people):
    ada.begin()
    phone = Respondent(people, ada.token)
    ada.get("p/1/")
    phone.get("p/1/")
    ada.type(1, listening_before=1)
    phone.type(1, asking_now=4)

    ada.post_page(3, hours="5")
    ada.post("send/")

    assert Response.objects.get().answers == {
        "listening_before": 1,
        "asking_now": 4,
        "hours": "5",
    }


def test_one_device_can_empty_what_it_wrote(ada):
    ada.begin()
    ada.get("p/3/")
    ada.type(3, hours="5")
    ada.type(3, hours="")
    ada.post("send/")

    assert Response.objects.get().answers == {}


def test_a_confidential_answer_is_marked_at_once_and_has_the_same_name_in_all_waves(site):
    people = ask_people(site, timezone.now(), mode=Mode.CONFIDENTIAL)
    Respondent(people, people.tokens[0]).answer_all()
    later = people.follow_up()
    Respondent(later, people.tokens[0]).answer_all()

    first, second = Response.objects.all()
    assert first.pseudonym == second.pseudonym != ""
    assert {one.state for one in Invitation.objects.all()} == {InvitationState.ANSWERED}
    assert first.day == day_in(timezone.now(), site.zone)


@pytest.mark.parametrize("mode", list(Mode))
def test_an_evening_at_the_site_counts_as_that_day_though_greenwich_has_the_next(site, mode):
    """8 pm in Los Angeles on November 19, the wave having opened at 8 pm the day before."""
    evening = datetime(2026, 11, 20, 4, tzinfo=UTC)
    people = ask_people(site, evening, mode=mode)
    coming = visit(ref=people.ref, token=people.tokens[0])
    coming = begin(coming=coming, language="en", chance=SystemRandom(), now=evening)
    save_page(
        coming=coming,
        place=1,
        posted={"listening_now": ["4"]},
        by=Saver(),
        now=evening,
    )
    at_site = date(2026, 11, 19)
    assert Draft.objects.get().day == at_site

    response = submit(coming=coming, now=evening)
    change_consent(coming=coming, consent=True, now=evening)

    counted = WaveDay.objects.get()
    assert (counted.day, counted.opened, counted.started) == (at_site, 1, 1)
    assert (counted.finished, counted.consented) == (1, 1)
    opening = date(2026, 11, 18)
    assert response.day == (opening if mode is Mode.ANONYMOUS else at_site)


@pytest.mark.parametrize("mode", list(Mode))
def test_the_planned_change_comes_back_in_her_own_words(site, mode):
    people = ask_people(site, timezone.now(), mode=mode, emails=["ada@x.example", "eve@x.example"])
    Respondent(people, people.tokens[0]).answer_all(plan="Ask <every> week.")
    later = people.follow_up()
    ada, eve = (Respondent(later, token) for token in people.tokens)
    ada.begin()
    eve.begin()

    assert "Ask &lt;every&gt; week." in ada.get("p/1/").content.decode()
    assert "you planned" not in eve.get("p/1/").content.decode()
    assert b"every" not in bytes(Keepsake.objects.get().sealed)


def test_the_time_it_took_is_counted_in_whole_minutes_of_nobody(ada, people):
    ada.answer_all()

    row = WaveMinutes.objects.get()
    assert (row.wave, row.minutes, row.count) == (people.wave, 0, 1)


def test_a_lost_key_loses_no_answer(ada, people):
    ada.begin()
    keys.destroy(people.survey.code)
    answer = ada.post("send/")

    assert answer.status_code == 303
    assert Response.objects.count() == 1


def test_who_is_late_by_a_second_hears_that_nothing_was_saved(ada, people):
    ada.begin()
    ada.post_page(1, listening_before=2)
    people.set_wave(closes_at=timezone.now() - timedelta(seconds=1))
    before = bytes(ada.draft().sealed)

    page = ada.post("p/3/", hours="3")
    typed = ada.type(3, hours="3")
    sent = ada.post("send/")

    assert (page.status_code, typed.status_code, sent.status_code) == (409, 409, 409)
    assert "came too late and was not saved" in page.content.decode()
    assert "You had begun" in page.content.decode()
    assert typed.json()["refused"].startswith("The survey closed on")
    assert bytes(ada.draft().sealed) == before
    assert not Response.objects.exists()


def test_a_wave_that_is_opened_again_goes_on_where_it_stopped(ada, people):
    ada.begin()
    ada.post_page(1, listening_before=2)
    people.set_wave(state=WaveState.CLOSED)
    closed = ada.get()
    people.set_wave(state=WaveState.OPEN)

    assert "The survey is closed" in closed.content.decode()
    assert ada.begin().headers["Location"] == f"{ada.home}p/2/"
