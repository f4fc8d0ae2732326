"""How often the intervals of alpha and omega hold the truth, on invented data: writes coverage.txt.

Run from this folder: python coverage.py (a minute). The truth is the coefficient of 2,000,000
people of the same kind; `skewed` answers crowd at the upper end of seven points.
"""

from pathlib import Path

import numpy as np

from mentoreval.statistics.reliability import ItemMoments, cronbach_alpha, omega_total

RUNS = 2_000
LOADINGS = (1.0, 0.9, 0.8, 0.6, 0.5)


def moments(people: int, center: float, chance: np.random.Generator) -> ItemMoments:
    trait = chance.normal(0, 1, (people, 1))
    feeling = center + trait * LOADINGS + chance.normal(0, 0.8, (people, len(LOADINGS)))
    answers = np.clip(np.rint(feeling), 1, 7).astype(np.int64)
    return ItemMoments(
        n=people,
        sums=answers.sum(axis=0),
        products=answers.T @ answers,
        items=tuple(f"item{number}" for number in range(len(LOADINGS))),
    )


def coverage(people: int, center: float) -> tuple[float, float, int]:
    """Share of intervals that hold the truth (alpha, omega), and runs without an omega."""
    chance = np.random.default_rng(4)
    large = moments(2_000_000, center, chance)
    truths = [of(large).estimate or 0 for of in (cronbach_alpha, omega_total)]
    held, without = np.zeros(2), 0
    for _ in range(RUNS):
        drawn = moments(people, center, chance)
        for place, of in enumerate((cronbach_alpha, omega_total)):
            ci = of(drawn).ci
            without += ci is None
            held[place] += ci is not None and ci[0] <= truths[place] <= ci[1]
    return float(held[0] / RUNS), float(held[1] / (RUNS - without)), without


if __name__ == "__main__":
    lines = ["coverage of the 95 % intervals: alpha (Feldt) | omega (delta); runs without omega"]
    for people in (20, 50, 183):
        for kind, center in (("even", 4.0), ("skewed", 6.0)):
            alpha, omega, without = coverage(people, center)
            lines.append(f"  {people} people, {kind}: {alpha:.3f} | {omega:.3f}; {without}")
    (Path(__file__).parent / "coverage.txt").write_text("\n".join(lines) + "\n")
