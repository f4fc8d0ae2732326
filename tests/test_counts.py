"""Count tables merge by addition, and then hold what one count of all rows holds."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from mentoreval.counts import SEVERAL, count, group_levels
from mentoreval.errors import EvaluationError
from mentoreval.instruments.model import (
    Item,
    Occasion,
    Option,
    Question,
    QuestionKind,
    Role,
    Scale,
)
from mentoreval.responses import Missing, Responses, Source, SourceFormat
from mentoreval.scoring import exact_scores
from mentoreval.tally import Tally
from small_instrument import small_instrument

LEVELS = tuple(Option(code=code, label=str(code)) for code in range(1, 6))
STAGES = (
    Option(code=1, label="student"),
    Option(code=2, label="postdoc"),
    Option(code=9, label="prefer not to say", not_applicable=True),
)
INSTRUMENT = small_instrument(
    (Item(id=name, text=name, topic=name, options=LEVELS) for name in "abc"),
    scales=(
        Scale(id="one", name="One", items=("a", "b", "c"), reversed_items=frozenset("b")),
        Scale(id="two", name="Two", items=("a", "b")),
    ),
    questions=(
        Question(
            id="stage",
            text="",
            topic="",
            kind=QuestionKind.MULTIPLE,
            options=STAGES,
            role=Role.DEMOGRAPHIC,
            compare=True,
        ),
    ),
    sha256="0" * 64,
)
SOURCE = Source(name="x.csv", sha256="", rows=0, format=SourceFormat.WIDE_CSV)


def responses_of(ratings, clusters, names, flags=None):
    """Ratings of shape (rows, 3 items, 2 occasions)."""
    rows = len(ratings)
    chosen = np.zeros((3, rows), dtype=np.bool_) if flags is None else flags
    return Responses(
        instrument=INSTRUMENT,
        source=SOURCE,
        respondent=pl.Series([None] * rows, dtype=pl.String),
        implementation=clusters.astype(np.int32),
        implementation_ids=names,
        consent=np.ones(rows, dtype=np.int8),
        kind=np.zeros(rows, dtype=np.int8),
        line=np.arange(rows, dtype=np.int64),
        ratings={
            (item, occasion): np.ascontiguousarray(ratings[:, place, when]).astype(np.int8)
            for place, item in enumerate("abc")
            for when, occasion in enumerate(Occasion)
        },
        selections={"stage": chosen},
        selection_state={
            "stage": np.where(chosen.any(axis=0), 0, Missing.UNANSWERED).astype(np.int8)
        },
    )


def counted(responses):
    stage = INSTRUMENT.question_by_id["stage"]
    labels = tuple(option.label for option in stage.options)
    return count(responses, groups={"stage": (labels, group_levels(responses, stage))})


def plain(value):
    """Tables as nested Python values, so that they can be compared."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, Tally):
        keys = zip(*(value.key(axis.name).tolist() for axis in value.axes), strict=True)
        return list(zip(keys, value.count.tolist(), strict=True))
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


@st.composite
def cohorts(draw):
    rows = draw(st.integers(1, 25))
    ratings = draw(
        nps.arrays(np.int8, (rows, 3, 2), elements=st.sampled_from([-3, -2, -1, 1, 2, 3, 4, 5]))
    )
    clusters = draw(nps.arrays(np.int8, rows, elements=st.integers(-1, 3)))
    flags = draw(nps.arrays(np.bool_, (3, rows)))
    return ratings, clusters, flags


@settings(max_examples=60, deadline=None)
@given(cohorts(), st.integers(0, 25))
def test_tables_of_two_sites_add_up_to_the_tables_of_all_rows(cohort, cut):
    ratings, clusters, flags = cohort
    names = ("w0", "w1", "w2", "w3")
    whole = counted(responses_of(ratings, clusters, names, flags))
    parts = [
        counted(responses_of(ratings[part], clusters[part], names, flags[:, part]))
        for part in (slice(cut), slice(cut, None))
        if len(ratings[part])
    ]
    merged = parts[0] if len(parts) == 1 else parts[0] + parts[1]
    assert plain(merged) == plain(whole)


def test_sites_with_different_implementations_keep_them_apart():
    one = counted(responses_of(np.full((2, 3, 2), 3), np.array([0, 0]), ("north",)))
    two = counted(responses_of(np.full((3, 3, 2), 3), np.array([0, 0, 0]), ("south",)))
    merged = two + one
    gain = merged.scales["one"].gain
    assert merged.clusters == ("north", "south")
    assert dict(zip(gain.key("cluster").tolist(), gain.count.tolist(), strict=True)) == {
        0: 2,
        1: 3,
    }


def test_tables_of_two_instruments_are_not_added():
    one = counted(responses_of(np.full((2, 3, 2), 3), np.array([0, 0]), ("north",)))
    with pytest.raises(EvaluationError, match="different instruments"):
        _ = one + replace(one, instrument_sha256="1" * 64)


@settings(max_examples=60, deadline=None)
@given(cohorts())
def test_a_score_is_the_exact_mean_of_the_items_answered_on_both_occasions(cohort):
    ratings, clusters, flags = cohort
    tables = counted(responses_of(ratings, clusters, ("w0", "w1", "w2", "w3"), flags))
    expected: dict[Fraction, int] = {}
    for row in ratings:
        pairs = [(b, n) for b, n in row.tolist() if b >= 0 and n >= 0]
        turned = [
            (6 - b, 6 - n) if place == 1 else (b, n)
            for place, (b, n) in enumerate(row.tolist())
            if b >= 0 and n >= 0
        ]
        if len(pairs) >= 2:
            gain = Fraction(sum(n - b for b, n in turned), len(turned))
            expected[gain] = expected.get(gain, 0) + 1
    scores = exact_scores(tables.scales["one"].gain, minimum=2)
    values, counts = scores.distribution
    found = {
        Fraction(int(value), scores.denominator): int(people)
        for value, people in zip(values, counts, strict=True)
    }
    assert found == expected


def test_complete_cases_give_the_moments_of_reliability():
    ratings = np.array([[[1, 2], [2, 2], [3, 5]], [[4, 4], [-2, 3], [5, 5]]])
    tables = counted(responses_of(ratings, np.array([0, 0]), ("w",)))
    moments = tables.scales["two"].moments[Occasion.BEFORE]
    assert (moments.n, moments.sums.tolist(), moments.products.tolist()) == (
        1,
        [1, 2],
        [[1, 2], [2, 4]],
    )


def test_a_person_with_several_or_declined_choices_is_in_no_group():
    flags = np.array([[1, 1, 0, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 0]], dtype=np.bool_)
    rows = responses_of(np.full((5, 3, 2), 3), np.zeros(5), ("w",), flags)
    levels = group_levels(rows, INSTRUMENT.question_by_id["stage"])
    assert levels.tolist() == [0, SEVERAL, 1, Missing.NOT_APPLICABLE, Missing.UNANSWERED]


def test_unused_options_and_kinds_of_missing_are_counted_apart():
    ratings = np.array([[[1, 2]] * 3, [[-1, -2]] * 3, [[-3, 5]] * 3])
    tables = counted(responses_of(ratings, np.zeros(3), ("w",)))
    before = tables.items["a", Occasion.BEFORE]
    assert before.by_key() == {
        Missing.NOT_SHOWN: 1,
        Missing.NOT_APPLICABLE: 1,
        1: 1,
    }
    assert tables.pairs["a"] == 1
