"""New ids of items and sessions."""

import secrets
import string
from collections.abc import Iterator

LENGTH = 8
_SIGNS = string.ascii_lowercase + string.digits


def new_ids() -> Iterator[str]:
    """Ids without end, each 8 letters and digits, none twice by any chance that counts."""
    while True:
        yield "".join(secrets.choice(_SIGNS) for _sign in range(LENGTH))


def is_id(text: str) -> bool:
    """Whether it could be one."""
    return len(text) == LENGTH and set(text) <= set(_SIGNS)
