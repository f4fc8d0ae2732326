"""Links that carry the right to one request: signed, so that nothing about them is stored."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from mentoringup.registration.models import Registration

_SALT = "mentoringup.registration"


def token_of(registration: Registration) -> str:
    """What the link of a request ends with. It stays the same as long as the request does."""
    return token_of_number(registration.pk)


def token_of_number(number: int) -> str:
    """The same, given the number of the request."""
    return signing.Signer(salt=_SALT, sep=".").sign(str(number))


def number_in(token: str) -> int | None:
    """The request that a token was made for, or None where nobody made it."""
    try:
        return int(signing.Signer(salt=_SALT, sep=".").unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def manage_path(registration: Registration) -> str:
    """The page on which the request is seen, answered and taken back."""
    return path_of_token(token_of(registration))


def path_of_token(token: str) -> str:
    """The same, given the token."""
    return reverse("registration:manage", args=[token])


def manage_address(registration: Registration) -> str:
    """The same for mails."""
    return address_of_token(token_of(registration))


def address_of_token(token: str) -> str:
    """The same, given the token."""
    return f"{settings.BASE_URL}{path_of_token(token)}"
