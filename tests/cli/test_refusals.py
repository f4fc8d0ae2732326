"""Bad input of every kind: reasons on standard error, one a line, and nothing written."""

import random
import time

import pytest

from mentoreval.cli import main  # noqa: F401  the command loads before the clock runs

HEADER = "respondent_id,implementation_id,consent,tree,recorded,s1_before,s1_now,s2_before,s2_now"
GOOD = "r1,a,1,1,2024-05-01,1,2,1,2"
ZOOM = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\nA,b,c,d,1,No"
XLSX = b"PK\x03\x04\x14\x00\x06\x00\x08\x00[Content_Types].xml xl/workbook.xml"
GARBAGE = 50_000_000
FILES = ("--implementations", "--rules", "--codes", "--crosswalk", "--dictionary", "--earlier")

REFUSED = {
    "an empty file": (b"", "the file is empty"),
    "blank lines": ("\n\n\n", "only blank lines"),
    "a header alone": (HEADER, "no rows"),
    "a file of Zoom": (ZOOM, "this is a Zoom report of participants"),
    "a list of implementations": ("id,site,audience,hours\na,North,mentees,4", "--implementations"),
    "a spreadsheet": (XLSX, "expected a survey export as CSV text"),
    "another encoding": (f"{HEADER}\nZoë,{GOOD}".encode("cp1252"), "is not UTF-8"),
    "zero bytes": (f"{HEADER}\n\0".encode(), "is zero, so this is no text"),
    "a name that stands twice": (
        f"{HEADER},s1_now\n{GOOD},2",
        "line 1, column s1_now: the column name stands 2 times (columns 7, 10); expected once",
    ),
    "a missing item": (
        f"{HEADER.removesuffix(',s2_before,s2_now')}\nr1,a,1,1,2024-05-01,1,2",
        "no column was found for s2 BEFORE",
    ),
    "an unknown file": ("a,b\n1,2", "no column belongs to the instrument short-survey"),
    "a value out of range": (
        f"{HEADER}\n{GOOD.replace('1,2,1,2', '8,2,1,2')}",
        "line 2, column s1_before: found “8”",
    ),
    "text in a number": (
        f"{HEADER}\n{GOOD.replace('1,2,1,2', '1,2,1,often')}",
        "line 2, column s2_now: found “often”",
    ),
    "NA in a rating": (
        f"{HEADER}\n{GOOD.replace('1,2,1,2', '1,2,1,NA')}",
        "line 2, column s2_now: found “NA”",
    ),
    "1,2,3 read as 123": (
        f"{HEADER}\n{GOOD.replace(',1,1,2024', ',1,123,2024')}",
        "line 2, column tree: found “123”",
    ),
    "a date turned by a spreadsheet": (
        f"{HEADER}\n{GOOD.replace('2024-05-01', '9/11/2022 17:54')}",
        "line 2, column recorded: found “9/11/2022 17:54”",
    ),
    "a row that is too long": (f"{HEADER}\n{GOOD},1", "line 2: the row has 10 cells; expected 9"),
    "an open quotation mark": (f'{HEADER}\n"{GOOD}', "line 2: a quotation mark opens a cell"),
    "a consent that means nothing": (
        f"{HEADER}\n{GOOD.replace(',1,1,', ',maybe,1,')}",
        "line 2, column consent: found “maybe”",
    ),
    "nobody who consented": (f"{HEADER}\n{GOOD.replace('a,1,1', 'a,0,1')}", "no response is left"),
}


@pytest.fixture
def refused(command, survey_file, tmp_path):
    """Evaluate a file that can't be evaluated, and give the reasons."""

    def _refused(path, *options, instrument=survey_file):
        output = tmp_path / "output"
        before = sorted(tmp_path.rglob("*"))
        run = command("evaluate", path, "--instrument", instrument, "--output", output, *options)
        assert (run.status, run.out, sorted(tmp_path.rglob("*"))) == (1, "", before)
        assert run.err.endswith("\n")
        assert "Traceback" not in run.err
        return run.err.splitlines()

    return _refused


@pytest.fixture
def write(tmp_path):
    def _write(content, name="answers.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_can_not_be_evaluated_is_refused_with_the_reason(
    refused, write, content, reason
):
    assert reason in "\n".join(refused(write(content)))


def test_every_reason_is_told_each_on_its_line(refused, write):
    rows = [
        "r1,a,1,1,2024-05-01,8,2,1,2",
        "r2,a,1,4,2024-05-01,1,2,1,x",
        "r3,a,?,1,5/1/2024,1,2,1,1",
    ]
    lines = refused(write("\n".join([HEADER, *rows])))
    assert [line.partition(" found ")[0] for line in lines] == [
        "answers.csv, line 2, column s1_before:",
        "answers.csv, line 3, column s2_now:",
        "answers.csv, line 3, column tree:",
        "answers.csv, line 4, column consent:",
        "answers.csv, line 4, column recorded:",
    ]


def test_a_sav_file_that_is_none_is_refused(refused, write):
    lines = refused(write("no SPSS at all, but rather long " * 20, "answers.sav"))
    assert len(lines) == 1
    assert lines[0].startswith("answers.sav")


def test_a_sav_file_that_is_damaged_is_refused(refused, write):
    head = b"$FL2@(#) SPSS DATA FILE"
    lines = refused(write(head + random.Random(1).randbytes(3_000), "answers.sav"))  # noqa: S311  no secret
    assert lines[0].startswith("answers.sav")


def test_a_parquet_file_that_is_cut_off_is_refused(refused, write):
    (line,) = refused(write(b"PAR1" + bytes(100), "answers.parquet"))
    assert line == "answers.parquet: the file begins like Parquet, but is cut off or damaged"


@pytest.mark.parametrize("kind", ["bytes", "one line", "letters", "rows"])
def test_fifty_megabytes_of_garbage_are_refused_in_seconds(refused, write, kind):
    chance = random.Random(7)  # noqa: S311  no secret
    block = {
        "bytes": chance.randbytes(GARBAGE // 50),
        "one line": b"x" * (GARBAGE // 50),
        "letters": bytes(chance.choices(b"abcdefgh,;\t\n\"' ", k=GARBAGE // 50)),
        "rows": b"1,2,3,4,5,6,7\n" * (GARBAGE // 50 // 14),
    }[kind]
    path = write(block * 50)
    began = time.process_time()
    assert 1 <= len(refused(path)) <= 60
    assert time.process_time() - began < 10


def test_a_missing_file_is_named(refused, tmp_path):
    path = tmp_path / "nowhere" / "answers.csv"
    assert refused(path) == [f"{path}: there is no such file"]


def test_a_folder_is_no_file(refused, tmp_path):
    assert refused(tmp_path) == [f"{tmp_path}: is a folder; name the file itself"]


def test_a_file_that_can_not_be_opened_is_named(refused, unreadable):
    (line,) = refused(unreadable)
    assert line.startswith(f"{unreadable}: the file can't be opened (")


@pytest.mark.parametrize(
    "option",
    ["--implementations", "--rules", "--codes", "--crosswalk", "--dictionary", "--earlier"],
)
def test_every_other_file_is_looked_for_too(refused, write, tmp_path, option):
    path = tmp_path / "nowhere.file"
    (line,) = refused(write(f"{HEADER}\n{GOOD}"), option, path)
    assert line == f"{path}: there is no such file"


@pytest.mark.parametrize(
    "option",
    ["--implementations", "--rules", "--codes", "--crosswalk", "--dictionary", "--earlier"],
)
def test_every_other_file_is_refused_if_it_is_something_else(refused, write, option):
    other = write("{[ nothing of the kind", "other.file")
    assert any("other.file" in line for line in refused(write(f"{HEADER}\n{GOOD}"), option, other))


def test_an_unknown_instrument_is_guessed_at(refused, write):
    (line,) = refused(write(f"{HEADER}\n{GOOD}"), instrument="mca-26-mente")
    assert line.endswith("did you mean 'mca-26-mentee'?")


def test_broken_yaml_is_refused_with_its_line(refused, write):
    survey = write("schema: mentoreval.instrument/1\nid: [x\ntitle: y: z\n", "survey.yaml")
    lines = refused(write(f"{HEADER}\n{GOOD}"), instrument=survey)
    assert lines[0].startswith(f"{survey}, line 3: a list opened with [ is not closed")


def test_a_survey_with_faults_is_refused_with_every_fault(refused, write, survey_file):
    text = survey_file.read_text(encoding="utf-8").replace("kind: multiple", "kind: several")
    survey = write(text.replace("version: 1.0.0\n", ""), "survey.yaml")
    lines = refused(write(f"{HEADER}\n{GOOD}"), instrument=survey)
    assert [line.partition(":")[0] for line in lines] == [f"{survey}, line 1", f"{survey}, line 20"]


def test_an_unknown_comparison_is_refused(refused, write):
    (line,) = refused(write(f"{HEADER}\n{GOOD}"), "--compare", "rank")
    assert line == "--compare rank: no such group variable; there are tree, mode"


def test_an_output_that_is_a_file_is_refused_and_stays(command, write, survey_file):
    output = write("mine", "output")
    run = command(
        "evaluate", write(f"{HEADER}\n{GOOD}"), "--instrument", survey_file, "--output", output
    )
    assert (run.status, run.err) == (1, f"{output}: is a file, not a folder to write into\n")
    assert output.read_text() == "mine"


def test_an_output_below_a_file_is_refused(command, write, survey_file, tmp_path):
    output = write("mine", "file") / "output"
    run = command(
        "evaluate", write(f"{HEADER}\n{GOOD}"), "--instrument", survey_file, "--output", output
    )
    assert (run.status, run.err.count("\n"), str(tmp_path / "file") in run.err) == (1, 1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["evaluate"],
        ["evaluate", "x.csv"],
        ["evaluate", "x.csv", "--instrument", "y"],
        ["evaluate", "x.csv", "--instrument", "y", "--output", "z", "--small-cells", "0"],
        ["evaluate", "x.csv", "--instrument", "y", "--output", "z", "--seed", "-1"],
        ["evaluate", "x.csv", "--instrument", "y", "--output", "z", "--seed", "a few"],
        ["evaluate", "x.csv", "--instrument", "y", "--output", "z", "--profile", "stata"],
        ["evaluate", "x.csv", "--instrument", "y", "--output", "z", "--paper", "a5"],
        ["crosswalk", "x.csv"],
        ["report", "results.json"],
        ["simulate"],
        ["instruments", "show"],
        ["estimate"],
    ],
)
def test_wrong_arguments_end_with_two_and_the_usage(command, arguments):
    run = command(*arguments)
    assert (run.status, run.out, run.err.startswith("usage: mentoreval")) == (2, "", True)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["evaluate", "--help"], ["instruments", "--help"]]
)
def test_help_ends_with_zero(command, arguments):
    run = command(*arguments)
    assert (run.status, run.err) == (0, "")
    assert run.out
