from collections.abc import Callable
from dataclasses import replace

import pytest

from mentoreval.report.prose.groups import groups
from mentoreval.results import GroupTest, Results

ChangeTests = Callable[[Results, Callable[[GroupTest], GroupTest]], Results]


@pytest.fixture
def every_test() -> ChangeTests:
    """Gives the results with each group test changed in the same way."""

    def change(results: Results, how: Callable[[GroupTest], GroupTest]) -> Results:
        changed = {
            variable: {
                scale: replace(
                    three, before=how(three.before), now=how(three.now), gain=how(three.gain)
                )
                for scale, three in by_scale.items()
            }
            for variable, by_scale in results.groups.items()
        }
        return replace(results, groups=changed)

    return change


def test_no_difference_is_said_only_with_its_bounds(sample: Results) -> None:
    (text,) = groups(sample)
    assert text == (
        "**By career stage.** Compared were Assistant professor (43), Graduate student (41), and "
        "Postdoctoral scholar (34); each scale has its own n. None of 24 comparisons had a "
        "permutation p below .05 (the smallest: p = .099). A large p does not show that groups "
        "are alike: by the intervals, two groups may differ in mean gain by up to 0.33 points "
        "(Assistant professor and Postdoctoral scholar, on “Maintaining effective "
        "communication”). Left out: Clinical instructor and Assistant dean (fewer than 5 people); "
        "several chosen (belongs to more than one level)."
    )


def test_a_difference_is_named_with_its_scale_and_p(sample: Results) -> None:
    scales = dict(sample.groups["career_stage"])
    gain = replace(scales["communication"].gain, p=0.02, p_permutation=0.031)
    scales["communication"] = replace(scales["communication"], gain=gain)
    (text,) = groups(replace(sample, groups={"career_stage": scales}))
    assert (
        "Of 24 comparisons, 1 had a permutation p below .05: the gain on “Maintaining effective "
        "communication” (p = .031). These p are not corrected for the number of scales." in text
    )


def test_a_p_too_small_for_a_number_is_no_large_one(
    sample: Results, every_test: ChangeTests
) -> None:
    (text,) = groups(every_test(sample, lambda test: replace(test, p=0.0, p_permutation=None)))
    assert "Of 24 comparisons, 24 had a p below .05" in text


def test_a_comparison_that_was_refused_gives_its_reason(
    sample: Results, every_test: ChangeTests
) -> None:
    reason = "fewer than two groups have at least 5 people"
    refused = every_test(
        sample, lambda test: replace(test, h=None, p=None, p_permutation=None, reason=reason)
    )
    (text,) = groups(refused)
    assert text == (
        "**By career stage.** Groups were not compared: fewer than two groups have at least 5 "
        "people."
    )


def test_without_bounds_nothing_is_said_to_be_alike(
    sample: Results, every_test: ChangeTests
) -> None:
    (text,) = groups(every_test(sample, lambda test: replace(test, differences=())))
    expected = (
        "Bounds for the differences could not be computed; nothing says the groups are alike."
    )
    assert expected in text
