"""What a careful reader has to leave out: the export holds some of everything."""

from collections import Counter
from datetime import datetime
from typing import Any


def test_previews_tests_and_spam_are_among_the_rows(files: Any) -> None:
    status = Counter(row["Status"] for row in files.rows)
    assert (status["1"], status["2"], status["8"]) == (4, 3, 2)


def test_previews_look_like_consented_answers_of_included_implementations(files: Any) -> None:
    included = {one["id"] for one in files.included}
    odd = [row for row in files.rows if row["Status"] != "0"]
    assert all(row["consent"] == "1" and row["implementation_id"] in included for row in odd)


def test_two_people_answered_twice_the_second_time_more(files: Any) -> None:
    times = Counter(row["ResponseId"] for row in files.rows)
    twice = [name for name, number in times.items() if number > 1]
    assert len(twice) == 2
    for name in twice:
        first, second = sorted(
            (row for row in files.rows if row["ResponseId"] == name),
            key=lambda row: row["RecordedDate"],
        )
        filled = [sum(map(bool, row.values())) for row in (first, second)]
        assert filled[0] < filled[1]
        assert (first["Finished"], second["Finished"]) == ("0", "1")


def test_three_people_opened_the_survey_and_answered_nothing(files: Any) -> None:
    empty = [
        row
        for row in files.rows
        if not any(cell for name, cell in row.items() if name.startswith(("mca#", "rse#")))
    ]
    assert len(empty) == 3


def test_37_declined_and_6_left_the_question_of_consent_open(files: Any) -> None:
    consent = Counter(row["consent"] for row in files.answered)
    assert consent == {"1": 183, "2": 37, "": 6}


def test_excluded_implementations_have_answers_too(files: Any) -> None:
    included = {one["id"] for one in files.included}
    outside = [row for row in files.real if row["implementation_id"] not in included]
    assert 20 <= len(outside) <= 80


def test_answers_are_recorded_within_a_month_of_the_training(files: Any) -> None:
    dates = {one["id"]: datetime.fromisoformat(one["date"]) for one in files.implementations}
    for row in files.rows:
        day = datetime.fromisoformat(row["RecordedDate"]) - dates[row["implementation_id"]]
        assert 0 <= day.days <= 31
