"""The permission table, held against the site: `site_routes.py` says how to add a line."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mentoringup.access.permissions import NETWORK_ROLES, PERMISSIONS_OF, Role
from site_routes import ROUTES, SECOND_FACTOR, SIGN_IN, WHO_AGAIN, Door, Route
from site_world import SITE_ROLES, World

WRITTEN_BY_READING = ("django_session", "cache", "usersessions_usersession")
"""Tables that reading may write: who is signed in where, and what limits count."""


def every(door: Door) -> pytest.MarkDecorator:
    found = [route for route in ROUTES if route.door == door]
    return pytest.mark.parametrize("route", found, ids=[route.name for route in found])


@pytest.fixture
def world(db, settings, tmp_path) -> World:  # noqa: ARG001  opens the database
    settings.DATA_DIR = tmp_path  # for the keys of surveys
    return World("here")


def address_of(route: Route, world: World, *, things_of: World | None = None) -> str:
    site = {"site_slug": world.slug} if route.door == Door.SITE else {}
    return reverse(route.name, kwargs=site | route.filled(things_of or world))


def answer(client: Client, address: str, method: str = "get") -> int | str:
    """The status, or the word for where somebody is sent."""
    response = getattr(client, method)(address)
    doors = {
        reverse("account_login"): SIGN_IN,
        reverse("people:confirm"): WHO_AGAIN,
        reverse("people:second_factor"): SECOND_FACTOR,
    }
    if response.status_code != 302:
        return response.status_code
    return doors.get(response.url.partition("?")[0], 302)


def patterns(
    found: list[URLPattern | URLResolver], space: str = "", prefix: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Name, route and pattern of every address."""
    for one in found:
        route = f"{prefix}{one.pattern}"
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from patterns(one.url_patterns, inner, route)
        else:
            yield f"{space}{one.name}", route, one


ADDRESSES = list(patterns(get_resolver().url_patterns))


def test_every_address_has_a_line_and_every_line_an_address():
    assert sorted({name for name, _route, _one in ADDRESSES}) == sorted(r.name for r in ROUTES)


def test_every_gate_asks_for_the_permission_of_the_table():
    gates = {name: getattr(one.callback, "permission", None) for name, _r, one in ADDRESSES}

    assert gates == {route.name: route.permission for route in ROUTES}


def test_whatever_is_under_a_site_or_the_network_has_a_gate():
    doors = {route.name: route.door for route in ROUTES}

    gated = {
        name
        for name, route, _one in ADDRESSES
        if route.startswith(("sites/<slug:site_slug>/", "network/"))
    }

    assert gated == {name for name, door in doors.items() if door in {Door.SITE, Door.NETWORK}}


@every(Door.SITE)
def test_a_page_of_a_site_is_for_those_with_the_permission_there(route, world):
    elsewhere = World("elsewhere")
    address = address_of(route, world)
    allowed = {role for role in SITE_ROLES if route.permission in PERMISSIONS_OF[role]}

    seen = {
        "visitor": answer(Client(), address),
        "somebody without a role": answer(world.client(), address),
        "stranger": answer(elsewhere.client(*SITE_ROLES), address),
        "network": answer(world.client(*NETWORK_ROLES), address),
        **{role: answer(world.client(role), address) for role in SITE_ROLES},
    }

    told = {
        "visitor": SIGN_IN,
        "somebody without a role": 404,
        "stranger": 404,
        "network": 404,
        **{role: route.status if role in allowed else 403 for role in SITE_ROLES},
    }
    only_posts = dict.fromkeys(told, 405)
    assert seen == told or (route.status == 405 and seen == only_posts)


@every(Door.SITE)
def test_nobody_without_the_permission_can_post_to_it(route, world):
    address = address_of(route, world)
    wrong = [role for role in SITE_ROLES if route.permission not in PERMISSIONS_OF[role]]

    seen = {
        "visitor": answer(Client(), address, "post"),
        "stranger": answer(World("elsewhere").client(*SITE_ROLES), address, "post"),
        "wrong roles": answer(world.client(*wrong), address, "post") if wrong else 403,
    }

    told = {"visitor": SIGN_IN, "stranger": 404, "wrong roles": 403}
    only_reads = {who: 405 if status == 405 else told[who] for who, status in seen.items()}
    assert seen == (told if route.status == 405 else only_reads)


@pytest.mark.parametrize(
    "route",
    [r for r in ROUTES if r.door == Door.SITE and r.names_a_thing_of_a_site],
    ids=lambda route: route.name,
)
def test_the_things_of_another_site_are_not_there(route, world):
    address = address_of(route, world, things_of=World("elsewhere"))
    client = world.client(*SITE_ROLES)

    seen = [answer(client, address), answer(client, address, "post")]

    assert seen in ([404, 404], [405, 404] if route.status == 405 else [404, 405])


@every(Door.NETWORK)
def test_a_page_of_the_network_is_for_those_with_the_permission_there(route, world):
    address = address_of(route, world)
    allowed = {role for role in NETWORK_ROLES if route.permission in PERMISSIONS_OF[role]}

    seen = {
        "visitor": answer(Client(), address),
        "somebody without a role": answer(world.client(), address),
        "staff of a site": answer(world.client(*SITE_ROLES), address),
        **{role: answer(world.client(role), address) for role in NETWORK_ROLES},
    }

    assert seen == {
        "visitor": SIGN_IN,
        "somebody without a role": 404,
        "staff of a site": 404,
        **{role: route.status if role in allowed else 403 for role in NETWORK_ROLES},
    }


@every(Door.OWN)
def test_an_own_page_is_for_whoever_is_signed_in(route, world):
    address = address_of(route, world)

    seen = {"visitor": answer(Client(), address), "person": answer(world.client(), address)}

    assert seen == {"visitor": SIGN_IN, "person": route.status}


@every(Door.PUBLIC)
def test_a_public_page_is_for_everybody(route, world):
    assert answer(Client(), address_of(route, world)) == route.status


@every(Door.DEMO)
def test_a_page_of_the_demo_is_not_there_outside_it(route, world, settings):
    settings.DEMO = False

    address = address_of(route, world)

    seen = {answer(client, address) for client in (Client(), world.client(*SITE_ROLES))}
    assert seen == {404}


def changes_in(statements: list[str]) -> list[str]:
    """Statements that change a table and stay: a preview may change things and take it back."""
    found: list[str] = []
    begun: dict[str, int] = {}
    for statement in statements:
        words = statement.replace(";", "").split()
        if words[0] == "SAVEPOINT":
            begun[words[1]] = len(found)
        if words[:3] == ["ROLLBACK", "TO", "SAVEPOINT"]:
            del found[begun[words[3]] :]
        is_change = words[0].upper() in {"INSERT", "UPDATE", "DELETE", "REPLACE"}
        if is_change and not any(f'"{table}"' in statement for table in WRITTEN_BY_READING):
            found.append(statement)
    return found


def test_a_change_is_noticed_unless_it_is_taken_back():
    kept = 'UPDATE "people_person" SET "state" = 1'
    preview = ['SAVEPOINT "s1"', 'DELETE FROM "x"', 'ROLLBACK TO SAVEPOINT "s1"']
    session = 'INSERT INTO "django_session" VALUES (1)'

    assert changes_in(["SELECT 1", kept, *preview, session]) == [kept]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_reading_changes_nothing(route, world):
    address = address_of(route, world)
    client = Client() if route.door == Door.PUBLIC else world.client(*Role)
    client.get(reverse("home:front"))  # a first visit notes the session

    with CaptureQueriesContext(connection) as asked:
        client.get(address)

    assert changes_in([query["sql"] for query in asked]) == []


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if route.door in {Door.SITE, Door.NETWORK}],
    ids=lambda route: route.name,
)
def test_staff_without_a_second_factor_are_sent_to_set_one_up(route, world, settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True

    assert answer(world.client(*Role), address_of(route, world)) in {SECOND_FACTOR, 405}
