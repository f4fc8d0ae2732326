from dataclasses import replace
from pathlib import Path

import pytest

from mentoreval.cli.profile_table import profile_lines
from mentoreval.results import ProfileNumber
from mentoreval.results_json import loads

SAMPLE = Path(__file__).parents[1] / "golden" / "results" / "sample-results.json"


@pytest.fixture(scope="module")
def results():
    return loads(SAMPLE.read_text())


def test_without_profiles_there_are_no_lines(results):
    assert profile_lines(replace(results, profiles={})) == []


def test_numbers_stand_in_columns_under_their_scale_and_reasons_below(results):
    numbers = (
        ProfileNumber(statistic="V", ours=13542.5, theirs=13541.0, why="There: ties break."),
        ProfileNumber(statistic="p of the test", ours=1.25e-41, theirs=None, why="The same."),
    )
    by_scale = {"communication": numbers, "diversity": numbers[:1]}
    assert profile_lines(replace(results, profiles={"r": by_scale})) == [
        "",
        "                       here   in r  why",
        f"  {results.scales['communication'].name}",
        "    V               13542.5  13541    1",
        "    p of the test  1.25e−41    n/a    2",
        f"  {results.scales['diversity'].name}",
        "    V               13542.5  13541    1",
        "   1  There: ties break.",
        "   2  The same.",
    ]


def test_a_long_reason_goes_on_below_itself(results):
    number = ProfileNumber(statistic="V", ours=1.0, theirs=2.0, why="There: " + "word " * 30)
    lines = profile_lines(replace(results, profiles={"r": {"communication": (number,)}}))
    reason = lines[4:]
    assert len(reason) == 3
    assert all(line[6:].startswith(("There", "word")) and len(line) <= 80 for line in reason)
