"""ROR ids: the Research Organization Registry's names for institutions.

Nine characters: a zero, six of Crockford's base 32, and two check digits. The digits are those of
ISO 7064 MOD 97-10 over the number that the seven characters before them stand for.
"""

import re

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_SHAPE = re.compile(rf"0[{_ALPHABET}]{{6}}[0-9]{{2}}")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?ror\.org/", re.IGNORECASE)


def bare_ror_id(text: str) -> str:
    """The id without the address before it, in small letters; nothing is judged."""
    return _ADDRESS.sub("", text.strip(), count=1).strip("/").lower()


def is_ror_id(bare: str) -> bool:
    """Whether shape and check digits are right."""
    if not _SHAPE.fullmatch(bare):
        return False
    number = 0
    for letter in bare[:7]:
        number = number * 32 + _ALPHABET.index(letter)
    return int(bare[7:]) == 98 - (number * 100) % 97
