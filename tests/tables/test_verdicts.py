from dataclasses import replace
from pathlib import Path

import pytest

from mentoreval.figures.findings import change_title
from mentoreval.report.prose.summary import headline
from mentoreval.results import Gain, Results
from mentoreval.results_json import loads
from mentoreval.tables.verdicts import direction, nature

SAMPLE = Path(__file__).parents[1] / "golden" / "results" / "sample-results.json"


@pytest.fixture(scope="module")
def sample() -> Results:
    return loads(SAMPLE.read_text(encoding="utf-8"))


def moved(sample: Results, gain: float | None, p: float | None) -> Results:
    """The sample with one scale, `diversity`, that gained this with this corrected p."""
    found = Gain(mean=gain, sd=1.0, ci=None, ci_clustered=None)
    scale = replace(sample.scales["diversity"], gain=found, p_holm=p)
    return replace(sample, scales={"diversity": scale})


@pytest.mark.parametrize(
    ("gain", "p", "where"),
    [
        (0.3, 0.049, "rose"),
        (0.3, 0.05, "unclear"),
        (0.3, None, "unclear"),
        (-0.3, 0.049, "fell"),
        (0.0, 0.049, "unclear"),
        (None, 0.049, "missing"),
    ],
)
def test_a_scale_moved_only_with_a_corrected_p_below_05(
    sample: Results, gain: float | None, p: float | None, where: str
) -> None:
    assert direction(moved(sample, gain, p).scales["diversity"]) == where


@pytest.mark.parametrize(
    ("p", "title", "sentence"),
    [
        (
            0.049,
            "Addressing diversity rose",
            "People rated themselves higher now than before the training, on the one scale.",
        ),
        (
            0.05,
            "Addressing diversity: no clear change",
            "The answers do not show a clear change on the one scale.",
        ),
    ],
)
def test_figure_and_first_page_call_the_same_gain_clear(
    sample: Results, p: float, title: str, sentence: str
) -> None:
    results = moved(sample, 0.3, p)
    assert (change_title(results), headline(results)) == (title, sentence)


def test_the_label_of_the_ratings_follows_the_design(sample: Results) -> None:
    two_surveys = replace(sample, instrument=replace(sample.instrument, design="pre-post"))
    assert (nature(sample), nature(two_surveys)) == (
        "self-rated, retrospective",
        "self-rated, before and after",
    )
