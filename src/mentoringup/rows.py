"""New rows by statements that are put together once, for tables that a rush writes to.

`Model.save` puts its statement together anew for every row, which takes longer than storing it.
No signals are sent, so this is for tables that nobody listens to.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Field, Model, sql
from django.db.models.constants import OnConflict

from mentoringup.statements import kept_statements

Row = TypeVar("Row", bound=Model)


class _Statement(NamedTuple):
    """An INSERT, and the columns whose values it wants."""

    text: str
    fields: tuple["Field[Any, Any]", ...]

    def values(self, row: Model) -> list[Any]:
        return [
            field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for field in self.fields
        ]


def add(row: Row) -> Row:
    """Store a row that is new; it has its primary key then."""
    statement = _statement(type(row), connection.vendor)
    with kept_statements() as cursor:
        cursor.execute(statement.text, statement.values(row))
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001  Django's documented
    return row


def add_where_new(rows: Sequence[Model]) -> None:
    """Store rows of one table but for those that a unique constraint forbids; gives no keys."""
    statement = _statement(type(rows[0]), connection.vendor, skips=True)
    values = [statement.values(row) for row in rows]
    with kept_statements() as cursor:
        if len(values) == 1:  # a batch of one costs two messages more
            cursor.execute(statement.text, values[0])
        else:
            cursor.executemany(statement.text, values)


@cache
def _statement(model: type[Model], vendor: str, *, skips: bool = False) -> _Statement:  # noqa: ARG001  part of the key
    """Django's own INSERT for one row of a table."""
    key = model._meta.pk  # noqa: SLF001  Django's documented model API
    fields = [one for one in model._meta.local_concrete_fields if one is not key]  # noqa: SLF001
    query = sql.InsertQuery(model, on_conflict=OnConflict.IGNORE if skips else None)
    query.insert_values(fields, [model()])
    compiler = query.get_compiler(connection=connection)
    if not skips:
        compiler.returning_fields = [key]
    ((text, _values),) = compiler.as_sql()
    return _Statement(text, tuple(fields))
