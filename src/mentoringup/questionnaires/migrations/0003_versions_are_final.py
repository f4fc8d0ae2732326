"""Have the database refuse to change a published questionnaire."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from mentoringup.questionnaires import triggers


def _forbid(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.forbid_changes(editor.connection)


def _allow(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.allow_changes(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0002_revisions")]
    operations = [migrations.RunPython(_forbid, _allow)]
