"""What every connection can rely on."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction

from mentoringup.config.variables import VARIABLES
from mentoringup.organizations.models import Site

only_on_sqlite = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="about SQLite"
)


@pytest.fixture
def file_connection(tmp_path):
    """A connection to a SQLite file with the settings of the site."""
    given = settings.DATABASES["default"]
    connections.databases["on-disk"] = {**given, "NAME": tmp_path / "site.sqlite3"}
    own = connections.create_connection("on-disk")
    yield own
    own.close()
    del connections.databases["on-disk"]


def ask(own, question: str):
    with own.cursor() as cursor:
        return cursor.execute(question).fetchone()[0]


@only_on_sqlite
@pytest.mark.django_db(databases=["default"])
def test_sqlite_writes_ahead_and_keeps_foreign_keys(file_connection, django_db_blocker):
    with django_db_blocker.unblock():
        pragmas = {
            name: ask(file_connection, f"PRAGMA {name}")
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1}
    assert file_connection.transaction_mode == "IMMEDIATE"


@pytest.mark.django_db(transaction=True)
def test_a_row_can_not_belong_to_nothing():
    with pytest.raises(IntegrityError), transaction.atomic():
        Site.objects.create(institution_id=999, name="Nowhere", slug="nowhere", zone="UTC")


@pytest.mark.django_db
def test_the_cache_is_there_after_migrating():
    assert settings.CACHES["default"]["LOCATION"] in connection.introspection.table_names()
    cache.set("limit", 3, 60)
    assert cache.get("limit") == 3


@pytest.mark.django_db(transaction=True)
def test_the_cache_tables_migration_can_be_undone_and_done_again():
    table = settings.CACHES["default"]["LOCATION"]
    call_command("migrate", "home", "zero", verbosity=0)
    gone = table not in connection.introspection.table_names()
    call_command("migrate", "home", verbosity=0)
    assert (gone, table in connection.introspection.table_names()) == (True, True)


def test_postgresql_is_chosen_by_an_address_with_a_socket():
    found = VARIABLES["DATABASE_URL"].read("postgres://me@%2Frun%2Fpostgresql/mentoring")
    assert (found["ENGINE"], found["HOST"], found["NAME"]) == (
        "django.db.backends.postgresql",
        "/run/postgresql",
        "mentoring",
    )
