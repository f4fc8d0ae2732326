import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoreval.errors import InputRefusedError
from mentoreval.implementations import Audience, Implementation, Mode
from mentoreval.readers.implementations_file import read_implementations

HEADER = "id,site,country,latitude,longitude,mode,audience,hours,trained,modules,date\n"
ROW = "w1,North College,USA,43.07,-89.4,in person,mentees,4.5,12,communication;equity,2024-09-30\n"
IMPLEMENTATION = Implementation(
    id="w1",
    site="North College",
    country="USA",
    latitude=43.07,
    longitude=-89.4,
    mode=Mode.IN_PERSON,
    audience=Audience.MENTEES,
    hours=4.5,
    trained=12,
    modules=("communication", "equity"),
    date="2024-09-30",
)


Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(content: str) -> Path:
        path = tmp_path / "implementations.csv"
        path.write_text(content, encoding="utf-8")
        return path

    return _write


def _refusals(path: Path) -> list[str]:
    with pytest.raises(InputRefusedError) as refused:
        read_implementations(path)
    return [str(reason) for reason in refused.value.reasons]


def test_a_full_row_is_read(write: Write) -> None:
    assert read_implementations(write(HEADER + ROW)).implementations == (IMPLEMENTATION,)


def test_blank_cells_are_unknown(write: Write) -> None:
    path = write(HEADER + "w1,North College,,,,,mentees,4.5,,,\n")

    assert read_implementations(path).implementations == (
        Implementation(id="w1", site="North College", audience=Audience.MENTEES, hours=4.5),
    )


def test_four_columns_in_any_order_and_case_are_enough(write: Write) -> None:
    path = write("Hours,AUDIENCE,Site,ID\n4.5,mentees,North College,w1\n")

    assert read_implementations(path).implementations == (
        Implementation(id="w1", site="North College", audience=Audience.MENTEES, hours=4.5),
    )


@pytest.mark.parametrize(
    ("word", "mode"),
    [
        ("In-Person", Mode.IN_PERSON),
        ("face to face", Mode.IN_PERSON),
        ("virtual", Mode.ONLINE),
        ("Online", Mode.ONLINE),
        ("hybrid", Mode.HYBRID),
    ],
)
def test_modes_have_synonyms(write: Write, word: str, mode: Mode) -> None:
    path = write(HEADER + ROW.replace("in person", word))

    assert read_implementations(path).implementations == (replace(IMPLEMENTATION, mode=mode),)


@pytest.mark.parametrize("word", ["both", "Mentors and mentees", "combined"])
def test_a_training_for_both_has_synonyms(write: Write, word: str) -> None:
    path = write(HEADER + ROW.replace(",mentees,", f",{word},"))

    assert read_implementations(path).implementations[0].audience == Audience.COMBINED


@pytest.mark.parametrize(
    ("cell", "modules"),
    [
        ("", None),
        ("none", ()),
        (" Work Life ; communication;", ("work-life", "communication")),
        ("Aligning Expectations", ("expectations",)),
    ],
)
def test_modules_are_ids_or_names_and_none_differs_from_unknown(
    write: Write, cell: str, modules: tuple[str, ...] | None
) -> None:
    path = write(HEADER + ROW.replace("communication;equity", cell))

    assert read_implementations(path).implementations[0].modules == modules


def test_one_synthetic_row_makes_the_file_synthetic(write: Write) -> None:
    path = write("id,site,audience,hours,synthetic\na,A,mentees,4,no\nb,B,mentees,8,yes\n")

    assert read_implementations(path).synthetic is True


def test_a_file_without_that_column_is_not_synthetic(write: Write) -> None:
    assert read_implementations(write(HEADER + ROW)).synthetic is False


def test_columns_without_a_meaning_are_named(write: Write) -> None:
    path = write("id,site,audience,hours,funding\na,A,mentees,4,NIH\n")

    assert read_implementations(path).ignored_columns == ("funding",)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (",4.5,", ",-1,", "column hours: found -1; expected a number of 0 or more"),
        (",4.5,", ",0,", "column hours: found 0; expected a number above 0"),
        (",4.5,", ",,", "column hours: the cell is empty; expected a value"),
        (",4.5,", ",nan,", "column hours: found “nan”; expected a number"),
        (
            ",4.5,",
            ',"4,5",',
            "column hours: found “4,5”; expected a number with a point, not a comma",
        ),
        (",12,", ",1.5,", "column trained: found 1.5; expected a whole number of people"),
        (",12,", ",twelve,", "column trained: found “twelve”; expected a number"),
        ("43.07", "97", "column latitude: found 97; expected a number from -90 to 90"),
        (
            "43.07",
            "",
            "column latitude: the cell is empty, but the row has a longitude; expected both",
        ),
        (
            "-89.4",
            "",
            "column longitude: the cell is empty, but the row has a latitude; expected both",
        ),
        (
            "in person",
            "by post",
            "column mode: found “by post”; expected one of: in person, online, hybrid",
        ),
        (",mentees,", ",mentes,", "column audience: found “mentes”; did you mean “mentees”?"),
        (
            "communication;equity",
            "comunication",
            "column modules: found the module “comunication”; did you mean “communication”?",
        ),
        (
            "communication;equity",
            "equity;Equity",
            "column modules: the module “Equity” is named twice; expected once",
        ),
        ("2024-09-30", "2024-02-30", "column date: found “2024-02-30”, a day that no calendar has"),
        (
            "2024-09-30",
            "9/30/2024",
            (
                "column date: found “9/30/2024”; expected year-month-day, e.g. 2024-09-30 "
                "(spreadsheets rewrite dates when they save: set the column to text first)"
            ),
        ),
    ],
)
def test_a_wrong_cell_is_reported_with_its_place(
    write: Write, old: str, new: str, reason: str
) -> None:
    assert _refusals(write(HEADER + ROW.replace(old, new))) == [
        f"implementations.csv, line 2, {reason}"
    ]


def test_every_wrong_cell_of_every_row_is_reported(write: Write) -> None:
    path = write(
        "id,site,audience,hours,trained\na,A,mentees,x,1\n,B,mentees,4,-2\nc,C,mentees,4,1\n"
    )

    assert _refusals(path) == [
        "implementations.csv, line 2, column hours: found “x”; expected a number",
        "implementations.csv, line 3, column id: the cell is empty; expected a value",
        "implementations.csv, line 3, column trained: found -2; expected a number of 0 or more",
    ]


def test_an_id_may_stand_once_only(write: Write) -> None:
    path = write("id,site,audience,hours\na,A,mentees,4\nb,B,mentees,4\na,C,mentees,8\n")

    assert _refusals(path) == [
        "implementations.csv, line 4, column id: “a” stands on line 2 already; expected once"
    ]


def test_all_missing_columns_are_named_at_once(write: Write) -> None:
    assert _refusals(write("id,trained\na,4\n")) == [
        (
            "implementations.csv, line 1: columns are missing: site, audience, hours; "
            "found: id, trained"
        )
    ]


def test_a_misspelled_column_is_not_taken_for_an_unknown_one(write: Write) -> None:
    assert _refusals(write("id,site,audience,hours,lattitude\na,A,mentees,4,1\n")) == [
        (
            "implementations.csv, line 1, column lattitude: no such column is known; "
            "did you mean “latitude”?"
        )
    ]


def test_a_column_of_the_site_s_own_is_not_taken_for_a_misspelled_one(write: Write) -> None:
    """“state” is two thirds like “date”."""
    found = read_implementations(write("id,site,audience,hours,state\na,A,mentees,4,PR\n"))
    assert [one.date for one in found.implementations] == [None]


def test_two_spellings_of_a_column_are_two_columns_of_one_name(write: Write) -> None:
    assert _refusals(write("id,ID,site,audience,hours\na,b,A,mentees,4\n")) == [
        "implementations.csv, line 1, column id: the column id stands 2 times; expected once",
        "implementations.csv, line 1, column ID: the column id stands 2 times; expected once",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rest=st.binary(max_size=200), header=st.sampled_from([b"", HEADER.encode()]))
def test_no_bytes_end_in_a_traceback(tmp_path: Path, header: bytes, rest: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(header + rest)

    with contextlib.suppress(InputRefusedError):
        read_implementations(path)
