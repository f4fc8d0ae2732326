"""What comparisons tell of the small groups that they leave out."""

from dataclasses import replace

from mentoreval.disclosure.protection import protect
from mentoreval.results import SUPPRESSED


def gain_by_tree(results):
    return results.groups["tree"]["skill"].gain


def test_two_small_levels_left_out_leave_each_other_open(run):
    test = gain_by_tree(protect(run(Oak=12, Beech=10, Elm=2, Yew=3), threshold=5))
    assert test.n == {"Oak": 12, "Beech": 10}
    assert test.left_out == dict.fromkeys(("Elm", "Yew", "Fir"), "fewer than 5 people")


def test_two_small_levels_of_four_are_not_told_by_their_sum(run):
    # 8 people are left out, at most 4 in each of two levels.
    test = gain_by_tree(protect(run(Oak=12, Beech=10, Elm=4, Yew=4), threshold=5))
    assert (test.n, test.epsilon_squared.reason) == ({}, SUPPRESSED)


def test_one_small_level_is_not_told_by_subtraction(run):
    test = gain_by_tree(protect(run(Oak=12, Beech=10, Elm=3), threshold=5))
    assert (test.n, test.epsilon_squared.estimate, test.epsilon_squared.reason) == (
        {},
        None,
        SUPPRESSED,
    )
    assert test.p is not None


def test_people_without_a_group_hide_one_small_level_among_them(run):
    test = gain_by_tree(protect(run("multiple", Oak=12, Beech=10, Elm=3, nobody=6), threshold=5))
    assert test.n == {"Oak": 12, "Beech": 10}
    assert (test.left_out["Elm"], test.left_out["not answered"]) == (
        "fewer than 5 people",
        "some people",
    )


def test_few_people_without_a_group_are_not_counted_out(run):
    test = gain_by_tree(protect(run(Oak=12, Beech=10, Elm=3, nobody=2), threshold=5))
    assert test.left_out["not answered"] == "fewer than 5 people"


def test_levels_without_anybody_hide_nothing_and_need_not_be_hidden(run):
    test = gain_by_tree(protect(run(Oak=12, Beech=10), threshold=5))
    assert test.n == {"Oak": 12, "Beech": 10}


def test_levels_not_asked_for_leave_everything_open(run):
    results = run(Oak=12, Beech=10, Elm=8, Yew=9, Fir=2, compare=["tree=1,2"])
    test = gain_by_tree(protect(replace(results, proportions={}, questions={}), threshold=5))
    assert test.n == {"Oak": 12, "Beech": 10}
