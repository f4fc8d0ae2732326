"""Statements that are written out, and that the database reads and plans once a connection.

For what a rush asks again and again. Django writes values into the text of a statement before
PostgreSQL sees it, so that each is a new one, which takes longer to read and plan than to answer.
These are sent apart from their values and keep their plan. SQLite does so anyway.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper


@contextmanager
def kept_statements() -> Iterator[CursorWrapper]:
    """A cursor like `connection.cursor()` for statements whose text is the same every time.

    `config.database` says from which time on PostgreSQL keeps one, and how an operator prevents it.
    Where Django logs queries it gets ordinary ones, because kept ones don't tell it their values.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not connection.queries_logged:
            from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415  needs its driver

            cursor.cursor = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]  # the stubs know another
        yield cursor
