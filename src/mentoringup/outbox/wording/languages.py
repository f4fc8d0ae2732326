"""Which of the languages that letters are written in fits a reader."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

Known = TypeVar("Known")


def first_known(languages: Mapping[str, Known], wanted: Iterable[str]) -> Known | None:
    """What stands under the first wanted code that is there, a regional one by its main code."""
    for code in wanted:
        known = languages.get(code.replace("_", "-").partition("-")[0].lower())
        if known is not None:
            return known
    return None
