"""Statements whose text is the same every time."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mentoringup.config.database import KEPT_FROM
from mentoringup.statements import kept_statements

WORDS = "SELECT %s || name FROM organizations_institution WHERE name = %s"

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_connection() -> Iterator[None]:
    """What earlier tests had kept is forgotten."""
    if connection.vendor == "postgresql":
        connection.connection.execute("DEALLOCATE ALL")
        connection.connection._prepared.clear()
    return


def ask(cursor, name: str):
    cursor.execute(WORDS, ["of ", name])
    return cursor.fetchone()


def kept() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [text for (text,) in cursor.fetchall() if "organizations_institution" in text]


def test_values_are_values(institution):
    institution.name = "O'Hara 100 % %s"
    institution.save()

    with kept_statements() as cursor:
        found = [ask(cursor, institution.name) for _ in range(KEPT_FROM + 2)]

    assert found == [("of O'Hara 100 % %s",)] * (KEPT_FROM + 2)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps statements anyway")
@pytest.mark.usefixtures("own_connection")
def test_postgres_keeps_them_and_them_alone():
    with connection.cursor() as cursor:
        for _ in range(KEPT_FROM + 2):
            ask(cursor, "Lakeside")
    assert kept() == []

    with kept_statements() as cursor:
        for _ in range(KEPT_FROM + 2):
            ask(cursor, "Lakeside")
    assert kept() == ["SELECT $1 || name FROM organizations_institution WHERE name = $2"]


def test_they_are_counted_and_fail_as_all_do():
    with CaptureQueriesContext(connection) as queries, kept_statements() as cursor:
        ask(cursor, "Lakeside")
    assert [one["sql"] for one in queries] == [
        "SELECT 'of ' || name FROM organizations_institution WHERE name = 'Lakeside'"
    ]

    with pytest.raises(DatabaseError), transaction.atomic(), kept_statements() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
