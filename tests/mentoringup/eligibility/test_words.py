"""Rules in words."""

import pytest
from hypothesis import given

from any_rule import RULES_WITH_NAMES
from mentoringup.eligibility.draft import ASKABLE
from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.forms.drafts import ASKED
from mentoringup.eligibility.rules import (
    EVERYBODY,
    NOBODY,
    AllOf,
    AnyOf,
    Named,
    Not,
    OneOf,
)
from mentoringup.eligibility.words import (
    FIELDS,
    PEOPLE,
    Names,
    conditions_in_words,
    listed_or,
    people_in_words,
)
from mentoringup.people.enums import CareerStage, Discipline

YOUNG = OneOf(Fact.STAGE, ("postdoc", "graduate"))
BIO = OneOf(Fact.DISCIPLINE, ("biosciences",))
TRAINEES = OneOf(Fact.ROSTER, (7,))
ALUMNI = OneOf(Fact.ROSTER, (8,))
MEDICINE = OneOf(Fact.UNIT, (3,))
HUB = OneOf(Fact.SITE, (1,))
NAMES = Names(
    units={3: "the School of Medicine"},
    sites={1: "the Clinical Hub"},
    rosters={7: "T32 trainees", 8: "Alumni"},
    rules={4: "Trainees"},
)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (EVERYBODY, "everybody"),
        (NOBODY, "nobody"),
        (Not(EVERYBODY), "nobody"),
        (YOUNG, "graduate students or postdocs"),
        (Not(YOUNG), "people who are not graduate students or postdocs"),
        (BIO, "people who are in the biosciences"),
        (MEDICINE, "people who belong to the School of Medicine"),
        (Not(HUB), "people who are not known to belong to the Clinical Hub"),
        (Named(4), "people who fit the rule “Trainees”"),
        (OneOf(Fact.ROSTER, (7, 99)), "people who are on the roster “T32 trainees” or (removed)"),
        (
            AllOf((YOUNG, BIO, TRAINEES, Not(ALUMNI))),
            (
                "graduate students or postdocs who are in the biosciences and are on the roster "
                "“T32 trainees”, but who are not on the roster “Alumni”"
            ),
        ),
        (
            AllOf((YOUNG, AnyOf((BIO, MEDICINE)))),
            (
                "graduate students or postdocs who are in the biosciences or belong to the School "
                "of Medicine"
            ),
        ),
        (
            AllOf((YOUNG, AnyOf((BIO, MEDICINE)), TRAINEES)),
            (
                "graduate students or postdocs who (are in the biosciences or belong to the "
                "School of Medicine) and are on the roster “T32 trainees”"
            ),
        ),
        (
            AnyOf((TRAINEES, AllOf((YOUNG, BIO)))),
            (
                "people who are on the roster “T32 trainees” or (are graduate students or "
                "postdocs and are in the biosciences)"
            ),
        ),
        (
            Not(AnyOf((TRAINEES, ALUMNI))),
            "people who are not on the roster “T32 trainees” and are not on the roster “Alumni”",
        ),
        (
            AllOf((YOUNG, Not(TRAINEES))),
            "graduate students or postdocs who are not on the roster “T32 trainees”",
        ),
    ],
)
def test_a_rule_is_told_in_a_sentence(rule, said):
    assert people_in_words(rule, NAMES) == said


def test_a_named_rule_is_written_out_where_it_is_known():
    told = people_in_words(AllOf((YOUNG, Named(4))), NAMES, rulebook={4: TRAINEES})

    assert told == "graduate students or postdocs who are on the roster “T32 trainees”"


def test_conditions_end_a_sentence():
    assert conditions_in_words(AllOf((BIO, TRAINEES)), NAMES) == (
        "are in the biosciences and are on the roster “T32 trainees”"
    )


@given(RULES_WITH_NAMES)
def test_every_rule_has_words(rule):
    assert people_in_words(rule, NAMES) != ""
    assert conditions_in_words(rule, Names()) != ""


def test_alternatives_are_listed():
    assert [listed_or(list("abc"[:count])) for count in range(4)] == [
        "",
        "a",
        "a or b",
        "a, b, or c",
    ]


def test_everything_that_can_be_named_has_its_words():
    assert set(PEOPLE) == set(CareerStage)
    assert set(FIELDS) == set(Discipline)
    assert set(ASKED) == set(ASKABLE)
