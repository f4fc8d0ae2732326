"""Reads about institutions, sites, calendars, units, roles and invitations."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mentoringup.access.permissions import Permission, Role, permissions_of
from mentoringup.organizations.calendars import TermDates
from mentoringup.organizations.enums import InvitationState, Season
from mentoringup.organizations.models import (
    Affiliation,
    Institution,
    Invitation,
    Membership,
    Site,
    Unit,
)
from mentoringup.organizations.tokens import hash_of
from mentoringup.organizations.values import (
    InstitutionFacts,
    InstitutionRow,
    InvitationRow,
    LastChange,
    RoleHeld,
    SiteFacts,
    SiteRow,
    TeamMember,
    UnitRow,
)
from mentoringup.people.models import Person


def site_by_slug(*, slug: str) -> Site | None:
    """The site of an address, or None."""
    return Site.objects.select_related("institution").filter(slug=slug).first()


def whom_to_write_to(*, site: Site, permission: Permission) -> list[tuple[str, Person | None]]:
    """Addresses of those who can change something of the site, as roles there say; else its own."""
    roles = [one for one in Role if permission in permissions_of(frozenset({one}))]
    held = Membership.objects.filter(site=site, role__in=roles, ended_at__isnull=True)
    people = {one.person_id: one.person for one in held.select_related("person")}
    found = [(people[key].email, people[key]) for key in sorted(people) if people[key].email]
    return [*found] or [(site.contact_email, None)]


def terms_of(*, site: Site) -> tuple[TermDates, ...]:
    """The term calendar of the site, in the order of time; no query where it is fetched."""
    return tuple(
        TermDates(
            id=term.pk,
            season=Season(term.season),
            year=term.year,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
        )
        for term in site.terms.all()
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


def last_change(*, thing: Site | Institution) -> LastChange | None:
    """Who saved it last, and when; None where no history is kept of it yet."""
    entry = thing.history.select_related("history_user").first()
    if entry is None:
        return None
    return LastChange(
        by=entry.history_user.name if entry.history_user else "", at=entry.history_date
    )


def units_of(*, site: Site) -> tuple[UnitRow, ...]:
    """The units of the site by name."""
    counted = Unit.objects.filter(site=site).annotate(people=Count("affiliations"))
    return tuple(
        UnitRow(id=unit.pk, name=unit.name, people=unit.people) for unit in counted.order_by("name")
    )


def unit_at(*, site: Site, unit_id: int) -> Unit | None:
    """The unit of that number, if it is the site's."""
    return Unit.objects.filter(site=site, pk=unit_id).first()


def people_in(*, unit: Unit) -> int:
    """How many people belong to the unit."""
    return Affiliation.objects.filter(unit=unit).count()


def team_of(*, site: Site | None) -> tuple[TeamMember, ...]:
    """Everybody who holds a role at the site (in the network, where it is None), by name."""
    held = (
        Membership.objects.filter(site=site, ended_at__isnull=True)
        .select_related("person", "granted_by")
        .order_by("granted_at", "pk")
    )
    by_person: dict[Person, list[Membership]] = {}
    for membership in held:
        by_person.setdefault(membership.person, []).append(membership)
    members = [
        TeamMember(
            person_id=person.pk,
            name=person.name,
            email=person.email,
            roles=tuple(_role_held(membership) for membership in memberships),
        )
        for person, memberships in by_person.items()
    ]
    return tuple(sorted(members, key=lambda member: (member.name.casefold(), member.person_id)))


def membership_at(*, site: Site | None, membership_id: int) -> Membership | None:
    """The role of that number, if it is held at the site (in the network) now."""
    held = Membership.objects.filter(site=site, pk=membership_id, ended_at__isnull=True)
    return held.select_related("person", "site").first()


def open_invitations_of(*, site: Site | None, now: datetime) -> tuple[InvitationRow, ...]:
    """Invitations to the site (to the network) that were neither taken nor withdrawn."""
    rows = Invitation.objects.filter(site=site, state=InvitationState.OPEN)
    return tuple(
        InvitationRow(
            id=row.pk,
            email=row.email,
            role=Role(row.role),
            invited_by=row.invited_by.name if row.invited_by else "",
            sent_at=row.sent_at,
            expires_at=row.expires_at,
            is_expired=row.expires_at <= now,
        )
        for row in rows.select_related("invited_by").order_by("email", "role")
    )


def invitation_at(*, site: Site | None, invitation_id: int) -> Invitation | None:
    """The open invitation of that number, if it is the site's (the network's)."""
    rows = Invitation.objects.filter(site=site, pk=invitation_id, state=InvitationState.OPEN)
    return rows.select_related("site__institution").first()


def invitation_with_token(*, token: str) -> Invitation | None:
    """The invitation of a link, in any state."""
    rows = Invitation.objects.filter(token_sha256=hash_of(token))
    return rows.select_related("site__institution", "invited_by").first()


def open_invitations_sent_by(*, person: Person, site: Site | None) -> int:
    """How many invitations of a person to the site (to the network) are open."""
    rows = Invitation.objects.filter(invited_by=person, site=site, state=InvitationState.OPEN)
    return rows.count()


def people_of(*, site: Site | None) -> QuerySet[Person]:
    """Active persons who have or had a role at the site (in the network), or a unit of the site."""
    known = Q(Exists(Membership.objects.filter(person=OuterRef("pk"), site=site)))
    if site is not None:
        known |= Q(Exists(Affiliation.objects.filter(person=OuterRef("pk"), unit__site=site)))
    return Person.objects.active().filter(known)


def people_known_at(*, site: Site | None) -> Mapping[int, str]:
    """The people of a site (of the network) with their addresses: name by number."""
    ordered = sorted(people_of(site=site), key=lambda person: (person.name.casefold(), person.pk))
    return {person.pk: _told_apart(person) for person in ordered}


def sites_of_network() -> tuple[SiteRow, ...]:
    """All sites by name, with how many administrators they have and wait for."""
    admin = Q(memberships__role=Role.SITE_ADMIN, memberships__ended_at__isnull=True)
    invited = Q(invitations__role=Role.SITE_ADMIN, invitations__state=InvitationState.OPEN)
    counted = Site.objects.annotate(
        administrators=Count("memberships__person", filter=admin, distinct=True),
        invited_administrators=Count("invitations", filter=invited, distinct=True),
    )
    return tuple(
        SiteRow(
            name=site.name,
            slug=site.slug,
            institution=site.institution.name,
            zone=site.zone,
            administrators=site.administrators,
            invited_administrators=site.invited_administrators,
        )
        for site in counted.select_related("institution").order_by("name")
    )


def institutions_of_network() -> tuple[InstitutionRow, ...]:
    """All institutions by name."""
    return tuple(
        InstitutionRow(
            id=row.pk,
            name=row.name,
            ror_id=row.ror_id,
            country=row.country,
            city=row.city,
            sites=row.site_count,
        )
        for row in Institution.objects.annotate(site_count=Count("sites")).order_by("name")
    )


def institution_by_id(*, institution_id: int) -> Institution | None:
    """The institution of that number, or None."""
    return Institution.objects.filter(pk=institution_id).first()


def _role_held(membership: Membership) -> RoleHeld:
    return RoleHeld(
        membership_id=membership.pk,
        role=Role(membership.role),
        since=membership.granted_at,
        given_by=membership.granted_by.name if membership.granted_by else "",
    )


def _told_apart(person: Person) -> str:
    """Name and address, since two people may share a name."""
    return person.name if person.name == person.email else f"{person.name} ({person.email})"


def site_fields(*, site: Site) -> Mapping[str, str]:
    """What can be edited about the site, by the fields of `SiteFacts`."""
    return {field.name: getattr(site, field.name) for field in fields(SiteFacts)}


def institution_fields(*, institution: Institution) -> Mapping[str, str]:
    """What can be edited about the institution, by the fields of `InstitutionFacts`."""
    return {field.name: getattr(institution, field.name) for field in fields(InstitutionFacts)}
