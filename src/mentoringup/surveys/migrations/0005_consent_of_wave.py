"""Each wave keeps the text of consent that it was opened with."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OPENED = ("open", "closed", "frozen")


def keep_texts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """Give waves that were opened already what their survey says now."""
    survey, wave = (apps.get_model("surveys", name) for name in ("Survey", "Wave"))
    text = survey.objects.filter(pk=models.OuterRef("survey")).values("consent")
    wave.objects.filter(state__in=OPENED).update(consent=models.Subquery(text))


class Migration(migrations.Migration):
    dependencies = [("surveys", "0004_letter_before_a_training")]

    operations = [
        migrations.AddField(
            model_name="wave",
            name="consent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="waves",
                to="surveys.consenttext",
            ),
        ),
        migrations.RunPython(keep_texts, migrations.RunPython.noop),
    ]
