import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoreval.errors import InputRefusedError
from mentoreval.results import Estimate, FlowStep, Results
from mentoreval.results_json import dumps, from_json, loads, to_json

SAMPLE = Path(__file__).parent / "golden" / "results" / "sample-results.json"

finite = st.floats(allow_nan=False, allow_infinity=False)
estimates = st.builds(
    Estimate,
    estimate=st.none() | finite,
    ci=st.none() | st.tuples(finite, finite),
    reason=st.none() | st.text(),
)
steps = st.builds(
    FlowStep, step=st.text(), excluded=st.integers(), remaining=st.integers(), unit=st.text()
)


@pytest.fixture(scope="module")
def sample() -> Results:
    return loads(SAMPLE.read_text(encoding="utf-8"))


def reasons_of(mapping: object) -> list[str]:
    with pytest.raises(InputRefusedError) as caught:
        loads(json.dumps(mapping), file="results.json")
    return [str(reason) for reason in caught.value.reasons]


def test_the_sample_comes_back_byte_by_byte(sample: Results) -> None:
    assert dumps(sample) == SAMPLE.read_text(encoding="utf-8")


def test_every_null_of_the_sample_stands_beside_its_reason() -> None:
    bare: list[dict] = []

    def judged(found: dict) -> dict:
        bare.extend([found] if None in found.values() and not found.get("reason") else [])
        return found

    json.loads(SAMPLE.read_text(encoding="utf-8"), object_hook=judged)
    assert bare == []


def test_an_optional_field_without_a_value_is_left_out(sample: Results) -> None:
    written = to_json(replace(sample, codes=None, implementations_file=None))
    assert {"codes", "implementations_file"} & set(written) == set()
    assert from_json(written).codes is None


def test_reading_what_was_written_gives_equal_values(sample: Results) -> None:
    assert from_json(to_json(sample)) == sample


@settings(deadline=None)  # a loaded machine is no failure
@given(net=estimates, flow=st.lists(steps).map(tuple), text=st.text())
def test_any_numbers_and_texts_survive_the_round_trip(
    sample: Results, net: Estimate, flow: tuple[FlowStep, ...], text: str
) -> None:
    scale = replace(sample.scales["overall"], net_improvement=net)
    parts = {"scales": {text: scale}, "flow": flow, "remarks": (text,)}
    results = replace(sample, items={}, groups={}, implementations=(), **parts)
    assert loads(dumps(results)) == results


def test_the_schema_is_the_first_key(sample: Results) -> None:
    assert next(iter(to_json(sample))) == "schema"


def test_a_number_of_numpy_is_written_as_a_number(sample: Results) -> None:
    step = FlowStep(step="s", excluded=np.int64(3), remaining=4, unit="responses")
    assert to_json(replace(sample, flow=(step,)))["flow"][0]["excluded"] == 3


def test_a_whole_number_is_read_as_a_float_where_a_float_is_declared(sample: Results) -> None:
    mapping = to_json(sample)
    mapping["scales"]["overall"]["dz"] = 1
    assert repr(from_json(mapping).scales["overall"].dz) == "1.0"


def test_a_missing_optional_field_takes_its_default(sample: Results) -> None:
    mapping = to_json(sample)
    del mapping["remarks"]
    assert from_json(mapping).remarks == ()


def test_nan_is_refused_when_writing(sample: Results) -> None:
    scale = replace(sample.scales["overall"], dz=float("nan"))
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(replace(sample, scales={"overall": scale}))


def test_another_schema_is_refused() -> None:
    other = "the schema is 'mentoreval.results/9'; this version reads 'mentoreval.results/1'"
    assert reasons_of({"schema": "mentoreval.results/9"}) == [f"results.json: {other}"]


def test_a_broken_text_names_its_line() -> None:
    with pytest.raises(InputRefusedError, match="line 2: this is no JSON"):
        loads('{\n"schema" 1}', file="results.json")


def test_a_list_is_refused() -> None:
    assert reasons_of([]) == ["results.json: a JSON object was expected"]


def test_every_wrong_place_is_named(sample: Results) -> None:
    mapping = to_json(sample)
    mapping["scales"]["overall"]["n"] = "many"
    mapping["scales"]["overall"]["gain"]["ci"] = [1.0]
    mapping["published"][0]["gain"] = None
    mapping["synthetic"] = 1
    mapping["colour"] = "red"
    del mapping["input"]["sha256"]
    assert reasons_of(mapping) == [
        "results.json: input.sha256: is missing",
        'results.json: scales.overall.n: a whole number was expected, found "many"',
        "results.json: scales.overall.gain.ci: a list of 2 was expected, found [1.0]",
        "results.json: published.0.gain: a text or a number was expected, found null",
        "results.json: synthetic: true or false was expected, found 1",
        "results.json: colour: is not known; a newer version may have written it",
    ]
