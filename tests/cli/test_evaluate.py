"""`mentoreval evaluate` where all is well, and where it is stopped halfway."""

import contextlib
import csv
import io
import json
import os
import shlex
import subprocess
import sys

import pytest

from mentoreval.cli import main
from mentoreval.cli.output import staged
from mentoreval.report.prose.appendix import command as repeating
from mentoreval.results_json import loads

WHOLE = {"report.html", "report.pdf", "report.docx", "report-interactive.html", "results.json"}


def test_a_run_ends_with_zero_and_five_telling_numbers(finding):
    run, output = finding
    assert (run.status, run.err) == (0, "")
    assert run.out.splitlines() == [
        "A short survey: Antworten für März.csv",
        "  Response            66.7% (42/63)",
        "  Used, with consent  42 responses",
        "  Gain, Overall       +1.44, 95% interval 1.24 to 1.64",
        "  How sure            p = .016, 7 implementations as units",
        "  Improved            88.1% (37/42)",
        "",
        f"Report:  {output / 'report.html'}  (also report.pdf and report.docx)",
        f"Results: {output / 'results.json'}",
        f"Tables:  {output / 'tables'}/   Figures: {output / 'figures'}/",
    ]


def test_a_run_writes_documents_tables_and_figures_and_nothing_else(finding):
    _, output = finding
    assert {path.name for path in output.iterdir()} == {*WHOLE, "tables", "figures"}
    assert {path.suffix for path in (output / "tables").iterdir()} == {".csv"}
    assert {path.suffix for path in (output / "figures").iterdir()} == {".svg", ".json"}


def test_nothing_hidden_is_left_beside_the_output(finding):
    _, output = finding
    assert [path.name for path in output.parent.iterdir()] == ["finding"]


def test_documents_are_what_they_say(finding):
    _, output = finding
    heads = {path.name: path.read_bytes()[:5] for path in output.iterdir() if path.is_file()}
    assert heads == {
        "report.html": b"<!doc",
        "report-interactive.html": b"<!doc",
        "report.pdf": b"%PDF-",
        "report.docx": b"PK\x03\x04\x14",
        "results.json": b'{\n "s',
    }


def test_every_figure_has_its_drawing_its_spec_and_its_data(finding):
    _, output = finding
    drawn = {path.stem for path in (output / "figures").glob("*.svg")}
    specified = {
        path.name.removesuffix(".vl.json") for path in (output / "figures").glob("*.vl.json")
    }
    tables = {path.stem for path in (output / "tables").iterdir()}
    assert drawn == specified
    assert drawn <= tables
    assert all((output / "figures" / f"{name}.svg").read_text()[:4] == "<svg" for name in drawn)


def test_every_table_is_readable_csv_without_a_formula(finding):
    _, output = finding
    for path in (output / "tables").iterdir():
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        assert len(rows) > 1
        assert not [c for row in rows for c in row if c[:1] in ("=", "@", "+")]


def test_the_same_input_gives_the_same_bytes(command, asking, finding, tmp_path, entries):
    command(*asking, tmp_path / "again", "--interactive")
    assert entries(tmp_path / "again") == entries(finding[1])


@pytest.fixture
def results_only(command, asking, tmp_path):
    """Write `results.json` alone, and give it parsed."""

    def _results_only(*options):
        output = tmp_path / "results"
        run = command(*asking, output, "--results-only", *options)
        assert (run.status, run.err) == (0, "")
        assert [path.name for path in output.iterdir()] == ["results.json"]
        return run, json.loads((output / "results.json").read_text(encoding="utf-8"))

    return _results_only


def test_results_only_says_where_they_are(results_only, tmp_path):
    run, _ = results_only()
    path = tmp_path / "results" / "results.json"
    assert run.out.splitlines()[-2:] == ["", f"Results: {path}"]


def test_the_seed_the_threshold_and_the_input_stand_in_the_result(results_only):
    _, results = results_only("--seed", 7, "--small-cells", 10)
    assert (results["seed"], results["small_cells"]) == (7, 10)
    assert (results["input"]["name"], results["input"]["rows"]) == ("Antworten für März.csv", 42)


def test_comparisons_are_limited_to_what_was_asked_for(results_only):
    _, results = results_only("--compare", "tree=Oak,Beech", "--compare", "mode")
    assert list(results["groups"]) == ["tree", "mode"]


def test_profiles_are_stored_and_printed(results_only):
    run, results = results_only("--profile", "r", "--profile", "scipy")
    assert list(results["profiles"]) == ["r", "scipy"]
    assert "in scipy" in run.out


def test_an_earlier_result_hides_what_differs_from_it_by_few(
    results_only, command, answers, survey_file, tmp_path
):
    fewer, earlier = tmp_path / "fewer.csv", tmp_path / "earlier"
    lines = answers.read_text(encoding="utf-8").splitlines(keepends=True)
    fewer.write_text("".join(lines[:-2]), encoding="utf-8")
    command(
        *("evaluate", fewer, "--instrument", survey_file, "--output", earlier, "--results-only")
    )
    _, alone = results_only()
    _, beside = results_only("--earlier", earlier / "results.json")
    assert {scale["n"] for scale in alone["scales"].values()} == {42}
    assert {scale["n"] for scale in beside["scales"].values()} == {None}
    assert beside["remarks"][-1].startswith("Small differences to an earlier result are hidden too")


def test_rules_of_inclusion_are_taken_from_their_file(results_only, tmp_path):
    rules = tmp_path / "rules.yaml"
    rules.write_text("schema: mentoreval.rules/1\nminimum_hours: 6\n", encoding="utf-8")
    _, results = results_only("--rules", rules)
    assert [(step["step"], step["excluded"]) for step in results["flow"][5:6]] == [
        ("shorter than 6 hours", 2)
    ]


def test_the_command_in_the_report_makes_the_same_result(
    command, asking, answers, survey_file, tmp_path
):
    place = answers.parent
    (place / "rules.yaml").write_text("schema: mentoreval.rules/1\nminimum_hours: 6\n", "utf-8")
    columns = place / "our columns.yaml"
    command("crosswalk", answers, "--instrument", survey_file, "--output", columns)
    first, again = tmp_path / "first", tmp_path / "again"
    options = (
        *("--rules", place / "rules.yaml", "--crosswalk", columns),
        *("--compare", "tree=Oak,Beech", "--seed", 7),
    )
    assert command(*asking, first, "--results-only", *options).status == 0
    results = loads((first / "results.json").read_text("utf-8"))
    words = shlex.split(repeating(results).strip("~").replace("\\\n", " "))[1:]
    with contextlib.chdir(place):
        assert command(*words[:-1], again, "--results-only").status == 0
    assert (again / "results.json").read_bytes() == (first / "results.json").read_bytes()


def test_an_earlier_result_in_the_folder_is_replaced_and_other_files_stay(results_only, tmp_path):
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "results.json").write_text("{}")
    _, results = results_only()
    assert results["schema"] == "mentoreval.results/1"


# Stopped halfway.


@pytest.fixture
def before(tmp_path):
    """An output folder with an earlier result, and a file that somebody put there."""
    output = tmp_path / "output"
    output.mkdir()
    (output / "results.json").write_text('{"earlier": true}')
    (output / "notes.txt").write_text("mine")
    return output


def test_bad_input_leaves_an_earlier_result_whole(command, before, survey_file, tmp_path, entries):
    kept = entries(tmp_path)
    bad = tmp_path / "bad.csv"
    run = command("evaluate", bad, "--instrument", survey_file, "--output", before)
    assert (run.status, entries(tmp_path)) == (1, kept)


def test_a_document_that_can_not_be_written_leaves_nothing_half(
    in_a_process, asking, before, tmp_path, entries
):
    # As on a full disk: no file may be longer than this, and the report is.
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))"
    )
    kept = entries(tmp_path)
    run = in_a_process(limit, *asking, before)
    assert (run.returncode, run.stdout, entries(tmp_path)) == (1, "", kept)
    assert run.stderr == "a file could not be read or written: File too large\n"


def test_stopping_it_leaves_nothing_half(in_a_process, asking, before, tmp_path, entries):
    stop = (
        "import signal; signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(2)); "
        "signal.setitimer(signal.ITIMER_REAL, 0.8)"
    )
    kept = entries(tmp_path)
    run = in_a_process(stop, *asking, before, "--interactive")
    assert (run.returncode, run.stdout, entries(tmp_path)) == (130, "", kept)
    assert run.stderr == "Stopped; nothing was written.\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, ValueError])
def test_a_stage_that_fails_leaves_the_output_as_it_was(before, tmp_path, entries, error):
    kept = entries(tmp_path)
    with pytest.raises(error), staged(before) as stage:  # noqa: PT012  the body is the case
        (stage / "results.json").write_text("half")
        raise error
    assert entries(tmp_path) == kept


def test_a_stage_that_fails_does_not_make_the_output(tmp_path):
    with pytest.raises(ValueError, match="no"), staged(tmp_path / "a" / "b"):
        raise ValueError("no")
    assert list(tmp_path.iterdir()) == []


def test_a_stage_replaces_folders_whole(before):
    (before / "tables").mkdir()
    (before / "tables" / "old.csv").write_text("old")
    with staged(before) as stage:
        (stage / "tables").mkdir()
        (stage / "tables" / "new.csv").write_text("new")
    assert [path.name for path in (before / "tables").iterdir()] == ["new.csv"]
    assert (before / "notes.txt").read_text() == "mine"


def test_a_stage_lies_inside_an_output_that_may_be_a_volume_of_its_own(before):
    with staged(before) as stage:
        assert before in stage.parents
    assert sorted(path.name for path in before.iterdir()) == ["notes.txt", "results.json"]


def test_what_was_moved_is_moved_back_if_another_file_can_not_be(before, tmp_path, entries):
    kept = entries(tmp_path)
    with pytest.raises(FileNotFoundError), staged(before) as stage:  # noqa: PT012  the body is the case
        (stage / "figures").mkdir()
        (stage / "notes.txt").write_text("theirs")
        (stage.parent / "old").rmdir()
    assert entries(tmp_path) == kept
    assert sorted(path.name for path in before.iterdir()) == ["notes.txt", "results.json"]


def test_a_link_that_leads_nowhere_is_replaced(before):
    (before / "figures").symlink_to("nowhere")
    with staged(before) as stage:
        (stage / "figures").mkdir()
    assert (before / "figures").is_dir()


# On a terminal and in a pipe.


def test_in_a_pipe_nothing_is_said_on_standard_error(in_a_process, asking, tmp_path):
    run = in_a_process("", *asking, tmp_path / "output", "--results-only")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("A short survey")


def test_on_a_terminal_a_bar_shows_the_steps(asking, tmp_path):
    ours, theirs = os.openpty()
    code = "import sys\nfrom mentoreval.cli import main\nsys.exit(main())"
    with subprocess.Popen(  # noqa: S603  our own code
        [sys.executable, "-c", code, *asking, tmp_path / "output", "--results-only"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as run:
        os.close(theirs)
        seen = b""
        while chunk := read_until_closed(ours):
            seen += chunk
    os.close(ours)
    text = seen.decode()
    assert run.returncode == 0
    assert "hiding small cells" in text
    assert "━" in text
    assert text.endswith("\x1b[2K")


def read_until_closed(terminal):
    """Linux tells of a closed terminal by an error, other systems by an empty read."""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""


def test_options_that_contradict_each_other_are_wrong_arguments(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(
            [
                "evaluate",
                "x.csv",
                "--instrument=mca-21-mentee",
                "--output=out",
                "--results-only",
                "--interactive",
            ]
        )
    assert stopped.value.code == 2
    assert "drop one of them" in capsys.readouterr().err
