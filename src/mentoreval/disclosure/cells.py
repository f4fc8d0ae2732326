"""Which cells of a table of people to hide. Pure: counts in, decision out.

A table is a row of counts whose sum is known (a total) or not. A count of 1 to threshold - 1 is
hidden for itself (primary); others are hidden so that it can't be worked out (complementary).
Zero is shown: it is about nobody.

Source of the idea: Willenborg and de Waal, Elements of Statistical Disclosure Control (2001),
chapter 4. The attacker is taken to know the threshold and which cells are primary.
"""

from collections.abc import Collection, Mapping
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


def hide(
    counts: Mapping[str, int],
    *,
    threshold: int,
    total_shown: bool,
    total_may_go: bool = False,
    also: Collection[str] = (),
) -> Hidden:
    """Decide what to hide in one table.

    Args:
        counts: people by cell, in the table's order.
        threshold: smallest count that may be seen.
        total_shown: the sum of all cells is known to the reader.
        total_may_go: the total may be hidden instead of a further cell (where the shares'
            denominator is another number).
        also: cells that must be hidden for a reason outside the table (a difference to an
            earlier release); they count as primary, of any size.

    Returns:
        The fewest complementary cells, smallest counts first, that leave every primary cell at
        least two possible values.
    """
    primary = {cell for cell, n in counts.items() if 0 < n < threshold} | set(also)
    hidden = Hidden(primary=frozenset(primary), complementary=frozenset())
    if not primary or not total_shown or _is_safe(counts, hidden, threshold):
        return hidden
    if total_may_go:
        return Hidden(primary=frozenset(primary), complementary=frozenset(), total=True)
    complementary: set[str] = set()
    for cell in sorted(set(counts) - primary, key=lambda cell: (counts[cell], cell)):
        if counts[cell] == 0:
            continue
        complementary.add(cell)
        hidden = Hidden(primary=frozenset(primary), complementary=frozenset(complementary))
        if _is_safe(counts, hidden, threshold):
            return hidden
    # Too few people altogether: the whole table goes, its total included.
    return Hidden(primary=frozenset(counts), complementary=frozenset(), total=True)


def possible_values(
    counts: Mapping[str, int], hidden: Hidden, threshold: int
) -> dict[str, tuple[int, int]]:
    """What a reader can work out: lowest and highest possible count of each hidden cell.

    The reader knows all other cells, the total, the threshold and the kind of every hidden cell.
    """
    known_sum = sum(counts[cell] for cell in hidden.cells)

    def bounds_of(cell: str) -> tuple[int, int]:
        if cell in hidden.complementary:
            return threshold, known_sum
        if 0 < counts[cell] < threshold:
            return 1, threshold - 1
        return 0, known_sum

    bounds = {cell: bounds_of(cell) for cell in hidden.cells}
    lows = sum(low for low, _ in bounds.values())
    highs = sum(high for _, high in bounds.values())
    return {
        cell: (
            max(low, known_sum - (highs - high)),
            min(high, known_sum - (lows - low)),
        )
        for cell, (low, high) in bounds.items()
    }


def _is_safe(counts: Mapping[str, int], hidden: Hidden, threshold: int) -> bool:
    possible = possible_values(counts, hidden, threshold)
    return all(possible[cell][0] < possible[cell][1] for cell in hidden.primary)
