from django.db import migrations, models


class Migration(migrations.Migration):
    """A session remembers the latest word on its start and end, as its items do."""

    dependencies = [("delivery", "0001_delivery")]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="change",
            field=models.CharField(blank=True, default="", max_length=36),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="delivery", name="changed_at", field=models.DateTimeField(null=True)
        ),
    ]
