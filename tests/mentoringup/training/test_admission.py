"""Whether somebody may come to a series, and in which priority group they are."""

from dataclasses import replace

import pytest

from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.models import NamedRule, Roster
from mentoringup.eligibility.rules import Facts, Named, Not, OneOf
from mentoringup.eligibility.values import Declared, Known
from mentoringup.eligibility.words import Names
from mentoringup.training.admission import SeriesAdmission, is_eligible, tier_of
from mentoringup.training.content import Admission, TierRule
from mentoringup.training.domain.copying import copy_series
from mentoringup.training.domain.queries import page_of, series_admission, series_of_site
from mentoringup.training.domain.series import save_admission
from mentoringup.training.errors import SomebodySavedFirstError
from mentoringup.training.models import Series
from mentoringup.training.page import RuleOnPage, TierOnPage
from mentoringup.training.sentences import eligibility_sentence, priority_sentences
from mentoringup.training.trial import Candidate, trial_of

LIN = Facts(stage="postdoc", discipline="biosciences", units=frozenset({3}), rosters=frozenset({7}))
BOOK = {4: OneOf(Fact.ROSTER, (7,)), 5: Not(OneOf(Fact.ROSTER, (7,)))}


@pytest.mark.parametrize(
    ("tier", "is_in"),
    [
        (TierRule(), True),
        (TierRule(stages=("postdoc", "graduate")), True),
        (TierRule(stages=("graduate",)), False),
        (TierRule(disciplines=("biosciences",)), True),
        (TierRule(disciplines=("clinical",)), False),
        (TierRule(unit_id=3), True),
        (TierRule(unit_id=9), False),
        (TierRule(rule_id=4), True),
        (TierRule(rule_id=5), False),
        (TierRule(rule_id=99), False),
        (TierRule(stages=("postdoc",), disciplines=("biosciences",), unit_id=3, rule_id=4), True),
        (TierRule(stages=("postdoc",), rule_id=5), False),
    ],
)
def test_a_group_holds_those_whom_every_part_of_it_fits(tier, is_in):
    assert tier_of(LIN, tiers=[tier], rulebook=BOOK) == (0 if is_in else 1)


def test_the_first_group_that_fits_counts():
    tiers = [TierRule(rule_id=5), TierRule(rule_id=4), TierRule()]

    assert tier_of(LIN, tiers=tiers, rulebook=BOOK) == 1


@pytest.mark.parametrize(
    ("stages", "rule", "may_come"),
    [
        ((), None, True),
        (("postdoc",), None, True),
        (("graduate",), None, False),
        ((), Named(4), True),
        ((), Named(5), False),
        ((), Named(99), False),
        (("graduate",), Named(4), False),
    ],
)
def test_whoever_may_come_fits_the_stages_and_the_rule(stages, rule, may_come):
    assert is_eligible(LIN, stages=stages, rule=rule, rulebook=BOOK) is may_come


def test_a_stage_that_is_not_known_is_none_of_those_named():
    assert is_eligible(Facts(), stages=("postdoc",), rule=None, rulebook={}) is False


RULE = RuleOnPage(name="Trainees", people="people who are on the roster “T32”")


@pytest.mark.parametrize(
    ("stages", "rule", "said"),
    [
        ([], RULE, "This series is for people who are on the roster “T32” (Trainees)."),
        (
            ["postdoc"],
            RULE,
            (
                "This series is for postdocs who also fit “Trainees”: people who are on the roster "
                "“T32”."
            ),
        ),
    ],
)
def test_the_rule_is_told_with_who_may_come(stages, rule, said):
    assert eligibility_sentence(stages, rule) == said


@pytest.mark.parametrize(
    ("tier", "said"),
    [
        (
            TierOnPage(rule=RULE),
            "First priority: people who are on the roster “T32” (Trainees).",
        ),
        (
            TierOnPage(stages=("postdoc",), disciplines=("biosciences",), rule=RULE),
            (
                "First priority: postdocs in the biosciences, if they also fit “Trainees”: people "
                "who are on the roster “T32”."
            ),
        ),
    ],
)
def test_the_rule_is_told_with_its_group(tier, said):
    assert priority_sentences([tier]) == (said,)


def test_a_trial_says_who_comes_first_and_what_the_others_miss():
    people = {
        "lin": LIN,
        "ada": replace(LIN, discipline="clinical"),
        "bea": replace(LIN, rosters=frozenset()),
        "cy": Facts(stage="faculty"),
    }
    admission = SeriesAdmission(
        stages=("postdoc",),
        rule=Named(4),
        tiers=(TierRule(disciplines=("biosciences",)),),
        rulebook=BOOK,
    )

    trial = trial_of(
        [Candidate(label=name, declared=Declared(email=name)) for name in people],
        [Known(facts=facts) for facts in people.values()],
        admission,
        Names(rules={4: "Trainees"}, rosters={7: "T32"}),
    )

    assert (trial.counts, trial.refused) == ((1, 1), 2)
    assert [(row.label, row.tier, row.missed) for row in trial.rows] == [
        ("lin", 0, ""),
        ("ada", 1, ""),
        (
            "bea",
            None,
            "The rule “Trainees” is only for people who are on the roster “T32”.",
        ),
        ("cy", None, "The series is only for postdocs."),
    ]


def test_a_trial_owns_up_to_a_rule_without_an_answer():
    admission = SeriesAdmission(stages=(), rule=Named(4), tiers=(), rulebook={})

    trial = trial_of(
        [Candidate(label="lin", declared=Declared(email="lin"))],
        [Known(facts=LIN)],
        admission,
        Names(rules={4: "Trainees"}),
    )

    assert trial.rows[0].missed == (
        "The rule “Trainees” fits nobody: it is broken, or goes in a circle."
    )


@pytest.fixture
def rule(site):
    roster = Roster.objects.create(site=site, name="T32")
    return NamedRule.objects.create(site=site, name="Trainees", tree={"roster": [roster.pk]})


@pytest.fixture
def series(make_series, rule, coordinator, now):
    series = make_series()
    admission = Admission(
        stages=("postdoc",),
        rule_id=rule.pk,
        tiers=(TierRule(rule_id=rule.pk), TierRule(stages=("postdoc",))),
    )
    save_admission(series=series, admission=admission, actor=coordinator, now=now)
    return series


def test_a_stored_series_has_its_rules_in_few_queries(series, rule, django_assert_num_queries):
    stored = Series.objects.select_related("site").get(pk=series.pk)

    with django_assert_num_queries(3):
        admission = series_admission(series=stored)

    assert (admission.stages, admission.rule) == (("postdoc",), Named(rule.pk))
    assert admission.tiers == (TierRule(rule_id=rule.pk), TierRule(stages=("postdoc",)))
    assert set(admission.rulebook) == {rule.pk}


def test_the_page_tells_the_rule(series, now):
    page = page_of(series, language="en", now=now)

    assert page.rule == RuleOnPage(name="Trainees", people="people who are on the roster “T32”")
    assert [tier.rule for tier in page.tiers] == [page.rule, None]


def test_a_rule_that_broke_fits_nobody_and_the_page_still_opens(series, rule, now):
    NamedRule.objects.filter(pk=rule.pk).update(tree={"rule": rule.pk})

    page = page_of(Series.objects.get(pk=series.pk), language="en", now=now)

    assert page.rule == RuleOnPage(name="Trainees", people="nobody")
    assert series_admission(series=series).rulebook == {}


def test_rules_go_along_into_a_copy(series, rule, terms, coordinator, now):
    copy = copy_series(
        series=series, title="Again", term=terms[3], with_places=False, actor=coordinator, now=now
    )

    assert copy.eligible_rule_id == rule.pk
    assert list(copy.tiers.values_list("rule_id", flat=True)) == [rule.pk, None]


def test_a_rule_of_another_site_is_refused(series, other_site, coordinator, now):
    theirs = NamedRule.objects.create(site=other_site, name="Theirs", tree={"all": []})

    with pytest.raises(SomebodySavedFirstError):
        save_admission(
            series=series, admission=Admission(rule_id=theirs.pk), actor=coordinator, now=now
        )


def test_a_series_of_the_site_is_read_with_its_rules_in_a_flat_number_of_queries(
    series, site, now, django_assert_num_queries
):
    found = series_of_site(site=site, slug=series.slug)

    with django_assert_num_queries(3):
        page_of(found, language="en", now=now)
