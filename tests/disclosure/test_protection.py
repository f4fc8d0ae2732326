"""Small cells, end to end: what is hidden can't be found, nor worked out, anywhere."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace

import pytest

from mentoreval.disclosure.protection import protect
from mentoreval.evaluation.pipeline import evaluate
from mentoreval.figures import all_figures, to_svg
from mentoreval.implementations import Audience, Implementation, Mode
from mentoreval.instruments.loading import parse_instrument
from mentoreval.readers import read_responses
from mentoreval.report.markdown import assemble
from mentoreval.results import SUPPRESSED, CodeShare, CodesResult, InputFile, Sensitivity
from mentoreval.results_json import dumps
from mentoreval.tables import all_tables, to_csv

SURVEY = """\
schema: mentoreval.instrument/1
id: who
version: 1.0.0
title: Who they are
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
options:
  skill: [{code: 1, label: Low}, {code: 2, label: Middle}, {code: 3, label: High}]
  yes_no: [{code: 1, label: "Yes", favorable: true}, {code: 2, label: "No"}]
  kinds:
    - {code: 1, label: Oak}
    - {code: 2, label: Beech}
    - {code: 3, label: Elm}
    - {code: 4, label: Yew}
    - {code: 5, label: Fir}
items:
  - {id: s1, topic: One, text: First, options: skill}
  - {id: s2, topic: Two, text: Second, options: skill}
scales:
  - {id: skill, name: Skill, items: [s1, s2]}
questions:
  - {id: tree, kind: SINGLE_OR_MULTIPLE, role: demographic, compare: true, topic: Tree,
     text: Which tree?, options: kinds}
  - {id: good, kind: single, role: evaluation, topic: Good, text: Was it good?, options: yes_no}
"""
ANSWERS = ("1,2", "2,2", "1,3", "2,3", "3,3")
TREES = {"Oak": 1, "Beech": 2, "Elm": 3, "Yew": 4, "Fir": 5, "": ""}


@pytest.fixture(scope="module")
def survey():
    return {
        kind: parse_instrument(SURVEY.replace("SINGLE_OR_MULTIPLE", kind).encode(), file="x.yaml")
        for kind in ("single", "multiple")
    }


@pytest.fixture(scope="module")
def run(survey, tmp_path_factory):
    """Evaluate so many people of each tree; the answers are the same whatever the trees."""

    def _run(kind="single", places="abcdef", also=(), compare=(), **people):
        trees = [tree for tree, n in people.items() for _ in range(n)]
        lines = ["respondent_id,implementation_id,tree,good,s1_before,s2_before,s1_now,s2_now"]
        for number, tree in enumerate(trees):
            before, now = ANSWERS[number % 3], ANSWERS[number % 2 + 3]
            place = places[number % len(places)]
            code = TREES["" if tree == "nobody" else tree]
            lines.append(f"r{number},{place},{code},{1 + (number % 9 == 0)},{before},{now}")
        path = tmp_path_factory.mktemp("answers") / "answers.csv"
        path.write_text("\n".join([*lines, *also]) + "\n", encoding="utf-8")
        responses = read_responses(path, instrument=survey[kind])
        return evaluate(responses, small_cells=1, compare=compare)

    return _run


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


@pytest.fixture
def with_places(survey, tmp_path):
    """Results of a file of implementations, with so many answers in each."""

    def _with(threshold, earlier=(), **answers):
        rows = [place for place, n in answers.items() for _ in range(n)]
        lines = ["respondent_id,implementation_id,consent,s1_before,s2_before,s1_now,s2_now"]
        lines += [f"{n},{place},{n % 9 and 1},1,2,{1 + n % 3},3" for n, place in enumerate(rows)]
        path = tmp_path / "answers.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        implementations = [
            Implementation(
                id=place,
                site=place.upper(),
                audience=Audience.MENTEES,
                hours=1 if place.startswith("short") else 4,
                mode=Mode.ONLINE,
                trained=30,
            )
            for place in answers
        ]
        return evaluate(
            read_responses(path, instrument=survey["single"]),
            implementations=implementations,
            small_cells=threshold,
            earlier=earlier,
        )

    return _with


def test_how_many_took_part_in_a_place_is_told(with_places):
    results = with_places(5, a=20, b=12, c=2, short1=3)
    assert [(one.id, one.answered, one.consented) for one in results.implementations] == [
        ("a", 20, 17),
        ("b", 12, 11),
        ("c", 2, 2),
        ("short1", 3, None),
    ]


def codes_of(**counts):
    return CodesResult(
        question="planned",
        answers=40,
        codings=sum(counts.values()),
        file=InputFile(name="codes.csv", sha256="", rows=50, format="codes"),
        codes=tuple(
            CodeShare(
                code=code,
                label=code.title(),
                n=n,
                of=40,
                estimate=n / 40,
                ci=(0, 1),
                example=f"We {code}.",
            )
            for code, n in counts.items()
        ),
    )


def test_a_rare_code_loses_its_count_and_its_example(run):
    codes = codes_of(listen=20, plan=9, rest=2)
    results = protect(replace(run(Oak=20), codes=codes), threshold=5)
    assert {one.code: (one.n, one.example) for one in results.codes.codes} == {
        "listen": (20, "We listen."),
        "plan": (9, "We plan."),
        "rest": (None, None),
    }
    assert (results.codes.codings, results.codes.reason) == (None, SUPPRESSED)


def test_codes_known_to_have_two_answers_at_least_are_not_told_by_their_sum(run):
    codes = codes_of(listen=20, plan=9, rest=2, ask=2)
    results = protect(replace(run(Oak=20), codes=codes), threshold=5)
    assert results.codes.codings is None


def test_hidden_codes_stand_by_label_and_special_ones_stay_last(run):
    codes = codes_of(listen=20, rest=4, ask=3, other=3)
    results = protect(replace(run(Oak=20), codes=codes), threshold=5)
    assert [one.code for one in results.codes.codes] == ["listen", "ask", "rest", "other"]


def test_codes_that_one_answer_has_are_counted_and_not_named(run):
    codes = replace(codes_of(listen=20, other=6), grouped=("Patience", "Writing"))
    results = protect(replace(run(Oak=20), codes=codes), threshold=5)
    assert results.codes.grouped == ("suppressed", "suppressed")


# What the comparisons tell of the small groups that they leave out.


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


# What readers know already.


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


def test_a_code_that_one_more_answer_has_is_hidden(run):
    results = run(Oak=20)
    first = replace(results, codes=codes_of(listen=20, plan=9))
    second = replace(results, codes=codes_of(listen=21, plan=19))
    found = protect(second, threshold=5, earlier=[first]).codes
    assert {one.code: one.n for one in found.codes} == {"listen": None, "plan": 19}


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


# Every file that is made.


@pytest.fixture(scope="module")
def documents(run):
    """All text that people get to see, by file name."""
    results = protect(run(Oak=40, Beech=33, Elm=2, Yew=3, compare=["tree"]), threshold=5)
    tables, figures = all_tables(results), all_figures(results)
    csvs = {table.id: to_csv(table) for table in (*tables, *(f.data for f in figures))}
    drawings = {figure.id: to_svg(figure) for figure in figures}
    report = assemble(results, figures=figures, tables=tables)
    return {**csvs, **drawings, "report": report, "results.json": dumps(results)}


def test_every_row_about_a_hidden_group_says_hidden_in_place_of_numbers(documents):
    rows = [
        row
        for name, text in documents.items()
        if not text.startswith(("<", "{")) and name != "report"
        for row in csv.reader(io.StringIO(text))
        if {"Elm", "Yew"} & set(row)
    ]
    numbers = [cell for row in rows for cell in row if cell[:1].isdigit() and cell != "78"]
    assert len(rows) == 2
    assert numbers == []
    assert all(row.count("hidden") >= 3 for row in rows)


def test_no_document_names_a_hidden_group_beside_its_count(documents):
    for text in documents.values():
        for line in text.splitlines():
            words = line.replace("**", "").replace("|", " ").replace(",", " ").split()
            for group, count in (("Elm", "2"), ("Yew", "3")):
                assert [group, count] not in [words[i : i + 2] for i in range(len(words))]


def test_the_hidden_cells_are_listed_without_their_counts(documents):
    listed = json.loads(documents["results.json"])["suppressed"]
    assert listed == [
        {"table": "tree", "cell": "Elm", "kind": "primary"},
        {"table": "tree", "cell": "Yew", "kind": "primary"},
    ]


def test_the_report_names_the_groups_whose_size_is_hidden(run):
    results = protect(run(Oak=40, Beech=33, Elm=3), threshold=5)
    report = assemble(results, figures=(), tables=())
    assert "Compared were Oak and Beech; how many people each has is hidden" in report
