"""The words of an export compared with those of an instrument, small differences aside."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

from mentoreval.instruments.model import Option

_TYPOGRAPHIC = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_WHOLE = re.compile(r"[+-]?\d{1,9}(?:\.0+)?")
_NUMBERED_LABEL = re.compile(r"(\d{1,5}) ?[-=:.)] ?(.+)")
_ENDS = " \t"


def plain(text: str) -> str:
    """Fold case, blanks, quotation marks and dashes, so that two spellings compare equal."""
    folded = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHIC).casefold()
    return " ".join(folded.split())


def whole(text: str) -> int | None:
    """Read a whole number, also as `3.0` or `03`; None if it is none."""
    found = text.strip()
    return int(float(found)) if _WHOLE.fullmatch(found) else None


def word_of(text: str) -> str:
    """Give the form under which a value is looked up: `3.0` and `3` are one word."""
    number = whole(text)
    return plain(text) if number is None else str(number)


class OptionWords:
    """What stands for the options of one question in one column.

    Args:
        options: of the question.
        declared: code by value, from a crosswalk; then no other numbers are read.
        labels: label by stored value, from the format (a dictionary, value labels); then only
            the values whose labels are an option's are read as numbers, if there are any.
    """

    def __init__(
        self,
        options: Iterable[Option],
        *,
        declared: Mapping[str, int] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self.options = tuple(options)
        self._codes: dict[str, set[int]] = {}
        by_label = self._by_label()
        said = {value: {code} for value, code in (declared or {}).items()} or {
            value: by_label[plain(label)]
            for value, label in (labels or {}).items()
            if plain(label) in by_label
        }
        own = {str(option.code): {option.code} for option in self.options}
        for value, codes in (said or own).items():
            self._codes.setdefault(word_of(value), set()).update(codes)
        for word, codes in by_label.items():
            # What somebody says a value means outweighs a label that is spelled like it.
            if not said or word not in self._codes:
                self._codes.setdefault(word, set()).update(codes)

    def _by_label(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for option in self.options:
            for label in (option.label, *option.aliases):
                found.setdefault(plain(label), set()).add(option.code)
        return found

    def code(self, text: str) -> int | None:
        """Give the code that a cell stands for; None if there is none or more than one."""
        codes = self._codes.get(word_of(text)) or self._codes.get(plain(text), set())
        if not codes:
            codes = self._numbered(plain(text))
        return next(iter(codes)) if len(codes) == 1 else None

    def is_ambiguous(self, text: str) -> bool:
        """Tell whether a cell may stand for several options: a number that is also a label."""
        return len(self._codes.get(word_of(text), ())) > 1

    def _numbered(self, text: str) -> set[int]:
        """Read `7 - Extremely skilled`: a number that stands before its own label."""
        found = _NUMBERED_LABEL.fullmatch(text)
        if found is None:
            return set()
        number, label = found.groups()
        return self._codes.get(str(int(number)), set()) & self._codes.get(label, set())

    def codes(self, text: str, separators: str) -> frozenset[int] | None:
        """Give the codes of a cell that may hold several choices, split by known words only.

        A blank after a separator may be part of a label or not; a reading without such blanks is
        preferred. None if no reading, or more than one, is possible.
        """
        cell = plain(text).strip(separators + _ENDS)
        for blank in ("", " "):
            found = self._readings(cell, separators, blank)
            if len(found) == 1:
                return next(iter(found))
        return None

    def _readings(self, cell: str, separators: str, blank: str) -> set[frozenset[int]]:
        """Find up to two ways to read a cell as a series of known words."""
        # ways[i]: the choices read from place i to the end.
        ways: list[set[frozenset[int]]] = [set() for _ in cell] + [{frozenset()}]
        for start in range(len(cell) - 1, -1, -1):
            for word, codes in self._codes.items():
                if len(codes) != 1 or not word or not cell.startswith(word, start):
                    continue
                for after in _ends(cell, start + len(word), separators, blank):
                    ways[start] |= {rest | codes for rest in ways[after]}
            ways[start] = set(sorted(ways[start], key=sorted)[:2])
        return ways[0]

    def is_run_together(self, text: str) -> bool:
        """Tell whether a number may be several codes without their separators: 123 for 1,2,3."""
        number = whole(text)
        if number is None or self.code(text) is not None:
            return False
        codes = "|".join(str(option.code) for option in self.options)
        return re.fullmatch(rf"(?:{codes}){{2,}}", str(number)) is not None

    def expected(self) -> str:
        """Say which values would have been read."""
        numbers = sorted({int(word) for word in self._codes if whole(word) is not None})
        return f"{_ranges(numbers)} or the label of an option" if numbers else "an option's label"


def _ranges(numbers: Sequence[int]) -> str:
    """Write sorted numbers shortly: `1 to 5, 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run))  # noqa: PLR2004  pairs are listed
        for run in runs
    )


def _ends(cell: str, end: int, separators: str, blank: str) -> Collection[int]:
    """Give where the next word may begin, if a word may end at `end`."""
    if end == len(cell):
        return (end,)
    if cell[end] not in separators:
        return ()
    after = end + 1
    if blank and cell[after : after + 1] == blank:
        return (after, after + 1)
    return (after,)
