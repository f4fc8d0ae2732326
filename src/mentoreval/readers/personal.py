"""Columns that tell who a person is: named here once, dropped wherever a file is read."""

import re
from collections.abc import Iterable

import polars as pl

_PERSONAL = re.compile(
    r"(?:first|last|full|middle|given|family|sur|user|your|participant|mentee|mentor)?name"
    r"|recipient(?:firstname|lastname|name)|login"
    r"|(?:recipient|user|your|participant)?e?mail(?:address)?|emaildata"
    r"|(?:phone|telephone|mobile|cellphone)(?:number)?"
    r"|ip(?:addr|address)?"
    r"|(?:location)?(?:latitude|longitude)"
    r"|(?:street|mailing|home|postal)?address"
    r"|dob|dateofbirth|birthdate|birthday"
    r"|(?:participant)?token"  # leads back to an invitation
)
_PERSONAL_VALUE = (
    r"^(?:[^@\s]+@[^@\s]+\.[^@\s.]+"  # an e-mail address
    r"|(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3})$"  # an IPv4 address
)
_MOSTLY = 0.9
_SAMPLE = 1_000


def is_personal(name: str) -> bool:
    """Tell whether a column's name or label says that it holds personal facts.

    Case, punctuation and a number at the end make no difference: `E-Mail 2` is `email`.
    """
    word = re.sub(r"[\W_]+", "", name).rstrip("0123456789").casefold()
    return _PERSONAL.fullmatch(word) is not None


def personal_columns(frame: pl.DataFrame, among: Iterable[str]) -> tuple[str, ...]:
    """Name the String columns that hold e-mail or IP addresses.

    A column does if nine in ten of its first thousand filled cells do.
    """
    return tuple(name for name in among if _holds_addresses(frame[name]))


def _holds_addresses(cells: pl.Series) -> bool:
    filled = cells.drop_nulls().head(_SAMPLE)
    if filled.is_empty():
        return False
    found = filled.str.strip_chars().str.contains(_PERSONAL_VALUE)
    return int(found.sum()) >= _MOSTLY * len(filled)
