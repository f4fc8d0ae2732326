"""The fingerprint of an instrument."""

import hashlib
import json
from dataclasses import fields, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from mentoreval.instruments.model import Instrument, Option


def fingerprint(instrument: Instrument) -> str:
    """Return the SHA-256 (hexadecimal) of everything an instrument says.

    Words, codes, keys, aliases and their order count; how the file is laid out doesn't.
    """
    text = json.dumps(
        replace(instrument, sha256=""),
        default=_plain,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Turn what JSON doesn't know into what it knows."""
    if isinstance(value, Option):
        return _plain_option(value)
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    return _plain_fields(value)


@lru_cache(maxsize=1000)
def _plain_option(option: Option) -> dict[str, Any]:
    """Remember each: the same options stand under many items."""
    return _plain_fields(option)


def _plain_fields(value: Any) -> dict[str, Any]:
    """Leave out what is empty, so that a field added to the model later changes no hash."""
    named = ((name, getattr(value, name)) for name in _names(value.__class__))
    return {name: part for name, part in named if _says_something(part)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def _says_something(value: Any) -> bool:
    return bool(value) or (isinstance(value, int | float) and value is not False)
