"""Drafts: rules being built, and the forms that carry them from one page to the next."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from any_rule import FACTS, RULES_WITH_NAMES
from mentoringup.eligibility.draft import (
    MOST_LEVELS,
    MOST_PARTS,
    Condition,
    Group,
    Kind,
    Step,
    changed,
    draft_of,
    part_at,
    parts_of,
    rule_of,
)
from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.forms.drafts import (
    faults_in,
    obeyed,
    order_in,
    read_draft,
    refusal_of,
    sent_by,
)
from mentoringup.eligibility.normal_form import plain
from mentoringup.eligibility.rules import AllOf, AnyOf, Not, OneOf, fits

POSTDOC = Condition(asks=Fact.STAGE, values=("postdoc",))
GRADUATE = Condition(asks=Fact.STAGE, values=("graduate",))
UNIT = Condition(asks=Fact.UNIT, is_not=True, values=("3",))
KNOWN = {
    Fact.STAGE: [("postdoc", "Postdoc"), ("graduate", "Graduate student")],
    Fact.UNIT: [("3", "School of Medicine")],
}

CONDITIONS = st.builds(
    Condition,
    asks=st.sampled_from([Fact.UNIT.value, Fact.ROSTER.value, "rule"]),
    is_not=st.booleans(),
    values=st.lists(st.sampled_from("123"), max_size=2, unique=True).map(tuple),
)
DRAFTS = st.recursive(
    CONDITIONS,
    lambda parts: st.builds(
        Group, kind=st.sampled_from(Kind), parts=st.lists(parts, max_size=3).map(tuple)
    ),
    max_leaves=8,
).filter(lambda part: isinstance(part, Group))


@given(RULES_WITH_NAMES, FACTS)
def test_a_rule_that_was_opened_and_saved_says_the_same(rule, facts):
    again = rule_of(draft_of(rule))

    # A group that asks for nothing is refused when it is saved, so here it stands for everybody.
    if all(not isinstance(part, Group) or part.parts for _way, part in parts_of(draft_of(rule))):
        assert fits(again, facts, rulebook={}) == fits(rule, facts, rulebook={})


@given(DRAFTS)
def test_a_form_sends_the_draft_that_it_shows(draft):
    assert read_draft(sent_by(draft)) == draft


@given(st.text(), st.dictionaries(st.text(max_size=12), st.text(max_size=6)))
def test_whatever_is_sent_is_read_as_some_draft(text, fields):
    data = QueryDict(text[:300], mutable=True)
    data.update(fields)

    assert len(list(parts_of(read_draft(data)))) <= MOST_PARTS


def test_a_form_that_claims_to_be_endless_is_cut():
    data = QueryDict(mutable=True)
    for level in range(40):
        way = "-".join(["top", *["0"] * level])
        data[f"kind-{way}"], data[f"parts-{way}"] = "all", "99"
    data["parts-top"] = "999999999"

    assert len(list(parts_of(read_draft(data)))) <= MOST_PARTS


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (Kind.ALL, AllOf((OneOf(Fact.STAGE, ("postdoc",)), Not(OneOf(Fact.UNIT, (3,)))))),
        (Kind.ANY, AnyOf((OneOf(Fact.STAGE, ("postdoc",)), Not(OneOf(Fact.UNIT, (3,)))))),
        (Kind.NONE, Not(AnyOf((OneOf(Fact.STAGE, ("postdoc",)), Not(OneOf(Fact.UNIT, (3,))))))),
        (Kind.NOT_ALL, Not(AllOf((OneOf(Fact.STAGE, ("postdoc",)), Not(OneOf(Fact.UNIT, (3,))))))),
    ],
)
def test_a_group_becomes_its_rule_and_comes_back(kind, rule):
    draft = Group(kind=kind, parts=(POSTDOC, UNIT))

    assert rule_of(draft) == rule
    assert draft_of(rule) == draft


def test_what_is_unfinished_is_left_out_of_the_words():
    draft = Group(parts=(POSTDOC, Condition(asks=Fact.UNIT), Group(parts=())))

    assert plain(rule_of(draft)) == OneOf(Fact.STAGE, ("postdoc",))


def test_a_condition_is_added_at_the_end_of_its_group():
    draft = Group(parts=(POSTDOC, Group(kind=Kind.ANY, parts=(GRADUATE,))))

    after = changed(draft, Step.ADD, (1,), asks=Fact.UNIT)

    assert part_at(after, (1,)) == Group(kind=Kind.ANY, parts=(GRADUATE, Condition(asks="unit")))


def test_a_part_is_removed_with_all_in_it():
    draft = Group(parts=(POSTDOC, Group(parts=(GRADUATE, UNIT))))

    assert changed(draft, Step.REMOVE, (1,)) == Group(parts=(POSTDOC,))


def test_parts_change_places():
    draft = Group(parts=(POSTDOC, GRADUATE, UNIT))

    assert changed(draft, Step.UP, (2,)).parts == (POSTDOC, UNIT, GRADUATE)
    assert changed(draft, Step.DOWN, (0,)).parts == (GRADUATE, POSTDOC, UNIT)


@pytest.mark.parametrize("way", [(), (7,), (0, 0), (1, 5)])
@pytest.mark.parametrize("step", [Step.REMOVE, Step.UP, Step.DOWN])
def test_a_step_that_leads_nowhere_changes_nothing(step, way):
    draft = Group(parts=(POSTDOC, Group(parts=(GRADUATE,))))

    assert changed(draft, step, way) == draft


def test_groups_are_not_made_too_deep():
    draft = Group()
    for level in range(10):
        draft = changed(draft, Step.ADD, (0,) * level)

    assert max(len(way) for way, _part in parts_of(draft)) == MOST_LEVELS - 1


def test_the_refusal_of_a_step_says_why():
    data = sent_by(Group(parts=(POSTDOC,) * (MOST_PARTS - 1)))
    data["do"], data["add-top"] = "add:top", "unit"
    order = order_in(data)
    before = read_draft(data)

    said = refusal_of(order, before, obeyed(order, data))

    assert said == "A rule has at most 60 parts. Give some of them a rule of their own."


def test_the_last_step_can_be_taken_back():
    before = Group(parts=(POSTDOC, GRADUATE))
    data = sent_by(Group(parts=(POSTDOC,)))
    data["before"], data["do"] = sent_by(before).urlencode(), "undo"

    assert obeyed(order_in(data), data) == before


@pytest.mark.parametrize("said", ["", "look", "add", "add:", "add:bottom", "fly:top", "up:top-x"])
def test_a_button_that_nobody_made_only_looks(said):
    data = sent_by(Group(parts=(POSTDOC,)))
    data["do"] = said

    assert obeyed(order_in(data), data) == Group(parts=(POSTDOC,))


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (Group(), [((), "This group asks for nothing. Add a condition, or remove it.")]),
        (
            Group(parts=(POSTDOC, Condition(asks=Fact.UNIT))),
            [((1,), "Choose at least one.")],
        ),
        (
            Group(parts=(Condition(asks=Fact.STAGE, values=("wizard",)),)),
            [((0,), "There is no “wizard” to choose from. Take it out.")],
        ),
        (
            Group(parts=(Condition(asks=Fact.UNIT, values=("3", "9")),)),
            [((0,), "What was chosen here is no longer there. Take it out.")],
        ),
        (Group(parts=(POSTDOC, UNIT)), []),
    ],
)
def test_what_keeps_a_draft_from_being_a_rule_is_told(draft, told):
    assert [(one.way, one.text) for one in faults_in(draft, KNOWN)] == told


def test_a_rule_that_is_nested_too_deep_is_told():
    draft = Group(kind=Kind.NOT_ALL, parts=(POSTDOC,))
    for _level in range(8):
        draft = Group(kind=Kind.NOT_ALL, parts=(draft,))

    assert [one.text for one in faults_in(draft, KNOWN)] == [
        "The groups stand too deep in each other. Give the inner ones a rule."
    ]


@given(DRAFTS)
def test_drafts_that_can_be_made_by_buttons_are_not_too_deep(draft):
    if max(len(way) for way, _part in parts_of(draft)) < MOST_LEVELS:
        known = {asks: [(one, one) for one in "123"] for asks in ("unit", "roster", "rule")}

        assert "too deep" not in " ".join(one.text for one in faults_in(draft, known))
