"""Altair carries the official Vega-Lite schema: our specs, written without it, must satisfy it."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import altair as alt
import jsonschema_rs
import pytest

from mentoreval.figures import Figure, all_figures, interactive_spec
from mentoreval.figures.canvas import SCHEMA
from mentoreval.figures.render import VEGA_LITE
from mentoreval.results_json import loads

SAMPLE = Path(__file__).parents[1] / "golden" / "results" / "sample-results.json"
VEGA_LITE_SCHEMA = (
    Path(alt.__file__).parent / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"
)


@pytest.fixture(scope="module")
def figures() -> tuple[Figure, ...]:
    return all_figures(loads(SAMPLE.read_text(encoding="utf-8")))


def with_escaped_reference(part: dict[str, Any]) -> dict[str, Any]:
    """Escape what a URI may not hold, such as the < of `Dict<string>`."""
    reference = part.get("$ref")
    return {**part, "$ref": quote(reference, safe="#/")} if isinstance(reference, str) else part


@pytest.fixture(scope="module")
def validator() -> jsonschema_rs.Validator:
    text = VEGA_LITE_SCHEMA.read_text(encoding="utf-8")
    return jsonschema_rs.validator_for(json.loads(text, object_hook=with_escaped_reference))


def test_every_spec_satisfies_the_schema_of_vega_lite(
    figures: tuple[Figure, ...], validator: jsonschema_rs.Validator
) -> None:
    assert [f.id for f in figures if not validator.is_valid(interactive_spec(f))] == []


def test_a_spec_with_a_fault_would_be_found(
    figures: tuple[Figure, ...], validator: jsonschema_rs.Validator
) -> None:
    assert not validator.is_valid({**interactive_spec(figures[0]), "autosize": "sometimes"})


def test_the_version_that_draws_is_the_version_of_the_schema() -> None:
    assert SCHEMA.rpartition("/v")[2].startswith(VEGA_LITE)
