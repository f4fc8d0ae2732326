"""Reads about the background work."""

from datetime import datetime, timedelta

from mentoringup.jobs.models import Worker


def last_beat_age(*, now: datetime) -> timedelta | None:
    """How long ago the liveliest worker said that it lives; None without any worker."""
    beat = Worker.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
    return None if beat is None else max(now - beat, timedelta(0))
