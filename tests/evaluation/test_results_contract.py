"""`results.json` key by key, as statistics.md, section 7, promises it."""

import csv
import io
import json
from collections.abc import Iterator

import pytest

from mentoreval.results_json import dumps

NUMBER, COUNT, TEXT, INTERVAL = "number", "count", "text", "interval"
SPREAD = dict.fromkeys(("mean", "sd", "median", "q1", "q3"), NUMBER)
ESTIMATE = {"estimate": NUMBER, "ci": INTERVAL}
RELIABILITY = {"estimate": NUMBER, "ci": INTERVAL, "n": COUNT}
SCALE = {
    "n": COUNT,
    "clusters": COUNT,
    "before": SPREAD,
    "now": SPREAD,
    "gain": {"mean": NUMBER, "sd": NUMBER, "ci": INTERVAL, "ci_clustered": INTERVAL},
    "improved": COUNT,
    "unchanged": COUNT,
    "worsened": COUNT,
    "signed_rank": {
        "n_nonzero": COUNT,
        **dict.fromkeys(("w_plus", "w_minus", "z", "p_exact", "p_normal"), NUMBER),
    },
    "clustered": {
        "p": NUMBER,
        "method": TEXT,
        "icc": NUMBER,
        "design_effect": NUMBER,
        "smallest_p": NUMBER,
    },
    "p_holm": NUMBER,
    "rank_biserial": NUMBER,
    "net_improvement": ESTIMATE,
    "hodges_lehmann": {**ESTIMATE, "level": NUMBER},
    "dz": NUMBER,
    "alpha": {"before": RELIABILITY, "now": RELIABILITY},
    "omega": {"before": RELIABILITY, "now": RELIABILITY},
}
GROUP_TEST = {
    "h": NUMBER,
    "df": COUNT,
    "p": NUMBER,
    "p_permutation": NUMBER,
    "epsilon_squared": ESTIMATE,
    "n": {},
    "dunn": [{"a": TEXT, "b": TEXT, "z": NUMBER, "p": NUMBER, "p_holm": NUMBER}],
}
TOP = {
    "schema": TEXT,
    "software": {"name": TEXT, "version": TEXT},
    "input": {"name": TEXT, "sha256": TEXT, "rows": COUNT},
    "instrument": {"id": TEXT, "version": TEXT, "sha256": TEXT},
    "flow": [{"step": TEXT, "excluded": COUNT, "remaining": COUNT}],
    "response": {
        "pooled": {"numerator": COUNT, "denominator": COUNT, **ESTIMATE},
        "per_implementation": {"mean": NUMBER, "sd": NUMBER, "n": COUNT},
    },
    "scales": {},
    "groups": {},
    "proportions": {},
    "data_quality": [{"check": TEXT, "count": COUNT, "detail": TEXT}],
    "suppressed": [],
    "profiles": {},
}


def faults(shape: object, value: object, place: str = "results") -> Iterator[str]:
    """Where `value` is not of this shape; further keys are allowed, null is judged elsewhere."""
    kind = type(shape).__name__ if isinstance(shape, dict | list) else str(shape)
    if not is_of(kind, value):
        yield f"{place} is no {kind}: {value!r}"
    elif isinstance(shape, dict):
        for key, inner in shape.items():
            if key not in value:
                yield f"{place}.{key} is missing"
            elif value[key] is not None:
                yield from faults(inner, value[key], f"{place}.{key}")
    elif isinstance(shape, list):
        for index, item in enumerate(value):
            yield from faults((shape or [{}])[0], item, f"{place}.{index}")


def is_of(kind: str, value: object) -> bool:
    match kind:
        case "dict" | "list":
            return type(value).__name__ == kind
        case "text":
            return isinstance(value, str)
        case "count":
            return type(value) is int and value >= 0
        case "number":
            return type(value) in (int, float)
    return isinstance(value, list) and len(value) == 2 and value[0] <= value[1]


def nulls_without_a_reason(value: object, place: str = "results") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if inner is None and not value.get("reason"):
                yield f"{place}.{key}"
            yield from nulls_without_a_reason(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if inner is None:
                yield f"{place}.{index}"
            yield from nulls_without_a_reason(inner, f"{place}.{index}")


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


SPARSE = {
    "two people": rows_of("r1,a,1,1,1,,1,1,1,3,3,3,2,2,2,2\nr2,b,1,1,1,,2,2,2,3,4,5,2,2,3,3\n"),
    "one person": rows_of("r1,a,1,1,1,,1,1,1,3,3,3,2,2,3,2\n"),
    "no implementation": [
        [f"r{n}", "", "1", str(1 + n % 2), "1", "", *"123", *"34", str(3 + n % 3), *"2233"]
        for n in range(12)
    ],
    "one implementation": [
        [f"r{n}", "a", "1", "1", "1", "", *"123", *"34", str(3 + n % 3), *"2233"] for n in range(6)
    ],
    "nobody answered planning": [
        [f"r{n}", "abcdef"[n], "1", "1", "1", "", *"123", "3", "4", str(n % 5 + 1), *[""] * 4]
        for n in range(6)
    ],
    "nothing changed": [
        [f"r{n}", "abcdef"[n], "1", "1", "1", "", *"123", *"123", *"2323"] for n in range(6)
    ],
    "everybody gained the same": [
        [f"r{n}", "abcdef"[n], "1", "1", "1", "", *"123", *"234", *"2233"] for n in range(6)
    ],
    "every group is an implementation": [
        [f"r{n}", "ab"[n % 2], "1", str(1 + n % 2), "1", "", *"123", *"34", str(3 + n % 3), *"2233"]
        for n in range(12)
    ],
    "texts alone": [["r1", "a", "1", "", "", "Thank you", *[""] * 10]],
}


PROGRAMS = ("spss", "r", "coin", "scipy")


@pytest.fixture(scope="module", params=["whole", "small cells hidden", *SPARSE])
def results(request, whole, run, fourteen):
    match request.param:
        case "whole":
            return whole
        case "small cells hidden":
            return run(fourteen, small_cells=14, profiles=PROGRAMS)
    return run(SPARSE[request.param], profiles=PROGRAMS)


@pytest.fixture(scope="module")
def parsed(results):
    return json.loads(dumps(results))


def test_every_key_is_there_with_its_type(parsed):
    assert list(faults(TOP, parsed)) == []


def test_every_scale_has_every_key(parsed):
    found = [list(faults(SCALE, one, name)) for name, one in parsed["scales"].items()]
    assert found == [[], [], []]


def test_every_comparison_has_every_key(parsed):
    tests = [
        (f"{variable}.{scale}.{score}", by_scale[scale][score])
        for variable, by_scale in parsed["groups"].items()
        for scale in by_scale
        for score in ("before", "now", "gain")
    ]
    assert [fault for place, test in tests for fault in faults(GROUP_TEST, test, place)] == []
    assert {place.split(".")[0] for place, _ in tests} == {"stage"}


def test_every_option_has_every_key(parsed):
    shape = {"n": COUNT, "of": COUNT, **ESTIMATE}
    options = {
        f"{question}.{label}": option
        for question, by_label in parsed["proportions"].items()
        for label, option in by_label.items()
    }
    assert [fault for place, one in options.items() for fault in faults(shape, one, place)] == []
    assert len(options) == 6


def test_a_null_always_stands_beside_its_reason(parsed):
    assert list(nulls_without_a_reason(parsed)) == []


def test_the_schema_has_its_name_and_comes_first(parsed):
    assert (next(iter(parsed)), parsed["schema"]) == ("schema", "mentoreval.results/1")


def test_no_rank_sum_is_missing_where_somebody_changed(whole):
    assert all(
        isinstance(scale.signed_rank.w_plus, float)
        and scale.signed_rank.w_plus + scale.signed_rank.w_minus
        == scale.signed_rank.n_nonzero * (scale.signed_rank.n_nonzero + 1) / 2
        for scale in whole.scales.values()
    )
