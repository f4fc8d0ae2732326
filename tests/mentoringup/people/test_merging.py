"""Two persons become one, and two again."""

import itertools
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.organizations.models import Affiliation, Membership, Unit
from mentoringup.people.domain import (
    MERGED_FIELDS,
    MergeCannotBeUndoneError,
    MergeIsNotPossibleError,
    change_profile,
    erase_person,
    merge_persons,
    undo_merge,
)
from mentoringup.people.domain.queries import who_it_is_now
from mentoringup.people.domain.references import references
from mentoringup.people.enums import CareerStage, MergeState, PersonState
from mentoringup.people.models import Merge, Person
from mentoringup.training.models import Implementation, Series


@pytest.fixture
def ada(make_person) -> Person:
    ada = make_person("ada@lakeside.example", given_name="Ada", career_stage="postdoc")
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    return ada


@pytest.fixture
def twin(make_person) -> Person:
    twin = make_person("ada@home.example", given_name="A.", family_name="Lovelace")
    EmailAddress.objects.create(user=twin, email=twin.email, verified=True, primary=True)
    return twin


def test_the_kept_person_takes_what_they_lack_and_keeps_the_rest(ada, twin, now):
    merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)

    ada.refresh_from_db()
    assert (ada.given_name, ada.family_name, ada.email) == (
        "Ada",
        "Lovelace",
        "ada@lakeside.example",
    )


def test_each_field_can_be_chosen(ada, twin, now):
    choices = {"given_name": "absorb", "email": "absorb", "family_name": "keep"}

    merge_persons(keep=ada, absorb=twin, choices=choices, actor=None, now=now)

    ada.refresh_from_db()
    primary = EmailAddress.objects.get(user=ada, primary=True).email
    assert (ada.given_name, ada.family_name, ada.email, primary) == (
        "A.",
        "",
        "ada@home.example",
        "ada@home.example",
    )


def test_rows_of_every_app_go_over_and_those_already_there_stay(ada, twin, site, now):
    both, only = Unit.objects.create(site=site, name="A"), Unit.objects.create(site=site, name="B")
    for person, unit in ((ada, both), (twin, both), (twin, only)):
        Affiliation.objects.create(person=person, unit=unit)
    Membership.objects.create(person=twin, site=site, role=Role.CODER, granted_at=now)
    series = Series.objects.create(site=site, slug="s", title="S")
    teaching = Implementation.objects.create(series=series)
    teaching.facilitators.add(twin)

    merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)

    assert (
        sorted(ada.affiliations.values_list("unit__name", flat=True)),
        list(twin.affiliations.values_list("unit__name", flat=True)),
        ada.memberships.get().role,
        list(teaching.facilitators.all()),
    ) == (["A", "B"], ["A"], Role.CODER, [ada])


def test_both_addresses_sign_in_as_the_kept_person(ada, twin, now, sign_in_by_code, who):
    merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)

    clients = [sign_in_by_code(email) for email in ("ada@lakeside.example", "ada@home.example")]

    assert [who(client) for client in clients] == [str(ada.pk)] * 2


def test_an_address_that_only_the_absorbed_person_has_verified_stays_a_door(
    ada, twin, now, sign_in_by_code, who
):
    EmailAddress.objects.create(user=ada, email=twin.email, verified=False)

    merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)

    assert who(sign_in_by_code("ada@home.example")) == str(ada.pk)


def test_the_absorbed_person_is_signed_out_everywhere(ada, twin, now, sign_in_by_code):
    client = sign_in_by_code("ada@home.example")

    merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)

    assert (UserSession.objects.count(), client.get("/me/").status_code) == (0, 302)


def test_second_factors_stay_since_a_passkey_names_its_account_inside(ada, twin, now):
    Authenticator.objects.create(user=twin, type="totp", data={"secret": "x"})

    merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)

    assert Authenticator.objects.get().user == twin


def test_an_account_at_an_institution_goes_over(ada, twin, now):
    SocialAccount.objects.create(user=twin, provider="institution", uid="1")

    merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)

    assert SocialAccount.objects.get().user == ada


def test_a_merge_and_its_undoing_leave_one_audit_row_each_without_names(ada, twin, now):
    merge = merge_persons(keep=ada, absorb=twin, choices={}, actor=ada, now=now)
    undo_merge(merge=merge, actor=ada, now=now)

    rows = Entry.objects.order_by("id").values_list("verb", "thing_id", "thing_name")
    assert list(rows) == [
        ("person.merged", str(ada.pk), ""),
        ("person.merge-undone", str(ada.pk), ""),
    ]


@pytest.mark.parametrize("state", [PersonState.MERGED, PersonState.ERASED])
def test_only_active_persons_merge(ada, twin, make_person, now, state):
    if state == PersonState.MERGED:
        merge_persons(
            keep=make_person("third@x.example"), absorb=twin, choices={}, actor=None, now=now
        )
    else:
        erase_person(person=twin, actor=None, now=now, reason="asked")

    with pytest.raises(MergeIsNotPossibleError):
        merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)


def test_nobody_merges_with_themselves(ada, now):
    with pytest.raises(MergeIsNotPossibleError):
        merge_persons(keep=ada, absorb=ada, choices={}, actor=None, now=now)


def test_a_merge_is_undone_once(ada, twin, now):
    merge = merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)
    undo_merge(merge=merge, actor=None, now=now)

    with pytest.raises(MergeCannotBeUndoneError):
        undo_merge(merge=merge, actor=None, now=now)


def test_merges_are_undone_in_reverse_order(ada, twin, make_person, now):
    first = merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)
    third = make_person("third@lakeside.example")
    merge_persons(keep=third, absorb=ada, choices={}, actor=None, now=now)

    twin.refresh_from_db()
    assert who_it_is_now(person=twin) == third
    with pytest.raises(MergeCannotBeUndoneError):
        undo_merge(merge=first, actor=None, now=now)


def test_what_changed_after_the_merge_stays_with_the_kept_person(ada, twin, now):
    merge = merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)
    change_profile(person=ada, fields={"family_name": "King"}, actor=ada, now=now)

    undo_merge(merge=merge, actor=None, now=now)

    ada.refresh_from_db()
    twin.refresh_from_db()
    assert (ada.family_name, twin.family_name) == ("King", "Lovelace")


def test_an_address_that_somebody_took_since_is_a_reason_not_to_undo(ada, twin, make_person, now):
    merge = merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)
    EmailAddress.objects.filter(email=twin.email).delete()
    make_person("ada@home.example")

    with pytest.raises(MergeCannotBeUndoneError):
        undo_merge(merge=merge, actor=None, now=now)

    twin.refresh_from_db()
    assert (twin.state, Merge.objects.get().state) == (PersonState.MERGED, MergeState.DONE)


def test_an_undone_merge_keeps_no_personal_data(ada, twin, now):
    merge = merge_persons(keep=ada, absorb=twin, choices={}, actor=None, now=now)
    undo_merge(merge=merge, actor=None, now=now)

    assert Merge.objects.get().journal == {}


def everything() -> Iterator[str]:
    """All rows that know a person, except merges, sessions and the audit."""
    models = {reference.model for reference in references()}
    models |= {Person}
    for model in sorted(models, key=lambda model: model._meta.label):
        if model._meta.label not in {"audit.Entry", "people.Merge"}:
            yield serializers.serialize("json", model._base_manager.order_by("pk"))


words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
profiles = st.fixed_dictionaries(
    {
        "given_name": words,
        "display_name": words,
        "pronouns": words,
        "career_stage": st.sampled_from(["", *CareerStage.values]),
    }
)
choices = st.dictionaries(st.sampled_from(MERGED_FIELDS), st.sampled_from(["keep", "absorb"]))
rows = st.sets(st.tuples(st.integers(0, 1), st.integers(0, 2)))
"""Who (0 keeps, 1 is absorbed) has which of three units, roles, addresses."""
numbers = itertools.count()


def give_rows(pair, site, units, addresses, roles, *, now):
    for who_has, unit in units:
        Affiliation.objects.create(person=pair[who_has], unit_id=site.unit_ids[unit])
    verified = set()
    for who_has, number in sorted(addresses):
        EmailAddress.objects.create(
            user=pair[who_has],
            email=f"extra-{number}@x.example",
            verified=number not in verified and (who_has + number) % 2 == 0,
            primary=number == 2,
        )
        verified.add(number)
    for who_has, number in roles:
        role = (Role.CODER, Role.EVALUATOR, Role.FACILITATOR)[number]
        Membership.objects.create(person=pair[who_has], site=site, role=role, granted_at=now)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=profiles, second=profiles, choices=choices, units=rows, addresses=rows, roles=rows)
def test_undoing_a_merge_gives_back_every_row(
    make_person, site, now, first, second, choices, units, addresses, roles
):
    with transaction.atomic():
        site.unit_ids = [
            Unit.objects.create(site=site, name=f"{name}-{next(numbers)}").pk for name in "abc"
        ]
        number = next(numbers)
        pair = [
            make_person(f"one-{number}@x.example", **first),
            make_person(f"two-{number}@x.example", **second),
        ]
        give_rows(pair, site, units, addresses, roles, now=now)
        before = list(everything())

        merge = merge_persons(keep=pair[0], absorb=pair[1], choices=choices, actor=None, now=now)
        between = list(everything())
        undo_merge(merge=merge, actor=None, now=now)

        assert (list(everything()), between == before) == (before, False)
        transaction.set_rollback(True)
