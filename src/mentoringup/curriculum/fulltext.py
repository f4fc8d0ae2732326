"""Full text over the words of parts, in the database's own index, with one behavior on both.

Words are folded before they are stored (`indexing.folded`), and so is what is searched for; neither
database cuts or bends them. SQLite has an FTS5 table, kept in step by triggers; PostgreSQL a GIN
index on an expression. A migration that makes the table of parts anew on SQLite drops its triggers:
it calls `make_index` afterwards.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func

from mentoringup.curriculum.indexing import folded

MOST_TERMS = 12
"""Words of a question beyond these are not asked for."""

_SQLITE = (
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS curriculum_part_search USING fts5(
        words, content='curriculum_part', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0", prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER IF NOT EXISTS curriculum_part_search_added AFTER INSERT ON curriculum_part
    BEGIN
        INSERT INTO curriculum_part_search(rowid, words) VALUES (NEW.id, NEW.words);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS curriculum_part_search_removed AFTER DELETE ON curriculum_part
    BEGIN
        INSERT INTO curriculum_part_search(curriculum_part_search, rowid, words)
        VALUES ('delete', OLD.id, OLD.words);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS curriculum_part_search_changed
    AFTER UPDATE OF id, words ON curriculum_part
    BEGIN
        INSERT INTO curriculum_part_search(curriculum_part_search, rowid, words)
        VALUES ('delete', OLD.id, OLD.words);
        INSERT INTO curriculum_part_search(rowid, words) VALUES (NEW.id, NEW.words);
    END
    """,
    "INSERT INTO curriculum_part_search(curriculum_part_search) VALUES ('rebuild')",
)
_SQLITE_NONE = (
    "DROP TRIGGER IF EXISTS curriculum_part_search_added",
    "DROP TRIGGER IF EXISTS curriculum_part_search_removed",
    "DROP TRIGGER IF EXISTS curriculum_part_search_changed",
    "DROP TABLE IF EXISTS curriculum_part_search",
)
# PostgreSQL does not know what it costs to unpack long values, and would read the whole table. The
# function gives back what it is given and says that it is dear, so that the index is preferred.
_POSTGRESQL = (
    """
    ALTER TABLE curriculum_part ADD COLUMN IF NOT EXISTS search tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
    """,
    """
    CREATE OR REPLACE FUNCTION curriculum_part_search(search tsvector) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$ BEGIN RETURN search; END $$
    """,
    """
    CREATE INDEX IF NOT EXISTS curriculum_part_search ON curriculum_part
    USING gin (curriculum_part_search(search))
    """,
)
_POSTGRESQL_NONE = (
    "ALTER TABLE curriculum_part DROP COLUMN IF EXISTS search",
    "DROP FUNCTION IF EXISTS curriculum_part_search(tsvector)",
)
"""The index goes with its column."""


def make_index(connection: BaseDatabaseWrapper) -> None:
    """Make the index, and fill it from what is stored."""
    _run(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def remove_index(connection: BaseDatabaseWrapper) -> None:
    """Remove the index; searches fail without it."""
    _run(connection, _SQLITE_NONE if connection.vendor == "sqlite" else _POSTGRESQL_NONE)


def _run(connection: BaseDatabaseWrapper, statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def terms_of(question: str) -> tuple[str, ...]:
    """The words that a question asks for, folded, each once."""
    return tuple(dict.fromkeys(folded(question).split()))[:MOST_TERMS]


class HasWords(Func):
    """Whether a part has words that begin with all of these terms; a condition for `filter`."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, terms: Sequence[str]) -> None:
        super().__init__(F("pk"))
        self.terms = tuple(terms)

    def as_sqlite(
        self,
        compiler: Any,
        connection: Any,  # noqa: ARG002  Django gives it
        **_: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        """Ask the FTS5 table; the plus has the rows found through the index of lists."""
        (key,) = self.get_source_expressions()
        column, given = compiler.compile(key)
        sql = (
            f"+{column} IN (SELECT rowid FROM curriculum_part_search"  # noqa: S608  a column of ours
            " WHERE curriculum_part_search MATCH %s)"
        )
        return sql, (*given, " ".join(f'"{term}"*' for term in self.terms))

    def as_postgresql(
        self,
        compiler: Any,
        connection: Any,  # noqa: ARG002  Django gives it
        **_: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        """Ask the GIN index."""
        (key,) = self.get_source_expressions()
        column, given = compiler.compile(key)
        table, _dot, _id = column.rpartition(".")
        sql = f"curriculum_part_search({table}.search) @@ %s::tsquery"
        return sql, (*given, " & ".join(f"'{term}':*" for term in self.terms))
