"""What every connection can rely on."""

from threading import Event, Thread

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, connections, transaction

from mentoringup.config.database import KEPT_FROM, database_settings
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


@only_on_sqlite
@pytest.mark.parametrize(
    ("engine", "outcome"),
    [("mentoringup.config.sqlite3", "written"), ("django.db.backends.sqlite3", "locked")],
)
def test_a_writer_waits_for_its_turn_where_sqlite_alone_gives_up(
    tmp_path, django_db_blocker, engine, outcome
):
    """With no patience of SQLite's own: what waits, waits at the door."""
    given = settings.DATABASES["default"]
    options = {**given["OPTIONS"], "timeout": 0}
    alias = {**given, "ENGINE": engine, "NAME": tmp_path / "site.sqlite3", "OPTIONS": options}
    connections.databases["turns"] = alias
    first, begun, found = connections.create_connection("turns"), Event(), []

    def write_second() -> None:
        second = connections.create_connection("turns")
        try:
            second.ensure_connection()
            begun.set()
            second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            second.cursor().execute("INSERT INTO seats VALUES (2)")
            second.commit()
            found.append("written")
        except OperationalError:
            found.append("locked")
        finally:
            begun.set()
            second.close()

    with django_db_blocker.unblock():
        first.cursor().execute("CREATE TABLE seats (number INTEGER)")
        first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        first.cursor().execute("INSERT INTO seats VALUES (1)")
        other = Thread(target=write_second)
        other.start()
        begun.wait(timeout=10)
        other.join(timeout=0.5)  # time enough to find the door closed
        first.commit()
        other.join(timeout=10)
        first.close()
    del connections.databases["turns"]

    assert found == [outcome]


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


@pytest.mark.parametrize(
    ("parameters", "threshold"),
    [("", KEPT_FROM), ("?prepare_threshold=7", 7), ("?prepare_threshold=none", None)],
)
def test_an_operator_decides_whether_postgres_keeps_statements(parameters, threshold):
    read = VARIABLES["DATABASE_URL"].read
    given = read(f"postgres://office:secret@db.example.org/site{parameters}")

    found = database_settings(given)

    assert found["OPTIONS"] == {"prepare_threshold": threshold}
    assert found["CONN_HEALTH_CHECKS"]


def test_a_wrong_wish_stops_the_start():
    with pytest.raises(ValueError, match="a whole number or “none” as prepare_threshold"):
        VARIABLES["DATABASE_URL"].read("postgres://db.example.org/site?prepare_threshold=soon")
