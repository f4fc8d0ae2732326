"""Invent answers for the comparison with R and PSPP: writes answers.csv and matrices.json.

Run from this folder: python make_answers.py. Seven-point answers of 183 people to six items, and
the correlations of three to six items in small samples, where improper solutions are common.
"""

import csv
import json
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
LOADINGS = np.array([1.1, 0.9, 1.0, 0.6, 0.8, 0.3])


def invent() -> list[list[int]]:
    chance = np.random.default_rng(7)
    trait = chance.normal(0, 1, (183, 1))
    feeling = 4.6 + trait * LOADINGS + chance.normal(0, 0.8, (183, 6))
    answers: list[list[int]] = np.clip(np.rint(feeling), 1, 7).astype(int).tolist()
    return answers


def correlations() -> list[list[list[float]]]:
    chance = np.random.default_rng(8)
    matrices = []
    for number in range(80):
        items, people = 3 + number % 4, int(chance.integers(12, 60))
        trait = chance.normal(0, 1, (people, 1)) * chance.uniform(0, 1.5, items)
        seen = trait + chance.normal(0, 1, (people, items))
        matrices.append(np.corrcoef(seen, rowvar=False).round(4).tolist())
    return matrices


if __name__ == "__main__":
    with (HERE / "answers.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow([f"item{number}" for number in range(1, 7)])
        table.writerows(invent())
    (HERE / "matrices.json").write_text(json.dumps(correlations()) + "\n")
