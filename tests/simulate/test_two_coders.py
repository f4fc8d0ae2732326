from typing import Any

import pytest

FREQUENT = (
    "effective-communication",
    "mentoring-up",
    "aligning-expectations",
    "meeting-management",
    "resources-and-tools",
    "career-development",
)


def kappa(first: list[bool], second: list[bool]) -> float:
    n = len(first)
    agree = sum(a == b for a, b in zip(first, second, strict=True)) / n
    yes = sum(first) / n * sum(second) / n
    no = (1 - sum(first) / n) * (1 - sum(second) / n)
    return (agree - yes - no) / (1 - yes - no)


@pytest.mark.parametrize("code", FREQUENT)
def test_the_coders_agree_well_but_not_wholly_on_a_frequent_code(files: Any, code: str) -> None:
    first = files.coded("planned_changes", "coder-a")
    second = files.coded("planned_changes", "coder-b")
    answers = sorted(first)
    found = kappa(
        [code in first[answer] for answer in answers],
        [code in second[answer] for answer in answers],
    )
    assert 0.74 < found < 0.86


def test_both_coders_and_the_consensus_coded_the_same_answers(files: Any) -> None:
    layers = ("coder-a", "coder-b", "consensus")
    coded = [set(files.coded("planned_changes", layer)) for layer in layers]
    assert coded[0] == coded[1] == coded[2]


def test_vague_and_no_change_stand_alone_in_the_consensus(files: Any) -> None:
    coded = files.coded("planned_changes").values()
    special = [codes for codes in coded if codes & {"vague", "no-change"}]
    assert all(len(codes) == 1 for codes in special)


def test_a_coding_is_listed_once(files: Any) -> None:
    keys = [(one["answer_id"], one["question"], one["layer"], one["code"]) for one in files.codes]
    assert len(keys) == len(set(keys))


def test_a_code_has_one_label(files: Any) -> None:
    labels = {(one["code"], one["label"]) for one in files.codes}
    assert len(labels) == len({code for code, _ in labels})
