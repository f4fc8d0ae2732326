"""Answers in words: shuffled, from five on, with names suggested, redacted by a person."""

import csv
import io

import pytest

from frozen_answers import frozen_answers, words_question
from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.evaluation.domain.free_texts import (
    TextIsGoneError,
    TooFewTextsError,
    export_texts,
    open_questions,
    review_text,
    suggest,
    texts_of,
)
from mentoringup.evaluation.domain.research import rows_to_export
from mentoringup.evaluation.domain.rows import rows_of_data_set
from mentoringup.evaluation.models import RedactedText
from mentoringup.evaluation.names import Sign, redacted, spans_in

TEXTS = tuple(f"I wrote answer number {word}." for word in ("one", "two", "three", "four", "five"))
QUESTION = words_question()


@pytest.fixture
def evaluator(make_staff, site):
    return make_staff(Role.EVALUATOR, site)


def marked(text: str, *names: str) -> list[tuple[str, Sign]]:
    return [(text[one.start : one.end], one.sign) for one in spans_in(text, names=names)]


def test_known_people_are_found_in_any_spelling_of_their_names():
    assert marked("Thank you, Jonas! lindqvist helped.", "Jonas Lindqvist") == [
        ("Jonas", Sign.KNOWN),
        ("lindqvist", Sign.KNOWN),
    ]


def test_a_name_with_a_surname_is_one_name_and_a_possessive_is_left():
    text = "I met Rosa Delgado's group."

    assert redacted(text, spans_in(text, names=())) == "I met [name]'s group."


def test_titles_mails_links_streets_and_numbers_are_found():
    assert marked("Ask Dr. Smith, ada@lab.example, www.lab.example or 608 555 0199.") == [
        ("Dr. Smith", Sign.TITLED),
        ("ada@lab.example", Sign.ADDRESS),
        ("www.lab.example", Sign.ADDRESS),
        ("608 555 0199", Sign.NUMBER),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The module was good. My mentor and I talk more.",
        "On Monday I used Zoom; NIH rules helped.",
        "more time, 4 hours, 2026",
        "",
    ],
)
def test_ordinary_words_are_left(text):
    assert marked(text) == []


def test_names_in_other_alphabets_and_with_accents_are_found():
    assert marked("gracias a Íñigo y a José-María por todo") == [
        ("Íñigo", Sign.CAPITAL),
        ("José-María", Sign.CAPITAL),
    ]


def test_answers_are_shuffled_by_the_data_set_and_the_same_each_time(site, now):
    data_set = frozen_answers(site, now, people=20, texts=tuple(map(str, range(100, 120))))
    first = [one.text for one in texts_of(data_set=data_set, question=QUESTION)]

    assert sorted(first) == [str(number) for number in range(100, 120)]
    assert first != sorted(first)
    assert [one.text for one in texts_of(data_set=data_set, question=QUESTION)] == first
    assert [one.number for one in texts_of(data_set=data_set, question=QUESTION)] == list(
        range(1, 21)
    )


def test_fewer_than_five_answers_are_not_shown_and_not_counted(site, now):
    data_set = frozen_answers(site, now, people=9, texts=TEXTS[:4])

    listed = {one.id: one.answers for one in open_questions(data_set=data_set)}

    assert listed[QUESTION] is None
    with pytest.raises(TooFewTextsError):
        texts_of(data_set=data_set, question=QUESTION)


def test_ratings_and_unknown_questions_are_no_texts(site, now):
    data_set = frozen_answers(site, now, people=9, texts=TEXTS)

    for name in ("consent", "respondent_id", "nothing"):
        with pytest.raises(TextIsGoneError):
            texts_of(data_set=data_set, question=name)


def test_people_of_the_site_are_suggested_and_looking_stores_nothing(site, now, make_person):
    from mentoringup.organizations.models import Membership  # noqa: PLC0415  one test needs it

    person = make_person("x@example.org", given_name="Wilhelmina", family_name="Ng")
    Membership.objects.create(person=person, site=site, role=Role.CODER, granted_at=now)
    data_set = frozen_answers(site, now, people=9, texts=("wilhelmina was great", *TEXTS))
    texts = texts_of(data_set=data_set, question=QUESTION)

    found = [one.text for one in suggest(data_set=data_set, texts=texts)]

    assert "[name] was great" in found
    assert not RedactedText.objects.exists()


def test_a_review_is_kept_corrected_and_told(site, now, evaluator):
    data_set = frozen_answers(site, now, people=9, texts=TEXTS)
    for text in ("first", "second"):
        review_text(
            data_set=data_set, question=QUESTION, number=2, text=text, actor=evaluator, now=now
        )

    assert [one.stored for one in texts_of(data_set=data_set, question=QUESTION)] == [
        *(None, "second", None, None, None)
    ]
    assert Entry.objects.filter(verb="text.redacted").count() == 2


def test_an_answer_that_is_not_there_can_t_be_reviewed(site, now, evaluator):
    data_set = frozen_answers(site, now, people=9, texts=TEXTS)

    with pytest.raises(TextIsGoneError):
        review_text(
            data_set=data_set, question=QUESTION, number=6, text="x", actor=evaluator, now=now
        )


def test_the_export_has_reviewed_answers_of_those_who_consented_and_no_formula(
    site, now, evaluator
):
    texts = (*TEXTS, "=1+1", "declined A", "declined B")
    data_set = frozen_answers(site, now, people=8, texts=texts, consents=6)
    for one in texts_of(data_set=data_set, question=QUESTION):
        review_text(
            data_set=data_set,
            question=QUESTION,
            number=one.number,
            text=one.text,
            actor=evaluator,
            now=now,
        )

    content = export_texts(data_set=data_set, question=QUESTION, actor=evaluator, now=now)

    heads, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    assert heads == ["question", "number", "text"]
    assert sorted(row[2] for row in rows) == sorted([*TEXTS, "'=1+1"])
    assert [row[1] for row in rows] == [str(number) for number in range(1, 7)]


def test_before_five_are_reviewed_there_is_no_export(site, now, evaluator):
    data_set = frozen_answers(site, now, people=9, texts=TEXTS)

    with pytest.raises(TooFewTextsError, match="no file yet"):
        export_texts(data_set=data_set, question=QUESTION, actor=evaluator, now=now)


def test_a_reviewed_answer_stands_in_the_row_of_who_wrote_it(site, now, evaluator):
    data_set = frozen_answers(site, now, people=9, texts=TEXTS)
    for one in texts_of(data_set=data_set, question=QUESTION):
        text = f"{one.text} (read)"
        review_text(
            data_set=data_set,
            question=QUESTION,
            number=one.number,
            text=text,
            actor=evaluator,
            now=now,
        )

    before, after = rows_of_data_set(data_set), rows_to_export(data_set)

    assert [row[QUESTION] for row in after] == [
        f"{row[QUESTION]} (read)" if row[QUESTION] else "" for row in before
    ]
    assert [row["respondent_id"] for row in after] == [row["respondent_id"] for row in before]


def test_a_data_set_without_answers_has_its_questions_and_no_words(site, now):
    data_set = frozen_answers(site, now, people=0)

    assert QUESTION in {one.id for one in open_questions(data_set=data_set)}
    with pytest.raises(TooFewTextsError):
        texts_of(data_set=data_set, question=QUESTION)
