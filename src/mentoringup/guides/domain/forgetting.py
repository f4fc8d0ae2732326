"""Old files go by themselves."""

from datetime import datetime, timedelta

from django.db.models import F

from mentoringup.guides.models import Guide

KEPT = timedelta(days=30)
"""How long a document of an earlier revision stays."""


def forget_old_guides(*, now: datetime) -> int:
    """Delete documents of other revisions than their plans stand at, asked for before `KEPT`."""
    old = Guide.objects.exclude(revision=F("plan__revision")).filter(asked_at__lt=now - KEPT)
    return Guide.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()[0]
