"""Triggers by which the database itself refuses to change or remove the rows of a table.

Both vendors get the same rule in their own words. A migration that alters such a table has to
forbid anew: SQLite makes the table anew, without its triggers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchangeable:
    """A table whose rows stand as they were written. All of it goes into SQL as it is.

    Attributes:
        table: its name in the database.
        triggers: how the names of its triggers begin; `_changed` and the like follow.
        function: what PostgreSQL's triggers call.
        columns: those that are never changed, with commas; empty for all.
        same_row: whether a row that is added would take the place of a stored one; it is `NEW`.
        refusal: what PostgreSQL says.
        changed, replaced: what SQLite says to UPDATE and to INSERT OR REPLACE.
        removed: what SQLite says to DELETE; empty where rows may be removed.
    """

    table: str
    triggers: str
    function: str
    refusal: str
    changed: str
    replaced: str
    removed: str = ""
    columns: str = ""
    same_row: str = "id = NEW.id"

    def forbid_changes(self, connection: BaseDatabaseWrapper) -> None:
        """Have the database refuse UPDATE."""
        change = f"UPDATE OF {self.columns}" if self.columns else "UPDATE"
        is_stored = f"EXISTS (SELECT 1 FROM {self.table} WHERE {self.same_row})"  # noqa: S608  our own names
        sqlite = [
            self._sqlite("changed", f"{change} ON {self.table}", self.changed),
            # INSERT OR REPLACE removes a row without asking the trigger against removal
            self._sqlite("replaced", f"INSERT ON {self.table} WHEN {is_stored}", self.replaced),
        ]
        postgresql = [self._refusing(), self._postgresql("changed", change, each="ROW")]
        _run(connection, sqlite=sqlite, postgresql=postgresql)

    def allow_changes(self, connection: BaseDatabaseWrapper) -> None:
        """Take `forbid_changes` back."""
        sqlite = [self._drop("changed"), self._drop("replaced")]
        postgresql = [f"{self._drop('changed')} ON {self.table}"]
        if not self.removed:  # else the triggers against removal call it
            postgresql.append(f"DROP FUNCTION IF EXISTS {self.function}()")
        _run(connection, sqlite=sqlite, postgresql=postgresql)

    def forbid_removal(self, connection: BaseDatabaseWrapper) -> None:
        """Have the database refuse DELETE, and TRUNCATE where there is one."""
        sqlite = [self._sqlite("removed", f"DELETE ON {self.table}", self.removed)]
        postgresql = [
            self._refusing(),
            self._postgresql("removed", "DELETE", each="ROW"),
            self._postgresql("emptied", "TRUNCATE", each="STATEMENT"),
        ]
        _run(connection, sqlite=sqlite, postgresql=postgresql)

    def allow_removal(self, connection: BaseDatabaseWrapper) -> None:
        """Take `forbid_removal` back."""
        postgresql = [f"{self._drop(event)} ON {self.table}" for event in ("removed", "emptied")]
        _run(connection, sqlite=[self._drop("removed")], postgresql=postgresql)

    def _sqlite(self, event: str, when: str, refusal: str) -> str:
        return f"""
            CREATE TRIGGER IF NOT EXISTS {self.triggers}_{event} BEFORE {when}
            BEGIN SELECT RAISE(ABORT, '{refusal}'); END
            """

    def _refusing(self) -> str:
        return f"""
            CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation';
            END $$
            """

    def _postgresql(self, event: str, when: str, *, each: str) -> str:
        return f"""
            CREATE OR REPLACE TRIGGER {self.triggers}_{event} BEFORE {when} ON {self.table}
            FOR EACH {each} EXECUTE FUNCTION {self.function}()
            """

    def _drop(self, event: str) -> str:
        return f"DROP TRIGGER IF EXISTS {self.triggers}_{event}"


def _run(
    connection: BaseDatabaseWrapper, *, sqlite: Sequence[str], postgresql: Sequence[str]
) -> None:
    by_vendor = {"sqlite": sqlite, "postgresql": postgresql}
    with connection.cursor() as cursor:
        for statement in by_vendor[connection.vendor]:
            cursor.execute(statement)
