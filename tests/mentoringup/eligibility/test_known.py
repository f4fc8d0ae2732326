"""What a site knows of those who ask, and what proves that they belong."""

import logging

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from mentoringup.eligibility.domain.queries import (
    FEW_ADDRESSES,
    Declared,
    facts_of,
    known_of,
    known_people,
    proofs_of,
    rulebook_of,
    rules_in_words,
    rules_of,
)
from mentoringup.eligibility.enums import Fact, Proof
from mentoringup.eligibility.models import MailDomain, Roster, RosterEntry, SignInAttribute
from mentoringup.eligibility.proving import has_claim, is_of_domain
from mentoringup.eligibility.rules import Facts, OneOf
from mentoringup.organizations.models import Affiliation, Unit

ADA = "ada@lakeside.example"


@pytest.fixture
def ada(make_person):
    person = make_person(ADA, career_stage="postdoc", discipline="biosciences")
    EmailAddress.objects.create(user=person, email=ADA, verified=True, primary=True)
    EmailAddress.objects.create(user=person, email="ada@home.example", verified=True)
    EmailAddress.objects.create(user=person, email="not-yet@other.example", verified=False)
    return person


def only(found):
    (one,) = found
    return one


def test_what_somebody_says_is_known(site, unit):
    said = Declared(email=ADA, stage="graduate", discipline="engineering", unit_id=unit.pk)

    assert facts_of([said], site=site) == [
        Facts(stage="graduate", discipline="engineering", units=frozenset({unit.pk}))
    ]


def test_a_person_brings_their_profile_and_units(site, unit, other_site, ada):
    elsewhere = Unit.objects.create(site=other_site, name="Surgery")
    for one in (unit, elsewhere):
        Affiliation.objects.create(person=ada, unit=one)

    facts = only(facts_of([Declared(email=ADA, person_id=ada.pk)], site=site))

    assert facts == Facts(
        stage="postdoc",
        discipline="biosciences",
        units=frozenset({unit.pk, elsewhere.pk}),
        sites=frozenset({site.pk, other_site.pk}),
    )


def test_a_roster_is_found_by_any_verified_address(site, roster, ada):
    RosterEntry.objects.create(roster=roster, email="ada@home.example")

    facts = only(facts_of([Declared(email=ADA, person_id=ada.pk)], site=site))

    assert facts.rosters == frozenset({roster.pk})


def test_an_address_that_is_not_verified_finds_no_roster(site, roster, ada):
    RosterEntry.objects.create(roster=roster, email="not-yet@other.example")

    assert proofs_of([Declared(email=ADA, person_id=ada.pk)], site=site) == [Proof.NONE]


def test_a_roster_of_another_site_is_none_of_ours(site, other_site):
    theirs = Roster.objects.create(site=other_site, name="Theirs")
    RosterEntry.objects.create(roster=theirs, email=ADA)

    assert facts_of([Declared(email=ADA)], site=site) == [Facts()]


def test_a_roster_fills_in_what_somebody_did_not_say(site, roster, unit):
    RosterEntry.objects.create(
        roster=roster, email=ADA, stage="postdoc", discipline="clinical", unit=unit
    )

    facts = only(facts_of([Declared(email=ADA, discipline="engineering")], site=site))

    assert (facts.stage, facts.discipline, facts.units) == (
        "postdoc",
        "engineering",
        frozenset({unit.pk}),
    )


def test_only_a_roster_that_proves_is_a_proof(site, roster):
    RosterEntry.objects.create(roster=roster, email=ADA)
    proved = proofs_of([Declared(email=ADA)], site=site)
    Roster.objects.update(proves=False)

    assert (proved, proofs_of([Declared(email=ADA)], site=site)) == ([Proof.ROSTER], [Proof.NONE])


@pytest.mark.parametrize(
    ("said", "proof"),
    [
        (Declared(email=ADA, is_confirmed=True), Proof.DOMAIN),
        (Declared(email="ada@med.lakeside.example", is_confirmed=True), Proof.DOMAIN),
        (Declared(email=ADA), Proof.NONE),
        (Declared(email="ada@notlakeside.example", is_confirmed=True), Proof.NONE),
        (Declared(email="ada@lakeside.example.org", is_confirmed=True), Proof.NONE),
    ],
)
def test_a_mail_domain_proves_once_the_address_is_confirmed(site, said, proof):
    MailDomain.objects.create(site=site, domain="lakeside.example")

    assert proofs_of([said], site=site) == [proof]


def test_whoever_is_proved_is_of_the_site(site):
    MailDomain.objects.create(site=site, domain="lakeside.example")

    facts = only(facts_of([Declared(email=ADA, is_confirmed=True)], site=site))

    assert facts.sites == frozenset({site.pk})


@pytest.mark.parametrize(
    ("held", "proof"),
    [
        ({"affiliation": ["staff", "member"]}, Proof.SIGN_IN),
        ({"userinfo": {"affiliation": "member"}}, Proof.SIGN_IN),
        ({"id_token": {"affiliation": "member"}}, Proof.SIGN_IN),
        ({"affiliation": "membership"}, Proof.NONE),
        ({"affiliation": {"member": 1}}, Proof.NONE),
        ({"other": "member"}, Proof.NONE),
        ({}, Proof.NONE),
        ([], Proof.NONE),
    ],
)
def test_an_attribute_of_the_sign_in_is_a_proof(site, ada, held, proof):
    SignInAttribute.objects.create(site=site, claim="affiliation", value="member")
    SocialAccount.objects.create(user=ada, provider="institution", uid="1", extra_data=held)

    assert proofs_of([Declared(email=ADA, person_id=ada.pk)], site=site) == [proof]


def test_the_strongest_proof_is_told(site, roster, ada):
    said = [Declared(email=ADA, person_id=ada.pk)]
    told = []
    MailDomain.objects.create(site=site, domain="lakeside.example")
    told += proofs_of(said, site=site)
    SignInAttribute.objects.create(site=site, claim="affiliation", value="member")
    SocialAccount.objects.create(
        user=ada, provider="institution", uid="1", extra_data={"affiliation": "member"}
    )
    told += proofs_of(said, site=site)
    RosterEntry.objects.create(roster=roster, email=ADA)
    told += proofs_of(said, site=site)

    assert told == [Proof.DOMAIN, Proof.SIGN_IN, Proof.ROSTER]


def test_the_order_is_kept(site):
    said = [Declared(email=f"{name}@x.example", stage=name) for name in ("postdoc", "graduate")]

    assert [one.facts.stage for one in known_of(said, site=site)] == ["postdoc", "graduate"]


@pytest.mark.parametrize("count", [1, 30, FEW_ADDRESSES + 1])
def test_many_are_looked_up_as_one(
    site, roster, unit, make_person, count, django_assert_max_num_queries
):
    SignInAttribute.objects.create(site=site, claim="affiliation", value="member")
    people = [make_person(f"p{number}@lakeside.example") for number in range(min(count, 30))]
    for person in people:
        Affiliation.objects.create(person=person, unit=unit)
        RosterEntry.objects.create(roster=roster, email=person.email)
    said = [Declared(email=one.email, person_id=one.pk) for one in people]
    said += [Declared(email=f"v{number}@x.example") for number in range(count - len(people))]

    with django_assert_max_num_queries(7):
        found = known_of(said, site=site)

    assert sum(one.proof is Proof.ROSTER for one in found) == len(people)


def test_a_visitor_costs_two_queries(site, django_assert_num_queries):
    with django_assert_num_queries(2):
        known_of([Declared(email=ADA)], site=site)


def test_everybody_is_known_once(site, roster, unit, ada):
    Affiliation.objects.create(person=ada, unit=unit)
    for email in (ADA, "ada@home.example", "lin@lakeside.example"):
        RosterEntry.objects.create(roster=roster, email=email)

    assert known_people(site=site) == [
        Declared(email=ADA, person_id=ada.pk),
        Declared(email="lin@lakeside.example"),
    ]


def test_rules_without_an_answer_are_left_out_and_logged(site, make_rule, caplog):
    sound = make_rule("Postdocs", {"stage": ["postdoc"]})
    broken = make_rule("Broken", {})
    circle = make_rule("Circle", {"all": []})
    circle.tree = {"not": {"rule": circle.pk}}
    circle.save()
    upon = make_rule("Upon it", {"not": {"rule": circle.pk}})

    with caplog.at_level(logging.ERROR):
        found = rulebook_of(site=site)

    assert found == {sound.pk: OneOf(Fact.STAGE, ("postdoc",))}
    assert [one.getMessage() for one in caplog.records] == [
        (
            "The rules of these numbers have no answer, and fit nobody: "
            f"{sorted([broken.pk, circle.pk, upon.pk])}."
        )
    ]


def test_rules_are_told_in_words(site, roster, make_rule, django_assert_num_queries):
    make_rule("Trainees", {"roster": [roster.pk]})
    make_rule("Broken", {})

    with django_assert_num_queries(2):
        told = [(one.name, one.people) for one in rules_of(site=site)]

    assert told == [
        ("Broken", "nobody"),
        ("Trainees", "people who are on the roster “T32 trainees”"),
    ]


@pytest.mark.django_db
def test_no_rule_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rules_in_words(rule_ids=[]) == {}


@pytest.mark.parametrize(
    ("email", "fits"),
    [("a@x.edu", True), ("a@m.x.edu", True), ("a@ax.edu", False), ("x.edu", True), ("", False)],
)
def test_a_domain_is_the_end_of_an_address(email, fits):
    assert is_of_domain(email, ["x.edu"]) is fits


def test_numbers_of_a_claim_are_compared_as_text():
    assert has_claim({"level": [1, 2]}, "level", "2") is True
