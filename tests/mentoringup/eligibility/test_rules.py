"""Rules as values: what they mean, how they are stored, and which of them have an answer."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_rule import FACTS, RULEBOOKS, RULES, RULES_WITH_NAMES
from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.normal_form import conditions_in, missed_by, plain, spelled_out
from mentoringup.eligibility.rules import (
    EVERYBODY,
    LONGEST_CHAIN,
    NOBODY,
    AllOf,
    AnyOf,
    Facts,
    Named,
    Not,
    OneOf,
    RuleIsBrokenError,
    RuleIsCircularError,
    as_json,
    circle_from,
    circles_in,
    fits,
    named_in,
    parse,
    sound_rules,
)

POSTDOCS = OneOf(Fact.STAGE, ("postdoc",))
TRAINEES = OneOf(Fact.ROSTER, (7,))
LIN = Facts(stage="postdoc", rosters=frozenset({7}))
ADA = Facts(stage="graduate")


def asked(rule, facts, **rulebook):
    return fits(rule, facts, rulebook={int(key[1:]): one for key, one in rulebook.items()})


@pytest.mark.parametrize(
    ("rule", "fits_lin", "fits_ada"),
    [
        (EVERYBODY, True, True),
        (NOBODY, False, False),
        (POSTDOCS, True, False),
        (Not(POSTDOCS), False, True),
        (AllOf((POSTDOCS, TRAINEES)), True, False),
        (AnyOf((POSTDOCS, OneOf(Fact.STAGE, ("graduate",)))), True, True),
        (OneOf(Fact.UNIT, (3,)), False, False),
    ],
)
def test_a_rule_fits_those_whom_it_describes(rule, fits_lin, fits_ada):
    assert (asked(rule, LIN), asked(rule, ADA)) == (fits_lin, fits_ada)


def test_what_is_not_known_fits_no_condition():
    assert asked(OneOf(Fact.DISCIPLINE, ("biosciences", "other")), Facts()) is False


def test_a_name_stands_for_its_rule():
    assert asked(Named(4), LIN, n4=POSTDOCS) is True


def test_a_rule_that_is_missing_fits_nobody():
    assert asked(Named(4), LIN) is False


def test_a_circle_is_told_with_its_way():
    with pytest.raises(RuleIsCircularError) as told:
        asked(Named(1), LIN, n1=Named(2), n2=Not(Named(1)))

    assert told.value.way == (1, 2, 1)


def test_a_rule_that_is_asked_for_often_is_worked_out_once():
    rulebook = {number: AllOf((Named(number + 1),) * 40) for number in range(1, 12)}

    assert fits(Named(1), LIN, rulebook=rulebook | {12: POSTDOCS}) is True


@given(RULES_WITH_NAMES)
def test_a_stored_rule_is_read_as_it_was(rule):
    assert parse(as_json(rule)) == rule


@pytest.mark.parametrize(
    "tree",
    [
        None,
        [],
        {},
        "all",
        {"all": {}},
        {"all": [], "any": []},
        {"some": []},
        {"stage": []},
        {"stage": ["wizard"]},
        {"stage": [1]},
        {"unit": ["x"]},
        {"unit": [True]},
        {"rule": "4"},
        {"rule": None},
        {"not": []},
        {"not": [{"rule": 1}]},
    ],
)
def test_what_is_no_rule_is_refused(tree):
    with pytest.raises(RuleIsBrokenError):
        parse(tree)


def test_groups_that_stand_too_deep_are_refused():
    tree = {"stage": ["postdoc"]}
    for _level in range(20):
        tree = {"all": [tree]}

    with pytest.raises(RuleIsBrokenError) as told:
        parse(tree)

    assert told.value.expected == "at most 8 levels"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["all", "any", "not", "rule", "unit", "x"]), inner)
        ),
        max_leaves=6,
    )
)
def test_any_json_is_a_rule_or_refused(tree):
    try:
        rule = parse(tree)
    except RuleIsBrokenError:
        return
    assert as_json(rule) == tree


@given(RULES, RULES, FACTS)
def test_de_morgan_holds(first, second, facts):
    none = fits(Not(AnyOf((first, second))), facts, rulebook={})
    neither = fits(AllOf((Not(first), Not(second))), facts, rulebook={})

    assert none == neither


@given(RULES, FACTS)
def test_turned_around_twice_is_the_same(rule, facts):
    assert fits(Not(Not(rule)), facts, rulebook={}) == fits(rule, facts, rulebook={})


@given(RULES_WITH_NAMES, FACTS, RULEBOOKS)
def test_a_plain_rule_says_the_same(rule, facts, rulebook):
    sound = sound_rules(rulebook)

    assert fits(plain(rule), facts, rulebook=sound) == fits(rule, facts, rulebook=sound)


@given(RULES_WITH_NAMES)
def test_in_a_plain_rule_only_conditions_are_turned_around(rule):
    def is_plain(one) -> bool:
        match one:
            case Not(part):
                return isinstance(part, (OneOf, Named))
            case AllOf(parts) | AnyOf(parts):
                nested = (type(one), AllOf, AnyOf) if not parts else (type(one),)
                return not any(isinstance(p, nested) for p in parts) and all(map(is_plain, parts))
        return True

    assert is_plain(plain(rule))


@given(RULES_WITH_NAMES, FACTS, RULEBOOKS)
def test_a_rule_that_is_written_out_says_the_same(rule, facts, rulebook):
    sound = sound_rules(rulebook)
    written = spelled_out(rule, rulebook=sound, at_most=20)

    assert fits(written, facts, rulebook=sound) == fits(rule, facts, rulebook=sound)


def test_a_rule_that_would_be_long_keeps_its_names():
    many = AllOf(tuple(OneOf(Fact.ROSTER, (number,)) for number in range(9)))

    assert spelled_out(Named(1), rulebook={1: many}, at_most=8) == Named(1)


@given(RULES, FACTS)
def test_whoever_a_rule_does_not_fit_misses_a_part_of_it(rule, facts):
    written = plain(rule)
    missed = missed_by(facts, written, rulebook={})

    if missed is None:
        assert fits(rule, facts, rulebook={})
    else:
        assert not fits(missed, facts, rulebook={})
        assert conditions_in(missed) <= conditions_in(written)


@given(RULEBOOKS, FACTS)
def test_sound_rules_always_have_an_answer(rulebook, facts):
    sound = sound_rules(rulebook)

    assert all(fits(Named(one), facts, rulebook=sound) in {True, False} for one in sound)


@given(RULEBOOKS)
def test_a_rule_is_sound_unless_it_leads_to_a_circle_or_to_nothing(rulebook):
    def is_sound(number: int, way: tuple[int, ...]) -> bool:
        if number in way or number not in rulebook:
            return False
        return all(is_sound(one, (*way, number)) for one in named_in(rulebook[number]))

    assert set(sound_rules(rulebook)) == {one for one in rulebook if is_sound(one, ())}


def test_a_chain_has_an_end():
    chain = {number: Named(number + 1) for number in range(1, LONGEST_CHAIN + 1)}
    chain[LONGEST_CHAIN + 1] = POSTDOCS

    assert sorted(sound_rules(chain)) == list(range(2, LONGEST_CHAIN + 2))


@given(RULEBOOKS)
def test_circles_are_ways_back_to_where_they_begin(rulebook):
    for way in circles_in(rulebook):
        assert way[0] == way[-1]
        steps = itertools.pairwise(way)
        assert all(to in set(named_in(rulebook[at])) for at, to in steps)


@given(RULEBOOKS)
def test_a_rule_is_in_a_circle_exactly_if_a_way_leads_back_to_it(rulebook):
    def reached(start: int) -> set[int]:
        found: set[int] = set()
        to_do = list(named_in(rulebook[start]))
        while to_do:
            one = to_do.pop()
            if one not in found:
                found.add(one)
                to_do += named_in(rulebook[one]) if one in rulebook else ()
        return found

    assert {one for one in rulebook if circle_from(one, rulebook)} == {
        one for one in rulebook if one in reached(one)
    }


def test_each_circle_is_told_once():
    rulebook = {1: Named(2), 2: AnyOf((Named(3), Not(Named(1)))), 3: POSTDOCS, 4: Named(4)}

    assert circles_in(rulebook) == ((1, 2, 1), (4, 4))
