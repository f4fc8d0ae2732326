"""A mail is a row of the change that wants it."""

from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mentoringup.outbox.domain import AddressIsWrongError, Draft, write_mail, write_mails
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail


def test_a_mail_waits_and_its_sending_is_enqueued(make_mail, now):
    mail = make_mail()

    assert (mail.state, mail.tries, mail.next_try_at) == (MailState.WAITING, 0, now)
    assert [task.args_kwargs for task in DBTaskResult.objects.all()] == [
        {"args": [mail.pk], "kwargs": {}}
    ]


@pytest.mark.django_db(transaction=True)
def test_a_mail_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="belongs into the transaction of its change"):
        write_mail(
            kind="note", to="ada@lakeside.example", subject="a", text="b", now=timezone.now()
        )


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_leaves_no_mail_and_no_job(make_mail):
    def failing_change() -> None:
        with transaction.atomic():
            make_mail()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing_change()

    assert (Mail.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_a_second_mail_of_the_same_key_is_not_written(make_mail):
    first = make_mail(key="offer-7")
    second = make_mail(key="offer-7", subject="Again")

    assert (second.pk, second.subject) == (first.pk, "Your seat")
    assert (Mail.objects.count(), DBTaskResult.objects.count()) == (1, 1)


def test_the_same_key_of_another_kind_is_another_mail(make_mail):
    assert make_mail(key="7").pk != make_mail(kind="reminder", key="7").pk


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "ada@",
        "Ada <ada@lakeside.example>",
        "ada@lakeside.example, eve@lakeside.example",
        "ada@lakeside.example\nBcc: eve@lakeside.example",
        "ada@lakeside.example\r\n",
        "ada@lakeside.example\x00",
        "a" * 250 + "@lakeside.example",
    ],
)
def test_what_is_no_address_is_refused(make_mail, address):
    with pytest.raises(AddressIsWrongError):
        make_mail(to=address)


def test_an_answer_address_is_checked_too(make_mail):
    with pytest.raises(AddressIsWrongError, match="office"):
        make_mail(reply_to="office\nBcc: eve@lakeside.example")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Your seat\nBcc: eve@lakeside.example", "Your seat Bcc: eve@lakeside.example"),
        ("Your\r\n\r\nseat", "Your seat"),
        ("Your\u2028seat\x00\x1b", "Your seat"),
        ("  Your   seat ", "Your seat"),
        ("x" * 400, "x" * 299 + "…"),
        ("🌱 مقعدك", "🌱 مقعدك"),
    ],
)
def test_a_subject_is_one_line(make_mail, given, kept):
    assert make_mail(subject=given).subject == kept


def test_message_ids_differ_and_stand_under_the_senders_domain(make_mail, settings):
    settings.DEFAULT_FROM_EMAIL = "Mentoring Up <office@mentoring.example>"

    ids = {make_mail().message_id, make_mail().message_id}

    assert len(ids) == 2
    assert {parseaddr(name)[1].partition("@")[2] for name in ids} == {"mentoring.example"}


def test_a_mail_written_for_later_is_not_due_before(make_mail, now):
    assert make_mail(now=now + timedelta(days=1)).next_try_at == now + timedelta(days=1)


def test_a_sign_that_no_database_stores_is_left_out(make_mail):
    assert make_mail(text="a\x00b", html="<p>\x00c</p>").text == "ab"


def drafts(*keys: str, to: str = "ada@lakeside.example") -> list[Draft]:
    return [Draft(kind="note", to=to, subject=key, text=key, key=key) for key in keys]


def test_many_mails_are_one_statement_and_no_job(db, django_assert_num_queries, now):  # noqa: ARG001  opens the database
    with transaction.atomic(), django_assert_num_queries(1):
        write_mails(drafts(*map(str, range(40))), now=now)

    assert (Mail.objects.filter(next_try_at=now).count(), DBTaskResult.objects.count()) == (40, 0)


def test_of_many_mails_those_that_were_written_before_are_left_out(make_mail, now):
    first = make_mail(kind="note", key="7")

    with transaction.atomic():
        write_mails(drafts("7", "8"), now=now)

    assert sorted(Mail.objects.values_list("key", "subject")) == [
        ("7", first.subject),
        ("8", "8"),
    ]


def test_one_wrong_address_among_many_writes_none(make_mail, now):  # noqa: ARG001  opens the database
    with pytest.raises(AddressIsWrongError):
        write_mails([*drafts("7"), *drafts("8", to="ada")], now=now)

    assert Mail.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_mails_outside_a_transaction_are_refused():
    with pytest.raises(RuntimeError, match="belongs into the transaction of its change"):
        write_mails(drafts("7"), now=timezone.now())
