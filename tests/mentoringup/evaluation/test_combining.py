"""Reports that can be added and subtracted until a few people are left."""

import time

import pytest

from mentoringup.evaluation.combining import Released, given_away

GROUPS = {"A": 3, "B": 20, "C": 15, "D": 2, "E": 2, "F": 9}


def report(groups: str, *, answered: dict[str, int] | None = None) -> Released:
    counts = {**GROUPS, **(answered or {})}
    people = frozenset((one, number) for one in groups for number in range(GROUPS[one]))
    return Released(people=people, counts={"scale": sum(counts[one] for one in groups)})


def told(*reports: Released, threshold: int = 5) -> bool:
    *known, fresh = reports
    return bool(given_away(known, fresh, threshold=threshold))


@pytest.mark.parametrize(
    "reports",
    [
        ("AB", "BC", "C"),
        ("C", "AB", "BC"),
        ("BC", "C", "AB"),
        ("AB", "B"),
        ("A",),
        ("DEB", "BC", "C"),
        ("AB", "BF", "FC", "C"),
    ],
)
def test_a_few_people_are_found_in_any_order(reports):
    assert told(*map(report, reports))


@pytest.mark.parametrize("reports", [("AB",), ("AB", "BC"), ("AB", "ABC"), ("B", "BC", "C")])
def test_reports_that_leave_many_people_are_shown(reports):
    assert not told(*map(report, reports))


def test_two_small_groups_together_are_large_enough():
    assert not told(report("ADB"), report("BC"), report("C"))


def test_of_a_large_group_a_few_who_answered_are_found():
    answered = {"F": 2}
    reports = [report(groups, answered=answered) for groups in ("FB", "BC", "C")]

    assert told(*reports)


def test_of_a_small_group_of_whom_nobody_answered_nothing_is_told():
    answered = {"A": 0}
    reports = [report(groups, answered=answered) for groups in ("AB", "BC", "C")]

    assert not told(*reports)


def test_what_is_known_already_is_not_counted_against_a_new_report():
    assert not told(report("AB"), report("B"), report("BC"))


def test_only_reports_that_show_the_same_thing_are_combined():
    hidden = Released(people=report("BC").people, counts={})

    assert not told(report("AB"), hidden, report("C"))


def test_a_higher_threshold_finds_larger_groups():
    reports = [report(groups) for groups in ("FB", "BC", "C")]

    assert (told(*reports), told(*reports, threshold=10)) == (False, True)


def test_tens_of_reports_take_seconds():
    known = [
        Released(people=frozenset(range(20 * n, 20 * n + 30)), counts=dict.fromkeys("abcdefgh", 30))
        for n in range(30)
    ]
    began = time.perf_counter()

    given_away(known[1:], known[0], threshold=5)

    assert time.perf_counter() - began < 60
