"""The demo's rows: one institution, two sites, people for every role, two series."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from mentoringup.home.demo.cast import EVERYBODY, OTHER_SITE, SITE, Part
from mentoringup.organizations.models import Institution, Membership, Site
from mentoringup.people.models import Person


@transaction.atomic
def fill(*, now: datetime) -> bool:
    """Fill an empty site; False, and nothing done, where it is filled already."""
    if Site.objects.filter(slug=SITE).exists():
        return False
    make_sites()
    for part in EVERYBODY:
        make_person(part, now=now)
    return True


def make_sites() -> None:
    institution = Institution.objects.create(
        name="Lakeside University", country="US", city="Lakeside"
    )
    Site.objects.create(
        institution=institution,
        name="Office of Research Mentoring",
        slug=SITE,
        zone="America/Los_Angeles",
        contact_email="mentoring@lakeside.example",
    )
    Site.objects.create(
        institution=institution,
        name="Harbor Clinical Research Hub",
        slug=OTHER_SITE,
        zone="America/New_York",
        contact_email="hub@harbor.example",
    )


def make_person(part: Part, *, now: datetime) -> None:
    person = Person.objects.create_user(
        part.email,
        given_name=part.given_name,
        family_name=part.family_name,
        career_stage=part.career_stage,
        discipline=part.discipline,
    )
    EmailAddress.objects.create(user=person, email=part.email, verified=True, primary=True)
    if part.role:
        site = Site.objects.get(slug=part.site) if part.site else None
        Membership.objects.create(person=person, site=site, role=part.role, granted_at=now)
