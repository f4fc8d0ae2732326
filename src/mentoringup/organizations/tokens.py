"""Tokens of links: made by chance, stored as a hash only."""

from hashlib import sha256
from secrets import token_urlsafe


def new_token() -> str:
    """A token for a link, 32 bytes of chance."""
    return token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of it."""
    return sha256(token.encode()).hexdigest()
