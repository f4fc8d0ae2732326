"""A mentee's pseudonym is kept sealed with her mentor, apart from what mentors are counted by."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0005_consent_of_wave")]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="mentee_sealed",
            field=models.BinaryField(null=True),
        ),
        migrations.RemoveConstraint(model_name="participant", name="participant_is_asked_once"),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                models.F("survey"),
                django.db.models.functions.text.Lower("email"),
                models.F("is_mentor"),
                models.F("about"),
                condition=models.Q(is_mentor=False) | ~models.Q(about=""),
                name="participant_is_asked_once",
            ),
        ),
    ]
