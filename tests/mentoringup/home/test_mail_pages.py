"""What staff see of their site's mails."""

from html import unescape

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.outbox.domain import write_mail
from mentoringup.outbox.enums import MailState, Problem
from mentoringup.outbox.models import Mail


@pytest.fixture
def make_mail(site, now):
    def make(**given) -> Mail:
        with transaction.atomic():
            return write_mail(
                **{
                    "kind": "note",
                    "to": "ada@lakeside.example",
                    "subject": "Your seat",
                    "text": "You have a seat.",
                    "site_id": site.pk,
                    "now": now,
                }
                | given
            )

    return make


@pytest.fixture
def failed_mail(make_mail) -> Mail:
    mail = make_mail(subject="Your lost seat")
    Mail.objects.update(
        state=MailState.FAILED, problem=Problem.REFUSED, last_error="550 No <such> user", tries=1
    )
    mail.refresh_from_db()
    return mail


@pytest.fixture
def coordinator(make_staff, signed_in, site):
    return signed_in(make_staff(Role.COORDINATOR, site))


def page(client, name, **kwargs) -> str:
    answer = client.get(reverse(name, kwargs={"site_slug": "lakeside", **kwargs}))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("role", "status"), [(Role.COORDINATOR, 200), (Role.SITE_ADMIN, 200), (Role.FACILITATOR, 403)]
)
def test_mails_are_for_those_who_may_see_them(
    make_staff, signed_in, site, failed_mail, role, status
):
    client = signed_in(make_staff(role, site))
    mail = {"site_slug": "lakeside", "mail_id": failed_mail.pk}

    statuses = {
        client.get(reverse("outbox:list_mails", args=["lakeside"])).status_code,
        client.get(reverse("outbox:show_mail", kwargs=mail)).status_code,
    }

    assert statuses == {status}


def test_the_mails_of_another_site_do_not_exist(make_staff, signed_in, other_site, failed_mail):
    client = signed_in(make_staff(Role.COORDINATOR, other_site))

    for slug in ("lakeside", "clinical-hub"):
        mail = {"site_slug": slug, "mail_id": failed_mail.pk}
        assert client.get(reverse("outbox:show_mail", kwargs=mail)).status_code == 404
        assert client.post(reverse("outbox:try_mail_again", kwargs=mail)).status_code == 404


@pytest.mark.usefixtures("failed_mail")
def test_the_list_says_what_became_of_each_mail(coordinator, make_mail):
    make_mail(subject="Your found seat")

    text = page(coordinator, "outbox:list_mails")

    assert "1 mail was given up." in text
    assert text.index("Your found seat") < text.index("Your lost seat")
    assert "The mail server refuses this mail for good." in text


@pytest.mark.usefixtures("failed_mail")
def test_the_list_can_be_cut_to_a_state(coordinator, make_mail):
    make_mail(subject="Your found seat")

    waiting = coordinator.get("/sites/lakeside/mails/?state=waiting").content.decode()
    unknown = coordinator.get("/sites/lakeside/mails/?state=<b>&page=x").content.decode()

    assert ("Your found seat" in waiting, "Your lost seat" in waiting) == (True, False)
    assert ("Your found seat" in unknown, "Your lost seat" in unknown) == (True, True)


def test_a_site_without_mails_says_what_to_do(coordinator):
    assert "No mails yet" in page(coordinator, "outbox:list_mails")


def test_the_list_asks_the_database_as_often_for_one_mail_as_for_thirty(coordinator, make_mail):
    make_mail()
    with CaptureQueriesContext(connection) as with_one:
        page(coordinator, "outbox:list_mails")
    for _number in range(29):
        make_mail()
    with CaptureQueriesContext(connection) as with_thirty:
        page(coordinator, "outbox:list_mails")

    assert len(with_thirty) == len(with_one)


def test_the_page_of_a_mail_shows_what_was_written_and_the_servers_words(coordinator, failed_mail):
    text = page(coordinator, "outbox:show_mail", mail_id=failed_mail.pk)

    assert "You have a seat." in text
    assert "Details: “550 No <such> user”" in text
    assert "Try again" in text


def test_what_somebody_wrote_is_shown_as_text(coordinator, make_mail):
    mail = make_mail(subject="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")

    answer = coordinator.get(f"/sites/lakeside/mails/{mail.pk}/").content.decode()

    assert "<img src=x" not in answer
    assert "<script>alert" not in answer


def test_the_secret_of_a_mail_is_for_its_reader_alone(coordinator, make_mail):
    mail = make_mail(
        text="Open https://site.example/join/Zq9", secrets=["https://site.example/join/Zq9"]
    )

    text = page(coordinator, "outbox:show_mail", mail_id=mail.pk)

    assert "Zq9" not in text
    assert "[hidden: only the reader sees this]" in text


def test_a_mail_given_up_is_tried_again_by_one_button(coordinator, failed_mail):
    answer = coordinator.post(
        f"/sites/lakeside/mails/{failed_mail.pk}/try-again/", follow=True
    ).content.decode()

    failed_mail.refresh_from_db()
    assert (failed_mail.state, failed_mail.tries) == (MailState.WAITING, 0)
    assert "The mail is tried again now." in answer


def test_trying_again_what_was_not_given_up_changes_nothing(coordinator, make_mail):
    mail = make_mail()

    answer = coordinator.post(f"/sites/lakeside/mails/{mail.pk}/try-again/", follow=True)

    assert "so nothing was changed" in answer.content.decode()


def test_looking_never_changes_anything(coordinator, failed_mail):
    assert coordinator.get(f"/sites/lakeside/mails/{failed_mail.pk}/try-again/").status_code == 405
