"""What the network administers: institutions, sites, its own colleagues."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.organizations.domain.queries import (
    network_roles,
    people_known_at,
    sites_of_network,
)
from mentoringup.organizations.models import Affiliation, Institution, Invitation, Site
from mentoringup.outbox.models import Mail

INSTITUTION = {"name": "Hillside College", "ror_id": "", "country": "us", "city": "Hillside"}


@pytest.fixture
def client(network_admin, signed_in) -> Client:
    return signed_in(network_admin)


@pytest.fixture
def new_site(institution) -> dict[str, str]:
    return {
        "institution": str(institution.pk),
        "name": "Graduate Office",
        "slug": "graduate-office",
        "zone": "America/Chicago",
        "language": "es",
        "contact_email": "graduates@lakeside.example",
        "website": "lakeside.example",
        "calendar": "semesters",
        "administrator_email": "Lin@Lakeside.example",
    }


def test_a_site_is_created_and_its_administrator_invited_in_its_language(client, new_site):
    client.post("/network/sites/new/", new_site)

    site = Site.objects.get(slug="graduate-office")
    invitation = site.invitations.get()
    assert (site.website, invitation.email, invitation.role) == (
        "https://lakeside.example",
        "lin@lakeside.example",
        Role.SITE_ADMIN,
    )
    assert Mail.objects.get().to == "lin@lakeside.example"
    assert Entry.objects.filter(verb="site.created", site_id=site.pk).count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "lakeside"),
        ("slug", "Graduate Office"),
        ("slug", "../x"),
        ("slug", "x" * 61),
        ("name", "Office of Mentoring"),
        ("zone", "America/Atlantis"),
        ("institution", "0"),
        ("institution", "x"),
        ("administrator_email", ""),
        ("administrator_email", "no address"),
    ],
)
def test_a_site_with_a_wrong_value_is_not_created(field, value, client, site, new_site):
    page = client.post("/network/sites/new/", new_site | {field: value})

    assert list(page.context["form"].errors) == [field]
    assert list(Site.objects.all()) == [site]
    assert (Invitation.objects.count(), Mail.objects.count()) == (0, 0)


def test_a_short_name_is_kept_in_small_letters(client, new_site):
    client.post("/network/sites/new/", new_site | {"slug": "Graduate-OFFICE"})

    assert Site.objects.get().slug == "graduate-office"


@pytest.mark.usefixtures("site")
def test_a_site_whose_administrator_left_can_get_another(client):
    client.post("/network/sites/lakeside/administrator/", {"email": "lin@lakeside.example"})

    assert [(r.administrators, r.invited_administrators) for r in sites_of_network()] == [(0, 1)]


def test_the_list_of_sites_asks_as_often_for_three_as_for_one(client, institution):
    counts = []
    for number in range(3):
        Site.objects.create(
            institution=institution, name=f"Office {number}", slug=f"office-{number}", zone="UTC"
        )
        with CaptureQueriesContext(connection) as asked:
            client.get("/network/sites/")
        counts.append(len(asked))

    assert counts[1:] == [counts[1]] * 2


def test_an_institution_is_added_with_its_ror_id_from_an_address(client):
    client.post("/network/institutions/new/", INSTITUTION | {"ror_id": "https://ror.org/02MHBDP94"})

    found = Institution.objects.get()
    assert (found.ror_id, found.country) == ("02mhbdp94", "US")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ror_id", "02mhbdp95"),
        ("ror_id", "https://example.org/02mhbdp94"),
        ("ror_id", "x" * 100),
        ("country", "XX"),
        ("country", "USA"),
        ("name", ""),
        ("name", "lakeside university"),
        ("name", "x" * 201),
        ("city", "x" * 121),
    ],
)
def test_an_institution_with_a_wrong_value_is_not_added(field, value, client, institution):
    page = client.post("/network/institutions/new/", INSTITUTION | {field: value})

    assert list(page.context["form"].errors) == [field]
    assert list(Institution.objects.all()) == [institution]


def test_a_ror_id_names_one_institution(client, institution):
    Institution.objects.filter(pk=institution.pk).update(ror_id="02mhbdp94")

    page = client.post("/network/institutions/new/", INSTITUTION | {"ror_id": "02mhbdp94"})

    assert page.context["form"].errors["ror_id"] == ["Lakeside University has that ROR id."]


def test_the_second_of_two_who_correct_an_institution_is_told(client, institution):
    address = f"/network/institutions/{institution.pk}/"
    client.post(address, INSTITUTION | {"city": "Their city", "version": "1"})

    told = client.post(address, INSTITUTION | {"city": "My city", "version": "1"})

    differences = [(d.label, d.yours, d.stored) for d in told.context["differences"]]
    assert (told.status_code, differences) == (409, [("City", "My city", "Their city")])


def test_somebody_is_invited_to_the_network_given_a_role_and_loses_it(client, make_staff):
    colleague = make_staff(Role.NETWORK_EVALUATOR, None, "eva@lakeside.example")
    client.post(
        "/network/team/give/", {"person": str(colleague.pk), "role": Role.NETWORK_ADMIN.value}
    )
    given = network_roles(person=colleague)

    membership = colleague.memberships.get(role=Role.NETWORK_ADMIN)
    client.post(f"/network/team/roles/{membership.pk}/")

    assert given == {Role.NETWORK_ADMIN, Role.NETWORK_EVALUATOR}
    assert network_roles(person=colleague) == {Role.NETWORK_EVALUATOR}


def test_the_network_cannot_touch_the_roles_of_a_site(client, site, make_staff):
    membership = make_staff(Role.SITE_ADMIN, site).memberships.get()

    answer = client.post(f"/network/team/roles/{membership.pk}/")

    membership.refresh_from_db()
    assert (answer.status_code, membership.ended_at) == (404, None)


@pytest.mark.parametrize("role", [Role.SITE_ADMIN.value, "", "owner", "<script>"])
def test_only_roles_of_the_network_are_offered_in_it(role, client):
    page = client.post("/network/team/invite/", {"email": "x@lakeside.example", "role": role})

    assert list(page.context["form"].errors) == ["role"]
    assert Invitation.objects.count() == 0


def test_the_last_network_administrator_is_told_why_they_stay(client, network_admin):
    membership = network_admin.memberships.get()

    page = client.post(f"/network/team/roles/{membership.pk}/", follow=True)

    assert "is the last one who can give roles here" in page.content.decode()
    assert network_roles(person=network_admin) == {Role.NETWORK_ADMIN}


def test_the_network_knows_its_own_colleagues_only(network_admin, make_person, make_staff, site):
    make_person("participant@lakeside.example")
    make_staff(Role.COORDINATOR, site)

    assert list(people_known_at(site=None)) == [network_admin.pk]


def test_a_site_knows_who_works_or_worked_there_and_who_belongs_to_its_units(
    make_person, make_staff, site, other_site, now
):
    make_person("participant@lakeside.example")
    make_staff(Role.COORDINATOR, other_site)
    former = make_staff(Role.CODER, site)
    former.memberships.update(ended_at=now)
    student = make_person("student@lakeside.example")
    Affiliation.objects.create(person=student, unit=site.units.create(name="School of Medicine"))

    assert set(people_known_at(site=site)) == {former.pk, student.pk}
