"""What proves that somebody belongs: addresses and claims of a sign-in. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

_CLAIM_PLACES = ("userinfo", "id_token")
"""Where a sign-in by OpenID Connect keeps its claims."""


def is_of_domain(email: str, domains: Iterable[str]) -> bool:
    """Whether the address, in small letters, is of one of the domains, or of one below it."""
    host = email.rpartition("@")[2]
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def has_claim(held: Any, claim: str, value: str) -> bool:
    """Whether a sign-in came with the claim, and the claim is, or holds, the value.

    Args:
        held: what the provider said, as it was stored; anything may stand there.
        claim: its name.
        value: compared with single values as text, and with every one of a list.
    """
    if not isinstance(held, Mapping):
        return False
    places = (held, *(held.get(place) for place in _CLAIM_PLACES))
    return any(
        isinstance(place, Mapping) and claim in place and value in _texts(place[claim])
        for place in places
    )


def _texts(found: Any) -> list[str]:
    several = found if isinstance(found, list) else [found]
    return [str(one) for one in several if isinstance(one, str | int | float)]
