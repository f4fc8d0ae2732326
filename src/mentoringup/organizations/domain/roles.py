"""Giving roles and taking them back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoringup.access.permissions import PERMISSIONS_OF, Permission, Role
from mentoringup.audit.domain import record
from mentoringup.organizations.domain.invitations import withdraw_all_of
from mentoringup.organizations.domain.places import refuse_misfit
from mentoringup.organizations.errors import (
    LastAdministratorError,
    RoleIsHeldError,
    RoleIsOverError,
)
from mentoringup.organizations.models import Membership, Site
from mentoringup.people.enums import PersonState
from mentoringup.people.models import Person

LAST_ONES = frozenset({Role.SITE_ADMIN, Role.NETWORK_ADMIN})
"""Roles that somebody must always hold, or nobody could give roles anymore."""


@transaction.atomic
def give_role(
    *, person: Person, role: Role, site: Site | None, actor: Person | None, now: datetime
) -> Membership:
    """Give a role at a site, or in the network where `site` is None.

    Raises:
        RoleDoesNotFitError: a network role at a site, or the other way round.
        RoleIsHeldError: the person has it.
    """
    refuse_misfit(role=role, site=site)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                person=person, site=site, role=role, granted_by=actor, granted_at=now
            )
    except IntegrityError as error:
        raise RoleIsHeldError(
            _("%(person)s is %(role)s already.") % {"person": person.name, "role": role.label}
        ) from error
    _note(membership, verb="role.given", actor=actor, now=now)
    return membership


@transaction.atomic
def take_role_back(*, membership: Membership, actor: Person | None, now: datetime) -> Membership:
    """End a role. It counts from the next request on.

    Whoever loses the right to give roles also loses the open invitations they sent there.

    Raises:
        RoleIsOverError: it ended before.
        LastAdministratorError: nobody would be left to give roles.
    """
    role = Role(membership.role)
    held = Membership.objects.select_for_update().filter(
        site=membership.site_id, role=role, ended_at__isnull=True
    )
    rows = {row.pk: row for row in held.order_by("pk")}
    if membership.pk not in rows:
        raise RoleIsOverError(_("The role was taken back before."))
    if role in LAST_ONES and not _somebody_else(membership, rows.keys()):
        raise LastAdministratorError(
            _("%(person)s is the last one who can give roles here. Name somebody else first.")
            % {"person": membership.person.name}
        )
    row = rows[membership.pk]
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _note(row, verb="role.taken_back", actor=actor, now=now)
    if PERMISSIONS_OF[role] & {Permission.ROLE_GRANT, Permission.NETWORK_ADMINISTER}:
        withdraw_all_of(sender=row.person, site=row.site, actor=actor, now=now)
    return row


def _somebody_else(membership: Membership, keys: Iterable[int]) -> bool:
    """Whether somebody else who can sign in holds the role; the rows of `keys` are locked."""
    others = Membership.objects.filter(pk__in=keys, person__state=PersonState.ACTIVE)
    return others.exclude(person=membership.person_id).exists()


def _note(membership: Membership, *, verb: str, actor: Person | None, now: datetime) -> None:
    record(
        verb=verb,
        thing=membership,
        actor=actor,
        now=now,
        site_id=membership.site_id,
        detail={"role": membership.role, "person": membership.person_id},
    )
