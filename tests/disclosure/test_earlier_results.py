"""What a result tells beside earlier ones: nothing by subtraction."""

import json
from collections import Counter

from mentoreval.disclosure.protection import protect
from mentoreval.results import SUPPRESSED
from mentoreval.results_json import dumps


def shown(results, question="tree"):
    return {label: share.n for label, share in results.proportions[question].items()}


def numbers_in(value):
    """Every number of a parsed JSON value."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(inner)
    elif isinstance(value, int | float):
        yield value


def gain_by_tree(results):
    return results.groups["tree"]["skill"].gain


def test_the_same_data_again_hide_nothing_more(run):
    results = run(Oak=20, Beech=9, Elm=2)
    first = protect(results, threshold=5)
    assert protect(results, threshold=5, earlier=[first]) == first


def test_two_people_more_are_not_told_by_the_difference(run):
    first = protect(run(Oak=20, Beech=9), threshold=5)
    second = protect(run(Oak=20, Beech=11), threshold=5, earlier=[first])
    assert shown(second)["Beech"] is None
    assert Counter(one.table for one in second.suppressed if one.kind == "primary") == {
        "tree": 1,
        "good": 2,
        "scales": 2,
        "items": 2,
        "data-quality": 3,
    }
    assert list(numbers_in(json.loads(dumps(second))["scales"])) == []


def test_five_people_more_are_enough(run):
    first = protect(run(Oak=20, Beech=9), threshold=5)
    second = run(Oak=20, Beech=14)
    assert protect(second, threshold=5, earlier=[first]) == protect(second, threshold=5)


def test_a_pool_is_no_way_to_what_it_has_more_than_its_part(run):
    part = protect(run(Oak=40, Beech=11), threshold=5)
    pool = protect(run(Oak=60, Beech=14), threshold=5, earlier=[part])
    assert shown(pool) == {"Oak": None, "Beech": None, "Elm": 0, "Yew": 0, "Fir": 0}
    assert pool.scales["skill"].n == 74


def test_what_was_hidden_earlier_is_no_number_to_differ_from(run):
    first = protect(run(Oak=20, Beech=9, Elm=2, Yew=3), threshold=5)
    second = protect(run(Oak=30, Beech=20, Elm=12, Yew=9), threshold=5, earlier=[first])
    assert shown(second) == {"Oak": 30, "Beech": 20, "Elm": 12, "Yew": 9, "Fir": 0}


def test_a_group_that_grew_by_one_hides_the_comparison(run):
    first = run(Oak=20, Beech=15)
    second = protect(run(Oak=26, Beech=16), threshold=5, earlier=[first])
    assert gain_by_tree(second).reason == SUPPRESSED
    assert second.scales["skill"].reason is None


def test_the_result_says_which_earlier_results_it_took_into_account(with_places):
    first = with_places(5, a=20, b=12)
    remark = with_places(5, [first], a=20, b=12).remarks[-1]
    assert remark == (
        "Small differences to an earlier result are hidden too (from answers.csv, "
        f"sha256 {first.input.sha256[:12]})."
    )
