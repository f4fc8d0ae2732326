"""Answers written in every shape that Qualtrics exports have are read back as the same answers."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoreval.instruments.model import Instrument, Item, Occasion, Question
from mentoreval.readers import read_responses
from mentoreval.responses import Consent, Missing, RecordKind

Column = tuple[str, str, Mapping[str, str]]
"""Name, label and what the third header row holds."""

PROMPT = "How skilled were you BEFORE the training, and how skilled are you NOW?"
HEADING = {Occasion.BEFORE: "BEFORE the training", Occasion.NOW: "Now"}
CODES = st.sampled_from([1, 2, 3, 4, 5, 9, None])
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r"),
    min_size=1,
).filter(lambda text: bool(text.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person's answers as codes, None where there is none."""

    consent: int | None
    ratings: tuple[int | None, ...]
    recommend: int | None
    stage: frozenset[int]
    useful: str | None


PEOPLE = st.lists(
    st.builds(
        Person,
        consent=st.sampled_from([1, 2, None]),
        ratings=st.tuples(CODES, CODES, CODES, CODES),
        recommend=st.sampled_from([1, 2, None]),
        stage=st.frozensets(st.sampled_from([1, 2, 3, 10])),
        useful=st.none() | TEXTS,
    ),
    min_size=1,
    max_size=6,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    ratings: str
    choices: str
    labels: bool
    header_rows: int


SHAPES = [
    Shape(ratings=ratings, choices=choices, labels=labels, header_rows=rows)
    for ratings, choices, labels, rows in product(
        ("side by side", "two matrices", "doubled statements"),
        ("one cell", "one column each"),
        (False, True),
        (3, 2),
    )
]


def rating_column(shape: Shape, place: int, item: Item, occasion: Occasion) -> Column:
    column = 1 if occasion is Occasion.BEFORE else 2
    if shape.ratings == "side by side":
        label = f"{PROMPT} - {HEADING[occasion]} - {item.text}"
        return f"Q5#{column}_{place}", label, {"ImportId": f"QID5#{column}_{place}"}
    if shape.ratings == "two matrices":
        label = f"How skilled: {HEADING[occasion]}? - {item.text}"
        return f"Q{4 + column}_{place}", label, {"ImportId": f"QID{4 + column}_{place}"}
    row = 2 * place + column
    return f"Q5_{row}", f"{PROMPT} - {occasion.upper()}: {item.text}", {"ImportId": f"QID5_{row}"}


def stage_columns(shape: Shape, question: Question) -> list[Column]:
    if shape.choices == "one cell":
        return [("Q8", question.text, {"ImportId": "QID8"})]
    return [
        (
            f"Q8_{option.code}",
            f"{question.text} - Selected Choice - {option.label}",
            {"ImportId": "QID8", "choiceId": str(option.code)},
        )
        for option in question.options
    ]


def columns(shape: Shape, survey: Instrument) -> list[Column]:
    recommend, stage, useful = survey.questions
    ratings = [
        rating_column(shape, place, item, occasion)
        for place, item in enumerate(survey.items, start=1)
        for occasion in Occasion
    ]
    return [
        ("StartDate", "Start Date", {"ImportId": "startDate"}),
        ("Status", "Response Type", {"ImportId": "status"}),
        ("ResponseId", "Response ID", {"ImportId": "_recordId"}),
        ("Q1", "Do you consent to research with your answers?", {"ImportId": "QID1"}),
        *ratings,
        ("Q7", recommend.text, {"ImportId": "QID7"}),
        *stage_columns(shape, stage),
        ("Q9", useful.text, {"ImportId": "QID9_TEXT"}),
    ]


def labels_of(part: Item | Question) -> dict[int, str]:
    return {option.code: option.label for option in part.options}


def cells(shape: Shape, survey: Instrument, person: Person) -> list[str]:
    recommend, stage, _ = survey.questions

    def cell(code: int | None, labels: Mapping[int, str]) -> str:
        if code is None:
            return ""
        return labels[code] if shape.labels else str(code)

    chosen = [cell(c, labels_of(stage)) if c in person.stage else "" for c in labels_of(stage)]
    if shape.choices == "one cell":
        chosen = [",".join(part for part in chosen if part)]
    elif not shape.labels:
        chosen = ["1" if part else "" for part in chosen]
    return [
        cell(person.consent, {1: "Yes, I do", 2: "No"}),
        *(cell(c, labels_of(survey.items[place // 2])) for place, c in enumerate(person.ratings)),
        cell(person.recommend, labels_of(recommend)),
        *chosen,
        person.useful or "",
    ]


def export(shape: Shape, survey: Instrument, people: Sequence[Person]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    header = columns(shape, survey)
    writer.writerow([name for name, _, _ in header])
    writer.writerow([label for _, label, _ in header])
    if shape.header_rows == 3:
        writer.writerow([json.dumps(key) for _, _, key in header])
    for number, person in enumerate(people):
        status = "IP Address" if shape.labels else "0"
        row = ["2024-05-01 10:00:00", status, f"R_{number}"]
        writer.writerow([*row, *cells(shape, survey, person)])
    return text.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@given(people=PEOPLE)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_answers_come_back_from_every_shape(
    tmp_path: Path, survey: Instrument, shape: Shape, people: list[Person]
) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(export(shape, survey, people))
    found = read_responses(path, instrument=survey)
    silent = {None: Missing.UNANSWERED, 9: Missing.NOT_APPLICABLE}
    keys = [(item.id, occasion) for item in survey.items for occasion in Occasion]
    for place, key in enumerate(keys):
        expected = [person.ratings[place] for person in people]
        assert found.ratings[key].tolist() == [silent.get(code, code) for code in expected]
    assert found.choices["recommend"].tolist() == [
        silent.get(person.recommend, person.recommend) for person in people
    ]
    assert found.selections["stage"].T.tolist() == [
        [code in person.stage for code in (1, 2, 3, 10)] for person in people
    ]
    assert found.selection_state["stage"].tolist() == [
        0 if person.stage else Missing.UNANSWERED for person in people
    ]
    assert found.texts["useful"].to_list() == [person.useful for person in people]
    consents = {1: Consent.YES, 2: Consent.NO, None: Consent.MISSING}
    assert found.consent.tolist() == [consents[person.consent] for person in people]
    assert found.respondent.to_list() == [f"R_{number}" for number in range(len(people))]
    assert set(found.kind.tolist()) == {RecordKind.ANSWER}
