"""Which cells of a table of people to hide. Pure: counts in, decision out.

A table is a row of counts whose sum is known (a total) or not. A count of 1 to threshold - 1 is
hidden for itself (primary); others are hidden so that it can't be worked out (complementary).
Zero is shown: it is about nobody.

Source of the idea: Willenborg and de Waal, Elements of Statistical Disclosure Control (2001),
chapter 4. The attacker is taken to know the threshold and which cells are primary.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """The decision about one table.

    Attributes:
        primary: cells hidden for themselves.
        complementary: cells hidden to protect the primary ones.
        total: the total has to be hidden too.
    """

    primary: frozenset[str]
    complementary: frozenset[str]
    total: bool = False

    @property
    def cells(self) -> frozenset[str]:
        """All hidden cells."""
        return self.primary | self.complementary


def is_close(n: int | None, seen: Iterable[int | None], threshold: int) -> bool:
    """Whether the difference to a count that was seen is a small group of people."""
    if n is None:
        return False
    return any(old is not None and 0 < abs(n - old) < threshold for old in seen)


def hide(
    counts: Mapping[str, int],
    *,
    threshold: int,
    total_shown: bool,
    total_may_go: bool = False,
    at_least: int = 0,
    smallest: int = 1,
    also: Collection[str] = (),
) -> Hidden:
    """Decide what to hide in one table.

    Args:
        counts: people by cell, in the table's order.
        threshold: smallest count that may be seen.
        total_shown: the sum of all cells is known to the reader.
        total_may_go: the total may be hidden instead of a further cell (where the shares'
            denominator is another number).
        at_least: what the sum can't be below even where the total is hidden (people who chose
            something, in a question of several choices).
        smallest: what a small cell can't be below, as the reader knows (codes that one answer has
            are gathered, so that a code of its own has two).
        also: cells that must be hidden for a reason outside the table (a difference to an
            earlier release); they count as primary, of any size.

    Returns:
        The fewest complementary cells, smallest counts first, that leave every primary cell at
        least two possible values.
    """
    primary = {cell for cell, n in counts.items() if 0 < n < threshold} | set(also)
    hidden = Hidden(primary=frozenset(primary), complementary=frozenset())
    if not primary or not total_shown or _is_safe(counts, hidden, threshold, smallest=smallest):
        return hidden
    others = sorted(
        (cell for cell in counts if cell not in primary and counts[cell]),
        key=lambda cell: (counts[cell], cell),
    )
    for last in range(0 if total_may_go else 1, len(others) + 1):
        hidden = Hidden(
            primary=frozenset(primary),
            complementary=frozenset(others[:last]),
            total=total_may_go,
        )
        if _is_safe(counts, hidden, threshold, at_least=at_least, smallest=smallest):
            return hidden
    # Too few people altogether: the whole table goes, its total included.
    return Hidden(primary=frozenset(counts), complementary=frozenset(), total=True)


def possible_values(
    counts: Mapping[str, int],
    hidden: Hidden,
    threshold: int,
    *,
    at_least: int = 0,
    smallest: int = 1,
) -> dict[str, tuple[int, int]]:
    """What a reader can work out: lowest and highest possible count of each hidden cell.

    The reader knows all other cells, the threshold, the kind of every hidden cell, and the total
    or, where it is hidden, that it is not below `at_least`.
    """
    in_hidden = sum(counts[cell] for cell in hidden.cells)
    # Without the total a count may be anything; twice the sum stands for it.
    most = 2 * in_hidden + threshold if hidden.total else in_hidden

    def bounds_of(cell: str) -> tuple[int, int]:
        if cell in hidden.complementary:
            return threshold, most
        if 0 < counts[cell] < threshold:
            return smallest, threshold - 1
        return 0, most

    bounds = {cell: bounds_of(cell) for cell in hidden.cells}
    lows = sum(low for low, _ in bounds.values())
    highs = sum(high for _, high in bounds.values())
    least = at_least - (sum(counts.values()) - in_hidden) if hidden.total else in_hidden
    return {
        cell: (
            max(low, least - (highs - high)),
            high if hidden.total else min(high, in_hidden - (lows - low)),
        )
        for cell, (low, high) in bounds.items()
    }


def _is_safe(
    counts: Mapping[str, int],
    hidden: Hidden,
    threshold: int,
    *,
    at_least: int = 0,
    smallest: int = 1,
) -> bool:
    possible = possible_values(counts, hidden, threshold, at_least=at_least, smallest=smallest)
    return all(possible[cell][0] < possible[cell][1] for cell in hidden.primary)
