import csv
import json
from pathlib import Path
from typing import Any

import pytest

from mentoreval.instruments.loading import load_instrument
from mentoreval.simulate import simulate_cohort, write_cohort


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    write_cohort(simulate_cohort(seed=3), folder)
    return folder


@pytest.fixture(scope="module")
def header(folder: Path) -> list[list[str]]:
    with (folder / "responses.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        return [next(rows) for _ in range(3)]


def test_names_are_unique(header: list[list[str]]) -> None:
    assert len(header[0]) == len(set(header[0]))


def test_the_export_begins_with_the_metadata_of_qualtrics(header: list[list[str]]) -> None:
    assert header[0][:9] == [
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "RecordedDate",
        "ResponseId",
    ]


def test_ratings_stand_side_by_side_before_first(header: list[list[str]]) -> None:
    ratings = [name for name in header[0] if "#" in name]
    assert ratings == [
        f"{tag}#{side}_{number}"
        for tag, items in (("mca", 26), ("rse", 5))
        for side in (1, 2)
        for number in range(1, items + 1)
    ]


def test_labels_are_the_words_of_the_instrument(header: list[list[str]]) -> None:
    label = dict(zip(header[0], header[1], strict=True))["mca#2_7"]
    item = load_instrument("mentoring-up-post-survey").item_by_id["mca07"]
    assert label.endswith(f"NOW - {item.text}")


def test_the_third_row_holds_import_ids(header: list[list[str]]) -> None:
    keys = {name: json.loads(cell) for name, cell in zip(header[0], header[2], strict=True)}
    assert keys["StartDate"] == {"ImportId": "startDate", "timeZone": "America/Chicago"}
    assert keys["mca#1_3"] == {"ImportId": "QID2#1_3"}
    assert keys["gender_2"] == {"ImportId": "QID32", "choiceId": "2"}


def test_both_shapes_of_several_choices_occur(files: Any) -> None:
    assert any("," in row["career_stage"] for row in files.rows)
    assert {row["gender_1"] for row in files.rows} == {"", "1"}


def test_no_person_is_named(files: Any) -> None:
    for name in ("RecipientLastName", "RecipientFirstName", "RecipientEmail", "LocationLatitude"):
        assert {row[name] for row in files.rows} == {""}
    assert all(row["IPAddress"].startswith("192.0.2.") for row in files.rows)


def test_every_row_of_every_file_says_synthetic(files: Any) -> None:
    assert {row["data_origin"] for row in files.rows} == {"synthetic"}
    for rows in (files.rows, files.implementations, files.codes):
        assert {row["synthetic"] for row in rows} == {"yes"}
    assert all(row["ResponseId"].startswith("SYNTHETIC_") for row in files.rows)


def test_the_note_says_synthetic_and_the_seed(folder: Path) -> None:
    note = (folder / "README.txt").read_text(encoding="utf-8")
    assert note.startswith("SYNTHETIC")
    assert "--seed 3" in note


def test_no_cell_can_be_taken_for_a_formula(folder: Path) -> None:
    for name in ("responses.csv", "implementations.csv", "codes.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.DictReader(file) for cell in row.items()]
        longitudes = {"longitude"}  # west of Greenwich, hence below zero
        found = [cell for name, cell in cells if cell[:1] in "=+-@" and name not in longitudes]
        assert [cell for cell in found if cell] == []
