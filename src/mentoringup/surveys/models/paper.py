"""Forms filled in on paper, until both typings agree."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentoringup.surveys.models.setting import Wave


class PaperForm(models.Model):
    """A form filled in on paper, typed in twice; when both agree it becomes a response.

    Attributes:
        number: written on the paper.
        first, second: answers as typed, by variable; second is None until it is typed.
        consent_first, consent_second: what the paper says on research.
        is_taken_over: then both typings are emptied. They are, too, when the data set is made
            without it.
        is_removed: it counts nowhere and its number is free, but it can be put back. It is deleted
            when the data set is made.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="paper_forms")
    number = models.PositiveIntegerField()
    first = models.JSONField(default=dict)
    second = models.JSONField(null=True)
    consent_first = models.BooleanField(null=True)
    consent_second = models.BooleanField(null=True)
    typed_first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    typed_second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_taken_over = models.BooleanField(default=False)
    is_removed = models.BooleanField(default=False)

    class Meta:
        """By number."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["wave", "number"],
                condition=models.Q(is_removed=False),
                name="paper_number_is_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(is_removed=False) | models.Q(is_taken_over=False),
                name="removed_paper_is_not_taken_over",
            ),
        ]

    def __str__(self) -> str:
        """Its number."""
        return str(self.number)
