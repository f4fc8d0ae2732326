"""Altair carries the official Vega-Lite schema: our specs, written without it, must satisfy it."""

from pathlib import Path

import altair as alt
import pytest
from jsonschema import ValidationError

from mentoreval.figures import Figure, all_figures, interactive_spec
from mentoreval.figures.canvas import SCHEMA
from mentoreval.figures.render import VEGA_LITE
from mentoreval.results_json import loads

SAMPLE = Path(__file__).parents[1] / "golden" / "results" / "sample-results.json"


@pytest.fixture(scope="module")
def figures() -> tuple[Figure, ...]:
    return all_figures(loads(SAMPLE.read_text(encoding="utf-8")))


def test_every_spec_satisfies_the_schema_of_vega_lite(figures: tuple[Figure, ...]) -> None:
    for figure in figures:
        alt.LayerChart.from_dict(interactive_spec(figure), validate=True)


def test_a_spec_with_a_fault_would_be_found(figures: tuple[Figure, ...]) -> None:
    faulty = {**interactive_spec(figures[0]), "autosize": "sometimes"}
    with pytest.raises(ValidationError):
        alt.LayerChart.from_dict(faulty, validate=True)


def test_the_version_that_draws_is_the_version_of_the_schema() -> None:
    assert SCHEMA.rpartition("/v")[2].startswith(VEGA_LITE)
