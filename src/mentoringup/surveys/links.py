"""A person's link; its ticket for one half of the schema, and its locator for the other.

The end of a link is a secret of 32 bytes, T. The ticket stands with the invitation, the locator
with the answers; both are HKDF of T with different words, so whoever has the link finds both, and
whoever has the database can't lead from one to the other (ADR 18).
"""

import base64
import hmac
import re
import secrets
import uuid
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.urls import reverse

from mentoringup.surveys.keys import derived

_TOKEN = re.compile(r"p?[A-Za-z0-9_-]{43}")
_SECRET_BYTES = 32
_PUBLIC = "p"
_PUBLIC_LENGTH = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKeys:
    """Where a draft is found, and what opens it."""

    locator: str
    key: bytes


NO_KEYS = DraftKeys(locator="", key=b"")
"""Of somebody who has no link yet."""


def new_nonce() -> str:
    """What a participant's link is derived from, with the survey's key."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def token_for(key: bytes, nonce: str) -> str:
    """T of a participant, from the survey's key and her nonce; 43 characters."""
    return _text(hmac.digest(derived(key, "link"), nonce.encode(), "sha256"))


def public_token() -> str:
    """T of somebody who begins by a public link; nothing but her browser knows it."""
    return _PUBLIC + secrets.token_urlsafe(_SECRET_BYTES)


def is_public(token: str) -> bool:
    """Whether it was made by a public link."""
    return len(token) == _PUBLIC_LENGTH and token.startswith(_PUBLIC)


def is_token(token: str) -> bool:
    """Whether it looks like one at all."""
    return _TOKEN.fullmatch(token) is not None


def ticket_of(token: str, ref: str) -> str:
    """What the invitation keeps: lets in, and finds no answers. 64 hexadecimal digits."""
    return _part(token, ref, "ticket").hex()


def locator_of(token: str, ref: str) -> str:
    """What draft and response keep: finds answers, and no person. 64 hexadecimal digits."""
    return _part(token, ref, "locator").hex()


def draft_keys(token: str, ref: str) -> DraftKeys:
    """Locator and key of the draft of a wave."""
    return DraftKeys(locator=locator_of(token, ref), key=_part(token, ref, "draft"))


def keepsake_keys(token: str, code: uuid.UUID) -> DraftKeys:
    """Locator and key of the planned change, the same in all waves of a survey."""
    return DraftKeys(
        locator=_part(token, str(code), "keepsake-locator").hex(),
        key=_part(token, str(code), "keepsake"),
    )


def mentee_mark(token: str, code: uuid.UUID) -> str:
    """What stands for a mentee with her mentors where nobody may know her; 64 digits."""
    return _part(token, str(code), "mentee").hex()


def path_of(wave_ref: str, token: str) -> str:
    """The start page of a person's survey."""
    return reverse("surveys:answer", args=[wave_ref, token])


def address_of(wave_ref: str, token: str) -> str:
    """The same for mails."""
    return f"{settings.BASE_URL}{path_of(wave_ref, token)}"


def stop_address_of(wave_ref: str, token: str) -> str:
    """Where mails about the survey are stopped, for mails."""
    return f"{settings.BASE_URL}{reverse('surveys:stop_mails', args=[wave_ref, token])}"


def public_address_of(wave_ref: str) -> str:
    """The link for everybody, for a QR code in the room."""
    return f"{settings.BASE_URL}{reverse('surveys:public', args=[wave_ref])}"


def _part(token: str, ref: str, purpose: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=_SECRET_BYTES, salt=ref.encode(), info=purpose.encode())
    return hkdf.derive(token.encode())


def _text(secret: bytes) -> str:
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
