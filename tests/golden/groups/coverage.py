"""How often our intervals and p keep their word, on invented data: writes coverage.txt.

Run from this folder: python coverage.py (some minutes). People answer five items on seven points;
`large` groups of the same kind stand for the truth.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mentoreval.statistics import permutation
from mentoreval.statistics.between_groups import epsilon_squared, kruskal_wallis
from mentoreval.statistics.mean_differences import mean_differences
from mentoreval.statistics.ranked_groups import RankedGroups, rank_groups
from mentoreval.statistics.scores import Scores

RUNS = 2_000
SIZES = ((45, 43, 35), (45, 43, 35, 14, 9), (20, 8), (10, 10, 10), (200, 200, 60))
SHIFTS = {"none": (0, 1, 1), "small": (0.5, 1, 1), "large": (2, 1, 1), "uneven": (0.7, 0.4, 1.6)}
"""Range of the groups' means, and the SDs of the first and the last group."""


def answers(feeling: NDArray[np.float64], chance: np.random.Generator) -> NDArray[np.int64]:
    seen = 4.6 + feeling[:, None] + chance.normal(0, 0.9, (len(feeling), 5))
    return np.clip(np.rint(seen), 1, 7).sum(axis=1).astype(np.int64)


def scores(
    level: NDArray[np.int64], feeling: NDArray[np.float64], chance: np.random.Generator
) -> Scores:
    return Scores(
        numerator=answers(feeling, chance),
        denominator=5,
        count=np.ones(len(level), dtype=np.int64),
        level=level,
    )


def grouped(sizes: Sequence[int], shift: str, chance: np.random.Generator) -> RankedGroups:
    span, first, last = SHIFTS[shift]
    level = np.repeat(np.arange(len(sizes)), sizes)
    mean, sd = np.linspace(0, span, len(sizes))[level], np.linspace(first, last, len(sizes))[level]
    people = scores(level, chance.normal(mean, 0.9 * sd), chance)
    return rank_groups(people, [str(one) for one in range(len(sizes))])


def of_epsilon_squared(sizes: Sequence[int], shift: str) -> float:
    chance = np.random.default_rng(1)
    large = grouped([size * 2_000 for size in sizes], shift, chance)
    truth = 0 if shift == "none" else kruskal_wallis(large) / (large.n - 1)
    held = 0
    for _ in range(RUNS):
        groups = grouped(sizes, shift, chance)
        h = kruskal_wallis(groups)
        low, high = epsilon_squared(h, df=len(sizes) - 1, n=groups.n).ci or (1, 0)
        held += low <= truth <= high
    return held / RUNS


def of_bootstrap(sizes: Sequence[int], shift: str, *, runs: int = 200) -> float:
    """The same for percentile intervals of 200 resamples of people within groups."""
    chance = np.random.default_rng(1)
    large = grouped([size * 2_000 for size in sizes], shift, chance)
    truth = 0 if shift == "none" else kruskal_wallis(large) / (large.n - 1)
    held = 0
    for _ in range(runs):
        groups = grouped(sizes, shift, chance)
        places = [np.flatnonzero(groups.level == level) for level in range(len(sizes))]
        found = []
        for _ in range(200):
            drawn = np.concatenate([chance.choice(place, len(place)) for place in places])
            resampled = Scores(
                numerator=groups.rank[drawn],
                denominator=1,
                count=groups.count,
                level=groups.level[drawn],
            )
            again = rank_groups(resampled, groups.names)
            found.append(kruskal_wallis(again) / (again.n - 1) if again.square_sum else 0)
        low, high = np.quantile(found, (0.025, 0.975))
        held += low <= truth <= high
    return held / runs


def of_differences(clusters: int, *, between: bool, icc: float) -> tuple[float, float]:
    """Simultaneous coverage with equal means, of the cluster-robust and of Welch's intervals."""
    chance = np.random.default_rng(2)
    held = np.zeros(2)
    for _ in range(RUNS):
        cluster = np.r_[np.arange(clusters), chance.integers(0, clusters, 7 * clusters)]
        level = cluster % 3 if between else chance.choice(3, len(cluster), p=(0.5, 0.35, 0.15))
        feeling = chance.normal(0, icc**0.5, clusters)[cluster]
        feeling = feeling + chance.normal(0, (1 - icc) ** 0.5, len(cluster))
        values = np.rint(feeling * 10).astype(np.int64)
        for place, known in enumerate((cluster, None)):
            people = Scores(
                numerator=values,
                denominator=10,
                count=np.ones(len(values), dtype=np.int64),
                level=level,
                cluster=known,
            )
            found = mean_differences(people, rank_groups(people, ("a", "b", "c")))
            held[place] += all(one.ci is not None and one.ci[0] <= 0 <= one.ci[1] for one in found)
    return float(held[0] / RUNS), float(held[1] / RUNS)


def of_permutation(clusters: int, *, between: bool) -> float:
    """Share of p <= .05 where groups don't differ and implementations do (ICC about .2)."""
    chance = np.random.default_rng(3)
    rejected = 0
    for _ in range(RUNS):
        cluster = np.r_[np.arange(clusters), chance.integers(0, clusters, 6 * clusters)]
        level = cluster % 3 if between else chance.choice(3, len(cluster), p=(0.5, 0.35, 0.15))
        feeling = chance.normal(0, 0.45, clusters)[cluster] + chance.normal(0, 0.9, len(cluster))
        people = Scores(
            numerator=answers(feeling, chance),
            denominator=5,
            count=np.ones(len(cluster), dtype=np.int64),
            level=level,
            cluster=cluster,
        )
        groups = rank_groups(people, ("a", "b", "c"))
        found = permutation.permutation_test(groups, draws=499, seed=1)
        rejected += found.p is not None and found.p <= 0.05
    return rejected / RUNS


def normal_beside_permuted(smallest: int, seed: int) -> tuple[float, float]:
    """p from permuted people and p from normal rank sums, for 2,200 people."""
    chance = np.random.default_rng(seed)
    level = np.repeat([0, 1, 2], [1_400, 800 - smallest, smallest])
    cluster = chance.integers(0, 26, len(level))
    feeling = chance.normal(0, 0.9, len(level)) + np.array([0, 0.08, 0.5 / smallest**0.5])[level]
    one = scores(level, feeling, chance)
    people = Scores(
        numerator=one.numerator, denominator=5, count=one.count, level=level, cluster=cluster
    )
    groups = rank_groups(people, ("a", "b", "c"))
    found = []
    for budget in (10**12, 0):
        permutation.BUDGET = budget
        found.append(permutation.permutation_test(groups, draws=9_999, seed=seed).p or 0.0)
    return found[0], found[1]


def report() -> list[str]:
    lines = ["epsilon squared: coverage of the 95 % interval"]
    lines += [
        f"  sizes {sizes}, differences {shift}: {of_epsilon_squared(sizes, shift):.3f}"
        for sizes in SIZES
        for shift in SHIFTS
    ]
    lines.append("epsilon squared: coverage of a percentile bootstrap")
    lines += [
        f"  sizes {SIZES[1]}, differences {shift}: {of_bootstrap(SIZES[1], shift):.3f}"
        for shift in SHIFTS
    ]
    lines.append("three mean differences, none in truth: simultaneous coverage, CR2 | Welch")
    for clusters in (9, 26):
        for between in (True, False):
            for icc in (0.0, 0.1, 0.3):
                robust, welch = of_differences(clusters, between=between, icc=icc)
                where = "constant in" if between else "mixed in"
                lines.append(
                    f"  groups {where} {clusters} implementations, ICC {icc}: "
                    f"{robust:.3f} | {welch:.3f}"
                )
    lines.append("permutation: share of p <= .05, groups equal, implementations not")
    lines += [
        f"  groups {'constant' if between else 'mixed'} in {clusters} implementations: "
        f"{of_permutation(clusters, between=between):.3f}"
        for clusters in (9, 26)
        for between in (True, False)
    ]
    lines.append("2,200 people in 26 implementations: p permuted | p from normal rank sums")
    for smallest in (5, 20, 200):
        for seed in range(4):
            permuted, normal = normal_beside_permuted(smallest, seed)
            lines.append(f"  smallest group {smallest}: {permuted:.4f} | {normal:.4f}")
    return lines


if __name__ == "__main__":
    (Path(__file__).parent / "coverage.txt").write_text("\n".join(report()) + "\n")
