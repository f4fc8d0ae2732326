"""Invent answers to items for the comparison with R and PSPP: writes answers.csv.

Run from this folder: python make_answers.py. Seven-point answers of 183 people to six items.
"""

import csv
from pathlib import Path

import numpy as np

LOADINGS = np.array([1.1, 0.9, 1.0, 0.6, 0.8, 0.3])


def invent() -> list[list[int]]:
    chance = np.random.default_rng(7)
    trait = chance.normal(0, 1, (183, 1))
    feeling = 4.6 + trait * LOADINGS + chance.normal(0, 0.8, (183, 6))
    answers: list[list[int]] = np.clip(np.rint(feeling), 1, 7).astype(int).tolist()
    return answers


if __name__ == "__main__":
    with (Path(__file__).parent / "answers.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow([f"item{number}" for number in range(1, 7)])
        table.writerows(invent())
