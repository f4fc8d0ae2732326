from dataclasses import replace
from pathlib import Path

from mentoreval.disclosure.protection import protect
from mentoreval.results import ProfileNumber
from mentoreval.results_json import loads

SAMPLE = Path(__file__).parents[1] / "golden" / "results" / "sample-results.json"


def test_other_programs_numbers_of_a_small_scale_are_hidden_with_it():
    results = loads(SAMPLE.read_text())
    numbers = (ProfileNumber(statistic="V", ours=6.0, theirs=6.0, why="The same."),)
    small = replace(results.scales["communication"], n=3)
    shown = protect(
        replace(
            results,
            questions={},
            scales={**results.scales, "communication": small},
            profiles={"r": {"communication": numbers, "diversity": numbers}},
        ),
        threshold=5,
    )
    assert shown.profiles == {"r": {"diversity": numbers}}
