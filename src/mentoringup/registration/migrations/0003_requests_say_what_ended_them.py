"""A request says what ended it: waiting in vain until the session was over is remembered."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def say_what_ended_them(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Requests that had ended before: what is known of their end from its state and its moment."""
    requests = apps.get_model("registration", "Registration").objects.using(
        schema_editor.connection.alias
    )
    expired = requests.filter(state="expired")
    over = apps.get_model("training", "Session").objects.filter(ends_at__isnull=False)
    expired.filter(confirmed_at__isnull=True).update(ended_by="unconfirmed")
    known = expired.filter(confirmed_at__isnull=False)
    known.update(ended_by="expired")
    in_vain = known.filter(session__in=over, session__ends_at__lte=F("changed_at"))
    requests.filter(pk__in=list(in_vain.values_list("pk", flat=True))).update(
        ended_by="session-over"
    )
    for state, cause in (
        ("declined", "declined"),
        ("cancelled", "cancelled"),
        ("withdrawn", "withdrew"),
    ):
        requests.filter(state=state).update(ended_by=cause)


class Migration(migrations.Migration):
    dependencies = [
        ("registration", "0002_draw_says_when"),
    ]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="ended_by",
            field=models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.RunPython(say_what_ended_them, migrations.RunPython.noop),
    ]
