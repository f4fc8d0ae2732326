"""The library reads what it wrote: shapes, marks and steps, without a crosswalk."""

from pathlib import Path

import pytest

from mentoreval.inclusion import Included, include
from mentoreval.inclusion_rules import InclusionRules
from mentoreval.instruments.loading import load_instrument
from mentoreval.quality import screen
from mentoreval.readers.codes_file import read_codes, tabulate_codes
from mentoreval.readers.implementations_file import read_implementations
from mentoreval.readers.reading import read_responses
from mentoreval.simulate import simulate_cohort, write_cohort


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readers")
    write_cohort(simulate_cohort(seed=5), folder)
    return folder


@pytest.fixture(scope="module")
def included(folder: Path) -> Included:
    instrument = load_instrument("mentoring-up-post-survey")
    responses = read_responses(folder / "responses.csv", instrument=instrument)
    file = read_implementations(folder / "implementations.csv")
    return include(
        screen(responses).responses,
        implementations=file.implementations,
        rules=InclusionRules(),
    )


def test_the_steps_leave_226_answers_and_183_consents(included: Included) -> None:
    kept = (len(included.kept), len(included.answered), len(included.consented))
    assert kept == (26, 226, 183)


def test_selections_are_read_from_one_cell_and_from_one_column_a_choice(included: Included) -> None:
    flags = included.consented.selections
    counts = {question: chosen.sum(axis=1).tolist() for question, chosen in flags.items()}
    assert counts == {
        "career_stage": [45, 43, 35, 14, 9, 7, 4, 3, 2, 9, 0],
        "race_ethnicity": [86, 39, 18, 11, 1, 0, 8, 0],
        "gender": [82, 67, 1, 1],
    }


def test_every_file_is_known_to_be_synthetic(folder: Path, included: Included) -> None:
    marks = (
        included.consented.source.synthetic,
        read_implementations(folder / "implementations.csv").synthetic,
        read_codes(folder / "codes.csv").synthetic,
    )
    assert marks == (True, True, True)


def test_the_codes_make_table_3(folder: Path) -> None:
    table = tabulate_codes(read_codes(folder / "codes.csv"))
    last = [(code.code, code.n) for code in table.codes[-3:]]
    assert (table.answers, table.codings, len(table.grouped)) == (124, 167, 10)
    assert last == [("other", 10), ("vague", 6), ("no-change", 5)]
