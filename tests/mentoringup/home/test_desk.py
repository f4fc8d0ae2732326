"""The desk of a person and the first page of a site."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from mentoringup.access.permissions import Role
from mentoringup.home.demo.filling import fill
from mentoringup.home.rail import PLACES, entries_for
from mentoringup.organizations.domain.queries import roles_at, site_by_slug
from mentoringup.organizations.gate import Scope
from mentoringup.people.models import Person
from mentoringup.training.models import Session


def page(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def texts(parts) -> list[str]:
    return [" ".join(part.get_text(" ").split()) for part in parts]


@pytest.fixture
def lakeside(db, settings):  # noqa: ARG001  opens the database
    settings.DEMO = True
    fill(now=timezone.now(), with_seats=False)
    return site_by_slug(slug="lakeside")


def person(address: str) -> Person:
    return Person.objects.get(email=address)


def test_a_visitor_is_sent_to_sign_in(client):
    answer = client.get("/dashboard/")
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
        302,
        "/account/login/",
    )


def test_the_desk_shows_each_site_with_the_roles_there(site, other_site, make_staff, signed_in):
    ada = make_staff(Role.COORDINATOR, site, "ada@lakeside.example")
    ada.memberships.create(site=site, role=Role.CODER, granted_at=timezone.now())
    ada.memberships.create(site=other_site, role=Role.EVALUATOR, granted_at=timezone.now())
    ended = timezone.now() - timedelta(days=1)
    ada.memberships.create(site=site, role=Role.EVALUATOR, granted_at=ended, ended_at=ended)
    found = page(signed_in(ada).get("/dashboard/"))
    assert texts(found.select("main .card h3")) == ["Clinical Hub", "Office of Mentoring"]
    assert texts(found.select("main .card .badge")) == ["Evaluator", "Coordinator", "Coder"]


def test_the_desk_of_somebody_without_a_role_says_what_to_do(make_person, signed_in):
    found = page(signed_in(make_person()).get("/dashboard/"))
    assert texts(found.select(".empty h2")) == ["Nothing waits for you here"]


def test_a_network_administrator_finds_the_way_to_the_sites(make_staff, signed_in):
    found = page(signed_in(make_staff(Role.NETWORK_ADMIN, None)).get("/dashboard/"))
    assert [link["href"] for link in found.select("main .card h3 a")] == ["/network/sites/"]


def test_the_desk_asks_the_same_for_one_site_and_for_three(
    site, make_staff, signed_in, institution, django_assert_max_num_queries
):
    ada = make_staff(Role.COORDINATOR, site)
    client = signed_in(ada)
    with django_assert_max_num_queries(20) as one:
        client.get("/dashboard/")
    for name in "bc":
        more = institution.sites.create(
            name=name, slug=name, zone="UTC", contact_email="a@b.example"
        )
        ada.memberships.create(site=more, role=Role.CODER, granted_at=timezone.now())
    with django_assert_max_num_queries(20) as three:
        client.get("/dashboard/")
    assert len(one) == len(three)


def test_every_place_of_a_site_has_its_address(site, make_person):
    everything = Scope(site=site, actor=make_person(), roles=frozenset(Role))
    entries = entries_for(everything, path=f"/sites/{site.slug}/")
    assert len(entries) == len(PLACES)
    assert [entry.label for entry in entries if entry.is_here] == ["Overview"]


def test_the_rail_names_only_what_the_role_opens(site, make_person):
    def labels(role: Role) -> list[str]:
        scope = Scope(site=site, actor=make_person(f"{role}@a.example"), roles=frozenset({role}))
        return [str(entry.label) for entry in entries_for(scope, path="/")]

    assert labels(Role.CODER) == ["Overview"]
    assert labels(Role.FACILITATOR) == ["Overview", "Series", "Curriculum", "Plans"]
    assert labels(Role.COORDINATOR) == [
        "Overview",
        "Series",
        "Curriculum",
        "Plans",
        "Who may come",
        "Surveys",
        "Questionnaires",
        "Evaluation",
        "People",
        "Mails",
        "History",
    ]


def test_a_sites_first_page_tells_what_comes_next(lakeside, signed_in):
    found = page(signed_in(person("rosa.delgado@lakeside.example")).get("/sites/lakeside/"))
    coming = Session.objects.filter(
        implementation__series__site=lakeside, state="published"
    ).order_by("starts_at")
    titles = texts(found.select("section[aria-labelledby=upcoming] li strong a"))
    assert titles == [session.title for session in coming[:5]]
    drafts = texts(found.select("section[aria-labelledby=drafts] li"))
    assert drafts == ["Mentoring Up, a page with everything that can go wrong draft"]


def test_a_coder_sees_no_drafts(lakeside, signed_in):
    coder = person("tomasz.wilk@lakeside.example")
    assert roles_at(person=coder, site=lakeside) == {Role.CODER}
    found = page(signed_in(coder).get("/sites/lakeside/"))
    assert found.select("section[aria-labelledby=drafts]") == []


def test_a_stranger_finds_no_such_site(lakeside, signed_in):  # noqa: ARG001  it is there
    stranger = signed_in(person("samuel.brandt@harbor.example"))
    assert stranger.get("/sites/lakeside/").status_code == 404
