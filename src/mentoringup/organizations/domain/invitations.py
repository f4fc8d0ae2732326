"""Invitations: a role offered by mail, taken by whoever reads that mailbox."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoringup.access.permissions import Role
from mentoringup.audit.domain import record
from mentoringup.organizations.domain.invitation_mail import write_invitation_mail
from mentoringup.organizations.domain.places import refuse_misfit
from mentoringup.organizations.enums import InvitationState
from mentoringup.organizations.errors import (
    InvitationIsForSomebodyElseError,
    InvitationIsOpenError,
    InvitationIsOverError,
    ResentTooSoonError,
    RoleIsHeldError,
    TooManyInvitationsError,
)
from mentoringup.organizations.models import Invitation, Membership, Site
from mentoringup.organizations.tokens import hash_of, new_token
from mentoringup.people.domain.profile import enter_person
from mentoringup.people.domain.queries import person_with_address, verified_addresses
from mentoringup.people.models import Person

LIFETIME = timedelta(days=14)
RESEND_AFTER = timedelta(minutes=10)
MOST_IN_AN_HOUR = 30
"""Invitations that one person may have sent within an hour."""


@transaction.atomic
def invite(
    *, email: str, role: Role, site: Site | None, actor: Person, now: datetime
) -> Invitation:
    """Offer a role by mail, at a site or in the network where `site` is None.

    Raises:
        RoleDoesNotFitError: a network role at a site, or the other way round.
        RoleIsHeldError: the reader of that mailbox has the role.
        InvitationIsOpenError: the address has an open invitation to it.
        TooManyInvitationsError: the actor sent as many as an hour allows.
    """
    refuse_misfit(role=role, site=site)
    address = email.strip().lower()
    _refuse_too_many(actor, now)
    _refuse_held(address, role, site)
    _end_expired(address, role, site, now)
    token = new_token()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                site=site,
                role=role,
                email=address,
                token_sha256=hash_of(token),
                invited_by=actor,
                invited_at=now,
                sent_at=now,
                expires_at=now + LIFETIME,
            )
    except IntegrityError as error:
        raise InvitationIsOpenError(
            _("%(email)s has an open invitation to this role. Send that one again instead.")
            % {"email": address}
        ) from error
    _note(invitation, verb="invitation.sent", actor=actor, now=now)
    write_invitation_mail(invitation=invitation, token=token, actor=actor, now=now)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, actor: Person, now: datetime) -> Invitation:
    """Send a new link, which lasts anew; the former link ends.

    Raises:
        InvitationIsOverError: it was accepted or withdrawn.
        ResentTooSoonError: the last link went out less than ten minutes ago.
        TooManyInvitationsError: the actor sent as many as an hour allows.
    """
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.state != InvitationState.OPEN:
        raise _is_over()
    if now - row.sent_at < RESEND_AFTER:
        raise ResentTooSoonError(
            _("The invitation went out a moment ago. Wait ten minutes before sending it again.")
        )
    _refuse_too_many(actor, now)
    token = new_token()
    row.token_sha256 = hash_of(token)
    row.invited_by = actor
    row.sent_at = now
    row.expires_at = now + LIFETIME
    row.save(update_fields=["token_sha256", "invited_by", "sent_at", "expires_at"])
    _note(row, verb="invitation.sent_again", actor=actor, now=now)
    write_invitation_mail(invitation=row, token=token, actor=actor, now=now)
    return row


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, actor: Person, now: datetime) -> Invitation:
    """Make the link of an open invitation worthless.

    Raises:
        InvitationIsOverError: it isn't open.
    """
    return _end(invitation, InvitationState.WITHDRAWN, actor=actor, now=now)


@transaction.atomic
def withdraw_all_of(
    *, sender: Person, site: Site | None, actor: Person | None, now: datetime
) -> int:
    """Withdraw what a person has open at a site or in the network; returns how many there were."""
    invitations = Invitation.objects.filter(
        invited_by=sender, site=site, state=InvitationState.OPEN
    )
    found = list(invitations.select_for_update().order_by("pk"))
    for invitation in found:
        _end(invitation, InvitationState.WITHDRAWN, actor=actor, now=now)
    return len(found)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, actor: Person, now: datetime) -> Membership:
    """Take the offered role. Of two acceptances at once, one is told that it is over.

    Raises:
        InvitationIsOverError: it was accepted or withdrawn, or has expired.
        InvitationIsForSomebodyElseError: the actor has not verified the invited address.
    """
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not is_open(invitation=row, now=now) or row.token_sha256 != invitation.token_sha256:
        raise _is_over()
    if row.email not in {address.lower() for address in verified_addresses(person=actor)}:
        raise InvitationIsForSomebodyElseError(
            _("The invitation went to an address that is not among your verified ones.")
        )
    _end(row, InvitationState.ACCEPTED, actor=actor, now=now)
    membership, is_new = Membership.objects.get_or_create(
        person=actor,
        site=row.site,
        role=row.role,
        ended_at=None,
        defaults={"granted_by": row.invited_by, "granted_at": now},
    )
    if is_new:
        record(
            verb="role.accepted",
            thing=membership,
            actor=actor,
            now=now,
            site_id=row.site_id,
            detail={"role": row.role, "person": actor.pk},
        )
    return membership


@transaction.atomic
def prepare_sign_in(*, invitation: Invitation, now: datetime) -> Person:
    """See to it that the invited address can sign in: whoever reads that mailbox gets a code.

    Raises:
        InvitationIsOverError: it was accepted or withdrawn, or has expired.
    """
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not is_open(invitation=row, now=now):
        raise _is_over()
    known = person_with_address(address=row.email)
    return known or enter_person(email=row.email, actor=None, now=now)


@transaction.atomic
def expire_invitations(*, now: datetime) -> int:
    """Close every open invitation whose time is over; returns how many."""
    over = Invitation.objects.filter(state=InvitationState.OPEN, expires_at__lte=now)
    found = list(over.select_for_update().order_by("pk"))
    for invitation in found:
        _end(invitation, InvitationState.EXPIRED, actor=None, now=now)
    return len(found)


def is_open(*, invitation: Invitation, now: datetime) -> bool:
    """Whether it can still be accepted."""
    return invitation.state == InvitationState.OPEN and invitation.expires_at > now


def _end(
    invitation: Invitation, state: InvitationState, *, actor: Person | None, now: datetime
) -> Invitation:
    """Move an open invitation to one of its ends: the one place where its state changes."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.state != InvitationState.OPEN:
        raise _is_over()
    row.state = state
    row.save(update_fields=["state"])
    _note(row, verb=f"invitation.{state.value}", actor=actor, now=now)
    return row


def _end_expired(address: str, role: Role, site: Site | None, now: datetime) -> None:
    over = Invitation.objects.filter(
        email=address, role=role, site=site, state=InvitationState.OPEN, expires_at__lte=now
    )
    for invitation in over:
        _end(invitation, InvitationState.EXPIRED, actor=None, now=now)


def _refuse_held(address: str, role: Role, site: Site | None) -> None:
    person = person_with_address(address=address)
    if person is None:
        return
    held = Membership.objects.filter(person=person, site=site, role=role, ended_at__isnull=True)
    if held.exists():
        raise RoleIsHeldError(
            _("%(email)s belongs to somebody who has this role.") % {"email": address}
        )


def _refuse_too_many(actor: Person, now: datetime) -> None:
    sent = Invitation.objects.filter(invited_by=actor, sent_at__gt=now - timedelta(hours=1))
    if sent.count() >= MOST_IN_AN_HOUR:
        raise TooManyInvitationsError(
            _("You sent %(most)d invitations within the last hour. Go on in an hour.")
            % {"most": MOST_IN_AN_HOUR}
        )


def _is_over() -> InvitationIsOverError:
    return InvitationIsOverError(
        _("This invitation is over: it was accepted or withdrawn, or its time has run out.")
    )


def _note(invitation: Invitation, *, verb: str, actor: Person | None, now: datetime) -> None:
    record(
        verb=verb,
        thing=invitation,
        actor=actor,
        now=now,
        site_id=invitation.site_id,
        detail={"role": invitation.role},
    )
