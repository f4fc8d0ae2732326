"""How numbers are written for people: the one place that rounds.

A number that is absent is never a blank or a zero: a suppressed one reads `HIDDEN`, one that was
not computed reads `NOT_COMPUTED`; the result beside it carries the reason.
"""

from collections.abc import Callable
from typing import Final

from mentoreval.results import SUPPRESSED, Interval, Share

HIDDEN: Final = "hidden"
"""Mark of a suppressed number, the same for primary and complementary suppression: a mark that
told them apart would say that the primary ones lie below the threshold and the others do not."""

NOT_COMPUTED: Final = "n/a"

MINUS: Final = "−"
_SMALLEST_P: Final = 0.001
_ROUNDS_TO_ONE: Final = 0.9995


def absent(reason: str | None = None) -> str:
    """Give the mark for a number that is not there, by the result's reason."""
    return HIDDEN if reason == SUPPRESSED else NOT_COMPUTED


def hidden_note(small_cells: int) -> str:
    """Explain `HIDDEN` in a table's note or a figure's caption; `small_cells` is the threshold."""
    return (
        f"“{HIDDEN}”: fewer than {small_cells} people, "
        "or a number from which such a count could be worked out."
    )


def number(value: float | None, digits: int = 2, *, reason: str | None = None) -> str:
    """Write with a fixed number of decimals, a true minus sign and thousands: `−1,234.50`."""
    if value is None:
        return absent(reason)
    text = f"{abs(value):,.{digits}f}"
    is_zero = not text.strip("0.,")
    return text if value >= 0 or is_zero else MINUS + text


def signed(value: float | None, digits: int = 2, *, reason: str | None = None) -> str:
    """Write a change with its sign: `+0.75`, `−0.10`; what rounds to zero has none."""
    text = number(value, digits, reason=reason)
    if value is None or value <= 0 or not text.strip("0.,"):
        return text
    return f"+{text}"


def count(value: int | None, *, reason: str | None = None) -> str:
    """Write a whole number with thousands: `1,234`."""
    return absent(reason) if value is None else number(value, 0)


def percent(proportion: float | None, digits: int = 1, *, reason: str | None = None) -> str:
    """Write a proportion in [0, 1] as a percentage: `63.8%`."""
    if proportion is None:
        return absent(reason)
    return f"{number(100 * proportion, digits)}%"


def count_of(n: int | None, of: int | None, *, reason: str | None = None) -> str:
    """Write a count with its total: `226/354`; hidden as a whole if either is absent."""
    if n is None or of is None:
        return absent(reason)
    return f"{count(n)}/{count(of)}"


def share(value: Share, digits: int = 1) -> str:
    """Write a percentage with its counts, as every percentage must be: `63.8% (226/354)`."""
    if value.estimate is None or value.numerator is None or value.denominator is None:
        return absent(value.reason)
    counts = count_of(value.numerator, value.denominator)
    return f"{percent(value.estimate, digits)} ({counts})"


def interval(
    ends: Interval | None,
    digits: int = 2,
    *,
    show: Callable[[float, int], str] = number,
    reason: str | None = None,
) -> str:
    """Write an interval as `0.65 to 0.84`; `show` writes its ends (`number`, `percent`, `signed`).

    "to" and not a dash, because the ends may be negative.
    """
    if ends is None:
        return absent(reason)
    low, high = ends
    return f"{show(low, digits)} to {show(high, digits)}"


def p_value(p: float | None, *, reason: str | None = None) -> str:
    """Write p to three digits without the leading zero: `.034`; below that `< .001`.

    Only for tables and sentences; the exact value stands in the result file.
    """
    if p is None:
        return absent(reason)
    if p < _SMALLEST_P:
        return "< .001"
    return f"{p:.3f}" if p >= _ROUNDS_TO_ONE else f"{p:.3f}"[1:]


def p_phrase(p: float | None, *, reason: str | None = None) -> str:
    """Write p with its letter for a sentence: `p = .034`, `p < .001`, `p n/a`."""
    text = p_value(p, reason=reason)
    if p is None or text.startswith("<"):
        return f"p {text}"
    return f"p = {text}"


def plural(n: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: `1 person`, `2 people`; `many` defaults to `one` + s."""
    return f"{count(n)} {one if n == 1 else (many or one + 's')}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b, and c`."""
    if len(words) <= 2:  # noqa: PLR2004  two words need no comma
        return " and ".join(words)
    return f"{', '.join(words[:-1])}, and {words[-1]}"
