"""Small cells: what is hidden can't be found, nor worked out, anywhere in a result."""

import json
from dataclasses import replace

import pytest

from mentoreval.disclosure.protection import protect
from mentoreval.results import SUPPRESSED, Sensitivity
from mentoreval.results_json import dumps


def shown(results, question="tree"):
    return {label: share.n for label, share in results.proportions[question].items()}


def text_of(results):
    """`results.json` without the hash of the input, which always differs."""
    return dumps(replace(results, input=replace(results.input, sha256="")))


def numbers_in(value):
    """Every number of a parsed JSON value."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(inner)
    elif isinstance(value, int | float):
        yield value


def test_a_threshold_of_one_hides_nothing(run):
    results = run(Oak=9, Beech=1, Elm=1)
    assert protect(results, threshold=1, earlier=[results]) is results


def test_a_small_cell_takes_another_with_it_where_the_total_is_known(run):
    results = protect(run(Oak=20, Beech=9, Elm=2), threshold=5)
    assert shown(results) == {"Oak": 20, "Beech": None, "Elm": None, "Yew": 0, "Fir": 0}
    kinds = {(one.cell, one.kind) for one in results.suppressed if one.table == "tree"}
    assert kinds == {("Elm", "primary"), ("Beech", "complementary")}


def test_in_a_question_of_several_choices_the_total_goes_instead(run):
    results = protect(run("multiple", Oak=20, Beech=9, Elm=2), threshold=5)
    assert shown(results) == {"Oak": 20, "Beech": 9, "Elm": None, "Yew": 0, "Fir": 0}
    assert results.questions["tree"].selections is None
    assert {share.share_of_selections for share in results.proportions["tree"].values()} == {None}


def test_respondents_who_each_chose_something_do_not_give_a_four_away(run):
    # 33 people, 29 visible selections: the hidden cell would have to be 4.
    results = protect(run("multiple", Oak=20, Beech=9, Elm=4), threshold=5)
    assert shown(results) == {"Oak": 20, "Beech": None, "Elm": None, "Yew": 0, "Fir": 0}


def test_everything_beside_a_hidden_count_is_hidden_too(run):
    elm = protect(run(Oak=20, Beech=9, Elm=2), threshold=5).proportions["tree"]["Elm"]
    assert (elm.n, elm.estimate, elm.ci, elm.share_of_selections, elm.reason) == (
        *(None,) * 4,
        SUPPRESSED,
    )


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("single", {"Oak": 20, "Elm": 2, "Yew": 3}, {"Oak": 20, "Elm": 3, "Yew": 2}),
        ("multiple", {"Oak": 20, "Elm": 2, "Yew": 3}, {"Oak": 20, "Elm": 3, "Yew": 2}),
        (
            "single",
            {"Oak": 20, "Beech": 9, "Elm": 1, "Yew": 4},
            {"Oak": 20, "Beech": 9, "Elm": 4, "Yew": 1},
        ),
    ],
)
def test_data_that_differ_in_hidden_counts_alone_give_the_same_file(run, kind, one, other):
    first, second = (protect(run(kind, **people), threshold=5) for people in (one, other))
    assert text_of(first) == text_of(second)


def test_a_complementary_cell_is_as_hidden_as_a_small_one(run):
    first, second = (
        replace(protect(run(**people), threshold=5), groups={})
        for people in ({"Oak": 20, "Beech": 9, "Elm": 2}, {"Oak": 20, "Beech": 10, "Elm": 1})
    )
    assert text_of(first) == text_of(second)


def test_questions_about_the_training_show_small_counts_of_many_answers(run):
    results = protect(run(Oak=20), threshold=5)
    assert shown(results, "good") == {"Yes": 17, "No": 3}


def test_a_scale_of_few_people_goes_with_every_number_and_what_hangs_on_it(run):
    results = protect(run(Oak=4, compare=["tree"]), threshold=5)
    scale = json.loads(dumps(results))["scales"]["skill"]
    test = results.groups["tree"]["skill"].gain
    assert (list(numbers_in(scale)), scale["reason"]) == ([], SUPPRESSED)
    assert (test.n, test.h, test.reason) == ({}, None, SUPPRESSED)
    assert {"scales", "items"} <= {one.table for one in results.suppressed}


def test_items_of_few_people_have_no_number(run):
    item = protect(run(Oak=4), threshold=5).items["s1"]
    assert (item.before, item.now, item.missing, item.n_paired, item.mean_now, item.reason) == (
        *({}, {}, {}),
        *(None, None),
        SUPPRESSED,
    )


def test_a_variant_of_few_people_is_hidden_alone(run):
    few = Sensitivity(
        minimum_share="1", n=3, mean_gain=1.0, p_exact=0.5, p_normal=0.4, p_clustered=None
    )
    results = run(Oak=12)
    scale = replace(results.scales["skill"], sensitivity=(few,))
    (hidden,) = (
        protect(replace(results, scales={"skill": scale, "overall": scale}), threshold=5)
        .scales["skill"]
        .sensitivity
    )
    assert (hidden.n, hidden.mean_gain, hidden.p_exact, hidden.reason) == (
        *(None,) * 3,
        SUPPRESSED,
    )


def test_how_many_took_part_in_a_place_is_told(with_places):
    results = with_places(5, a=20, b=12, c=2, short1=3)
    assert [(one.id, one.answered, one.consented) for one in results.implementations] == [
        ("a", 20, 17),
        ("b", 12, 11),
        ("c", 2, 2),
        ("short1", 3, None),
    ]
