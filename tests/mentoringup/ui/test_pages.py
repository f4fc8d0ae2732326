"""The shell's own pages: zone, language, components, and what is shown when something is wrong."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.views import defaults
from django.views.csrf import csrf_failure

pytestmark = pytest.mark.django_db


def _soup(response):
    return BeautifulSoup(response.content, "html.parser")


def test_a_chosen_zone_is_kept_out_of_reach_of_scripts(client):
    response = client.post("/zone/", {"zone": "Europe/Madrid", "next": "/series/"})
    assert (response.status_code, response["Location"]) == (302, "/series/")
    cookie = response.cookies["zone"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("Europe/Madrid", True, "Lax")


def test_an_empty_choice_follows_the_device_again(client):
    client.cookies["zone"] = "Europe/Madrid"
    response = client.post("/zone/", {"zone": ""})
    assert response.cookies["zone"].value == ""


@pytest.mark.parametrize("name", ["Mars/Olympus", "<script>", "x" * 5000, "🙂", "\u202eabc"])
def test_a_zone_that_does_not_exist_is_refused_with_a_reason(client, name):
    response = client.post("/zone/", {"zone": name})
    assert response.status_code == 422
    assert "zone" not in response.cookies
    assert len(_soup(response).select(".error-summary li a[href='#id_zone']")) == 1


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_way_back_stays_on_this_site(client, away):
    response = client.post("/zone/", {"zone": "UTC", "next": away})
    assert response["Location"] == "/"


def test_looking_at_the_zone_changes_nothing(client):
    assert client.get("/zone/").status_code == 200
    assert client.get("/zone/?zone=UTC").cookies.get("zone") is None


def test_choosing_a_zone_needs_a_token():
    assert Client(enforce_csrf_checks=True).post("/zone/", {"zone": "UTC"}).status_code == 403


def test_another_language_is_one_button(client):
    response = client.post("/language/", {"language": "es", "next": "/zone/"}, follow=True)
    assert _soup(response).html["lang"] == "es"


def test_components_are_shown_while_developing_and_in_the_demo_only(client, settings):
    settings.DEBUG, settings.DEMO = False, False
    assert client.get("/style/").status_code == 404
    settings.DEMO = True
    assert client.get("/style/").status_code == 200


def test_the_page_of_components_has_no_inline_style_or_script(client, settings):
    settings.DEMO = True
    soup = _soup(client.get("/style/"))
    assert soup.select("[style], style, script:not([src])") == []
    assert [
        tag.name for tag in soup.find_all(lambda tag: any(a.startswith("on") for a in tag.attrs))
    ] == []
    assert len(soup.select("h1")) == 1


def test_a_page_is_named_before_the_site(client):
    assert _soup(client.get("/zone/")).title.string == "Your time zone · Mentoring Up"


def test_the_first_link_skips_to_the_content(client):
    soup = _soup(client.get("/zone/"))
    assert soup.select_one("a")["href"] == "#content"
    assert soup.select_one("main")["id"] == "content"


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (400, lambda request: defaults.bad_request(request, ValueError())),
        (403, lambda request: defaults.permission_denied(request, PermissionDenied())),
        (403, lambda request: csrf_failure(request, reason="no cookie")),
        (404, lambda request: defaults.page_not_found(request, ValueError())),
        (500, defaults.server_error),
    ],
)
def test_an_error_page_says_what_happened_and_where_to_go(status, answer):
    response = answer(RequestFactory().get("/somewhere/"))
    soup = _soup(response)
    assert response.status_code == status
    assert len(soup.select("h1")) == 1
    assert len(soup.select("main a[href]")) >= 1


def test_too_many_tries_have_a_page_of_their_own():
    soup = BeautifulSoup(get_template("429.html").render({}), "html.parser")
    assert (len(soup.select("h1")), len(soup.select("main p"))) == (1, 3)


def test_the_page_for_our_own_faults_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = defaults.server_error(RequestFactory().get("/"))
    assert b"Something broke on our side" in response.content


@pytest.mark.parametrize("redirects", [False, True])
def test_a_wrong_name_of_the_host_gets_the_page_for_requests_that_cannot_be_read(
    client, settings, redirects
):
    settings.SECURE_SSL_REDIRECT = redirects
    response = client.get("/series/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert _soup(response).h1.string == "The request could not be read"
