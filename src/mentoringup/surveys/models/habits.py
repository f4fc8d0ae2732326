"""What a site says in its own words, and how it sets up its surveys."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentoringup.organizations.models import Site
from mentoringup.surveys.enums import SurveyLetterKind


class SurveyLetterText(models.Model):
    """A site's own words of a letter, in one language."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="survey_letters")
    kind = models.CharField(max_length=20, choices=SurveyLetterKind.choices)
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Once a site, kind and language."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "kind", "language"], name="survey_letter_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=SurveyLetterKind.values),
                name="survey_letter_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        """Its subject."""
        return self.subject


class SurveyHabit(models.Model):
    """How a site evaluates whatever it announces, without anybody turning it on again.

    Attributes:
        setup: settings of the surveys that are made, as `setup.to_document` writes them.
    """

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="survey_habit")
    setup = models.JSONField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        """Whose."""
        return str(self.site)
