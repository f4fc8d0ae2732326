"""What the profiles say beside a number, and what they need to say it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoreval.cli.parser import PROFILES
from mentoreval.counts import count
from mentoreval.errors import EvaluationError
from mentoreval.profiles import PROGRAMS, profile_numbers

# 4/3 - 1 and 5/3 - 4/3 are both a third, but not the same double.
A_THIRD_TWICE = {
    "before": [[1, 1, 1], [2, 1, 1], [1, 1, 1], [2, 2, 2]],
    "now": [[2, 1, 1], [2, 2, 1], [3, 3, 3], [2, 2, 2]],
}
RISEN_ALIKE = {"before": [[1], [2], [3]], "now": [[2], [3], [4]]}
UNCHANGED = {"before": [[1, 3], [2, 2], [5, 4]], "now": [[1, 3], [2, 2], [5, 4]]}


def test_no_profile_gives_no_numbers(responses_of):
    responses = responses_of(RISEN_ALIKE)
    tables = count(responses, groups={})
    assert profile_numbers(tables, responses.instrument, ()) == {}


def test_an_unknown_profile_is_refused_with_the_names_there_are(responses_of):
    responses = responses_of(RISEN_ALIKE)
    with pytest.raises(EvaluationError, match="no profile “sas”; there are spss, r, coin, scipy"):
        profile_numbers(count(responses, groups={}), responses.instrument, ("sas",))


def test_a_scale_without_people_has_no_numbers(numbers_of):
    assert numbers_of({"before": [[None]], "now": [[3]]}, "r") == {}


def test_the_command_offers_the_profiles_there_are():
    assert tuple(PROGRAMS) == PROFILES


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_number_says_why_it_differs_or_that_it_does_not(program, numbers_of):
    for answers in (A_THIRD_TWICE, RISEN_ALIKE, UNCHANGED):
        for number in numbers_of(answers, program).values():
            assert number.why.endswith(".")
            assert (number.why == "The same.") == (
                number.theirs is not None and number.ours == pytest.approx(number.theirs, rel=1e-9)
            )


def test_ties_that_decimals_break_are_counted(numbers_of):
    numbers = numbers_of(A_THIRD_TWICE, "spss")
    sizes = numbers["different sizes of gain"]
    assert (sizes.ours, sizes.theirs) == (2, 3)
    assert numbers["Asymp. Sig. (2-tailed)"].why == (
        "There: normal approximation, exact here; means are rounded to decimals, which breaks ties."
    )


def test_without_rows_no_tie_breaks(numbers_of):
    number = numbers_of(A_THIRD_TWICE, "spss", rows=False)["Asymp. Sig. (2-tailed)"]
    assert number.why == "There: normal approximation, exact here."


def test_spss_takes_z_from_the_smaller_rank_sum(numbers_of):
    number = numbers_of(RISEN_ALIKE, "spss")["Z"]
    assert number.theirs == -number.ours
    assert number.why == "There: taken from the smaller rank sum, so that it is never positive."


def test_scipy_gives_the_smaller_rank_sum(numbers_of):
    number = numbers_of(RISEN_ALIKE, "scipy")["statistic of wilcoxon"]
    assert (number.ours, number.theirs) == (6.0, 0.0)


def test_coin_ranks_zeros_before_it_drops_them(numbers_of):
    number = numbers_of(A_THIRD_TWICE, "coin")["Z of wilcoxsign_test"]
    # Ranks 1 (the zero), 2, 3 and 4, all but the zero upwards.
    assert number.theirs == pytest.approx(9 / (4 + 9 + 16) ** 0.5)
    assert number.why.startswith("There: gains of 0 drop out after ranking, here before it")


def test_coin_loses_a_small_p_to_rounding(numbers_of):
    people = range(80)
    answers = {"before": [[1 + n % 2] for n in people], "now": [[6 + n % 2] for n in people]}
    number = numbers_of(answers, "coin")["p of wilcoxsign_test"]
    assert number.theirs == 0.0
    assert number.why == (
        "There: normal approximation, exact here; the tail is taken as 1 minus the rest, which "
        "loses digits and ends at 0."
    )


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_p_too_small_for_a_double_is_0_there_and_never_here(program, numbers_of):
    answers = {"before": [[1, 2]] * 2001, "now": [[6, 6]] * 2001}
    numbers = numbers_of(answers, program)
    (p,) = (one for name, one in numbers.items() if name.startswith(("p of", "Asymp")))
    assert (p.ours, p.theirs) == (5e-324, 0.0)
    assert p.why.endswith((" so that it is 0.", " ends at 0."))


codes = st.one_of(st.integers(1, 7), st.none())


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(codes, codes), min_size=3, max_size=3), min_size=1, max_size=9))
def test_where_two_numbers_differ_there_is_a_reason(numbers_of, people):
    answers = {
        when: [[pair[place] for pair in person] for person in people]
        for place, when in enumerate(("before", "now"))
    }
    for program in PROGRAMS:
        reasons = [number.why for number in numbers_of(answers, program).values()]
        assert all(reason and reason != "There: ." for reason in reasons)


def test_r_leaves_zeros_out_of_its_median(numbers_of):
    number = numbers_of(A_THIRD_TWICE, "r")["(pseudo)median of wilcox.test"]
    assert number.why == (
        "There: gains of 0 are left out, here they count; found by a search that stops within "
        "0.0001, computed here."
    )


def test_r_has_no_median_where_nobody_changed(numbers_of):
    number = numbers_of(UNCHANGED, "r")["(pseudo)median of wilcox.test"]
    assert (number.ours, number.theirs) == (0.0, None)
    assert number.why == "There: no number, because no score changed."


def test_psych_drops_an_item_that_all_answered_alike(numbers_of):
    rows = [[1, 2, 4], [3, 2, 4], [5, 6, 4], [2, 3, 4]]
    number = numbers_of({"before": rows, "now": rows}, "r")["raw_alpha of psych::alpha, NOW"]
    assert number.why == "There: items that all answered alike drop out, here they count."


def test_psych_has_no_alpha_of_one_item_that_varies(numbers_of):
    rows = [[1, 4], [3, 4], [5, 4], [2, 4]]
    number = numbers_of({"before": rows, "now": rows}, "r")["raw_alpha of psych::alpha, NOW"]
    assert (number.ours, number.theirs) == (0.0, None)
    assert number.why == "There: no number, because fewer than two items have a spread."
