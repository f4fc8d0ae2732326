from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.organizations.domain.invitations import invite
from mentoringup.organizations.domain.queries import roles_at, team_of
from mentoringup.organizations.domain.roles import give_role, take_role_back
from mentoringup.organizations.enums import InvitationState
from mentoringup.organizations.errors import (
    LastAdministratorError,
    RoleDoesNotFitError,
    RoleIsHeldError,
    RoleIsOverError,
)
from mentoringup.organizations.models import Membership
from mentoringup.people.domain import erase_person


def test_a_role_that_is_given_is_held_and_noted(site, admin, make_person, now):
    ada = make_person()

    give_role(person=ada, role=Role.EVALUATOR, site=site, actor=admin, now=now)

    noted = Entry.objects.get(verb="role.given")
    assert roles_at(person=ada, site=site) == {Role.EVALUATOR}
    assert (noted.actor, noted.site_id, noted.detail) == (
        admin,
        site.pk,
        {"role": "evaluator", "person": ada.pk},
    )


def test_a_role_is_not_given_twice(site, admin, now):
    with pytest.raises(RoleIsHeldError):
        give_role(person=admin, role=Role.SITE_ADMIN, site=site, actor=admin, now=now)

    assert Membership.objects.count() == 1


def test_a_role_of_the_network_is_not_given_at_a_site(site, admin, make_person, now):
    with pytest.raises(RoleDoesNotFitError):
        give_role(person=make_person(), role=Role.NETWORK_ADMIN, site=site, actor=admin, now=now)


def test_a_role_of_a_site_is_not_given_in_the_network(network_admin, make_person, now):
    with pytest.raises(RoleDoesNotFitError):
        give_role(
            person=make_person(), role=Role.SITE_ADMIN, site=None, actor=network_admin, now=now
        )


def test_a_role_can_be_given_again_after_it_was_taken_back(site, admin, make_staff, now):
    coder = make_staff(Role.CODER, site)
    take_role_back(membership=coder.memberships.get(), actor=admin, now=now)

    give_role(person=coder, role=Role.CODER, site=site, actor=admin, now=now)

    assert roles_at(person=coder, site=site) == {Role.CODER}


def test_whoever_loses_a_role_is_refused_at_the_next_request(
    site, admin, make_staff, signed_in, now
):
    colleague = make_staff(Role.SITE_ADMIN, site, "second@lakeside.example")
    client = signed_in(colleague)
    before = client.get(f"/sites/{site.slug}/team/").status_code

    take_role_back(membership=colleague.memberships.get(), actor=admin, now=now)

    after = client.get(f"/sites/{site.slug}/team/").status_code
    assert (before, after) == (200, 404)


def test_a_role_is_taken_back_once(site, admin, make_staff, now):
    membership = make_staff(Role.CODER, site).memberships.get()
    take_role_back(membership=membership, actor=admin, now=now)

    with pytest.raises(RoleIsOverError):
        take_role_back(membership=membership, actor=admin, now=now)

    assert Entry.objects.filter(verb="role.taken_back").count() == 1


@pytest.mark.parametrize("role", [Role.SITE_ADMIN, Role.NETWORK_ADMIN])
def test_the_last_administrator_stays(role, site, make_staff, now):
    last = make_staff(role, None if role.is_of_the_network else site)

    with pytest.raises(LastAdministratorError):
        take_role_back(membership=last.memberships.get(), actor=last, now=now)

    assert last.memberships.get().ended_at is None


def test_an_administrator_of_another_site_or_an_erased_one_does_not_count(
    site, other_site, admin, make_staff, now
):
    make_staff(Role.SITE_ADMIN, other_site)
    gone = make_staff(Role.SITE_ADMIN, site, "gone@lakeside.example")
    erase_person(person=gone, actor=None, now=now, reason="asked")

    with pytest.raises(LastAdministratorError):
        take_role_back(membership=admin.memberships.get(), actor=admin, now=now)


def test_whoever_can_no_longer_give_roles_loses_the_invitations_they_sent(
    site, admin, make_staff, now
):
    leaving = make_staff(Role.SITE_ADMIN, site, "leaving@lakeside.example")
    theirs = invite(
        email="x@lakeside.example", role=Role.SITE_ADMIN, site=site, actor=leaving, now=now
    )
    others = invite(
        email="y@lakeside.example", role=Role.SITE_ADMIN, site=site, actor=admin, now=now
    )

    take_role_back(membership=leaving.memberships.get(), actor=admin, now=now)

    theirs.refresh_from_db()
    others.refresh_from_db()
    assert (theirs.state, others.state) == (InvitationState.WITHDRAWN, InvitationState.OPEN)


def test_erasing_a_person_ends_their_roles_and_removes_invitations_to_them(
    site, admin, make_verified, now
):
    ada = make_verified("ada@lakeside.example")
    give_role(person=ada, role=Role.CODER, site=site, actor=admin, now=now)
    invite(email="ada@lakeside.example", role=Role.EVALUATOR, site=site, actor=admin, now=now)

    erase_person(person=ada, actor=admin, now=now + timedelta(hours=1), reason="asked")

    assert roles_at(person=ada, site=site) == frozenset()
    assert site.invitations.count() == 0


def test_the_team_lists_each_person_once_with_all_roles(site, admin, make_staff, now):
    give_role(person=admin, role=Role.FACILITATOR, site=site, actor=admin, now=now)
    make_staff(Role.CODER, site, "zoe@lakeside.example")

    team = team_of(site=site)

    assert [(m.email, [held.role for held in m.roles]) for m in team] == [
        ("admin@lakeside.example", [Role.SITE_ADMIN, Role.FACILITATOR]),
        ("zoe@lakeside.example", [Role.CODER]),
    ]


def test_the_team_page_asks_as_often_for_three_colleagues_as_for_one(
    site, admin, make_staff, signed_in, now
):
    client, counts = signed_in(admin), []
    for number in range(3):
        make_staff(Role.CODER, site, f"coder-{number}@lakeside.example")
        address = f"new-{number}@lakeside.example"
        invite(email=address, role=Role.CODER, site=site, actor=admin, now=now)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/sites/{site.slug}/team/")
        counts.append(len(asked))

    assert counts[1:] == [counts[1]] * 2
