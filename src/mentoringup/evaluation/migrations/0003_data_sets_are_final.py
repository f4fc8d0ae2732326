"""Have the database refuse to change or remove a frozen data set."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from mentoringup.evaluation import triggers


def _forbid(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.forbid_changes(editor.connection)
    triggers.forbid_removal(editor.connection)


def _allow(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.allow_changes(editor.connection)
    triggers.allow_removal(editor.connection)
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION IF EXISTS data_set_is_final()", params=None)


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0002_words_and_redacted_texts")]
    operations = [migrations.RunPython(_forbid, _allow)]
