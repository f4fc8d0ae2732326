"""Sites: created by the network, changed by their administrators."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoringup.access.permissions import Role
from mentoringup.audit.domain import record
from mentoringup.organizations.domain.invitations import invite
from mentoringup.organizations.domain.versions import locked_at, write_fields
from mentoringup.organizations.errors import NameIsTakenError, SlugIsTakenError
from mentoringup.organizations.models import Institution, Site
from mentoringup.organizations.values import SiteFacts
from mentoringup.people.models import Person


@transaction.atomic
def create_site(
    *,
    institution: Institution,
    slug: str,
    facts: SiteFacts,
    administrator_email: str,
    actor: Person,
    now: datetime,
) -> Site:
    """Create a site and invite its first administrator.

    Raises:
        SlugIsTakenError, NameIsTakenError: another site is called so.
        TooManyInvitationsError: the actor sent as many as an hour allows.
    """
    if Site.objects.filter(slug=slug).exists():
        raise SlugIsTakenError(_("Another site has that short name. Choose a different one."))
    try:
        with transaction.atomic():
            site = Site.objects.create(institution=institution, slug=slug, **facts.as_fields())
    except IntegrityError as error:
        raise _name_is_taken() from error
    record(verb="site.created", thing=site, actor=actor, now=now, site_id=site.pk, name=site.name)
    invite(email=administrator_email, role=Role.SITE_ADMIN, site=site, actor=actor, now=now)
    return site


@transaction.atomic
def change_site(
    *, site: Site, facts: SiteFacts, version: int, actor: Person, now: datetime
) -> Site:
    """Change a site that is still at `version`.

    Sessions keep the zone they were written with; only new ones take the site's new zone.

    Raises:
        SomebodyWasFasterError: it isn't.
        NameIsTakenError: another site of the institution is called so.
    """
    row = locked_at(thing=site, version=version)
    try:
        with transaction.atomic():
            return write_fields(
                row=row, fields=facts.as_fields(), verb="site.changed", actor=actor, now=now
            )
    except IntegrityError as error:
        raise _name_is_taken() from error


def _name_is_taken() -> NameIsTakenError:
    return NameIsTakenError(_("Another site of this institution has that name."))
