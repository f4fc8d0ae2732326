"""Forgetting a person, shown by looking for them in everything the database holds."""

import json
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.organizations.domain.invitations import invite
from mentoringup.organizations.models import Affiliation, Membership, Unit
from mentoringup.outbox.domain import write_mail
from mentoringup.outbox.models import Mail
from mentoringup.people.domain import (
    ErasingIsRefusedError,
    MergeCannotBeUndoneError,
    PersonIsNotActiveError,
    change_profile,
    erase_person,
    merge_persons,
    undo_merge,
)
from mentoringup.people.enums import MergeState, PersonState
from mentoringup.people.models import Merge, Person

TRACES = (
    "Wilhelmina",
    "Quarkbaum",
    "Mina Q.",
    "quarkbaum",
    "0000-0002-1825-0097",
    "mina@home.example",
    "old-mina@lakeside.example",
    "zir",
)


def whole_database() -> str:
    """Every row of every table as text, sessions decoded."""
    with connection.cursor() as cursor:
        lines = []
        for table in sorted(connection.introspection.table_names(cursor)):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608  a table's own name
            lines += [f"{table}: {row!r}" for row in cursor.fetchall()]
    lines += [json.dumps(session.get_decoded(), default=str) for session in Session.objects.all()]
    return "\n".join(lines)


def traces() -> list[str]:
    found = whole_database().lower()
    return [trace for trace in TRACES if trace.lower() in found]


@pytest.fixture
def colleague(make_staff, site) -> Person:
    return make_staff(Role.SITE_ADMIN, site)


@pytest.fixture
def mina(make_person, colleague, site, now, sign_in_by_code) -> Person:
    """Somebody who left traces wherever one can."""
    mina = make_person("w.quarkbaum@lakeside.example", given_name="Wilhelmina")
    sign_in_by_code("w.quarkbaum@lakeside.example")
    change_profile(
        person=mina,
        fields={
            "family_name": "Quarkbaum",
            "display_name": "Mina Q.",
            "pronouns": "zie/zir",
            "orcid": "0000-0002-1825-0097",
            "career_stage": "postdoc",
        },
        actor=mina,
        now=now,
    )
    EmailAddress.objects.create(user=mina, email="old-mina@lakeside.example", verified=True)
    SocialAccount.objects.create(
        user=mina, provider="institution", uid="quarkbaum", extra_data={"name": "W. Quarkbaum"}
    )
    Authenticator.objects.create(user=mina, type="webauthn", data={"name": "Mina Q. phone"})
    twin = make_person("mina@home.example", given_name="Mina", family_name="Quarkbaum")
    EmailAddress.objects.create(user=twin, email=twin.email, verified=True, primary=True)
    merge_persons(keep=mina, absorb=twin, choices={}, actor=colleague, now=now)
    unit = Unit.objects.create(site=site, name="Biology")
    Affiliation.objects.create(person=mina, unit=unit)
    Membership.objects.create(person=mina, site=site, role=Role.FACILITATOR, granted_at=now)
    invite(email="mina@home.example", role=Role.CODER, site=site, actor=colleague, now=now)
    invite(email="friend@home.example", role=Role.CODER, site=site, actor=mina, now=now)
    Mail.objects.filter(to="friend@home.example").update(state="sent", sent_at=now)
    with transaction.atomic():
        write_mail(
            kind="note",
            to="boss@lakeside.example",
            subject="About Wilhelmina Quarkbaum",
            text="Write to old-mina@lakeside.example",
            now=now,
        )
    Client().post("/account/login/", {"login": "Mina@Home.example"})
    return Person.objects.get(pk=mina.pk)


def test_the_search_finds_every_trace_before(mina):
    assert (traces(), mina.state) == (list(TRACES), PersonState.ACTIVE)


def test_nothing_of_a_person_is_left_in_the_whole_database(mina, colleague, now):
    erase_person(person=mina, actor=colleague, now=now, reason="asked")

    assert traces() == []


def test_counts_stay(mina, colleague, now):
    erase_person(person=mina, actor=colleague, now=now, reason="asked")

    mina.refresh_from_db()
    assert (mina.state, mina.career_stage, mina.name, mina.affiliations.count()) == (
        PersonState.ERASED,
        "postdoc",
        "somebody erased",
        1,
    )


def test_roles_end_and_one_audit_row_says_why(mina, colleague, now):
    erase_person(person=mina, actor=colleague, now=now, reason="mistake")

    entry = Entry.objects.filter(verb="person.erased").get()
    active = Membership.objects.filter(person=mina, ended_at__isnull=True)
    assert (active.exists(), entry.reason, entry.actor) == (False, "Entered by mistake", colleague)


def test_erasing_is_final(mina, colleague, now):
    merge = Merge.objects.get()
    erase_person(person=mina, actor=colleague, now=now, reason="asked")

    merge.refresh_from_db()
    assert (merge.state, merge.journal) == (MergeState.SEALED, {})
    with pytest.raises(MergeCannotBeUndoneError):
        undo_merge(merge=merge, actor=colleague, now=now)
    with pytest.raises(PersonIsNotActiveError):
        erase_person(person=mina, actor=colleague, now=now, reason="asked")


def test_other_people_keep_their_mails_and_sessions(mina, colleague, now, sign_in_by_code):
    client = sign_in_by_code(colleague.email)

    erase_person(person=mina, actor=colleague, now=now, reason="asked")

    assert (client.get("/me/").status_code, Mail.objects.filter(to=colleague.email).count()) == (
        200,
        1,
    )


def test_a_mail_that_nobody_wants_any_more_is_not_sent(mina, colleague, now):
    erase_person(person=mina, actor=colleague, now=now, reason="asked")

    mail = Mail.objects.get(kind="note")
    assert (mail.state, mail.subject, mail.text) == ("dropped", "(erased with a person)", "")


def test_the_last_administrator_names_another_one_first(colleague, now):
    with pytest.raises(ErasingIsRefusedError):
        erase_person(person=colleague, actor=colleague, now=now, reason="asked")

    colleague.refresh_from_db()
    assert colleague.state == PersonState.ACTIVE


def test_a_person_erases_their_account_and_is_signed_out(make_person, sign_in_by_code, who):
    ada = make_person()
    client = sign_in_by_code("ada@lakeside.example")

    asked = client.get("/me/erase/")
    careless = client.post("/me/erase/", {})
    done = client.post("/me/erase/", {"understood": "on"})

    ada.refresh_from_db()
    assert (asked.status_code, careless.status_code, done.url, ada.state, who(client)) == (
        200,
        422,
        "/me/erased/",
        PersonState.ERASED,
        "",
    )


@pytest.mark.parametrize("address", ["/me/erase/", "/me/data", "/account/2fa/totp/activate/"])
def test_an_old_session_must_show_a_code_first(make_person, signed_in, address):
    client = signed_in(make_person())

    answer = client.get(address)

    assert answer.url == f"/me/confirm/?next={address.replace('/', '%2F')}"


def confirming(client: Client, code_in: Callable, last_mail: Callable, *, wrong: int) -> int:
    client.post("/me/confirm/", {"next": "/me/erase/"})
    code = code_in(last_mail())
    for _try in range(wrong):
        client.post("/me/confirm/", {"next": "/me/erase/", "code": "WRNG-WRNG"})
    client.post("/me/confirm/", {"next": "/me/erase/", "code": code})
    return client.get("/me/erase/").status_code


@pytest.mark.parametrize(("wrong", "status"), [(0, 200), (2, 200), (3, 302)])
def test_the_code_opens_what_it_was_asked_for_unless_it_was_guessed_at(
    make_person, signed_in, code_in, last_mail, wrong, status
):
    client = signed_in(make_person())

    assert confirming(client, code_in, last_mail, wrong=wrong) == status


def test_own_data_come_as_json_without_secrets(make_person, sign_in_by_code):
    ada = make_person(given_name="Ada")
    Authenticator.objects.create(user=ada, type="recovery_codes", data={"seed": "s3cret"})
    client = sign_in_by_code("ada@lakeside.example")

    answer = client.get("/me/data")

    held = json.loads(answer.content)
    assert (
        held["person"]["given_name"],
        [row["email"] for row in held["rows"]["account.emailaddress"]],
        "s3cret" in answer.content.decode(),
        client.session.session_key in answer.content.decode(),
    ) == ("Ada", ["ada@lakeside.example"], False, False)
