"""A draw says when it was carried out, and only then; an unknown state is another fault."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registration", "0001_registration"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="draw",
            name="draw_says_when",
        ),
        migrations.AddConstraint(
            model_name="draw",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("drawn_at__isnull", False), ("state", "drawn")),
                    models.Q(
                        models.Q(("state", "drawn"), _negated=True), ("drawn_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="draw_says_when",
            ),
        ),
    ]
