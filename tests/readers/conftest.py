"""A small questionnaire, and files of it written the way each tool writes them."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.model import (
    Instrument,
    Item,
    Option,
    Question,
    QuestionKind,
    Role,
    Scale,
)
from mentoreval.readers import read_responses
from mentoreval.responses import Responses
from small_instrument import small_instrument

Rows = Sequence[Sequence[str]]

SKILL = (
    Option(code=1, label="Not at all skilled", aliases=("Not at all",)),
    Option(code=2, label="2"),
    Option(code=3, label="Moderately skilled"),
    Option(code=4, label="4"),
    Option(code=5, label="Extremely skilled"),
    Option(code=9, label="Does not apply", not_applicable=True),
)
YES_NO = (Option(code=1, label="Yes", favorable=True), Option(code=2, label="No"))
STAGES = (
    Option(code=1, label="Student"),
    Option(code=2, label="Postdoc, or fellow", aliases=("Postdoc",)),
    Option(code=3, label="Professor, of any rank"),
    Option(code=10, label="Other"),
)


@pytest.fixture(scope="session")
def survey() -> Instrument:
    items = (
        Item(
            id="s1",
            text="Hearing what is said",
            topic="Hearing",
            options=SKILL,
            aliases=("skill_1",),
        ),
        Item(
            id="s2",
            text="Asking for what is needed now",
            topic="Asking",
            options=SKILL,
            aliases=("skill_2",),
        ),
    )
    questions = (
        Question(
            id="recommend",
            text="Would you tell a colleague?",
            topic="Recommend",
            kind=QuestionKind.SINGLE,
            options=YES_NO,
            role=Role.EVALUATION,
        ),
        Question(
            id="stage",
            text="What is your career stage?",
            topic="Career stage",
            kind=QuestionKind.MULTIPLE,
            options=STAGES,
            role=Role.DEMOGRAPHIC,
        ),
        Question(id="useful", text="What helped you most?", topic="Useful", kind=QuestionKind.TEXT),
    )
    return small_instrument(
        items,
        id="small-survey",
        title="A small survey",
        scales=(Scale(id="overall", name="Overall", items=("s1", "s2")),),
        questions=questions,
    )


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write text or bytes to a file and give its path."""

    def _write(content: str | bytes, name: str = "answers.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write


@pytest.fixture
def write_rows(write: Write) -> Write:
    """Write rows of cells as CSV and give the path."""

    def _write(*rows: Sequence[str], name: str = "answers.csv") -> Path:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        return write(text.getvalue(), name)

    return _write


@pytest.fixture
def write_qualtrics(write_rows: Write) -> Write:
    """Write a Qualtrics export of columns (name, label, ImportId) with its three header rows."""

    def _write(columns: Sequence[tuple[str, str, str]], rows: Rows) -> Path:
        return write_rows(
            [name for name, _, _ in columns],
            [label for _, label, _ in columns],
            [json.dumps({"ImportId": key}) for _, _, key in columns],
            *rows,
        )

    return _write


Refusal = Callable[..., list[str]]


@pytest.fixture
def refusal(survey: Instrument) -> Refusal:
    """Read a file that has to be refused and give the reasons as text."""

    def _refusal(path: Path, **options: object) -> list[str]:
        with pytest.raises(InputRefusedError) as caught:
            read_responses(path, instrument=survey, **options)  # type: ignore[arg-type]
        return [str(reason) for reason in caught.value.reasons]

    return _refusal


@pytest.fixture
def read(survey: Instrument) -> Callable[..., Responses]:
    """Read a file as answers to the small survey."""

    def _read(path: Path, **options: object) -> Responses:
        return read_responses(path, instrument=survey, **options)  # type: ignore[arg-type]

    return _read
