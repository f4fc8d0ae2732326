"""What proves that somebody belongs to a site, beside rosters: mail domains, sign-in attributes."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.eligibility.models import MailDomain, SignInAttribute
from mentoringup.organizations.errors import NameIsTakenError
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person


class ProofIsKnownError(NameIsTakenError):
    """The site has it already."""

    field = ""


@transaction.atomic
def add_domain(*, site: Site, domain: str, actor: Person, now: datetime) -> MailDomain:
    """Have confirmed addresses at the domain, in small letters, or below it, prove belonging.

    Raises:
        ProofIsKnownError: they do already.
    """
    try:
        with transaction.atomic():
            row = MailDomain.objects.create(site=site, domain=domain)
    except IntegrityError as error:
        raise ProofIsKnownError(_("This domain is on the list already.")) from error
    record(verb="proof.domain-added", thing=row, actor=actor, now=now, site_id=site.pk, name=domain)
    return row


@transaction.atomic
def add_attribute(
    *, site: Site, claim: str, value: str, actor: Person, now: datetime
) -> SignInAttribute:
    """Have an attribute of the institution's sign-in prove belonging.

    Raises:
        ProofIsKnownError: it does already.
    """
    try:
        with transaction.atomic():
            row = SignInAttribute.objects.create(site=site, claim=claim, value=value)
    except IntegrityError as error:
        raise ProofIsKnownError(_("This attribute is on the list already.")) from error
    record(
        verb="proof.attribute-added",
        thing=row,
        actor=actor,
        now=now,
        site_id=site.pk,
        name=str(row),
    )
    return row


@transaction.atomic
def remove_proof(*, proof: MailDomain | SignInAttribute, actor: Person, now: datetime) -> None:
    """Have it prove nothing any more; requests that were proved by it keep their proof."""
    kind = "domain" if isinstance(proof, MailDomain) else "attribute"
    record(
        verb=f"proof.{kind}-removed",
        thing=proof,
        actor=actor,
        now=now,
        site_id=proof.site_id,
        name=str(proof),
    )
    proof.delete()
