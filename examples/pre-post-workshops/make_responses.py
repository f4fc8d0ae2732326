"""Invent answers in the shape of a joined pre/post file: repeated keys, missing posts, `NA`.

Run from the project's root:  .venv/bin/python examples/pre-post-workshops/make_responses.py
"""

import csv
from pathlib import Path

import numpy as np

STATEMENTS = (
    "agree_accessdata",
    "agree_coding",
    "agree_answers",
    "agree_learning",
    "agree_workdata",
    "agree_doanalysis",
    "agree_efficientdata",
)
OCCUPATIONS = (
    "Graduate Student",
    "Undergrad Student",
    "Admin Staff",
    "Postdoc Researcher",
    "Faculty",
    "Admin Staff,Management",
    "NA",
)
WORKSHOPS = tuple(
    f"2025-{month:02}-invented-{topic}"
    for month, topic in enumerate(
        ("shell", "python", "r", "git", "maps", "text", "tables", "plots"), start=2
    )
)
PEOPLE = 140


def main() -> None:
    """Write `responses.csv` beside this script."""
    chance = np.random.default_rng(7)
    rows = []
    for person in range(PEOPLE):
        key = f"{person:02}{chance.choice(list('abcdef'))}{chance.choice(list('uvwxyz'))}"
        skill = chance.normal(3.4, 0.8)
        times = 2 if chance.random() < 0.1 else 1
        rows.extend(_row(chance, key, skill) for _ in range(times))
    target = Path(__file__).with_name("responses.csv")
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        posts = [f"{name}.post" for name in STATEMENTS]
        pres = [f"{name}.pre" for name in STATEMENTS]
        writer.writerow(["join_key", "occupation.pre", *pres, *posts, "workshop", "synthetic"])
        writer.writerows(rows)


def _row(chance: np.random.Generator, key: str, skill: float) -> list[str]:
    has_pre, has_post = chance.random() < 0.85, chance.random() < 0.45
    before = [_answer(chance, skill) if has_pre else "NA" for _ in STATEMENTS]
    after = [_answer(chance, skill + 0.45) if has_post else "NA" for _ in STATEMENTS]
    occupation = str(chance.choice(OCCUPATIONS)) if has_pre else "NA"
    return [key, occupation, *before, *after, str(chance.choice(WORKSHOPS)), "yes"]


def _answer(chance: np.random.Generator, level: float) -> str:
    if chance.random() < 0.03:
        return "NA"
    return str(int(np.clip(np.rint(chance.normal(level, 0.8)), 1, 5)))


if __name__ == "__main__":
    main()
