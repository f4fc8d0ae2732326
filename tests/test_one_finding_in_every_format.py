"""The same answers, written as every tool writes them, give the same results to the last digit."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import polars as pl
import pytest

from mentoreval.evaluation.pipeline import evaluate
from mentoreval.implementations import Implementation
from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import Instrument, Item, Occasion, Question, QuestionKind
from mentoreval.readers import read_responses
from mentoreval.readers.implementations_file import read_implementations
from mentoreval.readers.redcap_dictionary import HEADERS
from mentoreval.results_json import to_json
from mentoreval.simulate.cohort import simulate_cohort
from mentoreval.simulate.export import write_cohort
from mentoreval.spss_export import write_spss

Person = Mapping[str, str]
"""Codes and texts of one person under the names of the plain wide file; "" where there is none."""

Write = Callable[["Survey", Path], tuple[Path, Path | None]]

SEED = 3
ANSWER = "0"
OF_THE_FILE = ("input", "data_quality", "remarks")
"""Parts of a result that tell of the file and not of the answers."""

RATED = "How skilled were you BEFORE the training, and how skilled are you NOW?"
WORDS = {Occasion.BEFORE: "BEFORE the training", Occasion.NOW: "Now"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The answers apart from any format."""

    instrument: Instrument
    implementations: Sequence[Implementation]
    people: Sequence[Person]


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    folder = tmp_path_factory.mktemp("cohort")
    instrument = load_instrument("mentoring-up-post-survey")
    write_cohort(simulate_cohort(seed=SEED), folder)
    with (folder / "responses.csv").open(encoding="utf-8-sig", newline="") as file:
        names, _, _, *rows = csv.reader(file)
    records = [dict(zip(names, row, strict=True)) for row in rows]
    # The last of two attempts, and no previews: no other tool has these rows.
    kept = {one["ResponseId"]: one for one in records if one["Status"] == ANSWER}
    return Survey(
        instrument=instrument,
        implementations=read_implementations(folder / "implementations.csv").implementations,
        people=[person(one, instrument) for one in kept.values()],
    )


def person(record: Person, instrument: Instrument) -> Person:
    found = {
        "respondent_id": record["ResponseId"],
        "implementation_id": record["implementation_id"],
        "consent": record["consent"],
        "seconds": record["Duration (in seconds)"],
        "recorded": record["RecordedDate"],
        "synthetic": "true",
    }
    for item, (place, occasion) in product(instrument.items, enumerate(Occasion, start=1)):
        block, _, number = item.aliases[0].partition("_")
        found[f"{item.id}_{occasion}"] = record[f"{block}#{place}_{number}"]
    for question in instrument.questions:
        own = [o.code for o in question.options if record.get(f"{question.id}_{o.code}")]
        found[question.id] = record.get(question.id) or ",".join(map(str, own))
    return found


def write_rows(path: Path, rows: Iterable[Iterable[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def chosen(one: Person, question: Question) -> list[str]:
    return [code for code in one[question.id].split(",") if code]


# Qualtrics: three ways to ask twice, numbers or labels, three header rows or two.

Column = tuple[str, str, Mapping[str, str], Callable[[Person], str]]
"""Name, label, what the third header row holds, and the cell of a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    ratings: str
    labels: bool
    header_rows: int


# Every two of the three choices meet; all twelve are in readers/test_qualtrics_shapes.py.
SHAPES = [
    Shape(ratings="side by side", labels=False, header_rows=3),
    Shape(ratings="side by side", labels=True, header_rows=2),
    Shape(ratings="two matrices", labels=False, header_rows=2),
    Shape(ratings="two matrices", labels=True, header_rows=3),
    Shape(ratings="doubled statements", labels=False, header_rows=2),
    Shape(ratings="doubled statements", labels=True, header_rows=3),
]


def rating(shape: Shape, place: int, item: Item, occasion: Occasion) -> Column:
    side = 1 + (occasion is Occasion.NOW)
    word = WORDS[occasion]
    name, label = {
        "side by side": (f"5#{side}_{place}", f"{RATED} - {word} - {item.text}"),
        "two matrices": (f"{4 + side}_{place}", f"How skilled: {word}? - {item.text}"),
        "doubled statements": (f"5_{2 * place + side}", f"{RATED} - {word}: {item.text}"),
    }[shape.ratings]

    def cell(one: Person) -> str:
        return in_words(shape, item, [one[f"{item.id}_{occasion}"]])

    return f"Q{name}", label, {"ImportId": f"QID{name}"}, cell


def in_words(shape: Shape, asked: Item | Question, codes: Sequence[str]) -> str:
    labels = {str(option.code): option.label for option in asked.options} if shape.labels else {}
    return ",".join(labels.get(code, code) for code in codes)


def question_columns(shape: Shape, number: int, question: Question) -> list[Column]:
    name = f"Q{number}"

    def cell(one: Person) -> str:
        if not question.options:
            return one[question.id]
        return in_words(shape, question, chosen(one, question))

    return [(name, question.text, {"ImportId": f"QID{number}"}, cell)]


def qualtrics_columns(shape: Shape, instrument: Instrument) -> list[Column]:
    yes_no = {"1": "Yes", "2": "No", "": ""}

    def metadata(name: str, key: str, cell: Callable[[Person], str]) -> Column:
        return name, name, {"ImportId": key}, cell

    return [
        metadata("Status", "status", lambda _: "IP Address" if shape.labels else ANSWER),
        metadata("ResponseId", "_recordId", lambda one: one["respondent_id"]),
        metadata("Duration (in seconds)", "duration", lambda one: one["seconds"]),
        metadata("RecordedDate", "recordedDate", lambda one: one["recorded"]),
        metadata("implementation_id", "implementation_id", lambda one: one["implementation_id"]),
        metadata("synthetic", "synthetic", lambda one: one["synthetic"]),
        (
            "Q1",
            "Do you consent to research with your answers?",
            {"ImportId": "QID1"},
            lambda one: yes_no[one["consent"]] if shape.labels else one["consent"],
        ),
        *(
            rating(shape, place, item, occasion)
            for place, item in enumerate(instrument.items, start=1)
            for occasion in Occasion
        ),
        *(
            column
            for number, question in enumerate(instrument.questions, start=20)
            for column in question_columns(shape, number, question)
        ),
    ]


def write_qualtrics(survey: Survey, shape: Shape, path: Path) -> Path:
    columns = qualtrics_columns(shape, survey.instrument)
    header = (
        [name for name, _, _, _ in columns],
        [label for _, label, _, _ in columns],
        [json.dumps(key) for _, _, key, _ in columns],
    )
    rows = ([cell(one) for _, _, _, cell in columns] for one in survey.people)
    return write_rows(path, [*header[: shape.header_rows], *rows])


# The other tools. Each writer gives the file and, for REDCap, its dictionary.


def write_wide(survey: Survey, folder: Path) -> tuple[Path, Path | None]:
    people = survey.people
    return write_rows(folder / "wide.csv", [people[0], *(one.values() for one in people)]), None


def write_parquet(survey: Survey, folder: Path) -> tuple[Path, Path | None]:
    path = folder / "wide.parquet"
    rated = [f"{item.id}_{o}" for item, o in product(survey.instrument.items, Occasion)]
    frame = pl.DataFrame(survey.people).with_columns(
        pl.col(*rated, "seconds").cast(pl.Int16, strict=False),
        pl.col("synthetic") == "true",
    )
    frame.write_parquet(path)
    return path, None


def write_sav(survey: Survey, folder: Path) -> tuple[Path, Path | None]:
    path = folder / "survey.sav"
    wide, _ = write_wide(survey, folder)
    write_spss(read_responses(wide, instrument=survey.instrument), path)
    return path, None


def split(one: Person, question: Question, *, made: str, not_made: str) -> list[str]:
    codes = chosen(one, question)
    return [made if str(option.code) in codes else not_made for option in question.options]


def write_limesurvey(survey: Survey, folder: Path) -> tuple[Path, Path | None]:
    asked = survey.instrument.questions
    several = [one for one in asked if one.kind is QuestionKind.MULTIPLE]
    others = [one.id for one in asked if one.kind is not QuestionKind.MULTIPLE]
    rated = [f"{item.id}_{o}" for item, o in product(survey.instrument.items, Occasion)]
    names = [
        *("id", "submitdate", "interviewtime", "implementation_id", "consent", "synthetic"),
        *(
            f"{block}[{number}][{place}]"
            for item in survey.instrument.items
            for block, _, number in [item.aliases[0].partition("_")]
            for place in (1, 2)
        ),
        *others,
        *(f"{one.id}[{option.code}]" for one in several for option in one.options),
    ]
    keys = ("respondent_id", "recorded", "seconds", "implementation_id", "consent", "synthetic")
    rows = (
        [one[key] for key in (*keys, *rated, *others)]
        + [cell for question in several for cell in split(one, question, made="Y", not_made="")]
        for one in survey.people
    )
    return write_rows(folder / "results-survey.csv", [names, *rows]), None


def write_redcap(survey: Survey, folder: Path) -> tuple[Path, Path | None]:
    asked = survey.instrument.questions
    several = [one for one in asked if one.kind is QuestionKind.MULTIPLE]
    others = [one for one in asked if one.kind is not QuestionKind.MULTIPLE]
    plain = [
        *(f"{item.id}_{o}" for item, o in product(survey.instrument.items, Occasion)),
        *(one.id for one in others),
    ]
    keys = ("respondent_id", "implementation_id", "recorded", "consent", "synthetic")
    redcap_keys = (
        *("record_id", "redcap_data_access_group", "survey_timestamp"),
        *("consent", "synthetic"),
    )
    boxes = [f"{one.id}___{option.code}" for one in several for option in one.options]
    records = write_rows(
        folder / "records.csv",
        [
            [*redcap_keys, *plain, *boxes],
            *(
                [one[key] for key in (*keys, *plain)]
                + [cell for q in several for cell in split(one, q, made="1", not_made="0")]
                for one in survey.people
            ),
        ],
    )
    return records, write_rows(folder / "dictionary.csv", dictionary(survey.instrument))


def dictionary(instrument: Instrument) -> Iterable[Sequence[str]]:
    kinds = {QuestionKind.SINGLE: "radio", QuestionKind.MULTIPLE: "checkbox"}

    def row(name: str, kind: str, label: str, choices: str = "") -> list[str]:
        cells = {
            "Variable / Field Name": name,
            "Form Name": "survey",
            "Field Type": kind,
            "Field Label": label,
            "Choices, Calculations, OR Slider Labels": choices,
        }
        return [cells.get(header, "") for header in HEADERS]

    yield list(HEADERS)
    yield row("record_id", "text", "Record")
    yield row("consent", "radio", "Consent to research", "1, Yes | 2, No")
    yield row("synthetic", "text", "Invented people")
    for asked in (*instrument.items, *instrument.questions):
        choices = " | ".join(f"{option.code}, {option.label}" for option in asked.options)
        if isinstance(asked, Item):
            for occasion in Occasion:
                yield row(f"{asked.id}_{occasion}", "radio", asked.text, choices)
        else:
            yield row(asked.id, kinds.get(asked.kind, "notes"), asked.text, choices)


# Same answers, same finding.


def finding(survey: Survey, path: Path, definition: Path | None = None) -> Mapping[str, object]:
    responses = read_responses(path, instrument=survey.instrument, dictionary=definition)
    results = to_json(evaluate(responses, implementations=survey.implementations))
    # Checks of the data are of the file, and so is which of them are hidden.
    results["suppressed"] = [one for one in results["suppressed"] if one["table"] != "data-quality"]
    return {part: value for part, value in results.items() if part not in OF_THE_FILE}


@pytest.fixture(scope="module")
def from_wide(survey: Survey, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, object]:
    return finding(survey, *write_wide(survey, tmp_path_factory.mktemp("wide")))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_every_qualtrics_shape_gives_the_results_of_the_wide_file(
    survey: Survey, from_wide: Mapping[str, object], shape: Shape, tmp_path: Path
) -> None:
    assert finding(survey, write_qualtrics(survey, shape, tmp_path / "export.csv")) == from_wide


@pytest.mark.parametrize("write", [write_parquet, write_sav, write_limesurvey, write_redcap])
def test_every_other_tool_gives_the_results_of_the_wide_file(
    survey: Survey, from_wide: Mapping[str, object], write: Write, tmp_path: Path
) -> None:
    assert finding(survey, *write(survey, tmp_path)) == from_wide
