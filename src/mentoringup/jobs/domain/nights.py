"""Which nightly jobs are due, and enqueuing each once a night."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from mentoringup.jobs.models import Night
from mentoringup.jobs.periodic import NIGHTLY


def begin_night(*, now: datetime) -> list[str]:
    """Enqueue nightly jobs that were not enqueued since the last night hour; their names.

    A night that nobody worked through is made up for by the first worker of the day. The note that
    a job is enqueued and the job are one transaction.
    """
    night = (now - timedelta(hours=settings.NIGHT_HOUR)).date()
    done = set(Night.objects.filter(last_on__gte=night).values_list("name", flat=True))
    begun = []
    for name in sorted(NIGHTLY.keys() - done):
        with transaction.atomic():
            Night.objects.get_or_create(name=name, defaults={"last_on": night - timedelta(days=1)})
            row = Night.objects.select_for_update().get(name=name)
            if row.last_on >= night:
                continue
            row.last_on = night
            row.save(update_fields=["last_on"])
            NIGHTLY[name].enqueue()
        begun.append(name)
    return begun
