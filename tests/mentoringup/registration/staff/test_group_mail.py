"""A message to a group: who gets it, how it reads, and that it goes out once."""

import pytest

from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.registration.domain.answering import withdraw
from mentoringup.registration.links import token_of

ADA, BEN, CLEO = (f"{name}@lakeside.example" for name in ("ada", "ben", "cleo"))
WORDS = {"subject": "About {session}", "text": "Dear {name},\n\nplease bring a pen."}


@pytest.fixture
def three(session, asked_now):
    """Two with a seat, one in line."""
    return [asked_now(session, email) for email in (ADA, BEN, CLEO)]


@pytest.fixture
def seen(client, address, session, page):
    def read(question: str) -> str:
        answer = client.get(address("mail_group", session) + question)
        return page(answer).find("input", {"name": "seen"})["value"]

    return read


def messages() -> list[str]:
    return sorted(Mail.objects.filter(kind="registration.group").values_list("to", flat=True))


@pytest.mark.usefixtures("three")
def test_the_page_says_who_gets_it(client, address, session, words):
    said = words(client.get(address("mail_group", session) + "?show=seated"))

    assert "With a seat: 2 people" in said
    assert "Ada Ben" in said


def test_looking_shows_how_it_reads_and_hides_the_readers_link(
    client, address, session, three, words
):
    given = {**WORDS, "show": "seated", "look": "yes"}

    answer = client.post(address("mail_group", session), given)

    assert "About Expectations" in words(answer)
    assert "please bring a pen." in words(answer)
    assert token_of(three[0]) not in answer.content.decode()
    assert messages() == []


@pytest.mark.usefixtures("three")
def test_it_goes_to_the_group_and_to_nobody_else(client, address, site, session, seen):
    given = {**WORDS, "show": "seated", "seen": seen("?show=seated"), "send": "yes"}

    answer = client.post(address("mail_group", session), given)

    assert answer.url == f"/sites/{site.slug}/mails/"
    assert messages() == [ADA, BEN]
    assert Entry.objects.get(verb="letter.sent-to-group").detail == {"people": 2}


@pytest.mark.usefixtures("three")
def test_a_double_click_sends_it_once(client, address, session, seen):
    given = {**WORDS, "show": "seated", "seen": seen("?show=seated"), "send": "yes"}

    answers = [client.post(address("mail_group", session), given) for _time in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert messages() == [ADA, BEN]


def test_those_who_were_ticked_get_it(client, address, session, three, seen):
    picked = [three[0].pk, three[2].pk]
    mark = seen(f"?pick={picked[0]}&pick={picked[1]}")

    client.post(
        address("mail_group", session), {**WORDS, "pick": picked, "seen": mark, "send": "yes"}
    )

    assert messages() == [ADA, CLEO]


@pytest.mark.usefixtures("three")
def test_a_group_that_changed_meanwhile_is_shown_again(
    client, address, session, seen, asked_now, words
):
    given = {**WORDS, "show": "waiting", "seen": seen("?show=waiting"), "send": "yes"}
    asked_now(session, "dora@lakeside.example")

    answer = client.post(address("mail_group", session), given)

    assert (answer.status_code, messages()) == (409, [])
    assert "The group has changed since you looked." in words(answer)


def test_who_withdrew_or_never_confirmed_gets_nothing(
    client, address, session, three, asked_now, words, now
):
    withdraw(registration=three[2], actor=None, now=now)
    asked_now(session, "dora@lakeside.example", is_known=False)

    answer = client.get(address("mail_group", session) + "?show=waiting")

    assert "Nobody would get it" in words(answer)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"text": "Dear {nmae}"}, "“{nmae}” is no placeholder here"),
        ({"text": ""}, "Message"),
        ({"subject": ""}, "Subject"),
        ({"subject": "x" * 201}, "Subject"),
    ],
)
@pytest.mark.usefixtures("three")
def test_a_message_with_faults_is_kept_and_not_sent(
    client, address, session, seen, words, said, fault
):
    given = {**WORDS, **said, "show": "seated", "seen": seen("?show=seated"), "send": "yes"}

    answer = client.post(address("mail_group", session), given)

    assert (answer.status_code, messages()) == (422, [])
    assert fault in words(answer)


def test_an_empty_group_sends_nothing(client, address, session, words):
    answer = client.post(address("mail_group", session), {**WORDS, "send": "yes"})

    assert (answer.status_code, messages()) == (422, [])
    assert "Nobody would get it" in words(answer)


@pytest.mark.parametrize("pick", ["x", "-1", "9" * 30, "\x00"])
@pytest.mark.usefixtures("three")
def test_a_tick_that_is_none_is_no_tick(client, address, session, words, pick):
    answer = client.get(address("mail_group", session), {"pick": pick})

    assert answer.status_code == 200
    assert "Everybody in the order: 3 people" in words(answer)
