"""The cohort as plain Python reads it from the written files, without the library's readers."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from mentoreval.simulate import simulate_cohort, write_cohort

SEEDS = (0, 1, 20150901)
NO_ANSWER = {"1", "2", "8", "9", "17"}

Row = dict[str, str]


@dataclass(frozen=True)
class CohortFiles:
    """Rows of the three files, and the people who remain after each step."""

    rows: list[Row]
    implementations: list[Row]
    codes: list[Row]

    @property
    def real(self) -> list[Row]:
        """One row a person: no preview, test or spam, the fuller of two attempts, not empty."""
        best: dict[str, Row] = {}
        for row in self.rows:
            if row["Status"] in NO_ANSWER or not given(row):
                continue
            seen = best.get(row["ResponseId"])
            if seen is None or given(row) >= given(seen):
                best[row["ResponseId"]] = row
        return list(best.values())

    @property
    def included(self) -> list[Row]:
        return [
            one
            for one in self.implementations
            if float(one["hours"]) >= 4 and one["audience"] == "mentees"
        ]

    @property
    def answered(self) -> list[Row]:
        ids = {one["id"] for one in self.included}
        return [row for row in self.real if row["implementation_id"] in ids]

    @property
    def consented(self) -> list[Row]:
        return [row for row in self.answered if row["consent"] == "1"]

    def coded(self, question: str, layer: str = "consensus") -> dict[str, set[str]]:
        """Codes by answer."""
        found: dict[str, set[str]] = {}
        for one in self.codes:
            if (one["question"], one["layer"]) == (question, layer):
                found.setdefault(one["answer_id"], set()).add(one["code"])
        return found


def given(row: Row) -> int:
    """Number of answers in a row."""
    answers = ("mca#", "rse#", "facil", "valu", "would", "made", "plan", "most", "to_", "care")
    return sum(bool(cell) for name, cell in row.items() if name.startswith(answers))


def read_rows(path: Path, *, skip: int = 0) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))[skip:]


@pytest.fixture(scope="session", params=SEEDS)
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CohortFiles:
    folder = tmp_path_factory.mktemp("cohort")
    write_cohort(simulate_cohort(seed=request.param), folder)
    return CohortFiles(
        rows=read_rows(folder / "responses.csv", skip=2),
        implementations=read_rows(folder / "implementations.csv"),
        codes=read_rows(folder / "codes.csv"),
    )
