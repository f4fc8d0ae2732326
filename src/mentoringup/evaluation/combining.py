"""What several reports together tell of a few people: sums that can be added and subtracted. Pure.

A report gives sums over its people. Readers of several can add and subtract them, so they know the
sum over a group wherever the group's indicator is a linear combination of the reports' indicators:
of AB, BC and C follows A, though no two of them differ by A.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

_LARGEST_UNION = 4
_MOST_FOR_UNIONS = 12
"""Of more small groups only pairs are tried: the number of unions doubles with each."""

Row = list[Fraction]
Way = tuple[Fraction, ...]
"""How often each report is taken, together giving a sum over some people alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A report.

    Attributes:
        people: whose answers went in.
        counts: by what it shows a sum of (a scale, an item, a cell), the people in that sum.
    """

    people: frozenset[Hashable]
    counts: Mapping[str, int]


def given_away(known: Sequence[Released], fresh: Released, *, threshold: int) -> frozenset[str]:
    """What a new report shows that, with those known, would tell of fewer than `threshold` people.

    Args:
        known: reports that readers have.
        fresh: the new one; what is given away without it already isn't counted against it.
        threshold: smallest count of people that may be seen.

    Cost: an elimination for every group of people who are in the same reports, and for unions of
    small ones, by every set of reports that show the same things.
    """
    near = _connected(known, fresh)
    shown_alike: dict[tuple[int, ...], list[str]] = {}
    for name in fresh.counts:
        places = tuple(place for place, one in enumerate(near) if name in one.counts)
        shown_alike.setdefault(places, []).append(name)
    return frozenset(
        name
        for places, names in shown_alike.items()
        for name in _given_away_of(names, [*(near[one] for one in places), fresh], threshold)
    )


def _connected(known: Sequence[Released], fresh: Released) -> list[Released]:
    """Reports that share people with the new one, or with one that does."""
    people, near, rest = set(fresh.people), [], list(known)
    while found := [one for one in rest if not people.isdisjoint(one.people)]:
        near += found
        rest = [one for one in rest if people.isdisjoint(one.people)]
        people.update(*(one.people for one in found))
    return near


def _given_away_of(
    names: Sequence[str], reports: Sequence[Released], threshold: int
) -> Sequence[str]:
    """Of the names that all these reports show: those that the last of them gives away."""
    sizes: dict[tuple[bool, ...], int] = {}
    for person in frozenset[Hashable]().union(*(one.people for one in reports)):
        pattern = tuple(person in one.people for one in reports)
        sizes[pattern] = sizes.get(pattern, 0) + 1
    groups = list(sizes)
    # A row a report: its group indicators, then how often it and each other report is taken.
    rows = [
        [
            *(Fraction(group[place]) for group in groups),
            *(Fraction(place == other) for other in range(len(reports))),
        ]
        for place in range(len(reports))
    ]
    ways = []
    for among in _suspects([sizes[group] for group in groups], threshold):
        now = _ways_to(rows, among, groups=len(groups))
        if len(now) > len(_ways_to(rows[:-1], among, groups=len(groups))):
            if len(among) > 1:
                return names
            ways += now
    return [name for name in names if any(_tells(way, name, reports, threshold) for way in ways)]


def _tells(way: Way, name: str, reports: Sequence[Released], threshold: int) -> bool:
    """Whether few people are in a sum that is made of the reports' in this way."""
    people = sum(
        (times * one.counts[name] for times, one in zip(way, reports, strict=True)), Fraction()
    )
    return 0 < abs(people) < threshold


def _suspects(sizes: Sequence[int], threshold: int) -> Iterator[frozenset[int]]:
    """Each group alone, since few of it may have answered; unions of few people."""
    yield from (frozenset((place,)) for place in range(len(sizes)))
    small = [place for place, size in enumerate(sizes) if size < threshold]
    largest = _LARGEST_UNION if len(small) <= _MOST_FOR_UNIONS else 2
    for many in range(2, largest + 1):
        for among in combinations(small, many):
            if sum(sizes[place] for place in among) < threshold:
                yield frozenset(among)


def _ways_to(rows: Sequence[Row], among: frozenset[int], *, groups: int) -> list[Way]:
    """How independent sums over these groups alone are made of the reports, where they can be.

    The other groups are eliminated first; what is left of the rows is about these.
    """
    left = [list(row) for row in rows]
    for place in range(groups):
        if place not in among:
            left, _ = _eliminated(left, place)
    ways = []
    for place in among:
        left, pivot = _eliminated(left, place)
        if pivot is not None:
            ways.append(tuple(times / pivot[place] for times in pivot[groups:]))
    return ways


def _eliminated(rows: Sequence[Row], place: int) -> tuple[list[Row], Row | None]:
    """The rows without this column, and the row that was used up for it."""
    pivot = next((row for row in rows if row[place]), None)
    if pivot is None:
        return list(rows), None
    others = [row for row in rows if row is not pivot]
    return [
        [one - row[place] / pivot[place] * other for one, other in zip(row, pivot, strict=True)]
        if row[place]
        else row
        for row in others
    ], pivot
