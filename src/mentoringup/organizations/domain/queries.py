"""Reads about sites and roles."""

from mentoringup.access.permissions import Role
from mentoringup.organizations.calendars import TermDates
from mentoringup.organizations.enums import Season
from mentoringup.organizations.models import Membership, Site, Term
from mentoringup.people.models import Person


def site_by_slug(*, slug: str) -> Site | None:
    """The site of an address, or None."""
    return Site.objects.select_related("institution").filter(slug=slug).first()


def terms_of(*, site: Site) -> tuple[TermDates, ...]:
    """The term calendar of the site, in the order of time."""
    return tuple(
        TermDates(
            id=term.pk,
            season=Season(term.season),
            year=term.year,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
        )
        for term in Term.objects.filter(site=site).order_by("starts_on")
    )


def roles_at(*, person: Person, site: Site) -> frozenset[Role]:
    """Roles that the person holds at the site now."""
    return _roles(person=person, site=site)


def network_roles(*, person: Person) -> frozenset[Role]:
    """Roles that the person holds in the network now."""
    return _roles(person=person, site=None)


def _roles(*, person: Person, site: Site | None) -> frozenset[Role]:
    held = Membership.objects.filter(person=person, site=site, ended_at__isnull=True)
    return frozenset(map(Role, held.values_list("role", flat=True)))
