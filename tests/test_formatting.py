import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoreval.formatting import (
    absent,
    count,
    count_of,
    interval,
    listed,
    number,
    p_phrase,
    p_value,
    percent,
    plural,
    share,
    signed,
)
from mentoreval.results import Share


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.75, "0.75"), (-0.314, "−0.31"), (-0.001, "0.00"), (1234.5, "1,234.50"), (None, "n/a")],
)
def test_a_number_has_two_decimals_a_true_minus_and_thousands(
    value: float | None, shown: str
) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0.75, "+0.75"), (-0.1, "−0.10"), (0.0, "0.00"), (0.001, "0.00")]
)
def test_a_change_carries_its_sign_unless_it_rounds_to_zero(value: float, shown: str) -> None:
    assert signed(value) == shown


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        (0.0342, ".034"),
        (0.001, ".001"),
        (0.00099, "< .001"),
        (0.0, "< .001"),
        (0.9994, ".999"),
        (0.9996, "1.000"),
        (1.0, "1.000"),
        (None, "n/a"),
    ],
)
def test_p_has_three_digits_and_no_leading_zero(p: float | None, shown: str) -> None:
    assert p_value(p) == shown


@given(st.floats(min_value=0.0, max_value=1.0))
def test_no_p_is_ever_shown_as_zero(p: float) -> None:
    assert p_value(p) not in {".000", "0.000"}


def test_p_in_a_sentence_has_its_letter() -> None:
    assert (p_phrase(0.5), p_phrase(1e-9), p_phrase(None)) == ("p = .500", "p < .001", "p n/a")


def test_a_percentage_stands_with_its_counts() -> None:
    value = Share(numerator=226, denominator=354, estimate=226 / 354, ci=None)
    assert share(value) == "63.8% (226/354)"


def test_a_suppressed_share_reads_hidden() -> None:
    value = Share(numerator=None, denominator=9, estimate=None, ci=None, reason="suppressed")
    assert share(value) == "hidden"


def test_a_count_without_its_total_is_absent() -> None:
    assert count_of(None, 9, reason="suppressed") == "hidden"


def test_large_counts_have_thousands() -> None:
    assert (count(1000000), count_of(1200, 15000)) == ("1,000,000", "1,200/15,000")


def test_an_interval_is_joined_by_a_word() -> None:
    assert interval((-0.1, 0.2)) == "−0.10 to 0.20"
    assert interval((0.587, 0.687), 1, show=percent) == "58.7% to 68.7%"


def test_absence_is_named_by_its_reason() -> None:
    assert (absent("suppressed"), absent("one cluster"), absent()) == ("hidden", "n/a", "n/a")


def test_a_count_agrees_with_its_noun() -> None:
    assert [plural(1, "person", "people"), plural(2, "person", "people"), plural(0, "scale")] == [
        "1 person",
        "2 people",
        "0 scales",
    ]


def test_words_are_joined_as_in_a_sentence() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed(("a", "b", "c"))] == [
        "a",
        "a and b",
        "a, b, and c",
    ]
