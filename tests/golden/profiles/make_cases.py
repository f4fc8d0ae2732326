"""Make the invented answers that the other programs are asked about.

Run from the project's folder: python tests/golden/profiles/make_cases.py
Writes cases.json (answers by person and item, null where there is none) and scores.csv (sums over
the items answered on both occasions, for PSPP). Every case is invented.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
HIGHEST = 7
MISSING = 0

Answers = NDArray[np.int64]
"""Shape (2, people, items): BEFORE, NOW; `MISSING` where there is none."""


def ratings(chance: np.random.Generator, people: int, items: int, *, gain: float) -> Answers:
    """Rounded normal ratings, alike within a person, with a shift of NOW."""
    person = chance.normal(4.2, 0.9, size=(people, 1))
    before = person + chance.normal(0, 0.8, size=(people, items))
    now = before + gain + chance.normal(0, 0.9, size=(people, items))
    return np.clip(np.rint(np.stack([before, now])), 1, HIGHEST).astype(np.int64)


def gains(answers: Answers) -> NDArray[np.int64]:
    """Gain times the number of items; only for cases without missing answers."""
    return np.subtract(answers[1].sum(axis=1), answers[0].sum(axis=1))


def first(
    wanted: Callable[[Answers], bool], people: int, items: int, *, gain: float = 0.3
) -> Answers:
    """Search the seeds for ratings of a rare shape."""
    for seed in range(200_000):
        answers = ratings(np.random.default_rng(seed), people, items, gain=gain)
        if wanted(answers):
            return answers
    raise LookupError("no seed gives such ratings")


def every_tie_breaks(answers: Answers) -> bool:
    """Gains are tied, but as differences of decimal means none is."""
    exact = np.abs(gains(answers))
    decimal = np.abs(answers[1].mean(axis=1) - answers[0].mean(axis=1))
    has_ties = len(np.unique(exact)) < len(exact)
    return has_ties and bool(exact.all()) and len(np.unique(decimal)) == len(decimal)


def untied(people: int, *, wins_from: int) -> Answers:
    """Gains of 1/26, 2/26, 3/26 ..., one each; the smaller ones are losses.

    The items share each person's sum as evenly as they can.
    """
    items = 26
    sizes = np.arange(1, people + 1)
    total = np.where(sizes >= wins_from, sizes, -sizes)
    before = 90 - total // 2
    sums = np.stack([before, before + total])
    least, rest = np.divmod(sums, items)
    return least[..., None] + (np.arange(items) < rest[..., None])


def with_missing(answers: Answers, chance: np.random.Generator, *, share: float) -> Answers:
    """Take out single answers."""
    return np.where(chance.random(answers.shape) < share, MISSING, answers)


def decimals_matter(answers: Answers) -> bool:
    """Ranking float means turns a p above .15 into one below .05 (or the other way round)."""
    from scipy.stats import wilcoxon  # noqa: PLC0415  slow to load, and needed here only

    exact = gains(answers)
    if not exact.any():
        return False
    decimal = answers[1].mean(axis=1) - answers[0].mean(axis=1)
    p = sorted(wilcoxon(one, method="asymptotic").pvalue for one in (exact, decimal))
    return p[0] < 0.05 and p[1] > 0.1


def cases() -> dict[str, Answers]:
    """The answers by name."""
    chance = np.random.default_rng(20240524)
    alike = np.stack([np.full((10, 5), 3), np.full((10, 5), 4)])
    level = ratings(chance, 16, 5, gain=0)[:1]
    several = ratings(chance, 10, 4, gain=0.7)
    return {
        "zeros and ties": ratings(chance, 60, 3, gain=0.4),
        "missing answers": with_missing(ratings(chance, 200, 5, gain=0.25), chance, share=0.06),
        "losses": ratings(chance, 30, 5, gain=-0.8),
        "decimals matter": first(decimals_matter, 24, 3, gain=0.3),
        "twelve, untied": untied(12, wins_from=5),
        "every tie breaks": first(every_tie_breaks, 6, 3, gain=0.6),
        "49, untied": untied(49, wins_from=18),
        "50, untied": untied(50, wins_from=18),
        "51, untied": untied(51, wins_from=18),
        "thirteen": ratings(chance, 13, 4, gain=0.6),
        "fourteen": ratings(chance, 14, 4, gain=0.6),
        "as many up as down": np.concatenate([several, several[::-1]], axis=1),
        "all gain the same": alike,
        "nobody changed": np.concatenate([level, level]),
        "one person": ratings(chance, 1, 5, gain=1.0),
    }


def as_json(answers: Answers) -> dict[str, Any]:
    """Give one case with null for missing answers."""
    return {
        when: [[int(a) if a != MISSING else None for a in row] for row in rows]
        for when, rows in zip(("before", "now"), answers, strict=True)
    }


def scores(answers: Answers) -> list[tuple[int, int, int]]:
    """Items answered on both occasions and their sums, for people with two thirds of the items."""
    both = (answers != MISSING).all(axis=0)
    answered = both.sum(axis=1)
    before, now = (answers * both).sum(axis=2)
    enough = 3 * answered >= 2 * answers.shape[2]
    columns = (answered[enough], before[enough], now[enough])
    return list(zip(*(column.tolist() for column in columns), strict=True))


def main() -> None:
    """Write both files."""
    made = cases()
    text = json.dumps({name: as_json(answers) for name, answers in made.items()})
    (HERE / "cases.json").write_text(text.replace('}, "', '},\n "') + "\n")
    lines = ["case,answered,before_sum,now_sum"]
    for number, answers in enumerate(made.values(), start=1):
        lines += [",".join(map(str, (number, *row))) for row in scores(answers)]
    (HERE / "scores.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
