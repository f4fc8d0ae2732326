"""Contacts, priority groups, questions."""

from dataclasses import replace

import pytest

from mentoringup.training.page import ContactOnPage, QuestionOnPage, TierOnPage


@pytest.mark.parametrize("email", ["", "(", "ada", "ada@", "ada at lakeside.example", "a b@c.org"])
def test_a_contact_needs_an_address(sound, faults, email):
    contact = ContactOnPage(key="1", name="Ada Ruiz", email=email)
    assert faults(replace(sound, contacts=(contact,))) == [
        ("contact-address", "contact 1 email", email or "Ada Ruiz")
    ]


def test_an_address_that_is_cut_off_is_said_to_be(sound, findings):
    contact = ContactOnPage(key="1", name="Ada Ruiz", email="(")
    (finding,) = findings(replace(sound, contacts=(contact,)))
    assert finding.message == "The address of Ada Ruiz is cut off at an open bracket."


def test_an_address_among_other_words_is_taken_out(sound, faults, repaired):
    contact = ContactOnPage(key="1", name="Ada Ruiz", email="(ada@lakeside.example).")
    page = repaired(replace(sound, contacts=(contact,)), "contact-address")
    assert (page.contacts[0].email, faults(page)) == ("ada@lakeside.example", [])


def test_every_career_stage_that_may_attend_has_somebody_to_ask(sound, faults):
    for_postdocs = replace(sound.contacts[0], stage="postdoc")
    assert faults(replace(sound, contacts=(for_postdocs,))) == [
        ("contact-missing", "series contacts", "Graduate student")
    ]
    assert faults(replace(sound, contacts=())) == [("contact-missing", "series contacts", "")]


def test_a_page_for_everybody_needs_a_contact_for_everybody(sound, faults, repaired):
    for_postdocs = replace(sound.contacts[0], stage="postdoc")
    page = replace(sound, stages=(), contacts=(for_postdocs,))
    assert faults(page) == [("contact-missing", "series contacts", "Postdoc")]
    assert faults(repaired(page, "contact-missing")) == []


def test_a_priority_group_holds_only_people_who_may_attend(sound, faults, repaired):
    tiers = (TierOnPage(stages=("postdoc", "faculty"), disciplines=("biosciences",)),)
    page = replace(sound, tiers=tiers)
    assert faults(page) == [("contradicting-tier", "tier 1 stages", "Faculty")]
    assert repaired(page, "contradicting-tier").tiers[0].stages == ("postdoc",)


def test_a_group_after_one_that_holds_everybody_changes_nothing(sound, faults):
    tiers = (TierOnPage(), TierOnPage(stages=("postdoc",)))
    assert faults(replace(sound, tiers=tiers)) == [("unreachable-tier", "tier 2 stages", "2")]
    assert faults(replace(sound, tiers=tiers[::-1])) == []


def test_questions_and_answers_come_in_pairs(sound, faults):
    halves = (
        QuestionOnPage(key="1", question="May I come late?", answer=" "),
        QuestionOnPage(key="2", question="", answer="Yes."),
        QuestionOnPage(key="3", question="", answer=""),
    )
    assert faults(replace(sound, questions=halves)) == [
        ("question-without-answer", "question 1 answer", "May I come late?"),
        ("answer-without-question", "question 2 question", "Yes."),
    ]


@pytest.mark.parametrize(
    ("language", "answer", "question"),
    [
        ("en", "RSVP opens at the start of each quarter.", "When do RSVPs open?"),
        ("en", "You must be a postdoc.", "Who may attend?"),
        ("es", "En cualquier orden.", "¿Hay que tomar las sesiones en orden?"),
    ],
)
def test_the_question_of_a_lone_answer_is_proposed(sound, repaired, language, answer, question):
    pair = QuestionOnPage(key="1", question="", answer=answer)
    page = repaired(replace(sound, questions=(pair,), language=language), "answer-without-question")
    assert page.questions[0].question == question
