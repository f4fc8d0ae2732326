"""A mentee asks her mentor, by her own link and nobody else's."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from answered_wave import AskedPeople, Respondent, add_wave, ask_people
from mentoringup.outbox.models import Mail
from mentoringup.surveys import keys, links
from mentoringup.surveys.domain.forgetting import destroy_key
from mentoringup.surveys.enums import AudienceKind, Mode, WaveKind, WaveState
from mentoringup.surveys.models import Participant, Response, Survey, Wave
from mentoringup.surveys.setup import Setup
from mentoringup.ui.short_memory import ShortMemory


@pytest.fixture(params=list(Mode))
def ada(request, site):
    people = ask_people(site, timezone.now(), mode=request.param)
    Survey.objects.filter(pk=people.survey.pk).update(invites_mentors=True)
    add_wave(people.survey, WaveKind.MENTOR, people.wave.asked, people.now)
    ShortMemory.forget_everything()
    ada = Respondent(people, people.tokens[0])
    ada.answer_all()
    return ada


def test_a_mentor_is_written_to_in_the_mentees_name(ada):
    offered = ada.get("thanks/").content.decode()
    answer = ada.post("mentor/", email="mentor@x.example", name="Ada Lovelace")

    mentor = Participant.objects.get(is_mentor=True)
    assert "Invite my mentor" in offered
    assert "Your mentor is being written to." in answer.content.decode()
    assert Mail.objects.get().to == mentor.email == "mentor@x.example"
    assert len(mentor.about) == 64


def test_what_stands_for_the_mentee_leads_to_no_answer_of_hers(ada):
    ada.post("mentor/", email="mentor@x.example", name="Ada")

    response, mentor = Response.objects.get(), Participant.objects.get(is_mentor=True)
    assert mentor.about not in {response.locator, response.pseudonym, ""}
    assert (mentor.mentee_sealed is None) is (response.mode == Mode.ANONYMOUS)


def test_what_a_mentor_answers_stands_beside_her_mentees_answers_in_the_confidential_mode(ada):
    ada.post("mentor/", email="mentor@x.example", name="Ada")
    mentor = Participant.objects.get(is_mentor=True)
    wave = Wave.objects.get(kind=WaveKind.MENTOR)
    token = links.token_for(keys.load(ada.people.survey.code), mentor.nonce)
    people = AskedPeople(survey=ada.people.survey, wave=wave, now=ada.people.now)
    boss = Respondent(people, token)

    boss.answer_all()

    mentees, mentors = Response.objects.get(wave=ada.people.wave), Response.objects.get(wave=wave)
    assert mentors.about == mentees.pseudonym
    assert mentors.pseudonym != mentees.pseudonym or mentees.mode == Mode.ANONYMOUS
    assert "Invite my mentor" not in boss.get("thanks/").content.decode()


def test_two_mentees_of_one_mentor_stop_no_destroying_of_the_key(ada):
    (token,) = ada.people.invite("eve@x.example")
    eve = Respondent(ada.people, token)
    eve.answer_all()
    for one in (ada, eve):
        one.post("mentor/", email="mentor@x.example", name="A mentee")
    Wave.objects.update(state=WaveState.CLOSED)

    destroy_key(survey=ada.people.survey, actor=None, now=timezone.now())

    mentors = Participant.objects.filter(is_mentor=True)
    assert [(one.about, one.nonce, one.mentee_sealed) for one in mentors] == [("", "", None)] * 2


def test_by_a_public_link_nobody_has_mails_written_to_anybody(site):
    people = ask_people(site, timezone.now(), audience=AudienceKind.PUBLIC)
    Survey.objects.filter(pk=people.survey.pk).update(invites_mentors=True)
    add_wave(people.survey, WaveKind.MENTOR, people.wave.asked, people.now)
    ShortMemory.forget_everything()
    begun = Client().post(f"/s/{people.ref}/begin/", {"language": "en"})
    somebody = Respondent(people, begun.headers["Location"].split("/")[3])
    somebody.answer_all()

    answer = somebody.post("mentor/", email="stranger@x.example", name="Nobody")

    assert answer.status_code == 404
    assert "Invite my mentor" not in somebody.get("thanks/").content.decode()
    assert not Mail.objects.exists()


def test_with_a_public_link_there_is_no_wave_of_mentors():
    setup = Setup(audience=AudienceKind.PUBLIC, invites_mentors=True)

    assert WaveKind.MENTOR not in setup.all_kinds()
    assert WaveKind.MENTOR in replace(setup, audience=AudienceKind.ROSTER).all_kinds()


def test_a_wrong_address_is_told_and_what_was_typed_is_kept(ada):
    answer = ada.post("mentor/", email="nobody", name="Ada Lovelace")

    assert answer.status_code == 422
    assert "Ada Lovelace" in answer.content.decode()
    assert not Participant.objects.filter(is_mentor=True).exists()


def test_who_has_not_sent_asks_nobody(ada):
    (token,) = ada.people.invite("eve@x.example")
    eve = Respondent(ada.people, token)
    eve.begin()

    assert eve.post("mentor/", email="mentor@x.example", name="Eve").status_code == 404


def test_where_no_mentors_are_asked_there_is_no_such_page(site):
    people = ask_people(site, timezone.now())
    ada = Respondent(people, people.tokens[0])
    ada.answer_all()

    assert ada.get("mentor/").status_code == 404
    assert "Invite my mentor" not in ada.get("thanks/").content.decode()
