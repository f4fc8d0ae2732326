"""A wave says when it was closed, which may be later than was announced."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CLOSED = ("closed", "frozen")


def take_what_was_announced(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """Waves that are closed already were closed when they said, as far as the table knows."""
    wave = apps.get_model("surveys", "Wave")
    wave.objects.filter(state__in=CLOSED).update(closed_at=models.F("closes_at"))


class Migration(migrations.Migration):
    dependencies = [("surveys", "0006_sealed_mentee")]

    operations = [
        migrations.AddField(
            model_name="wave",
            name="closed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(take_what_was_announced, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="wave",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at__isnull", True))
                | models.Q(("state__in", ["closed", "frozen"])),
                name="wave_was_closed_only_if_it_is",
            ),
        ),
    ]
