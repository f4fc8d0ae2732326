"""Institutions: added and changed by the network."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.organizations.domain.versions import locked_at, write_fields
from mentoringup.organizations.errors import NameIsTakenError, RorIdIsTakenError
from mentoringup.organizations.models import Institution
from mentoringup.organizations.values import InstitutionFacts
from mentoringup.people.models import Person


@transaction.atomic
def add_institution(*, facts: InstitutionFacts, actor: Person, now: datetime) -> Institution:
    """Add an institution.

    Raises:
        NameIsTakenError, RorIdIsTakenError: it is there already.
    """
    _refuse_taken(facts, besides=None)
    try:
        with transaction.atomic():
            institution = Institution.objects.create(**facts.as_fields())
    except IntegrityError as error:
        raise _name_is_taken() from error
    record(verb="institution.added", thing=institution, actor=actor, now=now, name=institution.name)
    return institution


@transaction.atomic
def change_institution(
    *, institution: Institution, facts: InstitutionFacts, version: int, actor: Person, now: datetime
) -> Institution:
    """Change an institution that is still at `version`.

    Raises:
        SomebodyWasFasterError: it isn't.
        NameIsTakenError, RorIdIsTakenError: another one has that name or id.
    """
    row = locked_at(thing=institution, version=version)
    _refuse_taken(facts, besides=row)
    try:
        with transaction.atomic():
            return write_fields(
                row=row,
                fields=facts.as_fields(),
                verb="institution.changed",
                actor=actor,
                now=now,
            )
    except IntegrityError as error:
        raise _name_is_taken() from error


def _refuse_taken(facts: InstitutionFacts, *, besides: Institution | None) -> None:
    others = Institution.objects.exclude(pk=besides.pk if besides else 0)
    if others.filter(name__iexact=facts.name).exists():
        raise _name_is_taken()
    if facts.ror_id and (taken := others.filter(ror_id=facts.ror_id).first()):
        raise RorIdIsTakenError(_("%(name)s has that ROR id.") % {"name": taken.name})


def _name_is_taken() -> NameIsTakenError:
    return NameIsTakenError(_("An institution of that name or ROR id is there already."))
