"""Invent people in groups for the comparison with R and PSPP: writes people.csv.

Run from this folder: python make_people.py. Scores are whole numbers of sixths, so that the other
programs see the same ties as we do. `stage` varies within implementations, `mode` does not.
"""

import csv
from pathlib import Path

import numpy as np

STAGES = np.array([0] * 45 + [1] * 43 + [2] * 35 + [3] * 14)


def invent() -> list[dict[str, int]]:
    chance = np.random.default_rng(20)
    stage = chance.permutation(STAGES)
    implementation = chance.integers(0, 14, len(stage))
    place = chance.normal(0, 0.4, 14)[implementation]
    feeling = 4.7 + 0.25 * stage + place + chance.normal(0, 0.8, len(stage))
    answers = np.rint(feeling[:, None] + chance.normal(0, 0.8, (len(stage), 6)))
    score = np.clip(answers, 1, 7).sum(axis=1).astype(int)
    rows = zip(score, stage, implementation, strict=True)
    return [
        {"score": int(s), "stage": int(g), "implementation": int(c), "mode": int(c % 3 == 0)}
        for s, g, c in rows
    ]


if __name__ == "__main__":
    people = invent()
    with (Path(__file__).parent / "people.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, fieldnames=list(people[0]))
        table.writeheader()
        table.writerows(people)
