import statistics
from collections import Counter, defaultdict
from typing import Any

import pytest

Row = dict[str, str]

BLOCKS = {
    "communication": ("mca", range(1, 7)),
    "expectations": ("mca", range(7, 12)),
    "understanding": ("mca", range(12, 15)),
    "independence": ("mca", range(15, 20)),
    "diversity": ("mca", range(20, 22)),
    "professional-development": ("mca", range(22, 27)),
    "research-self-efficacy": ("rse", range(1, 6)),
}


def cells(row: Row) -> list[str]:
    return [cell for name, cell in row.items() if name.startswith(("mca#", "rse#"))]


def alpha(people: list[list[int]]) -> float:
    items = list(zip(*people, strict=True))
    total = statistics.variance([sum(person) for person in people])
    return len(items) / (len(items) - 1) * (1 - sum(map(statistics.variance, items)) / total)


def overall_gains(rows: list[Row]) -> dict[str, list[float]]:
    """Mean gains over the 26 items, by implementation."""
    found: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        both = [
            int(row[f"mca#2_{n}"]) - int(row[f"mca#1_{n}"])
            for n in range(1, 27)
            if row[f"mca#1_{n}"] and row[f"mca#2_{n}"]
        ]
        found[row["implementation_id"]].append(statistics.mean(both))
    return found


def test_two_to_four_percent_of_the_ratings_are_missing(files: Any) -> None:
    all_cells = [cell for row in files.consented for cell in cells(row)]
    assert 0.02 < all_cells.count("") / len(all_cells) < 0.04


def test_some_people_skip_all_self_efficacy_items(files: Any) -> None:
    skipped = [
        row
        for row in files.consented
        if not any(row[name] for name in row if name.startswith("rse#"))
    ]
    assert len(skipped) == 12


@pytest.mark.parametrize("scale", BLOCKS)
@pytest.mark.parametrize("side", [1, 2])
def test_items_of_a_scale_agree_as_in_the_literature(files: Any, scale: str, side: int) -> None:
    tag, numbers = BLOCKS[scale]
    people = [[row[f"{tag}#{side}_{n}"] for n in numbers] for row in files.consented]
    complete = [[int(cell) for cell in person] for person in people if all(person)]
    assert 0.68 < alpha(complete) < 0.95


def test_gains_are_clustered_by_implementation(files: Any) -> None:
    groups = list(overall_gains(files.consented).values())
    n, k = sum(map(len, groups)), len(groups)
    mean = statistics.mean([gain for group in groups for gain in group])
    between = sum(len(g) * (statistics.mean(g) - mean) ** 2 for g in groups) / (k - 1)
    within = sum((x - statistics.mean(g)) ** 2 for g in groups for x in g) / (n - k)
    size = (n - sum(len(g) ** 2 for g in groups) / n) / (k - 1)
    assert 0.04 < (between - within) / (between + (size - 1) * within) < 0.15


def test_most_people_gain_some_do_not_and_a_few_lose(files: Any) -> None:
    gains = [gain for group in overall_gains(files.consented).values() for gain in group]
    unchanged, worse = sum(gain == 0 for gain in gains), sum(gain < 0 for gain in gains)
    assert unchanged >= 4
    assert 1 <= worse < len(gains) / 10


def test_the_ceiling_is_reached_but_not_by_all(files: Any) -> None:
    now = [row[f"mca#2_{n}"] for row in files.consented for n in range(1, 27)]
    assert 0.08 < now.count("7") / len(now) < 0.35


def test_four_people_give_one_number_everywhere(files: Any) -> None:
    same = [row for row in files.consented if len({cell for cell in cells(row) if cell}) == 1]
    assert len(same) == 4


def test_four_people_take_less_than_a_third_of_the_median_time(files: Any) -> None:
    seconds = [int(row["Duration (in seconds)"]) for row in files.consented]
    assert sum(3 * one < statistics.median(seconds) for one in seconds) == 4


def test_people_of_one_implementation_are_alike_in_career_stage(files: Any) -> None:
    by_place: dict[str, Counter[str]] = defaultdict(Counter)
    for row in files.consented:
        if row["career_stage"]:
            by_place[row["implementation_id"]][row["career_stage"]] += 1
    usual = sum(stages.most_common(1)[0][1] for stages in by_place.values())
    assert usual / sum(stages.total() for stages in by_place.values()) > 0.45


def test_discontented_people_gained_less(files: Any) -> None:
    by_answer: dict[str, list[float]] = defaultdict(list)
    for row in files.consented:
        for group in overall_gains([row]).values():
            by_answer[row["would_recommend"]].extend(group)
    assert statistics.mean(by_answer["2"]) < statistics.mean(by_answer["1"])


def test_those_who_plan_no_change_said_so(files: Any) -> None:
    coded = files.coded("planned_changes")
    said = {row["ResponseId"]: row["made_or_plans_changes"] for row in files.consented}
    assert {said[answer] for answer, codes in coded.items() if codes == {"no-change"}} == {"2"}
    assert {said[answer] for answer, codes in coded.items() if codes != {"no-change"}} == {"1"}


def test_texts_about_planned_changes_differ(files: Any) -> None:
    texts = [row["planned_changes"] for row in files.consented if row["planned_changes"]]
    assert len(set(texts)) > 0.9 * len(texts)
