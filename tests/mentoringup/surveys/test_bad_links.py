"""Links, pages and answers that nobody should send: refused kindly, and nothing is harmed."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answered_wave import Respondent, ask_people
from mentoringup.config.logs import JsonLines
from mentoringup.surveys import keys, links
from mentoringup.surveys.domain import answering
from mentoringup.surveys.enums import AudienceKind, WaveState
from mentoringup.surveys.models import Draft, Response, WaveDay
from mentoringup.ui.short_memory import ShortMemory


@pytest.fixture
def ada(people):
    ada = Respondent(people, people.tokens[0])
    ada.begin()
    return ada


@pytest.mark.parametrize(
    "token",
    ["x" * 43, "p" + "x" * 43, "x", "x" * 400, "é" * 43, "%00" * 43],
    ids=["forged", "forged-public", "short", "long", "letters", "zeros"],
)
@pytest.mark.parametrize(
    "rest", ["", "p/1/", "review/", "consent/", "thanks/", "answers/", "mentor/", "stop/"]
)
def test_a_forged_link_gets_a_kind_page_and_nothing_else(people, token, rest):
    answer = Client().get(f"/a/{people.ref}/{token}/{rest}")

    assert answer.status_code == 404
    assert "This link is not known" in answer.content.decode()


def test_what_becomes_of_a_lost_link_is_said_alike_before_and_after_answering(people):
    unknown = Client().get(f"/a/{people.ref}/{'x' * 43}/").content.decode()
    ada = Respondent(people, people.tokens[0])
    ada.answer_all()
    thanks = ada.get("thanks/").content.decode()

    assert "reminders that its office can send to those who have not answered" in unknown
    assert "The office can’t look up a link." in unknown
    assert "the office can’t look it up, and reminders are for those who have" in thanks


def test_who_began_by_a_public_link_is_told_to_keep_the_address(site):
    people = ask_people(site, timezone.now(), audience=AudienceKind.PUBLIC)
    begun = Client().post(f"/s/{people.ref}/begin/", {"language": "en"})
    somebody = Respondent(people, begun.headers["Location"].split("/")[3])
    somebody.answer_all()

    assert "nobody can find it again for you" in somebody.get("thanks/").content.decode()


def test_a_forged_link_begins_saves_sends_and_stops_nothing(people):
    forged = Respondent(people, "x" * 43)
    answers = [
        forged.begin(),
        forged.post("p/1/", listening_now=1),
        forged.post("send/"),
        forged.post("stop/"),
        forged.post("consent/again/", consent="no"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert not Draft.objects.exists()
    assert forged.type(1, listening_now=1).json() == {"refused": "This link is not known."}


def test_a_link_of_one_wave_opens_no_other(people, site):
    other = ask_people(site, timezone.now())

    assert Respondent(other, people.tokens[0]).get().status_code == 404


def test_a_public_looking_link_is_refused_where_no_link_is_public(people):
    assert Respondent(people, links.public_token()).begin().status_code == 404
    assert Client().get(f"/s/{people.ref}/").status_code == 404
    assert Client().post(f"/s/{people.ref}/begin/").status_code == 404


def test_a_link_made_with_another_key_is_refused(people):
    nonce = people.survey.participants.get().nonce

    assert Respondent(people, links.token_for(b"j" * 32, nonce)).get().status_code == 404


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (WaveState.PLANNED, "is not open yet"),
        (WaveState.CLOSED, "is closed"),
        (WaveState.FROZEN, "is closed"),
        (WaveState.CANCELLED, "does not take place"),
    ],
)
def test_a_wave_that_takes_no_answers_says_so_everywhere(people, ada, state, words):
    ada.get("p/1/")
    people.set_wave(state=state)
    before = bytes(ada.draft().sealed)

    for answer in (ada.get(), ada.get("p/1/"), ada.get("review/"), ada.get("consent/")):
        assert (answer.status_code, words in answer.content.decode()) == (200, True)
    for answer in (
        ada.begin(),
        ada.post("p/1/", listening_now=1),
        ada.post("consent/", consent="yes"),
        ada.post("send/"),
    ):
        assert (answer.status_code, words in answer.content.decode()) == (409, True)
    assert bytes(ada.draft().sealed) == before
    assert not Response.objects.exists()


def test_a_public_link_of_a_wave_that_is_not_open_says_so(site):
    people = ask_people(site, timezone.now(), audience=AudienceKind.PUBLIC)
    people.set_wave(state=WaveState.CLOSED)

    answer = Client().post(f"/s/{people.ref}/begin/")

    assert (answer.status_code, Draft.objects.count()) == (409, 0)


def test_a_process_that_remembers_the_wave_closes_at_once_all_the_same(people, ada):
    ada.get("p/1/")
    type(people.wave).objects.filter(pk=people.wave.pk).update(state=WaveState.CLOSED)

    assert ada.post("p/1/", listening_now=1).status_code == 409


def test_a_clock_that_jumps_back_does_not_open_a_closed_wave(people, ada):
    people.set_wave(state=WaveState.CLOSED, closes_at=timezone.now() + timedelta(days=9))

    assert ada.post("send/").status_code == 409


def test_an_option_that_does_not_exist_is_a_fault_and_the_rest_is_saved(ada):
    answer = ada.post_page(1, listening_before=99, asking_now=3)

    assert answer.status_code == 422
    assert "Choose one of the answers that are shown." in answer.content.decode()
    ada.post("send/")
    assert Response.objects.get().answers == {"asking_now": 3}


def test_fields_that_the_page_does_not_ask_are_ignored(ada):
    ada.post_page(3, hours="2", listening_now=5, made_up="x", consent="yes")
    ada.post("send/")

    assert (Response.objects.get().answers, Response.objects.get().consent) == (
        {"hours": "2"},
        None,
    )


def test_half_a_page_empties_nothing_that_another_half_said(ada):
    ada.post_page(1, listening_before=2, asking_now=3)

    ada.client.post(f"{ada.home}p/1/", {"listening_before": 4})
    ada.post("send/")

    assert Response.objects.get().answers == {"listening_before": 4, "asking_now": 3}


def test_the_same_page_posted_again_changes_nothing(ada, people):
    ada.get("p/3/")
    fields = {"-showing": ada.showing, "hours": "3"}
    for _ in range(3):
        assert ada.client.post(f"{ada.home}p/3/", fields).status_code == 303
    ada.post("send/")

    assert Response.objects.get().answers == {"hours": "3"}
    assert WaveDay.objects.get(wave=people.wave).started == 1


def test_a_megabyte_of_text_is_a_fault_and_stays_on_the_page(ada):
    ada.post_page(2, plans=1)
    text = "long words " * 100_000

    answer = ada.post_page(2, plans=1, plan=text)

    assert answer.status_code == 422
    assert "Nothing is lost: shorten it here." in answer.content.decode()
    assert text.strip() in answer.content.decode()
    ada.post("send/")
    assert Response.objects.get().answers == {"plans": 1}


def test_more_than_two_megabytes_are_refused_and_earlier_answers_stay(ada):
    ada.post_page(3, hours="3")

    page = ada.client.post(
        f"{ada.home}p/2/", "plan=" + "x" * 2_200_000, "application/x-www-form-urlencoded"
    )
    ada.post("send/")

    assert page.status_code == 413
    assert "too much at once" in page.content.decode()
    assert Response.objects.get().answers == {"hours": "3"}


@pytest.mark.parametrize("audience", [AudienceKind.ROSTER, AudienceKind.PUBLIC])
def test_beginning_with_more_than_two_megabytes_gets_the_same_page(site, audience):
    people = ask_people(site, timezone.now(), audience=audience)
    home = f"/s/{people.ref}/" if not people.tokens else f"/a/{people.ref}/{people.tokens[0]}/"

    page = Client().post(
        f"{home}begin/", "x=" + "x" * 3_000_000, "application/x-www-form-urlencoded"
    )

    assert page.status_code == 413
    assert "too much at once" in page.content.decode()
    assert f'href="{home}"' in page.content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert not Draft.objects.exists()


def test_a_save_that_comes_to_no_end_gets_a_page_or_for_the_script_a_word(ada, monkeypatch):
    monkeypatch.setattr(answering, "_AT_MOST", 0)

    page = ada.post_page(3, hours="3")
    typed = ada.type(3, hours="3")

    assert (page.status_code, typed.status_code) == (503, 503)
    assert "could not be saved just now" in page.content.decode()
    assert typed.json() == {}


def test_too_many_fields_are_refused_too(ada):
    body = "&".join(f"f{number}=1" for number in range(5100))

    answer = ada.client.post(f"{ada.home}p/1/", body, "application/x-www-form-urlencoded")

    assert answer.status_code == 413


@pytest.mark.parametrize("place", [0, 4, 99999999999999999999])
def test_a_page_that_does_not_exist_leads_back_to_where_one_was(ada, place):
    assert ada.get(f"p/{place}/").headers["Location"] == f"{ada.home}p/1/"
    assert ada.post(f"p/{place}/", hours=1).status_code == 404


@pytest.mark.parametrize("rest", ["begin/", "send/", "consent/again/", "p/1/save/"])
def test_what_acts_can_not_be_got(ada, rest):
    assert ada.get(rest).status_code == 405


def test_a_draft_of_somebody_else_can_not_be_put_in_ones_place(people, ada):
    (eve_token,) = people.invite("eve@x.example")
    eve = Respondent(people, eve_token)
    eve.begin()
    mine = ada.draft()
    Draft.objects.filter(pk=mine.pk).update(sealed=bytes(eve.draft().sealed))

    assert ada.get("p/1/").status_code == 404


def test_a_lost_or_destroyed_key_does_not_shut_out_who_has_a_link(people, ada):
    keys.destroy(people.survey.code)

    assert ada.get("p/1/").status_code == 200


_FIELDS = st.dictionaries(
    st.sampled_from(["listening_before", "listening_now", "-showing", "-go", "asking_now", "x"]),
    st.text(max_size=30),
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=_FIELDS)
def test_no_field_whatever_it_says_breaks_a_page(ada, fields):
    ShortMemory.forget_everything()

    answer = ada.client.post(f"{ada.home}p/1/", fields)

    assert answer.status_code in {303, 422}


def test_the_log_names_routes_and_no_link(people, ada, caplog):
    with caplog.at_level(logging.INFO):
        ada.get("p/1/")
        ada.post("p/1/", listening_now=99)
        Respondent(people, "x" * 43).get()

    said = "".join(JsonLines().format(row) for row in caplog.records)
    assert "/a/<str:ref>/<str:token>/p/<int:place>/" in said
    assert people.ref not in said
    assert ada.token not in said
    assert "listening" not in said
