"""How long ago a person has shown who they are, in this session."""

from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest


def is_recently_confirmed(request: HttpRequest, *, now: datetime) -> bool:
    """Whether the person signed in, or confirmed it again, within the last minutes.

    A session that somebody left open must not be enough to add a passkey or to erase a person.
    """
    records = get_authentication_records(request, request.user)
    newest = max((record["at"] for record in records), default=0.0)
    return now.timestamp() - newest < _limit().total_seconds()


def _limit() -> timedelta:
    return timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
