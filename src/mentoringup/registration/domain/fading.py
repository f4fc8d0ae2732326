"""Names and addresses of those who never confirmed go away; their rows stay to be counted."""

from datetime import datetime, timedelta

from django.db.models import Q

from mentoringup.registration.enums import ENDED, RegistrationState
from mentoringup.registration.models import Registration

KEPT = timedelta(days=30)
"""How long the name and address of a request that ended unconfirmed are kept."""


def fade_unconfirmed(*, now: datetime) -> int:
    """Empty names and addresses of requests whose address nobody confirmed, `KEPT` after their end.

    A request that is not eligible ends with its session. Answers how many were emptied; one query.
    """
    ended = Q(state__in=ENDED, changed_at__lte=now - KEPT)
    refused = Q(state=RegistrationState.INELIGIBLE, session__ends_at__lte=now - KEPT)
    rows = Registration.objects.filter(ended | refused, confirmed_at__isnull=True, person=None)
    return rows.exclude(email="", name="").update(email="", name="")
