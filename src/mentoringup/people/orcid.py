"""ORCID iDs: sixteen characters, of which the last checks the others (ISO 7064, MOD 11-2)."""

import re

_SHAPE = re.compile(r"\d{15}[\dX]")
_PREFIX = re.compile(r"^(https?://)?(www\.)?orcid\.org/", re.IGNORECASE)


def check_character(digits: str) -> str:
    """The sixteenth character that belongs to fifteen digits: `0` to `9` or `X` for ten."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)  # noqa: PLR2004  ten, written as in Rome


def written_orcid(text: str) -> str:
    """The iD as it is written, `0000-0002-1825-0097`, from any way to type it.

    Raises:
        ValueError: it hasn't sixteen characters, or the last one doesn't fit; says which.
    """
    bare = re.sub(r"[\s–-]", "", _PREFIX.sub("", text.strip())).upper()
    if not bare.isascii() or not _SHAPE.fullmatch(bare):
        raise ValueError("shape")
    if check_character(bare[:15]) != bare[15]:
        raise ValueError("check")
    return "-".join(bare[start : start + 4] for start in range(0, 16, 4))
