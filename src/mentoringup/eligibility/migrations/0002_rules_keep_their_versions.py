"""Rules with names keep their versions; those there are begin with what they say now."""

import django.db.models.deletion
import simple_history.models
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

KEPT = ("id", "site_id", "name", "tree", "version")


def begin_with_what_they_say(
    apps: Apps,
    schema_editor: BaseDatabaseSchemaEditor,  # noqa: ARG001
) -> None:
    """Write down each rule as it is; who wrote it, and when, nobody knows any more."""
    kept = apps.get_model("eligibility", "HistoricalNamedRule")
    now = timezone.now()
    kept.objects.bulk_create(
        kept(**row, history_date=now, history_type="~")
        for row in apps.get_model("eligibility", "NamedRule").objects.values(*KEPT)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("eligibility", "0001_eligibility"),
        ("organizations", "0001_organizations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalNamedRule",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("tree", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical named rule",
                "verbose_name_plural": "historical named rules",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(begin_with_what_they_say, migrations.RunPython.noop),
    ]
