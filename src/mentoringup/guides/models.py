"""What was asked to be printed, and the file once it is made."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentoringup.guides.enums import FileFormat, GuideKind, GuideState, Paper
from mentoringup.planning.models import Plan


class Guide(models.Model):
    """A document made from one revision of a plan.

    Attributes:
        revision: of the plan that it shows.
        is_large: whether it is in large print.
        language: of what participants read.
        basis: digest of the library's texts, the plan's name and the dates that it is made from.
        progress: percent, 0 to 100; `step` says in words what is being done.
        content: the file; None until it is ready.
        fault: why it failed, a sentence; empty otherwise.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="guides")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=GuideKind.choices)
    format = models.CharField(max_length=4, choices=FileFormat.choices)
    paper = models.CharField(max_length=9, choices=Paper.choices, default=Paper.LETTER)
    is_large = models.BooleanField(default=False)
    language = models.CharField(max_length=12)
    basis = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=GuideState.choices, default=GuideState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    content = models.BinaryField(null=True)
    file_name = models.CharField(max_length=200, blank=True)
    fault = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=[
                    "plan",
                    "revision",
                    "kind",
                    "format",
                    "paper",
                    "is_large",
                    "language",
                    "basis",
                ],
                name="guide_is_made_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=GuideState.values), name="guide_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=GuideKind.SLIDES, format__in=["pptx", "html"])
                | ~models.Q(kind=GuideKind.SLIDES) & models.Q(format__in=["pdf", "docx", "html"]),
                name="guide_format_suits_its_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=GuideKind.values, paper__in=Paper.values),
                name="guide_kind_and_paper_are_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=GuideState.READY)
                | models.Q(content__isnull=False, made_at__isnull=False, progress=100),
                name="ready_guide_has_its_file",
            ),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="guide_progress_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        """Its file's name."""
        return self.file_name or self.kind
