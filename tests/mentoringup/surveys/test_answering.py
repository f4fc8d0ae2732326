"""Answering by a link, without account, cookie, session or script."""

import re

from django.test import Client
from django.utils import timezone

from answered_wave import Respondent, ask_people
from mentoringup.surveys import asking
from mentoringup.surveys.domain.letters import Occasion, drafts_of
from mentoringup.surveys.enums import (
    AudienceKind,
    InvitationState,
    SurveyLetterKind,
    WaveState,
)
from mentoringup.surveys.models import (
    Draft,
    Invitation,
    Response,
    SealedTicket,
    WaveDay,
    WaveMinutes,
)


def test_no_page_sets_a_cookie_or_may_be_kept_quoted_or_listed(ada):
    answers = [
        ada.get(),
        ada.begin(),
        ada.get("p/1/"),
        ada.post_page(1, listening_now=3),
        ada.get("consent/"),
        ada.get("review/"),
        ada.post("send/"),
        ada.get("thanks/"),
        ada.get("answers/"),
        ada.get("stop/"),
    ]

    assert not ada.client.cookies
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_opening_the_link_starts_nothing_as_mail_scanners_open_it(ada):
    for rest in ("", "p/1/", "review/", "consent/", "stop/"):
        ada.get(rest)

    assert not Draft.objects.exists()
    assert not WaveDay.objects.exists()
    assert Invitation.objects.get().state == InvitationState.INVITED


def test_the_first_page_says_what_it_is_how_long_it_takes_and_who_sees_it(ada):
    text = ada.get().content.decode()

    assert "About 1 minute." in text
    assert "The survey is anonymous" in text
    assert "Until " in text


def test_the_median_of_five_or_more_in_earlier_waves_is_told_beforehand(ada, people):
    follow_up = people.follow_up()
    later = Respondent(follow_up, ada.token)
    for minutes, count in ((4, 1), (11, 3), (90, 1)):
        WaveMinutes.objects.create(wave=people.wave, minutes=minutes, count=count)
    people.set_wave(state=WaveState.CLOSED, closed_at=follow_up.wave.opens_at)

    assert "About 11 minutes." in later.get().content.decode()


def test_the_first_page_says_what_the_letter_said_however_long_others_took_since(ada, people):
    invitations = Invitation.objects.select_related("participant__person")
    occasion = Occasion(kind=SurveyLetterKind.INVITATION)
    (letter,) = drafts_of(invitations, wave=people.wave, occasion=occasion)
    WaveMinutes.objects.create(wave=people.wave, minutes=11, count=5)
    other = people.follow_up()
    WaveMinutes.objects.create(wave=other.wave, minutes=30, count=5)
    other.set_wave(state=WaveState.CLOSED)

    assert "about 1 minutes" in letter.subject
    assert "About 1 minute." in ada.get().content.decode()


def test_a_page_is_resumed_on_another_device_where_it_was_left(ada, people):
    ada.begin()
    ada.post_page(1, listening_before=2)
    tablet = Respondent(people, ada.token)

    there = tablet.begin()

    assert there.headers["Location"] == f"{ada.home}p/2/"
    assert 'value="2" checked' in tablet.get("p/1/").content.decode()


def test_what_is_typed_is_saved_without_leaving_the_page(ada):
    ada.begin()
    ada.get("p/3/")

    answer = ada.type(3, hours="7")

    assert (answer.status_code, answer.json()) == (200, {"revision": 2})
    assert 'value="7"' in ada.get("p/3/").content.decode()


def test_a_fault_keeps_everything_that_was_typed(ada):
    ada.begin()

    answer = ada.post_page(3, hours="many <hours>")

    assert answer.status_code == 422
    assert "many &lt;hours&gt;" in answer.content.decode()
    assert 'href="#answer-hours"' in answer.content.decode()
    assert "many &lt;hours&gt;" in ada.get("p/3/").content.decode()
    assert "can’t be read and will not be sent" in ada.get("review/").content.decode()


def test_a_typed_fault_is_told_and_kept_while_typing(ada):
    ada.begin()
    ada.get("p/3/")

    answer = ada.type(3, hours="many")

    assert answer.json()["faults"] == {"hours": "Write a number, such as 3 or 2.5."}
    assert 'value="many"' in ada.get("p/3/").content.decode()


def test_going_back_saves_the_page_too(ada):
    ada.begin()

    answer = ada.post_page(2, go="back", plans=2)

    assert answer.headers["Location"] == f"{ada.home}p/1/"
    assert 'value="2" checked' in ada.get("p/2/").content.decode()


def test_a_question_that_an_answer_brings_is_shown_before_going_on(ada):
    ada.begin()

    brought = ada.post_page(2, plans=1)
    page = ada.client.get(brought.headers["Location"])
    on = ada.post_page(2, plans=1, plan="Listen.")

    address, _, fragment = brought.headers["Location"].partition("#")
    assert address == f"{ada.home}p/2/?more"
    assert re.search(f'id="{fragment}"[^>]*data-show-if[^>]*>', page.content.decode())
    assert not re.search(f'id="{fragment}"[^>]* hidden>', page.content.decode())
    assert "brought a question" in page.content.decode()
    assert on.headers["Location"] == f"{ada.home}p/3/"


def test_the_layout_is_drawn_once_and_stored(site):
    layouts = ["side-by-side", "item-by-item", "now-first"]
    emails = [f"p{number}@x.example" for number in range(20)]
    people = ask_people(site, timezone.now(), emails=emails, layouts=layouts)
    for token in people.tokens:
        one = Respondent(people, token)
        one.begin()
        one.begin()
        one.post("send/")

    drawn = list(Response.objects.values_list("layout", flat=True))
    assert set(drawn) <= set(layouts)
    assert len(set(drawn)) > 1


def test_the_language_is_chosen_at_the_start_and_kept(ada):
    start = ada.get("?language=es").content.decode()
    ada.begin("es")
    page = ada.get("p/1/").content.decode()

    assert '<html lang="es">' in start
    assert "¿Qué tan hábil es?" in page


def test_a_public_link_gives_everybody_an_address_of_her_own(site):
    people = ask_people(site, timezone.now(), audience=AudienceKind.PUBLIC)
    browser = Client()
    page = browser.get(f"/s/{people.ref}/").content.decode()
    one, other = (browser.post(f"/s/{people.ref}/begin/", {"language": "en"}) for _ in "ab")
    token = one.headers["Location"].split("/")[3]
    Respondent(people, token).answer_all()

    assert "Keep that address" in page
    assert one.headers["Location"] != other.headers["Location"]
    assert Response.objects.count() == 1
    assert not SealedTicket.objects.exists()


def test_mails_stop_by_a_button_whatever_state_the_survey_is_in(ada, people):
    people.set_wave(state=WaveState.CLOSED)
    asked = ada.get("stop/").content.decode()
    done = ada.post("stop/").content.decode()

    invitation = Invitation.objects.get()
    assert ("Stop the mails" in asked, "No more mails will come" in done) == (True, True)
    assert invitation.state == InvitationState.STOPPED
    assert invitation.participant.is_opted_out


def test_my_answers_are_a_page_to_be_printed(ada):
    ada.answer_all(plan="Ask every week.")

    text = ada.get("answers/").content.decode()

    assert "Ask every week." in text
    assert "Skill 5" in text


def test_a_page_costs_one_query_and_a_save_two(ada, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(asking._KEPT, "_seconds", 60.0)  # on a busy machine, too
    ada.begin()
    ada.get("p/1/")
    ada.post_page(1, listening_before=2)

    with django_assert_num_queries(1):
        ada.get("p/2/")
    with django_assert_num_queries(4):  # the draft; begin, update, commit of its own
        ada.client.post(f"{ada.home}p/2/", {"-showing": ada.showing, "plans": 2})
