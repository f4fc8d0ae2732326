"""A permission rule in its two forms, and in the gate's third, says the same."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mentoringup.access.permissions import NETWORK_ROLES, PERMISSIONS_OF, Permission, Role
from mentoringup.organizations.domain.queries import roles_at
from mentoringup.organizations.gate import Scope
from mentoringup.organizations.models import Institution, Membership, Site
from mentoringup.organizations.policy import may, sites_where
from mentoringup.people.enums import PersonState
from mentoringup.people.models import Person

SITE_ROLES = sorted(set(Role) - NETWORK_ROLES)


@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_the_table_says_and_nothing_else(role, site, other_site, make_staff):
    place = None if role.is_of_the_network else site
    person = make_staff(role, place)

    allowed = {permission for permission in Permission if may(person, permission, place)}
    elsewhere = [p for p in Permission for s in (other_site, None) if may(person, p, s)]

    assert allowed == PERMISSIONS_OF[role]
    assert set(elsewhere) == (PERMISSIONS_OF[role] if place is None else set())


def test_a_visitor_may_nothing(site):
    assert [p for p in Permission if may(AnonymousUser(), p, site)] == []
    assert [p for p in Permission if sites_where(AnonymousUser(), p).exists()] == []


@pytest.mark.parametrize("state", [PersonState.MERGED, PersonState.ERASED])
def test_a_person_who_is_no_longer_active_may_nothing(state, site, make_staff, make_person):
    admin = make_staff(Role.SITE_ADMIN, site)
    admin.state = state
    admin.email = ""
    admin.merged_into = make_person() if state == PersonState.MERGED else None
    admin.save()

    assert not may(admin, Permission.SITE_VIEW, site)
    assert not sites_where(admin, Permission.SITE_VIEW).exists()


def test_a_role_that_has_ended_allows_nothing(site, make_staff, now):
    admin = make_staff(Role.SITE_ADMIN, site)
    Membership.objects.update(ended_at=now)

    assert not may(admin, Permission.SITE_VIEW, site)
    assert not sites_where(admin, Permission.SITE_VIEW).exists()


class BothForms(TestCase):
    """hypothesis needs Django's own kind of test to roll each example back."""

    @given(
        held=st.lists(
            st.tuples(st.integers(0, 2), st.sampled_from(SITE_ROLES), st.booleans()),
            unique_by=lambda given: given[:2],
            max_size=8,
        ),
        network=st.sets(st.sampled_from(sorted(NETWORK_ROLES))),
        permission=st.sampled_from(Permission),
    )
    def test_one_site_and_the_list_of_sites_agree(self, held, network, permission):
        now = datetime(2026, 9, 1, 17, tzinfo=UTC)
        institution = Institution.objects.create(name="Lakeside University")
        sites = [
            Site.objects.create(institution=institution, name=slug, slug=slug, zone="UTC")
            for slug in ("one", "two", "three")
        ]
        person = Person.objects.create_user("ada@lakeside.example")
        for number, role, is_over in held:
            Membership.objects.create(
                person=person,
                site=sites[number],
                role=role,
                granted_at=now,
                ended_at=now if is_over else None,
            )
        for role in network:
            Membership.objects.create(person=person, role=role, granted_at=now)

        one_by_one = {site for site in sites if may(person, permission, site)}
        by_gate = {
            site
            for site in sites
            if Scope(site=site, actor=person, roles=roles_at(person=person, site=site)).may(
                permission
            )
        }

        assert one_by_one == set(sites_where(person, permission))
        assert one_by_one == by_gate
