"""Mails on their way to a real mail server."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import transaction

from mentoringup.audit.models import Entry
from mentoringup.outbox.domain import (
    Draft,
    MailIsNotFailedError,
    deliver,
    empty_mails,
    recheck,
    try_again,
    write_mails,
)
from mentoringup.outbox.domain.queries import backlog, text_for_staff
from mentoringup.outbox.enums import MailState, Problem
from mentoringup.outbox.jobs import send_due
from mentoringup.outbox.models import Mail
from mentoringup.outbox.policy import BACK_OFF, LEASE, MOST_TRIES

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"


def test_a_mail_arrives_with_its_parts(inbox, make_mail, now):
    mail = make_mail(
        subject="Your seat – 🌱",
        html="<p>You have a seat.</p>",
        reply_to="office@lakeside.example",
        calendar=CALENDAR,
    )

    assert send_due(now) == 1

    message = inbox.messages[0]
    assert {
        name: str(message[name])
        for name in ("From", "To", "Reply-To", "Subject", "Message-ID", "Auto-Submitted")
    } == {
        "From": "Mentoring Up <office@mentoring.example>",
        "To": "ada@lakeside.example",
        "Reply-To": "office@lakeside.example",
        "Subject": "Your seat – 🌱",
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
    }
    assert message.get_body(["plain"]).get_content().strip() == "You have a seat on Wednesday."
    assert message.get_body(["html"]).get_content().strip() == "<p>You have a seat.</p>"
    file = next(message.iter_attachments())
    assert (file.get_filename(), file.get_content_type(), file.get_param("method")) == (
        "calendar.ics",
        "text/calendar",
        "PUBLISH",
    )
    assert file.get_content().splitlines() == CALENDAR.splitlines()


@pytest.mark.django_db
def test_html_made_when_sent_has_the_words_of_the_text_and_a_button(inbox, now):
    link = "https://mentoring.example/seats/7.abc/"
    draft = Draft(
        kind="note",
        to="ada@lakeside.example",
        subject="Su plaza",
        text=f"Hola <Ada>,\n\nabra esto:\n\n{link}\n\nhttps://mentoring.example/\n",
        language="es",
        buttons={link: "Ver mi plaza"},
        secrets=["7.abc"],
    )
    with transaction.atomic():
        write_mails([draft], now=now)

    send_due(now)

    page = BeautifulSoup(inbox.messages[0].get_body(["html"]).get_content(), "html.parser")
    assert (page.html["lang"], page.h1.get_text()) == ("es", "Su plaza")
    assert [(one["href"], one.get_text()) for one in page.find_all("a")] == [
        (link, "Ver mi plaza"),
        ("https://mentoring.example/", "https://mentoring.example/"),
    ]
    assert page.select(".sheet > p")[1].get_text() == "Hola <Ada>,"
    mail = Mail.objects.get()
    assert (mail.html, mail.buttons, mail.secrets, link in mail.text) == ("", [], [], False)


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_invitation_is_a_version_of_the_mail_and_a_file(inbox, make_mail, now, method):
    calendar = CALENDAR.replace("PUBLISH", method)
    make_mail(html="<p>You have a seat.</p>", calendar=calendar)

    send_due(now)

    message = inbox.messages[0]
    alternatives = next(part for part in message.walk() if part.is_multipart() and part != message)
    assert alternatives.get_content_type() == "multipart/alternative"
    assert [
        (part.get_content_type(), part.get_param("method"), part.get_content_disposition())
        for part in alternatives.iter_parts()
    ] == [
        ("text/plain", None, None),
        ("text/html", None, None),
        ("text/calendar", method, None),
    ]
    version = list(alternatives.iter_parts())[2]
    assert version.get_content().splitlines() == calendar.splitlines()
    file = next(message.iter_attachments())
    assert (file.get_filename(), file.get_content_type()) == ("invite.ics", "application/ics")
    assert file.get_content().decode().splitlines() == calendar.splitlines()


def test_a_mail_that_was_taken_is_sent_and_is_not_sent_again(inbox, make_mail, now):
    mail = make_mail()

    send_due(now)
    send_due(now + timedelta(days=9))

    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.tries, mail.last_error) == (MailState.SENT, now, 1, "")
    assert len(inbox.messages) == 1


def test_a_subject_cannot_add_a_header(inbox, make_mail, now):
    make_mail(subject="Your seat\r\nBcc: eve@lakeside.example\r\n\r\nOther text")

    send_due(now)

    message = inbox.messages[0]
    assert (message["Bcc"], message["Subject"]) == (
        None,
        "Your seat Bcc: eve@lakeside.example Other text",
    )


@pytest.mark.parametrize("step", ["recipient_answers", "data_answers"])
def test_a_server_that_asks_to_wait_is_asked_again_later(inbox, make_mail, now, step):
    getattr(inbox, step).append("451 4.7.1 Greylisted, try again")
    mail = make_mail()

    first = send_due(now)
    mail.refresh_from_db()
    waiting = (mail.state, mail.problem, mail.last_error, mail.next_try_at)
    too_early = send_due(now + timedelta(seconds=59))
    second = send_due(now + timedelta(seconds=60))

    mail.refresh_from_db()
    assert (first, too_early, second) == (0, 0, 1)
    assert waiting == (
        MailState.WAITING,
        Problem.REFUSED_NOW,
        "451 4.7.1 Greylisted, try again",
        now + timedelta(minutes=1),
    )
    assert (mail.state, mail.tries, mail.problem, mail.last_error) == (MailState.SENT, 2, "", "")
    assert [message["Message-ID"] for message in inbox.messages] == [mail.message_id]


@pytest.mark.parametrize("step", ["recipient_answers", "data_answers"])
def test_a_server_that_refuses_for_good_is_not_asked_again(inbox, make_mail, site, now, step):
    getattr(inbox, step).append("550 5.1.1 No such user")
    mail = make_mail(site_id=site.pk)

    send_due(now)
    send_due(now + timedelta(days=9))

    mail.refresh_from_db()
    assert (mail.state, mail.problem, mail.last_error, mail.tries) == (
        MailState.FAILED,
        Problem.REFUSED,
        "550 5.1.1 No such user",
        1,
    )
    assert inbox.messages == []
    assert [
        (entry.verb, entry.thing_id, entry.site_id, entry.actor, entry.detail)
        for entry in Entry.objects.all()
    ] == [("mail.failed", str(mail.pk), site.pk, None, {"problem": "refused"})]


@pytest.mark.usefixtures("no_server")
def test_without_a_server_a_mail_waits_ever_longer_and_is_given_up_in_the_end(make_mail, now):
    mail = make_mail()
    waits, at = [], now

    for _try in range(MOST_TRIES):
        send_due(at)
        mail.refresh_from_db()
        waits.append(mail.next_try_at - at)
        at = mail.next_try_at

    assert tuple(waits) == (*BACK_OFF, timedelta(0))
    assert (mail.state, mail.problem, mail.last_error, mail.tries) == (
        MailState.FAILED,
        Problem.UNREACHABLE,
        "Connection refused",
        MOST_TRIES,
    )


@pytest.mark.usefixtures("no_server")
def test_a_long_queue_does_not_wait_for_a_server_that_is_away_mail_by_mail(make_mail, now):
    for _mail in range(3):
        make_mail()

    send_due(now)

    assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 0, 1]


@pytest.mark.usefixtures("_own_kinds")
def test_a_mail_that_nobody_wants_any_more_is_dropped(inbox, make_mail, site, now):
    recheck("invitation")(lambda check_with: check_with["id"] != 7)
    withdrawn = make_mail(kind="invitation", check_with={"id": 7}, site_id=site.pk)
    make_mail(kind="invitation", check_with={"id": 8}, to="eve@lakeside.example")

    assert send_due(now) == 1

    withdrawn.refresh_from_db()
    assert (withdrawn.state, withdrawn.sent_at) == (MailState.DROPPED, None)
    assert [message["To"] for message in inbox.messages] == ["eve@lakeside.example"]
    assert list(Entry.objects.values_list("verb", "thing_name")) == [("mail.dropped", "invitation")]


@pytest.mark.usefixtures("_own_kinds")
def test_a_check_that_breaks_leaves_the_mail_waiting(inbox, make_mail, now):
    recheck("invitation")(lambda check_with: check_with["id"] == 7)
    mail = make_mail(kind="invitation", check_with={})

    send_due(now)

    mail.refresh_from_db()
    assert (mail.state, mail.problem, mail.last_error) == (
        MailState.WAITING,
        Problem.FAULT,
        "KeyError",
    )
    assert inbox.messages == []


def test_an_abandoned_mail_is_taken_up_again_when_its_claim_has_run_out(inbox, make_mail, now):
    mail = make_mail()
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.SENDING, tries=1, next_try_at=now + LEASE
    )

    early = send_due(now + LEASE - timedelta(seconds=1))
    late = send_due(now + LEASE)

    mail.refresh_from_db()
    assert (early, late, mail.state, mail.tries) == (0, 1, MailState.SENT, 2)
    assert [message["Message-ID"] for message in inbox.messages] == [mail.message_id]


def test_a_mail_on_which_every_worker_dies_is_given_up(inbox, make_mail, now):
    mail = make_mail()
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENDING, tries=MOST_TRIES)

    send_due(now)

    mail.refresh_from_db()
    assert (mail.state, mail.problem, inbox.messages) == (MailState.FAILED, Problem.LOST, [])


@pytest.mark.usefixtures("_own_kinds")
def test_a_worker_whose_claim_ran_out_does_not_write_over_the_next_ones(inbox, make_mail, now):
    mail = make_mail(kind="slow")

    def overtaken(_check_with) -> bool:
        """The first worker sleeps here; another sends the mail meanwhile."""
        if not inbox.messages:
            inbox.messages.append("started")
            deliver(mail_id=mail.pk, now=now + LEASE)
            return False
        return True

    recheck("slow")(overtaken)
    deliver(mail_id=mail.pk, now=now)

    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.tries) == (MailState.SENT, now + LEASE, 2)


def test_a_mail_given_up_can_be_tried_again(inbox, make_mail, make_person, site, now):
    inbox.recipient_answers.append("550 5.1.1 No such user")
    mail = make_mail(site_id=site.pk)
    send_due(now)
    mail.refresh_from_db()

    try_again(mail=mail, actor=make_person(), now=now)
    sent = send_due(now)

    mail.refresh_from_db()
    assert (sent, mail.state, mail.tries) == (1, MailState.SENT, 1)
    assert list(Entry.objects.values_list("verb", flat=True).order_by("pk")) == [
        "mail.failed",
        "mail.tried-again",
    ]


def test_only_a_mail_given_up_can_be_tried_again(make_mail, make_person, now):
    with pytest.raises(MailIsNotFailedError):
        try_again(mail=make_mail(), actor=make_person(), now=now)


def test_staff_never_see_a_secret_and_the_row_forgets_it_once_sent(inbox, make_mail, now):
    link = "https://site.example/invitations/?a=1&token=Zq9"
    mail = make_mail(
        text=f"Open {link} today.",
        html=f'<a href="{link.replace("&", "&amp;")}">Open</a>',
        secrets=[link],
    )
    before = text_for_staff(mail)

    send_due(now)

    mail.refresh_from_db()
    hidden = "[hidden: only the reader sees this]"
    assert before == f"Open {hidden} today."
    assert (mail.text, mail.html, mail.secrets) == (
        f"Open {hidden} today.",
        f'<a href="{hidden}">Open</a>',
        [],
    )
    assert inbox.messages[0].get_body(["plain"]).get_content().strip() == f"Open {link} today."


def test_a_secret_is_kept_while_the_mail_may_still_be_sent(inbox, make_mail, now):
    inbox.recipient_answers.append("451 later")
    mail = make_mail(text="Token Zq9", secrets=["Zq9"])

    send_due(now)

    mail.refresh_from_db()
    assert (mail.text, mail.secrets) == ("Token Zq9", ["Zq9"])


def test_the_backlog_counts_what_is_overdue_and_what_was_given_up(inbox, make_mail, now):
    inbox.recipient_answers.append("550 no")
    make_mail()
    send_due(now)
    make_mail(now=now + timedelta(minutes=5))
    make_mail(now=now + timedelta(hours=5))

    found = backlog(now=now + timedelta(hours=1))

    assert (found.due, found.failed, found.oldest_due_at) == (1, 1, now + timedelta(minutes=5))


def test_an_address_under_a_domain_with_an_umlaut_is_reached(inbox, make_mail, now):
    make_mail(to="ada@bücher.example")

    assert send_due(now) == 1
    assert inbox.messages[0]["To"] == "ada@xn--bcher-kva.example"


@pytest.mark.parametrize("answer", ["250 OK", "451 later", "550 no"])
def test_an_emptied_mail_keeps_no_words_and_is_not_sent(inbox, make_mail, now, answer):
    inbox.recipient_answers.append(answer)
    mail = make_mail(secrets=["seat"], html="<p>seat</p>")
    send_due(now)
    inbox.messages.clear()

    empty_mails(mail_ids=[mail.pk], subject="(erased)", actor=None, now=now)
    send_due(now + timedelta(days=1))

    mail.refresh_from_db()
    assert (mail.subject, mail.text, mail.html, mail.secrets) == ("(erased)", "", "", [])
    assert (inbox.messages, mail.state in {MailState.SENT, MailState.DROPPED}) == ([], True)


@pytest.mark.usefixtures("_own_kinds", "inbox")
def test_words_taken_out_while_a_mail_is_sent_do_not_come_back(make_mail, now):
    mail = make_mail(kind="slow", secrets=["seat"])

    def emptied_meanwhile(_check_with) -> bool:
        empty_mails(mail_ids=[mail.pk], subject="(erased)", actor=None, now=now)
        return True

    recheck("slow")(emptied_meanwhile)
    deliver(mail_id=mail.pk, now=now)

    mail.refresh_from_db()
    assert (mail.state, mail.subject, mail.text) == (MailState.DROPPED, "(erased)", "")
