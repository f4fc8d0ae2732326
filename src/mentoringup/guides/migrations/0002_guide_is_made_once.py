from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0001_guides"),
        ("planning", "0001_planning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="guide",
            name="basis",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="guide",
            constraint=models.UniqueConstraint(
                fields=(
                    "plan",
                    "revision",
                    "kind",
                    "format",
                    "paper",
                    "is_large",
                    "language",
                    "basis",
                ),
                name="guide_is_made_once",
            ),
        ),
    ]
