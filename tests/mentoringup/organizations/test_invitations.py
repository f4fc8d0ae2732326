import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.organizations.domain.invitation_mail import is_still_wanted
from mentoringup.organizations.domain.invitations import (
    LIFETIME,
    MOST_IN_AN_HOUR,
    RESEND_AFTER,
    accept_invitation,
    expire_invitations,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from mentoringup.organizations.domain.queries import roles_at
from mentoringup.organizations.domain.roles import give_role
from mentoringup.organizations.enums import InvitationState
from mentoringup.organizations.errors import (
    InvitationIsForSomebodyElseError,
    InvitationIsOpenError,
    InvitationIsOverError,
    ResentTooSoonError,
    RoleIsHeldError,
    TooManyInvitationsError,
)
from mentoringup.organizations.models import Invitation
from mentoringup.outbox.models import Mail
from mentoringup.people.models import Person

GRACE = "grace@lakeside.example"


@pytest.fixture
def grace(make_verified) -> Person:
    return make_verified(GRACE)


@pytest.fixture
def clock(monkeypatch, now):
    """The time that pages see."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_an_invitation_is_a_mail_whose_link_is_stored_as_a_hash_only(invited, link_in_mail, site):
    mail = Mail.objects.get(kind="invitation")
    token = link_in_mail().split("/")[2]

    assert (mail.to, mail.reply_to, mail.site_id) == (GRACE, site.contact_email, site.pk)
    assert token not in str(Invitation.objects.values().get())
    assert token not in str(list(Entry.objects.values()))
    assert invited.expires_at - invited.invited_at == timedelta(days=14)


def test_the_invited_person_gets_the_role(invited, grace, site, admin, now):
    accept_invitation(invitation=invited, actor=grace, now=now)

    invited.refresh_from_db()
    membership = grace.memberships.get()
    assert invited.state == InvitationState.ACCEPTED
    assert (membership.role, membership.site, membership.granted_by) == (
        Role.COORDINATOR,
        site,
        admin,
    )
    assert [e.verb for e in Entry.objects.filter(actor=grace).order_by("pk")] == [
        "invitation.accepted",
        "role.accepted",
    ]


def test_somebody_else_with_the_link_gets_nothing(invited, make_verified, site, now):
    eve = make_verified("eve@elsewhere.example")

    with pytest.raises(InvitationIsForSomebodyElseError):
        accept_invitation(invitation=invited, actor=eve, now=now)

    assert roles_at(person=eve, site=site) == frozenset()


def test_an_address_that_was_added_but_not_verified_is_not_enough(invited, make_verified, now):
    eve = make_verified("eve@elsewhere.example")
    EmailAddress.objects.create(user=eve, email=GRACE, verified=False)

    with pytest.raises(InvitationIsForSomebodyElseError):
        accept_invitation(invitation=invited, actor=eve, now=now)


def test_any_verified_address_of_the_person_will_do_in_any_case(invited, make_verified, site, now):
    ada = make_verified("ada@lakeside.example")
    EmailAddress.objects.create(user=ada, email="Grace@Lakeside.example", verified=True)

    accept_invitation(invitation=invited, actor=ada, now=now)

    assert roles_at(person=ada, site=site) == {Role.COORDINATOR}


def test_an_invitation_is_accepted_once(invited, grace, now):
    accept_invitation(invitation=invited, actor=grace, now=now)

    with pytest.raises(InvitationIsOverError):
        accept_invitation(invitation=invited, actor=grace, now=now)

    assert grace.memberships.count() == 1


def test_after_fourteen_days_it_is_too_late(invited, grace, now):
    with pytest.raises(InvitationIsOverError):
        accept_invitation(invitation=invited, actor=grace, now=now + LIFETIME)

    accept_invitation(invitation=invited, actor=grace, now=now + LIFETIME - timedelta(seconds=1))


def test_the_night_closes_what_nobody_accepted(invited, now):
    counts = [expire_invitations(now=now + LIFETIME - timedelta(seconds=1))]
    counts += [expire_invitations(now=now + LIFETIME) for _night in range(2)]

    invited.refresh_from_db()
    assert (counts, invited.state) == ([0, 1, 0], InvitationState.EXPIRED)


def test_a_withdrawn_invitation_is_worthless_and_its_mail_unwanted(invited, admin, grace, now):
    mail = Mail.objects.get(kind="invitation")

    withdraw_invitation(invitation=invited, actor=admin, now=now)

    assert not is_still_wanted(mail.check_with)
    with pytest.raises(InvitationIsOverError):
        accept_invitation(invitation=invited, actor=grace, now=now)


@pytest.mark.usefixtures("clock")
def test_sent_again_the_new_link_works_and_the_former_one_does_not(
    invited, admin, link_in_mail, now
):
    former_link, former_mail = link_in_mail(), Mail.objects.get(kind="invitation")
    visitor = Client()

    resend_invitation(invitation=invited, actor=admin, now=now + RESEND_AFTER)

    invited.refresh_from_db()
    assert visitor.get(former_link).status_code == 404
    assert visitor.get(link_in_mail()).status_code == 200
    assert not is_still_wanted(former_mail.check_with)
    assert invited.expires_at == now + RESEND_AFTER + LIFETIME


def test_sending_again_waits_ten_minutes(invited, admin, now):
    with pytest.raises(ResentTooSoonError):
        resend_invitation(
            invitation=invited, actor=admin, now=now + RESEND_AFTER - timedelta(seconds=1)
        )

    assert Mail.objects.count() == 1


@pytest.mark.usefixtures("invited")
def test_a_second_open_invitation_to_the_same_role_is_refused(site, admin, now):
    with pytest.raises(InvitationIsOpenError):
        invite(email=GRACE.upper(), role=Role.COORDINATOR, site=site, actor=admin, now=now)

    invite(email=GRACE, role=Role.EVALUATOR, site=site, actor=admin, now=now)
    assert Invitation.objects.count() == 2


def test_a_second_open_invitation_to_the_network_is_refused(network_admin, now):
    asked = {"email": GRACE, "role": Role.NETWORK_EVALUATOR, "site": None, "actor": network_admin}
    invite(**asked, now=now)

    with pytest.raises(InvitationIsOpenError):
        invite(**asked, now=now)


@pytest.mark.usefixtures("invited")
def test_an_expired_invitation_makes_room_for_a_new_one(site, admin, now):
    invite(email=GRACE, role=Role.COORDINATOR, site=site, actor=admin, now=now + LIFETIME)

    states = Invitation.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [InvitationState.EXPIRED, InvitationState.OPEN]


def test_whoever_has_the_role_is_not_invited_to_it(grace, site, admin, now):
    give_role(person=grace, role=Role.CODER, site=site, actor=admin, now=now)

    with pytest.raises(RoleIsHeldError):
        invite(email=GRACE, role=Role.CODER, site=site, actor=admin, now=now)


def test_one_person_sends_thirty_invitations_an_hour_and_no_more(site, admin, now):
    for number in range(MOST_IN_AN_HOUR):
        invite(
            email=f"n{number}@lakeside.example",
            role=Role.CODER,
            site=site,
            actor=admin,
            now=now,
        )

    with pytest.raises(TooManyInvitationsError):
        invite(email=GRACE, role=Role.CODER, site=site, actor=admin, now=now)

    invite(email=GRACE, role=Role.CODER, site=site, actor=admin, now=now + timedelta(hours=1))


@pytest.mark.usefixtures("clock", "invited")
def test_opening_the_link_changes_nothing_and_posting_accepts(grace, site, link_in_mail, signed_in):
    client, link = signed_in(grace), link_in_mail()

    client.get(link)
    before = roles_at(person=grace, site=site)
    client.post(link)

    assert (before, roles_at(person=grace, site=site)) == (frozenset(), {Role.COORDINATOR})


@pytest.mark.usefixtures("clock", "invited")
def test_a_stranger_who_posts_to_the_link_is_told_why_not(
    make_verified, site, link_in_mail, signed_in
):
    eve = make_verified("eve@elsewhere.example")

    answer = signed_in(eve).post(link_in_mail())

    assert roles_at(person=eve, site=site) == frozenset()
    assert "not among your verified ones" in answer.content.decode()


@pytest.mark.usefixtures("clock", "invited")
def test_the_page_of_an_invitation_leaks_its_link_to_nobody(link_in_mail):
    answer = Client().get(link_in_mail())

    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_somebody_without_an_account_accepts_with_a_code_sent_to_the_invited_address(
    site, admin, link_in_mail
):
    invite(email=GRACE, role=Role.COORDINATOR, site=site, actor=admin, now=timezone.now())
    link, visitor = link_in_mail(), Client()

    asked = visitor.post(f"{link}sign-in/", {"login": GRACE})
    sent = visitor.post(asked.url, {"login": GRACE})
    mail = Mail.objects.get(kind="account.login-code")
    code = re.search(r"^    (\S+)$", mail.text, re.MULTILINE)[1]
    back = visitor.post(sent.url, {"code": code})
    visitor.post(back.url)

    grace = Person.objects.get(email=GRACE)
    assert (asked.status_code, mail.to, back.url) == (307, GRACE, link)
    assert roles_at(person=grace, site=site) == {Role.COORDINATOR}


@pytest.mark.usefixtures("clock", "invited")
def test_a_code_is_sent_to_no_other_address(link_in_mail):
    link = link_in_mail()

    answer = Client().post(f"{link}sign-in/", {"login": "eve@elsewhere.example"})

    assert (answer.status_code, answer.url) == (302, link)
    assert not Person.objects.filter(email__in=[GRACE, "eve@elsewhere.example"]).exists()
