"""Units: the schools, departments and programs of a site."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.organizations.errors import (
    NameIsTakenError,
    SomebodyWasFasterError,
    UnitIsInUseError,
)
from mentoringup.organizations.models import Site, Unit
from mentoringup.people.models import Person


@transaction.atomic
def add_unit(*, site: Site, name: str, actor: Person, now: datetime) -> Unit:
    """Add a unit.

    Raises:
        NameIsTakenError: the site has one of that name.
    """
    _refuse_taken(site, name, besides=None)
    try:
        with transaction.atomic():
            unit = Unit.objects.create(site=site, name=name)
    except IntegrityError as error:
        raise _name_is_taken() from error
    record(verb="unit.added", thing=unit, actor=actor, now=now, site_id=site.pk, name=name)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, name_before: str, actor: Person, now: datetime) -> Unit:
    """Rename a unit that is still called `name_before`.

    Raises:
        SomebodyWasFasterError: it has another name by now.
        NameIsTakenError: another unit of the site has the new one.
    """
    row = Unit.objects.select_for_update().select_related("site").get(pk=unit.pk)
    if row.name != name_before:
        raise SomebodyWasFasterError(
            _("Somebody else renamed it to “%(name)s” meanwhile. Save again to keep your name.")
            % {"name": row.name}
        )
    if row.name == name:
        return row
    _refuse_taken(row.site, name, besides=row)
    row.name = name
    try:
        with transaction.atomic():
            row.save(update_fields=["name"])
    except IntegrityError as error:
        raise _name_is_taken() from error
    record(
        verb="unit.renamed",
        thing=row,
        actor=actor,
        now=now,
        site_id=row.site_id,
        name=name,
        detail={"before": name_before},
    )
    return row


@transaction.atomic
def remove_unit(*, unit: Unit, actor: Person, now: datetime) -> None:
    """Remove a unit; its people stay, without it.

    Raises:
        UnitIsInUseError: a priority rule names it.
    """
    record(
        verb="unit.removed", thing=unit, actor=actor, now=now, site_id=unit.site_id, name=unit.name
    )
    try:
        unit.delete()
    except ProtectedError as error:
        raise UnitIsInUseError(
            _("A priority rule of a series names %(unit)s. Change the rule first.")
            % {"unit": unit.name}
        ) from error


def _refuse_taken(site: Site, name: str, *, besides: Unit | None) -> None:
    others = Unit.objects.filter(site=site).exclude(pk=besides.pk if besides else 0)
    if others.filter(name__iexact=name).exists():
        raise _name_is_taken()


def _name_is_taken() -> NameIsTakenError:
    return NameIsTakenError(_("The site has a unit of that name."))
