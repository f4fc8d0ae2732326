"""Every door that sends mail or can be guessed at slows down."""

import pytest
from django.test import Client

from mentoringup.outbox.models import Mail


def asking(times: int, *, door: str, field: str, email: str) -> list[int]:
    return [Client().post(door, {field: email.format(n)}).status_code for n in range(times)]


@pytest.mark.parametrize(
    ("door", "field"), [("/account/login/", "login"), ("/account/signup/", "email")]
)
def test_one_place_can_ask_for_a_few_codes_a_minute(db, door, field):  # noqa: ARG001  opens it
    answers = asking(21, door=door, field=field, email="person-{}@lakeside.example")

    assert (answers[:20], answers[20], Mail.objects.count()) == ([302] * 20, 429, 20)


@pytest.mark.parametrize("email", ["known@lakeside.example", "unknown@lakeside.example"])
def test_one_mailbox_gets_three_codes_a_minute_known_or_not(make_person, email):
    make_person("known@lakeside.example")

    answers = asking(4, door="/account/login/", field="login", email=email)

    assert (answers, Mail.objects.count()) == ([302, 302, 302, 429], 3)


def test_new_codes_for_one_sign_in_are_counted(make_person):
    make_person()
    client = Client()
    asked = client.post("/account/login/", {"login": "ada@lakeside.example"})
    for _again in range(4):
        client.post(asked.url, {"action": "resend"})

    assert Mail.objects.count() == 3


def test_adding_addresses_sends_few_mails(make_person, sign_in_by_code):
    make_person()
    client = sign_in_by_code("ada@lakeside.example")

    answers = [
        client.post("/account/email/", {"action_add": "", "email": f"n{n}@x.example"}).status_code
        for n in range(11)
    ]

    assert (answers[-1], Mail.objects.filter(kind="account.email-confirmation").count()) == (
        429,
        10,
    )


def test_confirming_sends_three_codes_a_minute(make_person, signed_in):
    client = signed_in(make_person())

    answers = [client.post("/me/confirm/").status_code for _again in range(4)]

    assert (answers, Mail.objects.count()) == ([200, 200, 200, 429], 3)


def test_passkey_sign_in_is_counted(db):  # noqa: ARG001  opens the database
    client = Client()

    answers = [
        client.post("/account/2fa/passkeys/login/", {"credential": "{}"}).status_code
        for _again in range(11)
    ]

    assert (set(answers[:10]), answers[10]) == ({302}, 429)


def test_the_page_of_a_limit_says_what_to_do(db):  # noqa: ARG001  opens the database
    for _again in range(4):
        answer = Client().post("/account/login/", {"login": "ada@lakeside.example"})

    page = answer.content.decode()
    assert ("<h1>Too many attempts</h1>" in page, "Wait a few minutes" in page) == (True, True)
