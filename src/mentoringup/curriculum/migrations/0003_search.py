from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mentoringup.curriculum import fulltext


def _make(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    fulltext.make_index(editor.connection)


def _remove(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    fulltext.remove_index(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0002_library")]

    operations = [
        migrations.AddField(
            model_name="part",
            name="title_words",
            field=models.CharField(blank=True, default="", max_length=400),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="part",
            index=models.Index(
                fields=[
                    "language",
                    "kind",
                    "pack",
                    "module",
                    "position",
                    "title_words",
                    "activity_kind",
                    "minutes",
                    "short_minutes",
                ],
                name="part_in_lists",
            ),
        ),
        migrations.RunPython(_make, _remove),
    ]
