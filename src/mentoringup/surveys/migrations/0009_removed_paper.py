"""A typed form that is removed can be put back until the data set is made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0008_reminders_of_each")]

    operations = [
        migrations.AddField(
            model_name="paperform",
            name="is_removed",
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveConstraint(model_name="paperform", name="paper_number_is_unique"),
        migrations.AddConstraint(
            model_name="paperform",
            constraint=models.UniqueConstraint(
                condition=models.Q(is_removed=False),
                fields=("wave", "number"),
                name="paper_number_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperform",
            constraint=models.CheckConstraint(
                condition=models.Q(is_removed=False) | models.Q(is_taken_over=False),
                name="removed_paper_is_not_taken_over",
            ),
        ),
    ]
