"""The people of a site: who they are, and what its staff may do with them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, Lower, NullIf, Trim
from django.utils.translation import gettext as _

from mentoringup.access.permissions import permissions_of
from mentoringup.audit.domain import record
from mentoringup.organizations.domain.queries import people_of, roles_at
from mentoringup.organizations.errors import RefusedError
from mentoringup.organizations.models import Affiliation, Membership, Site, Unit
from mentoringup.people.domain import change_profile, erase_person, merge_persons, undo_merge
from mentoringup.people.domain.merging import type_of_choice
from mentoringup.people.domain.queries import verified_addresses
from mentoringup.people.mails import tell_of_merge
from mentoringup.people.models import Merge, Person


class NotYoursToChangeError(RefusedError):
    """Somebody who has more rights than the actor, or belongs elsewhere too."""


def listed_people(*, site: Site, search: str = "") -> QuerySet[Person]:
    """The site's people by name, with `units_here` and `roles_here`; three queries for a page.

    `search` is words that must all stand in names, address or ORCID iD.
    """
    found = people_of(site=site)
    for word in search.split():
        found = found.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(display_name__icontains=word)
            | Q(emailaddress__email__icontains=word)
            | Q(email__icontains=word)
            | Q(orcid__icontains=word)
        )
    both = Trim(Concat("given_name", Value(" "), "family_name"))
    named = Coalesce(
        NullIf("display_name", Value("")),
        NullIf(both, Value("")),
        "email",
        output_field=CharField(),
    )
    ordered = found.distinct().annotate(sorted_by=Lower(named)).order_by("sorted_by", "pk")
    return ordered.prefetch_related(*_belonging(site))


def _belonging(site: Site) -> tuple[Prefetch[str], Prefetch[str]]:
    """Units and roles of people at the site."""
    units = Affiliation.objects.filter(unit__site=site).select_related("unit")
    roles = Membership.objects.filter(site=site, ended_at__isnull=True)
    return (
        Prefetch("affiliations", units.order_by("unit__name"), to_attr="units_here"),
        Prefetch("memberships", roles.order_by("role"), to_attr="roles_here"),
    )


def person_of(*, site: Site, person_id: int) -> Person | None:
    """The active person of that number, if they are of the site."""
    return listed_people(site=site).filter(pk=person_id).first()


def merge_at(*, site: Site, merge_id: int) -> Merge | None:
    """The merge of that number, if the kept person is of the site."""
    people = people_of(site=site)
    return (
        Merge.objects.select_related("kept", "absorbed")
        .filter(pk=merge_id, kept__in=people)
        .first()
    )


def refuse_foreign(*, people: Iterable[Person], site: Site, actor: Person) -> None:
    """Stop staff from taking over or erasing somebody who is more than they are.

    Merging gives the kept person the roles and the doors of the other; so nobody may merge or
    erase a person with rights they don't have themselves, with a role or unit elsewhere, or their
    own account.

    Raises:
        NotYoursToChangeError: says which of them.
    """
    own = permissions_of(roles_at(person=actor, site=site))
    for person in people:
        named = {"person": person.name}
        if person.pk == actor.pk:
            raise NotYoursToChangeError(
                _("This is your own account. Ask a colleague, or see “Your account”.")
            )
        elsewhere = Membership.objects.filter(person=person, ended_at__isnull=True).exclude(
            site=site
        )
        units = Affiliation.objects.filter(person=person).exclude(unit__site=site)
        if elsewhere.exists() or units.exists():
            raise NotYoursToChangeError(
                _("%(person)s also belongs to another site, or to the network.") % named
            )
        if not permissions_of(roles_at(person=person, site=site)) <= own:
            raise NotYoursToChangeError(_("%(person)s has rights that you don't have.") % named)


@transaction.atomic
def merge_people_of_site(
    *,
    keep: Person,
    absorb: Person,
    choices: Mapping[str, type_of_choice],
    site: Site,
    actor: Person,
    now: datetime,
) -> Merge:
    """Merge two people of the site, and tell all their addresses.

    Raises:
        NotYoursToChangeError: see `refuse_foreign`.
        MergeIsNotPossibleError: see `merge_persons`.
    """
    refuse_foreign(people=(keep, absorb), site=site, actor=actor)
    merge = merge_persons(
        keep=keep, absorb=absorb, choices=choices, actor=actor, now=now, site_id=site.pk
    )
    tell_of_merge(
        person=merge.kept,
        addresses=verified_addresses(person=merge.kept),
        contact=site.contact_email,
        site_id=site.pk,
        now=now,
    )
    return merge


@transaction.atomic
def undo_merge_at_site(*, merge: Merge, site: Site, actor: Person, now: datetime) -> Merge:
    """Take a merge of two people of the site back.

    Raises:
        NotYoursToChangeError: see `refuse_foreign`.
        MergeCannotBeUndoneError: see `undo_merge`.
    """
    refuse_foreign(people=(merge.kept,), site=site, actor=actor)
    return undo_merge(merge=merge, actor=actor, now=now, site_id=site.pk)


@transaction.atomic
def erase_person_of_site(
    *, person: Person, site: Site, actor: Person, now: datetime, reason: str
) -> Person:
    """Erase somebody of the site.

    Raises:
        NotYoursToChangeError: see `refuse_foreign`.
        ErasingIsRefusedError: somebody else must give roles first.
    """
    refuse_foreign(people=(person,), site=site, actor=actor)
    return erase_person(person=person, actor=actor, now=now, reason=reason, site_id=site.pk)


@transaction.atomic
def correct_person(
    *,
    person: Person,
    fields: Mapping[str, str],
    units: Iterable[int] | None,
    site: Site,
    actor: Person,
    now: datetime,
    seen: str = "",
) -> None:
    """Correct somebody's profile and, unless `units` is None, their units at the site.

    Raises:
        ProfileWasChangedError: see `change_profile`.
    """
    change_profile(person=person, fields=fields, actor=actor, now=now, site_id=site.pk, seen=seen)
    if units is not None:
        wanted = Unit.objects.filter(site=site, pk__in=list(units))
        change_units(person=person, units=wanted, site=site, actor=actor, now=now)


@transaction.atomic
def change_units(
    *, person: Person, units: Iterable[Unit], site: Site, actor: Person, now: datetime
) -> None:
    """Say to which of the site's units a person belongs; other sites' units stay."""
    wanted = {unit.pk for unit in units}
    now_in = set(
        Affiliation.objects.filter(person=person, unit__site=site).values_list("unit", flat=True)
    )
    if wanted == now_in:
        return
    Affiliation.objects.filter(person=person, unit__in=now_in - wanted).delete()
    for unit in sorted(wanted - now_in):
        Affiliation.objects.create(person=person, unit_id=unit)
    record(verb="person.units-changed", thing=person, actor=actor, now=now, site_id=site.pk)
