from collections.abc import Callable

import pytest

from mentoreval.instruments.loading import load_instrument, parse_instrument
from mentoreval.instruments.model import OVERALL, Design, Instrument, Scale

Refused = Callable[[str | bytes], list[str]]


def parsed(text: str) -> Instrument:
    return parse_instrument(text.encode(), file="my.yaml")


def test_the_overall_scale_holds_all_items_and_what_is_reversed(two_items: str) -> None:
    assert parsed(two_items).scale_by_id[OVERALL] == Scale(
        id="overall",
        name="Overall",
        items=("plan", "drift"),
        reversed_items=frozenset({"drift"}),
        source="my-survey",
    )


def test_the_overall_scale_comes_last(two_items: str) -> None:
    assert [scale.id for scale in parsed(two_items).scales] == ["focus", "overall"]


def test_overall_none_makes_none(two_items: str) -> None:
    assert [scale.id for scale in parsed(two_items + "overall: none\n").scales] == ["focus"]


def test_an_instrument_without_items_has_no_overall_scale() -> None:
    assert load_instrument("workshop-evaluation").scales == ()


def test_added_questions_leave_the_overall_scale_of_the_core(without_items: str) -> None:
    extra = "questions: [{id: parking, kind: text, topic: Parking, text: And parking?}]\n"
    instrument = parsed(f"{without_items}include: [mentoring-up-post-survey]\n{extra}")
    core = load_instrument("mca-26-mentee")
    assert instrument.scale_by_id[OVERALL] == core.scale_by_id[OVERALL]


def test_items_of_two_instruments_make_a_new_overall_scale(without_items: str) -> None:
    text = f"{without_items}include: [mca-26-mentee, research-self-efficacy-draft]\n"
    overall = parsed(text).scale_by_id[OVERALL]
    assert (len(overall.items), overall.source) == (31, "my-survey")


@pytest.mark.parametrize(
    ("overall", "reason"),
    [
        ("mca-26", "8: found 'mca-26'; did you mean 'mca-26-mentee'?"),
        (
            "research-self-efficacy-draft",
            "8: found 'research-self-efficacy-draft'; expected one of: all, none, mca-26-mentee",
        ),
    ],
)
def test_an_overall_scale_is_taken_only_from_an_instrument_that_has_one(
    without_items: str, refused: Refused, overall: str, reason: str
) -> None:
    include = "include: [mca-26-mentee, research-self-efficacy-draft]\n"
    assert refused(f"{without_items}{include}overall: {overall}\n") == [reason]


def test_a_mean_over_items_with_different_ranges_is_refused(
    two_items: str, refused: Refused
) -> None:
    assert refused(f"{two_items}include: [mca-26-mentee]\n") == [
        (
            "9: items have different lowest or highest codes, so a mean over all says nothing; "
            "write overall: none"
        )
    ]


def test_an_item_reversed_in_one_scale_only_makes_the_overall_mean_unclear(
    two_items: str, refused: Refused
) -> None:
    second = "  - {id: other, name: Other, items: [drift]}\n"
    assert refused(two_items + second) == [
        (
            "9: item 'drift' is reversed in one scale and not in 'other', so a mean over all is "
            "unclear; write overall: none"
        )
    ]


def test_overall_all_needs_items(without_items: str, refused: Refused) -> None:
    text = f"{without_items}include: [workshop-evaluation]\noverall: all\n"
    assert refused(text) == ["8: there are no items to take a mean of"]


def test_a_file_that_asks_nothing_is_refused(without_items: str, refused: Refused) -> None:
    assert refused(without_items) == ["1: holds neither items nor questions, and includes none"]


def test_included_parts_come_first_and_keep_their_source(two_items: str) -> None:
    text = f"{two_items}include: [research-self-efficacy-draft]\noverall: none\n"
    instrument = parsed(text)
    assert [(item.id, item.source) for item in instrument.items[4:6]] == [
        ("rse5", "research-self-efficacy-draft"),
        ("plan", "my-survey"),
    ]


def test_a_local_scale_may_use_items_of_the_core(without_items: str) -> None:
    scale = "scales: [{id: listening, name: Listening, items: [mca01, mca02]}]\n"
    instrument = parsed(f"{without_items}include: [mca-26-mentee]\n{scale}")
    assert instrument.scale_by_id["listening"].items == ("mca01", "mca02")


def test_what_a_core_includes_is_locked_too(without_items: str) -> None:
    instrument = parsed(f"{without_items}include: [mentoring-up-post-survey]\n")
    assert [core.id for core in instrument.cores] == [
        "mentoring-up-post-survey",
        "mca-26-mentee",
        "research-self-efficacy-draft",
        "workshop-evaluation",
        "participant-demographics",
    ]


def test_a_core_is_known_by_its_hash(without_items: str) -> None:
    instrument = parsed(f"{without_items}include: [mca-26-mentee]\n")
    assert instrument.cores[0].sha256 == load_instrument("mca-26-mentee").sha256


def test_the_notice_of_each_core_is_kept(without_items: str) -> None:
    instrument = parsed(f"{without_items}include: [mca-26-mentee]\n")
    notice = load_instrument("mca-26-mentee").provenance.notice
    assert instrument.notices == {"mca-26-mentee": notice}


@pytest.mark.parametrize(
    ("written", "design"), [("", Design.RETROSPECTIVE), ("design: pre-post\n", Design.PRE_POST)]
)
def test_a_file_can_ask_the_items_of_a_core_in_two_waves(
    without_items: str, written: str, design: Design
) -> None:
    assert parsed(f"{without_items}{written}include: [mca-26-mentee]\n").design is design


def test_gains_of_other_trainings_come_with_the_core() -> None:
    core, survey = map(load_instrument, ("mca-26-mentee", "mentoring-up-post-survey"))
    assert survey.published == core.published
