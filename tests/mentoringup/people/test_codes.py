"""The main door: a code by mail, and nothing that tells who has an account."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, override

from mentoringup.outbox.models import Mail
from mentoringup.people.domain import merge_persons
from mentoringup.people.enums import PersonState
from mentoringup.people.models import Person


def test_a_code_by_mail_signs_in_and_goes_on_to_the_wanted_page(
    make_person, code_in, last_mail, who
):
    ada = make_person()
    client = Client()

    asked = client.post("/account/login/", {"login": "Ada@Lakeside.example", "next": "/me/"})
    answer = client.post(asked.url, {"code": code_in(last_mail()), "next": "/me/"})

    assert (who(client), answer.url) == (str(ada.pk), "/me/")


def test_one_code_is_enough_for_somebody_whom_staff_entered(make_person, sign_in_by_code):
    make_person()

    sign_in_by_code("ada@lakeside.example")

    assert list(Mail.objects.values_list("kind", flat=True)) == ["account.login-code"]


def test_the_code_is_secret_in_the_outbox(make_person, code_in, last_mail):
    make_person()
    Client().post("/account/login/", {"login": "ada@lakeside.example"})

    mail = last_mail()

    assert (mail.secrets, mail.kind, mail.state) == (
        [code_in(mail)],
        "account.login-code",
        "waiting",
    )


def test_a_code_works_once(make_person, code_in, last_mail, who):
    make_person()
    first, second = Client(), Client()
    asked = first.post("/account/login/", {"login": "ada@lakeside.example"})
    code = code_in(last_mail())
    second.post("/account/login/", {"login": "ada@lakeside.example"})

    first.post(asked.url, {"code": code})
    second.post(asked.url, {"code": code})

    assert (bool(who(first)), bool(who(second))) == (True, False)


def test_three_wrong_codes_void_the_right_one(make_person, code_in, last_mail, who):
    make_person()
    client = Client()
    asked = client.post("/account/login/", {"login": "ada@lakeside.example"})
    for _try in range(3):
        client.post(asked.url, {"code": "WRNG-WRNG"})

    client.post(asked.url, {"code": code_in(last_mail())})

    assert who(client) == ""


def without_tokens(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


@pytest.mark.parametrize("door", ["/account/login/", "/account/signup/"])
def test_a_door_answers_the_same_whether_there_is_an_account_or_not(make_person, door):
    make_person("known@lakeside.example", last_login="2026-01-01T00:00Z")
    field = "login" if "login" in door else "email"
    pages = []
    for email in ("known@lakeside.example", "other@lakeside.example"):
        client = Client()
        asked = client.post(door, {field: email})
        shown = client.get(asked.url)
        wrong = client.post(asked.url, {"code": "WRNG-WRNG"})
        page = without_tokens(shown.content.decode() + wrong.content.decode())
        pages.append((asked.status_code, asked.url, page.replace(email, "…")))

    assert pages[0] == pages[1]


def test_each_case_sends_one_mail_so_that_silence_tells_nothing(make_person):
    make_person("known@lakeside.example")

    Client().post("/account/login/", {"login": "known@lakeside.example"})
    Client().post("/account/login/", {"login": "other@lakeside.example"})
    Client().post("/account/signup/", {"email": "known@lakeside.example"})
    Client().post("/account/signup/", {"email": "third@lakeside.example"})

    assert list(Mail.objects.order_by("pk").values_list("kind", "to")) == [
        ("account.login-code", "known@lakeside.example"),
        ("account.unknown-account", "other@lakeside.example"),
        ("account.account-already-exists", "known@lakeside.example"),
        ("account.email-confirmation-signup", "third@lakeside.example"),
    ]


@pytest.mark.django_db
def test_the_mail_about_an_unknown_address_leads_to_a_filled_in_sign_up(last_mail):
    Client().post("/account/login/", {"login": "a+b@lakeside.example"})
    link = re.search(r"http\S+/account/signup/\S+", last_mail().text).group()

    page = Client().get(link.partition("8000")[2]).content.decode()

    assert 'value="a+b@lakeside.example"' in page


def test_signing_up_takes_an_address_and_its_code(code_in, last_mail, who):
    client = Client()
    asked = client.post("/account/signup/", {"email": "new@lakeside.example"})

    client.post(asked.url, {"code": code_in(last_mail())})

    person = Person.objects.get(email="new@lakeside.example")
    assert (who(client), person.has_usable_password(), person.emailaddress_set.get().verified) == (
        str(person.pk),
        False,
        True,
    )


def test_a_merged_or_erased_person_has_no_door(make_person, now):
    ada, other = make_person(), make_person("other@lakeside.example")
    merge_persons(keep=ada, absorb=other, choices={}, actor=None, now=now)
    client = Client()
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.get("/me/")

    assert (urlsplit(answer.url).path, other.refresh_from_db(), other.state) == (
        "/account/login/",
        None,
        PersonState.MERGED,
    )


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "account_set_password", "account_reset_password", "mfa_trust"],
)
def test_there_is_no_door_for_passwords(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/account/password/change/",
        "/account/password/set/",
        "/account/password/reset/",
        "/account/password/reset/key/1-set-password/",
        "/account/3rdparty/",
        "/account/social/signup/",
    ],
)
def test_an_address_that_allauth_would_have_is_not_there(address):
    assert Client().get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/account/login/", "/account/signup/"])
def test_no_door_asks_for_a_password(address):
    assert 'type="password"' not in Client().get(address).content.decode()


def test_mails_speak_the_language_of_the_person_not_of_the_browser(make_person, last_mail):
    make_person(language="es")
    asked = {"headers": {"accept-language": "en"}}
    with override("es"):
        spanish = gettext("Your code to sign in")

    Client().post("/account/login/", {"login": "ada@lakeside.example"}, **asked)

    assert last_mail().subject == spanish
