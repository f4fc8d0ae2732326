"""Rows of the history can be added, and nothing else, whoever asks."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from mentoringup.audit.domain import record
from mentoringup.audit.models import Entry, HistoryIsFinalError


@pytest.fixture
def entry(site, make_person, now) -> Entry:
    with transaction.atomic():
        return record(
            verb="site.changed", thing=site, actor=make_person(), now=now, site_id=site.pk
        )


@pytest.mark.usefixtures("entry")
def test_a_row_says_who_did_what_to_which_thing_and_when(site, now):
    found = Entry.objects.get()

    assert (found.verb, found.thing_kind, found.thing_id, found.at, found.actor.email) == (
        "site.changed",
        "organizations.site",
        str(site.pk),
        now,
        "ada@lakeside.example",
    )


@pytest.mark.django_db(transaction=True)
def test_a_row_outside_a_transaction_is_refused(site, now):
    with pytest.raises(RuntimeError, match="belongs into the transaction of its change"):
        record(verb="site.changed", thing=site, actor=None, now=now)


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda _entry: Entry.objects.update(verb="other"),
        lambda _entry: Entry.objects.filter(verb="site.changed").update(verb="other"),
        lambda _entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["verb"]),
        lambda entry: Entry._base_manager.filter(pk=entry.pk).update(verb="other"),
    ],
    ids=["save", "delete", "update", "filtered", "all", "bulk", "base-manager"],
)
def test_the_model_refuses_every_change(entry, change):
    with pytest.raises(HistoryIsFinalError):
        change(entry)

    assert list(Entry.objects.values_list("verb", flat=True)) == ["site.changed"]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET verb = 'other'", "DELETE FROM audit_entry"],
)
@pytest.mark.usefixtures("entry")
def test_the_database_refuses_every_change(statement):
    with (
        pytest.raises(DatabaseError, match="audit rows are never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Entry.objects.count() == 1


def test_the_database_refuses_to_replace_a_row(entry):
    copy = Entry(pk=entry.pk, verb="other", at=entry.at, thing_kind="a.b", thing_id="1")

    with pytest.raises(DatabaseError, match="audit rows are never"), transaction.atomic():
        Entry.objects.bulk_create(
            [copy], update_conflicts=True, update_fields=["verb"], unique_fields=["id"]
        )

    assert Entry.objects.get().verb == "site.changed"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has no REPLACE")
@pytest.mark.usefixtures("entry")
def test_the_database_refuses_to_replace_a_row_by_an_insert():
    with (
        pytest.raises(DatabaseError, match="audit rows are never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.usefixtures("entry")
def test_the_database_refuses_to_empty_the_table():
    connection.check_constraints()  # what is deferred would stop TRUNCATE by itself

    with (
        pytest.raises(DatabaseError, match="audit rows are never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_entry")


def test_a_person_who_did_something_is_never_deleted(entry):
    with pytest.raises(ProtectedError):
        entry.actor.delete()


@pytest.mark.django_db(transaction=True)
def test_the_triggers_go_and_come_back_with_their_migration(site, now):
    call_command("migrate", "audit", "0001", verbosity=0)
    with transaction.atomic():
        entry = record(verb="site.changed", thing=site, actor=None, now=now)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET verb = 'other'")
    call_command("migrate", "audit", verbosity=0)

    with (
        pytest.raises(DatabaseError, match="audit rows are never"),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE audit_entry SET verb = 'third'")
    assert Entry.objects.get(pk=entry.pk).verb == "other"
