"""The key of a survey: 32 random bytes in a file, never in the database.

Everything that leads from a person to her answers needs it: links are derived from it, pseudonyms
are made with it, and the tickets of those who have answered are sealed with it. A copy of the
database alone leads nowhere, and a destroyed key leads nowhere for good (docs/anonymity.md).
"""

import contextlib
import os
import secrets
import uuid
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from mentoringup.surveys.errors import KeyIsGoneError

KEY_BYTES = 32


def create(code: uuid.UUID) -> None:
    """Make the key of a survey; nothing where it has one already."""
    path = _path(code)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(unfinished, path)  # whole, or not at all; never over an older one
    finally:
        unfinished.unlink()


def load(code: uuid.UUID) -> bytes:
    """The key.

    Raises:
        KeyIsGoneError: it was destroyed, was never made, or its file is damaged.
    """
    try:
        key = _path(code).read_bytes()
    except FileNotFoundError as error:
        raise KeyIsGoneError from error
    if len(key) != KEY_BYTES:
        raise KeyIsGoneError
    return key


def exists(code: uuid.UUID) -> bool:
    """Whether there is one."""
    return _path(code).exists()


def destroy(code: uuid.UUID) -> None:
    """Write over the key and remove it; nothing where it is gone.

    Backups of the folder must be destroyed by whoever made them.
    """
    path = _path(code)
    with contextlib.suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def derived(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, from which neither the first nor another one can be found."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


def _path(code: uuid.UUID) -> Path:
    return Path(settings.DATA_DIR) / "study-keys" / f"{uuid.UUID(str(code))}.key"
