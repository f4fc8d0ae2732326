"""Profile, addresses, and the browsers in which somebody is signed in."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from mentoringup.audit.models import Entry
from mentoringup.people.domain.profile import mark_of
from mentoringup.people.models import Person

PROFILE = {
    "given_name": "Ada",
    "family_name": "",
    "display_name": "",
    "pronouns": "",
    "orcid": "https://orcid.org/0000 0002-1825 0097",
    "career_stage": "postdoc",
    "discipline": "",
    "language": "es",
    "zone": "America/New_York",
}


@pytest.fixture
def ada(make_person) -> Person:
    return make_person()


@pytest.fixture
def client(ada, sign_in_by_code) -> Client:
    return sign_in_by_code(ada.email)


def test_a_profile_is_saved_with_one_audit_row_that_names_fields_only(client, ada):
    client.post("/me/", PROFILE)

    ada.refresh_from_db()
    entry = Entry.objects.get(verb="person.changed")
    assert (ada.orcid, ada.zone, entry.detail) == (
        "0000-0002-1825-0097",
        "America/New_York",
        {"fields": ["given_name", "orcid", "career_stage", "language", "zone"]},
    )


def test_whoever_saves_second_is_told_and_may_write_over_it(client, ada):
    seen = mark_of(ada)
    client.post("/me/", PROFILE | {"seen": seen})

    late = client.post("/me/", PROFILE | {"seen": seen, "given_name": "Augusta"})
    page = late.content.decode()
    ada.refresh_from_db()
    stored, mark = ada.given_name, mark_of(ada)
    client.post("/me/", PROFILE | {"seen": mark, "given_name": "Augusta"})

    ada.refresh_from_db()
    assert (
        late.status_code,
        stored,
        "By now this is stored: Ada" in page,
        'value="Augusta"' in page,
        mark in page,
        ada.given_name,
    ) == (422, "Ada", True, True, True, "Augusta")


def test_saving_the_same_again_leaves_no_trace(client):
    client.post("/me/", PROFILE)
    client.post("/me/", PROFILE)

    assert Entry.objects.filter(verb="person.changed").count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("orcid", "0000-0002-1825-0098", "The last character does not fit the others"),
        ("orcid", "1234", "sixteen digits"),
        ("orcid", "٠٠٠٠-0002-1825-0097", "sixteen digits"),
        ("zone", "Mars/Base", "There is no time zone"),
        ("given_name", "x" * 121, "at most 120"),
        ("given_name", "a\x00b", "Null characters are not allowed"),
        ("career_stage", "wizard", "is not one of the available choices"),
        ("language", "tlh", "is not one of the available choices"),
    ],
)
def test_bad_input_is_told_and_kept(client, ada, field, typed, says):
    answer = client.post("/me/", PROFILE | {field: typed, "family_name": "Kept as typed"})

    page = answer.content.decode()
    ada.refresh_from_db()
    assert (answer.status_code, says in page, "Kept as typed" in page, ada.family_name) == (
        422,
        True,
        True,
        "",
    )


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "\u0639\u062f\u0627\u200f", "\N{WOMAN}\u200d\N{MICROSCOPE} Ada"],
)
def test_any_name_is_shown_as_it_was_typed(client, ada, name):
    client.post("/me/", PROFILE | {"display_name": name})

    ada.refresh_from_db()
    assert (ada.name, "<script>alert" in client.get("/me/").content.decode()) == (name, False)


def test_an_added_address_must_be_confirmed_before_we_write_there(client, ada, code_in, last_mail):
    asked = client.post("/account/email/", {"action_add": "", "email": "ada@home.example"})
    before = EmailAddress.objects.filter(email="ada@home.example").exists()
    client.post(asked.url, {"code": code_in(last_mail())})
    client.post("/account/email/", {"action_primary": "", "email": "ada@home.example"})

    ada.refresh_from_db()
    told = last_mail()
    assert (before, ada.email, told.kind, told.to) == (
        False,
        "ada@home.example",
        "account.email-changed",
        "ada@lakeside.example",
    )


def test_somebody_elses_address_is_asked_for_but_not_taken(
    client, make_person, ada, code_in, last_mail
):
    make_person("bob@lakeside.example")
    asked = client.post("/account/email/", {"action_add": "", "email": "bob@lakeside.example"})

    answer = client.post(asked.url, {"code": code_in(last_mail())})

    assert (
        "Another account uses this address" in answer.content.decode(),
        EmailAddress.objects.filter(user=ada, email="bob@lakeside.example").exists(),
    ) == (True, False)


def test_the_address_we_write_to_can_not_be_removed(client, ada):
    client.post("/account/email/", {"action_remove": "", "email": ada.email})

    assert EmailAddress.objects.filter(user=ada).count() == 1


def test_changing_addresses_in_an_old_session_takes_a_code(ada, signed_in):
    answer = signed_in(ada).post("/account/email/", {"action_add": "", "email": "x@x.example"})

    assert answer.url == "/me/confirm/?next=%2Faccount%2Femail%2F"


def test_signing_out_elsewhere_leaves_this_browser_in(client, ada, sign_in_by_code):
    other = sign_in_by_code(ada.email)
    listed = client.get("/account/sessions/").content.decode()

    client.post("/account/sessions/")

    assert (
        listed.count("<tr>") - 1,
        client.get("/me/").status_code,
        other.get("/me/").status_code,
    ) == (2, 200, 302)


@pytest.mark.parametrize(
    "address",
    ["/me/", "/me/data", "/me/erase/", "/me/confirm/", "/me/second-factor/", "/account/email/"],
)
@pytest.mark.django_db
def test_a_visitor_is_sent_to_sign_in(address):
    assert Client().get(address).url.startswith("/account/login/?next=")
