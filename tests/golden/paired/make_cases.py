"""Invent paired scores for the comparison with R and PSPP: writes cases.json and workshops.csv.

Run from this folder: python make_cases.py. Gains are whole numbers of 1/denominator, so that the
other programs see the same ties as we do.
"""

import csv
import json
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def invent(seed: int, *, people: int, clusters: int, denominator: int, gain: float) -> dict:
    chance = np.random.default_rng(seed)
    cluster = np.sort(np.r_[np.arange(clusters), chance.integers(0, clusters, people - clusters)])
    shift = chance.normal(gain, 0.3, clusters)[cluster]
    before = np.clip(np.rint(chance.normal(4.2, 1.0, people) * denominator), denominator, None)
    now = np.rint(before + (shift + chance.normal(0, 0.9, people)) * denominator)
    now = np.clip(now, denominator, 7 * denominator)
    return {
        "denominator": denominator,
        "cluster": cluster.tolist(),
        "before": before.astype(int).tolist(),
        "now": now.astype(int).tolist(),
    }


def untied(seed: int, *, people: int, clusters: int) -> dict:
    chance = np.random.default_rng(seed)
    size = chance.permutation(np.arange(1, 3 * people))[:people]
    gain = size * np.where(chance.random(people) < 0.7, 1, -1)
    return {
        "denominator": 100,
        "cluster": (np.arange(people) % clusters).tolist(),
        "before": [300] * people,
        "now": (300 + gain).tolist(),
    }


def main() -> None:
    cases = {
        "untied": untied(11, people=12, clusters=3),
        "untied_45": untied(12, people=45, clusters=9),
        "few": invent(13, people=7, clusters=3, denominator=2, gain=0.6),
        "tied": invent(14, people=40, clusters=8, denominator=3, gain=0.2),
        "workshops": invent(15, people=183, clusters=26, denominator=6, gain=0.25),
        "strong": invent(16, people=183, clusters=26, denominator=26, gain=1.1),
        "many": invent(17, people=700, clusters=60, denominator=5, gain=0.15),
    }
    (HERE / "cases.json").write_text(json.dumps(cases) + "\n")
    with (HERE / "workshops.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["before", "now"])
        writer.writerows(zip(cases["workshops"]["before"], cases["workshops"]["now"], strict=True))


if __name__ == "__main__":
    main()
