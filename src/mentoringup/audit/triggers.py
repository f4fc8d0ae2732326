"""Triggers by which the database itself refuses to change or remove audit rows.

Both vendors get the same rule in their own words. Migrations call these functions; so do tests,
whose clean-up must empty every table.
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE_NO_CHANGE = [
    """
    CREATE TRIGGER IF NOT EXISTS audit_entry_is_never_changed BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END
    """,
    # INSERT OR REPLACE removes a row without asking the trigger against removal
    """
    CREATE TRIGGER IF NOT EXISTS audit_entry_is_never_replaced BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END
    """,
]
_SQLITE_NO_REMOVAL = [
    """
    CREATE TRIGGER IF NOT EXISTS audit_entry_is_never_removed BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit rows are never removed'); END
    """,
]
_SQLITE_ALLOW_CHANGE = [
    "DROP TRIGGER IF EXISTS audit_entry_is_never_changed",
    "DROP TRIGGER IF EXISTS audit_entry_is_never_replaced",
]
_SQLITE_ALLOW_REMOVAL = ["DROP TRIGGER IF EXISTS audit_entry_is_never_removed"]

_POSTGRESQL_FUNCTION = """
    CREATE OR REPLACE FUNCTION audit_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'audit rows are never changed or removed'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """
_POSTGRESQL_NO_CHANGE = [
    _POSTGRESQL_FUNCTION,
    """
    CREATE OR REPLACE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_is_final()
    """,
]
_POSTGRESQL_NO_REMOVAL = [
    _POSTGRESQL_FUNCTION,
    """
    CREATE OR REPLACE TRIGGER audit_entry_is_never_removed BEFORE DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_is_final()
    """,
    """
    CREATE OR REPLACE TRIGGER audit_entry_is_never_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_final()
    """,
]
_POSTGRESQL_ALLOW_CHANGE = ["DROP TRIGGER IF EXISTS audit_entry_is_never_changed ON audit_entry"]
_POSTGRESQL_ALLOW_REMOVAL = [
    "DROP TRIGGER IF EXISTS audit_entry_is_never_removed ON audit_entry",
    "DROP TRIGGER IF EXISTS audit_entry_is_never_emptied ON audit_entry",
]


def forbid_changes(connection: BaseDatabaseWrapper) -> None:
    """Have the database refuse UPDATE."""
    _run(connection, sqlite=_SQLITE_NO_CHANGE, postgresql=_POSTGRESQL_NO_CHANGE)


def allow_changes(connection: BaseDatabaseWrapper) -> None:
    """Take `forbid_changes` back."""
    _run(connection, sqlite=_SQLITE_ALLOW_CHANGE, postgresql=_POSTGRESQL_ALLOW_CHANGE)


def forbid_removal(connection: BaseDatabaseWrapper) -> None:
    """Have the database refuse DELETE, and TRUNCATE where there is one."""
    _run(connection, sqlite=_SQLITE_NO_REMOVAL, postgresql=_POSTGRESQL_NO_REMOVAL)


def allow_removal(connection: BaseDatabaseWrapper) -> None:
    """Take `forbid_removal` back."""
    _run(connection, sqlite=_SQLITE_ALLOW_REMOVAL, postgresql=_POSTGRESQL_ALLOW_REMOVAL)


def _run(
    connection: BaseDatabaseWrapper, *, sqlite: Sequence[str], postgresql: Sequence[str]
) -> None:
    by_vendor = {"sqlite": sqlite, "postgresql": postgresql}
    with connection.cursor() as cursor:
        for statement in by_vendor[connection.vendor]:
            cursor.execute(statement)
