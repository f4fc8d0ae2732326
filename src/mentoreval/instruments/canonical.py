"""The fingerprint of an instrument."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from mentoreval.instruments.model import Instrument


def fingerprint(instrument: Instrument) -> str:
    """Return the SHA-256 (hexadecimal) of everything an instrument says.

    Words, codes, keys, aliases and their order count; how the file is laid out doesn't.
    """
    said = _plain(instrument)
    said.pop("sha256", None)
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Turn a value into JSON. What is empty is left out: a field added later changes no hash."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        named = ((each.name, getattr(value, each.name)) for each in fields(value))
        return {name: _plain(part) for name, part in named if _says_something(part)}
    return dict(value) if isinstance(value, Mapping) else value


def _says_something(value: Any) -> bool:
    return value is not None and value is not False and value not in ("", (), {}, frozenset())
