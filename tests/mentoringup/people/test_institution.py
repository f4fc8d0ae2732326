"""Signing in through an OpenID Connect provider: a real one, over real HTTP."""

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.people.models import Person

PATIENCE = 10  # seconds

pytestmark = pytest.mark.filterwarnings(
    "ignore:No directory at",  # whitenoise looks for collected files, which these pages don't need
)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    process = subprocess.Popen(  # noqa: S603  our own interpreter
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", port],
        stderr=subprocess.PIPE,
        text=True,
    )
    for line in process.stderr:
        if "running on" in line:
            break
    yield f"http://localhost:{port}"
    process.terminate()
    process.communicate()


@pytest.fixture
def site_with_provider(site_for_browsers, provider, settings) -> str:
    """The site, configured as the environment variables would."""
    app = {
        "provider_id": "institution",
        "name": "Lakeside University",
        "client_id": "mentoring-up",
        "secret": "s3cret",
        "settings": {"server_url": provider, "email_authentication": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return site_for_browsers


class Browser:
    """A person with a browser, at the site and at the provider."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.http = requests.Session()

    def get(self, path: str) -> requests.Response:
        return self.http.get(self.site + path, timeout=PATIENCE)

    def post(self, path: str, **fields: str) -> requests.Response:
        page = self.get("/account/login/" if path.startswith("/account/oidc") else path)
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.text)
        fields["csrfmiddlewaretoken"] = token.group(1)
        return self.http.post(self.site + path, data=fields, timeout=PATIENCE)

    def go_to_provider(self, query: str = "") -> requests.Response:
        return self.post(f"/account/oidc/institution/login/{query}")

    def sign_in(self, sub: str, query: str = "") -> requests.Response:
        """Follow the way to the provider, say who one is there, and come back."""
        leaving = self.go_to_provider(query)
        away = leaving.headers["Refresh"].removeprefix("0; url=")
        return self.http.post(away, data={"sub": sub}, timeout=PATIENCE)

    def who(self) -> str:
        """The address of the account that is open, or nothing."""
        found = re.search(r"We write to <strong>(.*?)</strong>", self.get("/me/").text)
        return found.group(1) if found else ""


@pytest.fixture
def open_browser(site_with_provider) -> Iterator[Callable[[], Browser]]:
    with ExitStack() as opened:

        def open_one() -> Browser:
            browser = Browser(site_with_provider)
            opened.callback(browser.http.close)
            return browser

        yield open_one


@pytest.fixture
def browser(open_browser) -> Browser:
    return open_browser()


@pytest.fixture
def at_provider(provider) -> Callable[..., str]:
    """Enter somebody at the provider; gives their name there."""

    def enter(sub: str, **claims) -> str:
        requests.put(f"{provider}/users/{sub}", json=claims, timeout=PATIENCE).raise_for_status()
        return sub

    return enter


def verified(person: Person, email: str) -> None:
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)


def test_somebody_new_gets_an_account_with_names_and_a_verified_address(browser, at_provider):
    sub = at_provider(
        "new",
        email="Grace@Lakeside.example",
        email_verified=True,
        given_name="Grace",
        family_name="Hopper",
    )

    browser.sign_in(sub)

    person = Person.objects.get()
    assert (
        browser.who(),
        person.name,
        EmailAddress.objects.get().verified,
        person.has_usable_password(),
    ) == ("grace@lakeside.example", "Grace Hopper", True, False)


def test_the_second_time_it_is_the_same_person_even_with_another_address(
    browser, open_browser, at_provider
):
    browser.sign_in(at_provider("same", email="a@lakeside.example", email_verified=True))
    again = open_browser()

    again.sign_in(at_provider("same", email="b@lakeside.example", email_verified=True))

    assert (again.who(), Person.objects.count()) == ("a@lakeside.example", 1)


def test_an_existing_person_is_linked_by_an_address_that_both_have_verified(
    browser, at_provider, make_person
):
    ada = make_person()
    verified(ada, ada.email)

    browser.sign_in(at_provider("ada", email="ada@lakeside.example", email_verified=True))

    linked = Entry.objects.filter(verb="institution-account.linked").get()
    told = Mail.objects.get(kind="account.account-connected")
    assert (browser.who(), SocialAccount.objects.get().user, linked.thing_id, told.to) == (
        ada.email,
        ada,
        str(ada.pk),
        ada.email,
    )


@pytest.mark.parametrize("claim", [False, "false", None])
def test_an_address_that_the_provider_has_not_verified_opens_nobodys_account(
    browser, at_provider, make_person, claim
):
    ada = make_person()
    verified(ada, ada.email)
    claims = {} if claim is None else {"email_verified": claim}

    browser.sign_in(at_provider(f"trick-{claim}", email="ada@lakeside.example", **claims))

    mail = Mail.objects.get()
    assert (browser.who(), SocialAccount.objects.count(), mail.kind) == (
        "",
        0,
        "account.account-already-exists",
    )


def test_an_address_that_we_have_not_verified_opens_nobodys_account(
    browser, at_provider, make_person
):
    """Else somebody could add an address of another person, and wait for them to come."""
    trap = make_person("trap@lakeside.example")
    verified(trap, trap.email)
    EmailAddress.objects.create(user=trap, email="victim@lakeside.example", verified=False)

    browser.sign_in(at_provider("victim", email="victim@lakeside.example", email_verified=True))

    assert (browser.who(), SocialAccount.objects.count()) == ("", 0)


def test_somebody_who_is_signed_in_links_an_account_with_any_address(
    browser, at_provider, make_person
):
    ada = make_person()
    verified(ada, ada.email)
    browser.sign_in(at_provider("first", email=ada.email, email_verified=True))
    other = at_provider("second", email="other@home.example", email_verified=True)

    browser.sign_in(other, "?process=connect")

    assert (browser.who(), sorted(SocialAccount.objects.values_list("uid", "user"))) == (
        ada.email,
        [("first", ada.pk), ("second", ada.pk)],
    )


def test_after_signing_in_one_goes_on_to_the_wanted_page(browser, at_provider):
    back = browser.sign_in(
        at_provider("on", email="on@lakeside.example", email_verified=True),
        "?next=/account/email/",
    )

    assert back.url == f"{browser.site}/account/email/"


def test_denying_at_the_provider_changes_nothing(browser):
    away = browser.go_to_provider().headers["Refresh"].removeprefix("0; url=")

    # This provider forgets the state when it denies, which the standard forbids; so by hand:
    state = parse_qs(urlsplit(away).query)["state"][0]

    back = browser.get(
        f"/account/oidc/institution/login/callback/?error=access_denied&state={state}"
    )

    assert ("You stopped signing in" in back.text, Person.objects.count()) == (True, 0)


def test_an_answer_that_was_not_asked_for_is_refused(browser):
    back = browser.get("/account/oidc/institution/login/callback/?code=x&state=y")

    assert ("Signing in did not work" in back.text, Person.objects.count()) == (True, 0)


def test_a_provider_that_is_down_gets_a_clear_page(browser, settings):
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps[0]["settings"]["server_url"] = "http://localhost:9"

    page = browser.go_to_provider()

    assert ("Signing in did not work" in page.text, page.status_code) == (True, 502)


def test_without_configuration_there_is_no_such_door(client, db):  # noqa: ARG001  opens the database
    page = client.get("/account/login/").content.decode()

    assert ("Sign in with" in page, client.get("/account/oidc/institution/login/").status_code) == (
        False,
        404,
    )


def test_the_way_out_is_a_page_since_forms_may_only_go_to_this_site(browser, provider):
    page = browser.go_to_provider()

    assert (page.status_code, page.headers["Refresh"].startswith(f"0; url={provider}")) == (
        200,
        True,
    )
