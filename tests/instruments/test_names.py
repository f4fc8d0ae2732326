from collections.abc import Callable

import pytest

Refused = Callable[[str | bytes], list[str]]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "topic: Drifting",
            "topic: Drifting, aliases: [Plan]",
            "11: 'Plan' already names the item 'plan'",
        ),
        (
            "topic: Drifting",
            "topic: Drifting, aliases: [plan_now]",
            "11: 'plan_now' already names the item 'plan'",
        ),
        (
            "topic: Drifting",
            "topic: Drifting, aliases: [consent]",
            "11: 'consent' is a column of its own in every export; choose another name",
        ),
        (
            "id: focus",
            "id: overall",
            "13: 'overall' is the id of the scale that is made from all items; choose another name",
        ),
    ],
)
def test_a_name_has_one_owner(
    two_items: str, refused: Refused, old: str, new: str, reason: str
) -> None:
    assert refused(two_items.replace(old, new, 1)) == [reason]


def test_a_question_can_not_have_the_id_of_an_item(two_items: str, refused: Refused) -> None:
    text = f"{two_items}questions: [{{id: PLAN, kind: text, topic: Plan, text: Plan?}}]\n"
    assert refused(text) == ["14: 'PLAN' already names the item 'plan'"]


def test_two_scales_can_not_have_one_id(two_items: str, refused: Refused) -> None:
    text = f"{two_items}  - {{id: Focus, name: Focus again, items: [plan]}}\n"
    assert "14: 'Focus' already names the scale 'focus'" in refused(text)


def test_an_included_item_can_not_be_defined_again(two_items: str, refused: Refused) -> None:
    text = two_items.replace("plan", "mca01") + "include: [mca-26-mentee]\noverall: none\n"
    assert refused(text) == [
        (
            "10: 'mca01' already names the item 'mca01' of mca-26-mentee, which is locked; "
            "choose another name"
        )
    ]


def test_an_included_scale_can_not_be_defined_again(two_items: str, refused: Refused) -> None:
    text = two_items.replace("focus", "diversity") + "include: [mca-26-mentee]\noverall: none\n"
    assert refused(text) == [
        (
            "13: 'diversity' already names the scale 'diversity' of mca-26-mentee, which is "
            "locked; choose another name"
        )
    ]


def test_two_versions_of_one_instrument_do_not_mix(without_items: str, refused: Refused) -> None:
    text = f"{without_items}include:\n- mca-26-mentee\n- mca-21-mentee\noverall: none\n"
    assert refused(text) == [
        "9: brings the item 'mca01' a second time; mca-26-mentee has it already",
        "9: brings the scale 'communication' a second time; mca-26-mentee has it already",
    ]
