"""A draw that anybody can recompute. Pure: the standard library is all that it needs.

Everything that is hashed is ASCII text, so that a shell or a sheet of any hash calculator gives the
same as this module. With `H(text)` for the SHA-256 of a text as 64 small hexadecimal digits:

- the seed is a text of 64 small hexadecimal digits, 32 random bytes;
- its commitment, published before anybody asks, is `H(seed)`;
- the list is the tickets that take part, in ascending order, in decimal digits with commas between
  them and nothing else: `3,5,12`; its digest is `H(list)`;
- the key of a ticket is `H(seed:digest:ticket)`, the three with colons between them;
- the order is that of the keys, compared as texts: the smallest is drawn first.
"""

import hashlib
import re
from collections.abc import Collection

ALGORITHM = (
    "H(text) is the SHA-256 of an ASCII text, written as 64 lower-case hexadecimal digits. "
    "commitment = H(seed). "
    "digest = H(entries in ascending order, in decimal, separated by commas, without spaces). "
    "key of a ticket = H(seed + ':' + digest + ':' + ticket). "
    "order = the entries sorted by their keys as text, the smallest key first."
)
"""The same in one paragraph, for whoever has a record of a draw and nothing else."""

_HASH = re.compile(r"[0-9a-f]{64}")


def is_hash(text: str) -> bool:
    """Whether it is 64 small hexadecimal digits, as seeds and commitments are."""
    return _HASH.fullmatch(text) is not None


def commitment_of(seed: str) -> str:
    """What is published of a seed before the draw."""
    return _hash(seed)


def list_of(entries: Collection[int]) -> str:
    """The tickets as the text that is hashed."""
    return ",".join(map(str, sorted(entries)))


def digest_of(entries: Collection[int]) -> str:
    """The hash of the list: one ticket more or less, and every key is another."""
    return _hash(list_of(entries))


def draw(entries: Collection[int], *, seed: str) -> tuple[int, ...]:
    """The tickets in the order in which they are drawn, first drawn first.

    Args:
        entries: tickets, each once, in any order.
        seed: 64 small hexadecimal digits.
    """
    digest = digest_of(entries)
    return tuple(sorted(entries, key=lambda ticket: (_hash(f"{seed}:{digest}:{ticket}"), ticket)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()
