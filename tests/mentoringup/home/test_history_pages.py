"""What staff see of their site's history."""

import csv
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mentoringup.access.permissions import Role
from mentoringup.audit.domain import record
from mentoringup.training.models import Series


@pytest.fixture
def told(site, now):
    """Add a row to the history of the site."""

    def tell(verb="thing.done", thing=None, *, after=0, **given) -> None:
        with transaction.atomic():
            record(
                **{
                    "verb": verb,
                    "thing": thing or site,
                    "actor": None,
                    "now": now + timedelta(minutes=after),
                    "site_id": site.pk,
                }
                | given
            )

    return tell


@pytest.fixture
def coordinator(make_staff, signed_in, site):
    return signed_in(make_staff(Role.COORDINATOR, site))


def page(client, address="/sites/lakeside/history/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize(("role", "status"), [(Role.COORDINATOR, 200), (Role.FACILITATOR, 403)])
@pytest.mark.parametrize("place", ["history/", "history.csv", "history/organizations.site/{}/"])
def test_the_history_is_for_those_who_may_see_it(
    make_staff, signed_in, site, told, role, status, place
):
    told()
    client = signed_in(make_staff(role, site))

    assert client.get(f"/sites/lakeside/{place.format(site.pk)}").status_code == status


def test_the_history_of_another_site_does_not_exist(make_staff, signed_in, site, other_site, told):
    told()
    client = signed_in(make_staff(Role.COORDINATOR, other_site))

    assert client.get("/sites/lakeside/history/").status_code == 404
    assert (
        client.get(f"/sites/clinical-hub/history/organizations.site/{site.pk}/").status_code == 404
    )


def test_the_history_says_who_did_what_and_why_newest_first(coordinator, make_person, told):
    told("thing.begun", reason="It was time.")
    told("thing.ended", after=5, actor=make_person(given_name="Ada", family_name="Lee"))

    text = page(coordinator)

    assert text.index("Ada Lee: thing.ended") < text.index("The site itself: thing.begun")
    assert "Reason given: “It was time.”" in text


def test_what_changed_is_shown_with_its_old_and_new_value(coordinator, told):
    told(detail={"changed": {"zone": ["UTC", "Asia/Tokyo"], "website": ["", "https://a.example"]}})

    text = page(coordinator)

    assert "now “Asia/Tokyo”, before “UTC”" in text
    assert "now “https://a.example”, before nothing" in text


def test_the_history_can_be_searched_by_verb_person_and_thing(coordinator, make_person, told):
    ada = make_person()
    told("thing.begun", name="Spring series", actor=ada)
    told("thing.ended", name="Fall series")

    def found(query: str) -> tuple[bool, bool]:
        lines = page(coordinator, f"/sites/lakeside/history/?{query}").split("<ol", 2)[-1]
        return "thing.begun," in lines, "thing.ended," in lines

    assert {
        query: found(query)
        for query in (
            "verb=thing.begun",
            f"actor={ada.pk}",
            "actor=0",
            "words=fall",
            "kind=organizations.site",
            "verb=unknown&actor=x&page=9",
        )
    } == {
        "verb=thing.begun": (True, False),
        f"actor={ada.pk}": (True, False),
        "actor=0": (False, True),
        "words=fall": (False, True),
        "kind=organizations.site": (True, True),
        "verb=unknown&actor=x&page=9": (True, True),
    }


def test_a_search_without_result_and_an_empty_history_differ(coordinator, told):
    empty = page(coordinator)
    told()
    none_fit = page(coordinator, "/sites/lakeside/history/?words=zebra")

    assert ("Nothing has happened yet" in empty, "Nothing fits" in none_fit) == (True, True)


def test_the_history_of_one_thing_leaves_others_out(coordinator, make_person, site, told):
    told("thing.begun", name="Office")
    told("thing.ended", make_person())

    text = page(coordinator, f"/sites/lakeside/history/organizations.site/{site.pk}/")

    assert ("thing.begun" in text, "thing.ended" in text) == (True, False)


@pytest.fixture
def series(site) -> Series:
    return Series.objects.create(site=site, slug="spring", title="Spring")


def test_the_history_of_a_thing_leads_to_its_page(coordinator, make_person, series, told):
    person = make_person()
    told(thing=person)
    told(thing=series)

    assert {
        kind: f'href="{page_of_it}"' in page(coordinator, f"/sites/lakeside/history/{kind}/{pk}/")
        for kind, pk, page_of_it in (
            ("people.person", person.pk, f"/sites/lakeside/people/{person.pk}/"),
            ("training.series", series.pk, "/sites/lakeside/series/spring/"),
        )
    } == {"people.person": True, "training.series": True}


def test_the_history_of_a_thing_that_is_gone_leads_nowhere(coordinator, series, told):
    told(thing=series)
    address = f"/sites/lakeside/history/training.series/{series.pk}/"
    series.delete()

    assert "Go to its page" not in page(coordinator, address)


@pytest.mark.parametrize(
    "thing", ["organizations.site/99", "no.such/1", "x/%F0%9F%8C%B1", "a.b/0'"]
)
def test_a_thing_without_history_has_no_page(coordinator, told, thing):
    told()

    assert coordinator.get(f"/sites/lakeside/history/{thing}/").status_code == 404


def test_the_history_asks_the_database_as_often_for_one_row_as_for_thirty(
    coordinator, make_person, told
):
    told(thing=make_person(), actor=make_person("eve@lakeside.example"))
    with CaptureQueriesContext(connection) as with_one:
        page(coordinator)
    for number in range(29):
        person = make_person(f"p{number}@lakeside.example")
        told(thing=person, actor=person)
    with CaptureQueriesContext(connection) as with_thirty:
        page(coordinator)

    assert len(with_thirty) == len(with_one)


def test_the_history_is_downloaded_as_a_table_without_formulas(coordinator, site, told):
    told(name="Office", reason="=HYPERLINK(1)", detail={"changed": {"zone": ["UTC", "Asia/Tokyo"]}})

    answer = coordinator.get("/sites/lakeside/history.csv?verb=thing.done")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")

    assert answer["Content-Disposition"] == 'attachment; filename="history-lakeside.csv"'
    assert list(csv.DictReader(StringIO(text))) == [
        {
            "When": "2026-09-01T10:00:00-07:00",
            "Time zone": "America/Los_Angeles",
            "Who": "The site itself",
            "What": "The site itself: thing.done, site “Office”.",
            "Verb": "thing.done",
            "Thing": "site “Office”",
            "Kind": "organizations.site",
            "Id": str(site.pk),
            "Why": "'=HYPERLINK(1)",
            "Changes": "Time zone: UTC → Asia/Tokyo",
            "Details": "",
        }
    ]
