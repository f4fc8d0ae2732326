from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def give_notes_their_word(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A note that was written has the word that brought it."""
    items = apps.get_model("delivery", "DeliveredItem").objects.using(
        schema_editor.connection.alias
    )
    items.exclude(note="").update(
        note_changed_at=F("changed_at"),
        note_change=F("change"),
        note_changed_by=F("changed_by"),
    )


class Migration(migrations.Migration):
    """A note remembers its latest word apart from how its item went."""

    dependencies = [
        ("delivery", "0002_session_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="delivereditem",
            name="note_change",
            field=models.CharField(blank=True, default="", max_length=36),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="delivereditem",
            name="note_changed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="delivereditem",
            name="note_changed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=models.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(give_notes_their_word, migrations.RunPython.noop),
    ]
