"""The page that started it, where its folder is present."""

from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
PLACES = [
    parent / "shared" / "seeds" / "mentoring-up-training-series-page.txt"
    for parent in (ROOT, *ROOT.parents)
]


@pytest.fixture
def seed() -> str:
    for place in PLACES:
        if place.is_file():
            return place.read_text(encoding="utf-8")
    pytest.skip("the seed page is not part of the repository: ../shared/seeds is absent")


def test_six_sessions_and_three_dates_are_understood(read, seed):
    sessions = read(seed).page.sessions
    assert [(one.on, one.modules) for one in sessions] == [
        (date(2022, 10, 19), ("expectations",)),
        (date(2023, 2, 1), ("communication",)),
        (date(2023, 4, 11), ("self-efficacy",)),
        (None, ("equity",)),
        (None, ("independence",)),
        (None, ("professional-development",)),
    ]
    assert [len(one.objectives) for one in sessions] == [3, 4, 5, 2, 2, 3]


def test_nothing_of_it_is_left_over(read, seed):
    assert read(seed).not_understood == ()


def test_its_faults_are_found(read, seed, faults_of):
    faults = faults_of(read(seed))
    assert [
        key for name, _p, key, field in faults if (name, field) == ("missing-detail", "on")
    ] == [
        "new-4",
        "new-5",
        "new-6",
    ]
    counts = {name: sum(other[0] == name for other in faults) for name, *_place in faults}
    assert counts == {
        "missing-detail": 6,
        "placeholder-text": 1,
        "contact-address": 2,
        "answer-without-question": 5,
        "untaught-module": 1,
        "past-session": 3,
    }
