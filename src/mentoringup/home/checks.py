"""What `mentoringup check --deploy` asks beside Django's own questions."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def no_demo(**_: Any) -> list[CheckMessage]:
    """On a server, nobody signs in by one click."""
    if not settings.DEMO:
        return []
    return [Error("DEMO is on: everybody can sign in as anybody.", id="home.E001")]
