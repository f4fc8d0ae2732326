"""`instruments`, `crosswalk`, `report` and `simulate`."""

import json

import pytest

SHIPPED = [
    "mca-21-mentee",
    "mca-26-mentee",
    "mentoring-up-post-survey",
    "participant-demographics",
    "research-self-efficacy-draft",
    "workshop-evaluation",
]


def test_instruments_lists_what_is_shipped(command):
    run = command("instruments")
    head, *rows = run.out.splitlines()
    assert (run.status, run.err) == (0, "")
    assert head.split() == ["ID", "VERSION", "ITEMS", "SCALES", "QUESTIONS", "VALIDATED", "TITLE"]
    assert sorted(row.split()[0] for row in rows) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_show_prints_every_shipped_instrument_as_a_codebook(command, name):
    run = command("instruments", "show", name)
    assert (run.status, run.err, name in run.out) == (0, "", True)


def test_show_prints_a_file_of_ones_own(command, survey_file):
    run = command("instruments", "show", survey_file)
    assert "I hear what is said" in run.out


def test_show_of_an_unknown_instrument_is_refused(command):
    run = command("instruments", "show", "mca-27")
    assert (run.status, run.out, run.err.count("\n")) == (1, "", 1)


# A crosswalk is proposed, completed, and used.


@pytest.fixture(scope="module")
def proposal(command, cohort):
    """The proposal for the cohort, as a file and as the command told it."""
    path = cohort.parent / "crosswalk.yaml"
    run = command(
        *("crosswalk", cohort / "responses.csv", "--instrument", "mentoring-up-post-survey"),
        *("--output", path),
    )
    return run, path


def test_a_proposal_is_written_and_said(proposal):
    run, path = proposal
    assert (run.status, run.out, run.err) == (0, f"Crosswalk: {path}\n", "")


def test_a_proposal_goes_to_standard_output_if_no_file_is_named(command, cohort, proposal):
    run = command(
        *("crosswalk", cohort / "responses.csv", "--instrument", "mentoring-up-post-survey")
    )
    assert run.out == proposal[1].read_text(encoding="utf-8")


def test_what_could_not_be_placed_is_told_apart(command, survey_file, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("respondent_id,s1_before,s1_now,other\nr1,1,2,3\n", encoding="utf-8")
    run = command("crosswalk", path, "--instrument", survey_file)
    assert run.status == 0
    assert "s1_before" in run.out
    assert "s2 BEFORE" in run.err


def test_evaluation_with_the_proposal_gives_what_it_gives_without(
    command, cohort, proposal, tmp_path
):
    found = []
    for options in ([], ["--crosswalk", proposal[1]]):
        output = tmp_path / str(len(found))
        run = command(
            *("evaluate", cohort / "responses.csv", "--instrument", "mentoring-up-post-survey"),
            *("--output", output, "--results-only", *options),
        )
        assert (run.status, run.err) == (0, "")
        results = json.loads((output / "results.json").read_text(encoding="utf-8"))
        found.append(
            {key: value for key, value in results.items() if key not in ("remarks", "given")}
        )
    assert found[0] == found[1]
    assert found[0]["synthetic"] is True


def test_a_missing_file_is_named_by_every_command(command, tmp_path):
    path = tmp_path / "nothing.csv"
    for arguments in (
        ("crosswalk", path, "--instrument", "mca-26-mentee"),
        ("report", path, "--output", tmp_path / "output"),
    ):
        run = command(*arguments)
        assert (run.status, run.out, run.err) == (1, "", f"{path}: there is no such file\n")
    assert list(tmp_path.iterdir()) == []


# The cohort.


def test_a_cohort_is_four_files_that_are_named(command, tmp_path):
    output = tmp_path / "cohort"
    run = command("simulate", "--seed", 5, "--output", output)
    assert (run.status, run.err) == (0, "")
    head, *names = run.out.splitlines()
    assert head == "Synthetic cohort, seed 5:"
    assert sorted(names) == sorted(f"  {path}" for path in output.iterdir())


def test_the_same_seed_gives_the_same_bytes_and_another_others(command, cohort, tmp_path, entries):
    command("simulate", "--seed", 5, "--output", tmp_path / "same")
    command("simulate", "--seed", 6, "--output", tmp_path / "other")
    assert entries(tmp_path / "same") == entries(cohort)
    assert entries(tmp_path / "other") != entries(cohort)


# The documents again.


def test_report_makes_the_same_documents_from_the_result(command, finding, tmp_path, entries):
    _, output = finding
    again = tmp_path / "again"
    run = command("report", output / "results.json", "--output", again, "--interactive")
    assert (run.status, run.err) == (0, "")
    assert run.out.splitlines()[0].startswith(f"Report:  {again / 'report.html'}")
    assert entries(again) == entries(output)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "results.json, line 1: this is no JSON"),
        ("[1]", "results.json: a JSON object was expected"),
        ('{"schema": "mentoreval.results/9"}', "this version reads 'mentoreval.results/1'"),
        ('{"schema": "mentoreval.results/1", "scales": 3}', "scales: an object was expected"),
    ],
)
def test_report_refuses_what_is_no_result(command, tmp_path, text, reason):
    path = tmp_path / "results.json"
    path.write_text(text, encoding="utf-8")
    run = command("report", path, "--output", tmp_path / "output")
    assert (run.status, run.out, reason in run.err) == (1, "", True)
    assert list(tmp_path.iterdir()) == [path]


def test_the_module_is_the_command(in_a_process):
    run = in_a_process("import runpy; runpy.run_module('mentoreval', run_name='__main__')")
    assert (run.returncode, run.stderr.startswith("usage: mentoreval")) == (2, True)
