"""Sealing: AES-256-GCM over JSON that is padded, so that its size tells little."""

import json
import secrets
import struct
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mentoringup.surveys.errors import DraftIsUnreadableError

BLOCK = 1024
"""Bytes of which the content is a multiple before it is sealed."""
_NONCE = 12
_LENGTH = struct.Struct(">I")


def seal(key: bytes, content: Any, *, place: str) -> bytes:
    """The content, readable with the key only, and only in its place.

    Args:
        key: 32 bytes.
        content: anything that JSON can say.
        place: where it will stand, such as a locator; sealed for another place it is unreadable.
    """
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    padding = -(_LENGTH.size + len(plain)) % BLOCK
    padded = _LENGTH.pack(len(plain)) + plain + bytes(padding)
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, padded, place.encode())


def unseal(key: bytes, sealed: bytes | memoryview, *, place: str) -> Any:
    """What was sealed.

    Raises:
        DraftIsUnreadableError: another key, another place, or a changed byte.
    """
    whole = bytes(sealed)
    try:
        padded = AESGCM(key).decrypt(whole[:_NONCE], whole[_NONCE:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise DraftIsUnreadableError from error
    (length,) = _LENGTH.unpack_from(padded)
    return json.loads(padded[_LENGTH.size : _LENGTH.size + length])
