from collections.abc import Callable
from fractions import Fraction

import pytest

from mentoreval.instruments.loading import parse_instrument
from mentoreval.instruments.model import Instrument, Option, Role

Refused = Callable[[str | bytes], list[str]]


def parsed(text: str) -> Instrument:
    return parse_instrument(text.encode(), file="my.yaml")


def test_labels_that_look_like_yes_and_no_stay_words(two_items: str) -> None:
    assert [option.label for option in parsed(two_items).items[0].options] == ["No", "Maybe", "Yes"]


def test_options_can_stand_in_the_item_itself(two_items: str) -> None:
    written = "[{code: 1, label: Low}, {code: 3, label: High, aliases: [Top]}]"
    instrument = parsed(two_items.replace("work, options: agree", f"work, options: {written}"))
    assert instrument.items[0].options == (
        Option(code=1, label="Low"),
        Option(code=3, label="High", aliases=("Top",)),
    )


def test_an_option_that_does_not_apply_carries_no_number(two_items: str) -> None:
    declined = "label: Yes}, {code: 9, label: Can't say, not_applicable: true}"
    item = parsed(two_items.replace("label: Yes}", declined)).items[0]
    assert ([o.code for o in item.options], [o.code for o in item.scored]) == (
        [1, 2, 3, 9],
        [1, 2, 3],
    )


def test_text_folded_over_lines_is_one_line(two_items: str) -> None:
    folded = two_items.replace("title: My survey", "title: |\n  My\n    survey\n")
    assert parsed(folded).title == "My survey"


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("2/3", Fraction(2, 3)),
        ("0.66", Fraction(66, 100)),
        ("'0.66'", Fraction(66, 100)),
        ("all", Fraction(1)),
        ("1", Fraction(1)),
        ("1.0", Fraction(1)),
        (".5", Fraction(1, 2)),
    ],
)
def test_a_minimum_share_is_exact_however_it_is_written(
    two_items: str, written: str, share: Fraction
) -> None:
    instrument = parsed(two_items.replace("[drift]}", f"[drift], minimum_share: {written}}}"))
    assert instrument.scale_by_id["focus"].minimum_share == share


def test_a_share_for_the_whole_file_holds_where_a_scale_names_none(two_items: str) -> None:
    scales = parsed(two_items + "minimum_share: 1/2\n").scales
    assert [scale.minimum_share for scale in scales] == [Fraction(1, 2), Fraction(1, 2)]


def test_two_thirds_is_the_share_where_nothing_is_said(two_items: str) -> None:
    assert {scale.minimum_share for scale in parsed(two_items).scales} == {Fraction(2, 3)}


def test_a_question_without_a_role_is_open(without_items: str) -> None:
    text = f"{without_items}questions: [{{id: hope, kind: text, topic: Hope, text: Your hope?}}]\n"
    assert parsed(text).questions[0].role is Role.OPEN


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        ("code: 2", "code: 1", ["8: code 1 is already that of 'No'"]),
        ("Maybe", "no", ["8: 'no' already names the option 'No'"]),
        ("Maybe", "Maybe, aliases: [YES]", ["8: 'Yes' already names the option 'Maybe'"]),
        (
            "label: No",
            "label: No, favorable: true, not_applicable: true",
            ["8: can't be both favorable and not_applicable"],
        ),
        (
            "work, options: agree",
            "work, options: agre",
            ["10: there is no list 'agre' under options; did you mean 'agree'?"],
        ),
        (
            "[plan, drift]",
            "[plan, drift, plan]",
            ["13: item 'plan' stands in this list twice"],
        ),
        (
            "reverse: [drift]",
            "reverse: [drifts]",
            ["13: there is no item 'drifts' here; did you mean 'drift'?"],
        ),
        (
            "reverse: [drift]",
            "minimum_share: 3/2",
            ["13: found '3/2'; expected a share above 0 and up to 1, such as 2/3"],
        ),
        (
            "reverse: [drift]",
            "minimum_share: 1/0",
            ["13: found '1/0'; expected a share above 0 and up to 1, such as 2/3"],
        ),
    ],
)
def test_a_fault_of_meaning_is_told_with_its_line(
    two_items: str, refused: Refused, old: str, new: str, reasons: list[str]
) -> None:
    assert refused(two_items.replace(old, new, 1)) == reasons


def test_an_item_needs_two_options_that_carry_a_number(two_items: str, refused: Refused) -> None:
    text = two_items.replace("Maybe", "Maybe, not_applicable: true")
    assert refused(text.replace("Yes", "Yes, not_applicable: true")) == [
        "10: needs two options that are not 'not_applicable'",
        "11: needs two options that are not 'not_applicable'",
    ]


def test_a_scale_of_items_with_different_ranges_is_refused(
    two_items: str, refused: Refused
) -> None:
    written = "[{code: 1, label: Low}, {code: 5, label: High}]"
    text = two_items.replace("work, options: agree", f"work, options: {written}")
    assert refused(text + "overall: none\n") == [
        "13: its items have different lowest or highest codes, so their mean says nothing"
    ]


def test_kinds_and_options_of_questions_must_fit(two_items: str, refused: Refused) -> None:
    questions = """\
questions:
  - {id: one, kind: single, topic: One, text: One?}
  - {id: two, kind: text, topic: Two, text: Two?, options: agree, compare: true}
"""
    assert refused(two_items + questions) == [
        "15: 'options' is missing; a single choice needs them",
        "16: 'options' needs kind single or multiple, not text",
        "16: 'compare' needs kind single or multiple, not text",
    ]


def test_a_published_gain_belongs_to_a_scale(two_items: str, refused: Refused) -> None:
    gains = "published: [{training: Other, reference: A book, gains: {focuss: 0.5}}]\n"
    assert refused(two_items + gains) == ["14: there is no scale 'focuss'; did you mean 'focus'?"]
