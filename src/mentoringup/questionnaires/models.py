"""Questionnaires of a site: the one being written, and the versions that were used."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentoringup.organizations.models import Site
from mentoringup.questionnaires.enums import Change, QuestionnaireState


class Questionnaire(models.Model):
    """What a site asks; `document` is the one being written (`form.document`).

    Attributes:
        document: the form as JSON.
        revision: rises with every save; two who write at once are told.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="questionnaires")
    name = models.CharField(max_length=200)
    document = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(
        max_length=8, choices=QuestionnaireState.choices, default=QuestionnaireState.ACTIVE
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """By name."""

        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=QuestionnaireState.values),
                name="questionnaire_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class QuestionnaireRevision(models.Model):
    """A questionnaire as it stood once while it was being written.

    Attributes:
        change: what made it.
        title: of the element or page it is about; empty for the whole.
        after: the revision that taking it back leads to. None for the first.
    """

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    after = models.PositiveIntegerField(null=True)
    document = models.JSONField()
    change = models.CharField(max_length=8, choices=Change.choices)
    title = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="questionnaire_revision_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(change__in=Change.values),
                name="questionnaire_change_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(after__isnull=True) | models.Q(number__gt=models.F("after")),
                name="questionnaire_revision_follows",
            ),
        ]

    def __str__(self) -> str:
        """Its number."""
        return str(self.number)


class QuestionnaireVersion(models.Model):
    """What was asked from a moment on; never changed (a trigger of the database refuses it).

    It goes only with its whole questionnaire, and that only while no wave asks it: the wave's key
    holds it.

    Attributes:
        number: 1, 2, ... within its questionnaire.
        document: the form as JSON.
        sha256: of the canonical document: words, order, conditions and all.
        instrument_sha256: of the mentoreval instrument; travels with each answer.
        cores: hashes of the included instruments, by id.
    """

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    instrument_id = models.CharField(max_length=100)
    instrument_version = models.CharField(max_length=40)
    instrument_sha256 = models.CharField(max_length=64)
    cores = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="questionnaire_version_number_is_unique"
            ),
        ]

    def __str__(self) -> str:
        """Name and number."""
        return f"{self.questionnaire} {self.number}"
