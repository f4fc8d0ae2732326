"""Two clicks at the same moment: one counts. Without the lock both would, which is shown too."""

from collections.abc import Callable
from threading import Barrier

import pytest

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.organizations.domain.invitations import (
    accept_invitation,
    invite,
    withdraw_invitation,
)
from mentoringup.organizations.domain.roles import give_role, take_role_back
from mentoringup.organizations.domain.sites import change_site
from mentoringup.organizations.enums import CalendarKind, InvitationState
from mentoringup.organizations.models import Invitation, Membership, Site
from mentoringup.organizations.values import SiteFacts

pytestmark = pytest.mark.usefixtures("several_connections")

GRACE = "grace@lakeside.example"


def test_of_four_acceptances_at_once_one_counts(at_once, site, admin, make_verified, now):
    invitation = invite(email=GRACE, role=Role.COORDINATOR, site=site, actor=admin, now=now)
    grace = make_verified(GRACE)

    def accept(barrier: Barrier) -> None:
        barrier.wait()
        accept_invitation(invitation=invitation, actor=grace, now=now)

    assert at_once([accept] * 4) == {"done": 1, "InvitationIsOverError": 3}
    assert Entry.objects.filter(verb="invitation.accepted").count() == 1
    assert grace.memberships.count() == 1


def test_without_the_lock_all_four_would_find_it_open(at_once, site, admin, now):
    invitation = invite(email=GRACE, role=Role.COORDINATOR, site=site, actor=admin, now=now)
    accepted = []

    def accept(barrier: Barrier) -> None:
        is_open = Invitation.objects.get(pk=invitation.pk).state == InvitationState.OPEN
        barrier.wait()  # all have looked, none has written
        if is_open:
            Invitation.objects.filter(pk=invitation.pk).update(state=InvitationState.ACCEPTED)
            accepted.append(1)

    at_once([accept] * 4)

    assert len(accepted) == 4


def test_an_invitation_is_accepted_or_withdrawn_but_not_both(
    at_once, site, admin, make_verified, now
):
    invitation = invite(email=GRACE, role=Role.COORDINATOR, site=site, actor=admin, now=now)
    grace = make_verified(GRACE)

    def accept(barrier: Barrier) -> None:
        barrier.wait()
        accept_invitation(invitation=invitation, actor=grace, now=now)

    def withdraw(barrier: Barrier) -> None:
        barrier.wait()
        withdraw_invitation(invitation=invitation, actor=admin, now=now)

    assert at_once([accept, withdraw]) == {"done": 1, "InvitationIsOverError": 1}
    invitation.refresh_from_db()
    is_accepted = invitation.state == InvitationState.ACCEPTED
    assert grace.memberships.exists() == is_accepted


def test_of_two_invitations_to_the_same_role_at_once_one_is_sent(at_once, site, admin, now):
    def ask(barrier: Barrier) -> None:
        barrier.wait()
        invite(email=GRACE, role=Role.COORDINATOR, site=site, actor=admin, now=now)

    assert at_once([ask] * 2) == {"done": 1, "InvitationIsOpenError": 1}


def test_a_role_given_twice_at_once_is_held_once(at_once, site, admin, make_person, now):
    ada = make_person()

    def give(barrier: Barrier) -> None:
        barrier.wait()
        give_role(person=ada, role=Role.CODER, site=site, actor=admin, now=now)

    assert at_once([give] * 4) == {"done": 1, "RoleIsHeldError": 3}


@pytest.mark.parametrize("role", [Role.SITE_ADMIN, Role.NETWORK_ADMIN])
def test_two_administrators_who_remove_each_other_leave_one(at_once, role, site, make_staff, now):
    place = None if role.is_of_the_network else site
    ada = make_staff(role, place, "ada@lakeside.example")
    bea = make_staff(role, place, "bea@lakeside.example")

    def removal(actor, other):
        membership = other.memberships.get()

        def remove(barrier: Barrier) -> None:
            barrier.wait()
            take_role_back(membership=membership, actor=actor, now=now)

        return remove

    assert at_once([removal(ada, bea), removal(bea, ada)]) == {
        "done": 1,
        "LastAdministratorError": 1,
    }
    assert Membership.objects.filter(role=role, ended_at__isnull=True).count() == 1


def test_without_the_lock_they_would_leave_none(at_once, site, make_staff, now):
    ada = make_staff(Role.SITE_ADMIN, site, "ada@lakeside.example")
    bea = make_staff(Role.SITE_ADMIN, site, "bea@lakeside.example")

    def removal(other):
        membership = other.memberships.get()

        def remove(barrier: Barrier) -> None:
            held = Membership.objects.filter(site=site, ended_at__isnull=True)
            somebody_stays = held.exclude(pk=membership.pk).exists()
            barrier.wait()  # both have looked, none has written
            if somebody_stays:
                Membership.objects.filter(pk=membership.pk).update(ended_at=now)

        return remove

    at_once([removal(ada), removal(bea)])

    assert not Membership.objects.filter(ended_at__isnull=True).exists()


def test_of_two_who_save_a_site_at_once_one_is_told(at_once, site, admin, now):
    def save(name: str) -> Callable[[Barrier], None]:
        facts = SiteFacts(
            name=name,
            zone=site.zone,
            language="en",
            contact_email=site.contact_email,
            website="",
            calendar=CalendarKind.QUARTERS,
        )

        def change(barrier: Barrier) -> None:
            barrier.wait()
            change_site(site=site, facts=facts, version=1, actor=admin, now=now)

        return change

    assert at_once([save("One"), save("Two")]) == {"done": 1, "SomebodyWasFasterError": 1}
    assert Site.objects.get().version == 2
