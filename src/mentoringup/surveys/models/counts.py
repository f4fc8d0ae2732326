"""Counts of a wave, which know nobody."""

from typing import ClassVar

from django.db import models

from mentoringup.surveys.models.setting import Wave


class WaveDay(models.Model):
    """How many people did what on a day of a wave, by the calendar of the site."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    invited = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    started = models.PositiveIntegerField(default=0)
    finished = models.PositiveIntegerField(default=0)
    consented = models.IntegerField(default=0)

    class Meta:
        """By day."""

        ordering: ClassVar = ["day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wave", "day"], name="wave_day_is_unique"),
        ]

    def __str__(self) -> str:
        """The day."""
        return str(self.day)


class WaveMinutes(models.Model):
    """How many people took so many whole minutes to answer; 240 is "240 or more"."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="minutes")
    minutes = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """Shortest first."""

        ordering: ClassVar = ["minutes"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wave", "minutes"], name="wave_minutes_are_unique"),
        ]

    def __str__(self) -> str:
        """The minutes."""
        return str(self.minutes)
