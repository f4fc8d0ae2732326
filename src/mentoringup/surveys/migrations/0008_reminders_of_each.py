"""Reminders count from each person's invitation, and how many are due stands with it."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Max


def take_over(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """What was written was due."""
    apps.get_model("surveys", "Invitation").objects.update(reminders_due=F("reminders"))


def give_back(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """A wave has reminded as often as the one whom it reminded most."""
    waves: Any = apps.get_model("surveys", "Wave").objects  # has a field that models lack
    for wave in waves.annotate(most=Max("invitations__reminders_due")).exclude(most=None):
        waves.filter(pk=wave.pk).update(reminded=wave.most)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0007_wave_says_when_it_was_closed")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="days_late",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="invitation",
            name="reminders_due",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunPython(take_over, give_back),
        migrations.RemoveConstraint(
            model_name="invitation", name="invitation_has_three_reminders_at_most"
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(reminders_due__lte=3),
                name="invitation_has_three_reminders_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(reminders__lte=models.F("reminders_due")),
                name="invitation_has_no_reminder_that_is_not_due",
            ),
        ),
        migrations.RemoveConstraint(model_name="wave", name="wave_reminds_three_times_at_most"),
        migrations.RemoveField(model_name="wave", name="reminded"),
    ]
