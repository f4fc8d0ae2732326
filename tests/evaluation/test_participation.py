"""Who is in, who is out, and how many answered."""

import csv
import io
from statistics import mean, stdev

import pytest

from mentoreval.errors import EvaluationError


def flow_of(results):
    return {step.step: (step.excluded, step.remaining) for step in results.flow}


def found(results, check):
    return next(one for one in results.data_quality if one.check == check)


def test_the_flow_names_every_exclusion_in_its_order(whole):
    assert list(flow_of(whole).items()) == [
        ("rows in the file", (0, 23)),
        ("previews, tests and spam", (0, 23)),
        ("second answers of the same respondent", (1, 22)),
        ("rows without a single answer", (1, 21)),
        ("implementations in the file", (0, 8)),
        ("shorter than 4 hours", (1, 7)),
        ("for others than mentees", (1, 6)),
        ("implementation unknown", (2, 19)),
        ("implementation excluded", (3, 16)),
        ("no consent to research", (2, 14)),
    ]


def test_the_pooled_rate_is_people_over_people(whole):
    pooled = whole.response.pooled
    assert (pooled.numerator, pooled.denominator, pooled.estimate) == (16, 20, 0.8)


def test_the_mean_of_rates_weighs_every_implementation_the_same(whole):
    rates = [3 / 4, 2 / 3, 4 / 5, 2 / 2, 3 / 3, 2 / 3]
    found = whole.response.per_implementation
    assert (found.mean, found.sd, found.n) == pytest.approx((mean(rates), stdev(rates), 6))


def test_consent_is_counted_among_those_who_answered(whole):
    assert (whole.response.consent.numerator, whole.response.consent.denominator) == (14, 16)


def test_every_implementation_of_the_file_is_told_with_its_counts(whole):
    counts = {one.id: (one.trained, one.answered, one.consented) for one in whole.implementations}
    assert counts == {
        "a": (4, 3, 3),
        "b": (3, 2, 2),
        "c": (5, 4, 3),
        "d": (2, 2, 2),
        "e": (3, 3, 2),
        "f": (3, 2, 2),
        "short": (10, 2, None),
        "mentors": (10, 1, None),
    }


def test_an_excluded_implementation_says_why(whole):
    why = {one.id: one.excluded_because for one in whole.implementations if not one.included}
    assert why == {"short": "shorter than 4 hours", "mentors": "for others than mentees"}


def test_unknown_implementations_are_named(whole):
    check = found(whole, "unknown_implementations")
    assert check.count == 2
    assert check.detail == "1 name none. Ids that the file of implementations lacks: nowhere."


def test_without_a_file_of_implementations_there_is_no_rate_and_a_reason(fourteen, run):
    response = run(fourteen).response
    assert (response.pooled.estimate, response.per_implementation.n) == (None, 0)
    assert response.pooled.reason == (
        "no file of implementations was given, so nobody knows how many were trained"
    )


def test_more_answers_than_people_trained_give_no_rate(fourteen, run, file_of_implementations):
    few = "id,site,audience,hours,trained\na,North,mentees,4,2\nb,North,mentees,4,9\n"
    results = run(fourteen, **file_of_implementations(few))
    assert results.response.pooled.estimate is None
    assert results.response.pooled.reason.startswith("more answers than people trained in a:")
    assert found(results, "more_answers_than_trained").count == 1


def test_one_implementation_has_a_rate_and_no_spread_of_rates(
    fourteen, run, file_of_implementations
):
    one = "id,site,audience,hours,trained\na,North,mentees,4,4\n"
    rates = run(fourteen, **file_of_implementations(one)).response.per_implementation
    assert (rates.mean, rates.sd, rates.n) == (0.75, None, 1)
    assert rates.reason == "an SD needs two implementations"


def test_an_implementation_without_a_number_of_trained_people_is_named(
    fourteen, run, file_of_implementations
):
    text = "id,site,audience,hours,trained\na,North,mentees,4,4\nb,North,mentees,4,\n"
    response = run(fourteen, **file_of_implementations(text)).response
    assert (response.pooled.numerator, response.pooled.denominator) == (3, 4)
    assert response.per_implementation.reason == "not known how many were trained in b"


def test_when_nobody_of_the_file_is_known_nothing_is_evaluated(
    fourteen, run, file_of_implementations
):
    other = "id,site,audience,hours\nx,North,mentees,4\n"
    with pytest.raises(EvaluationError, match="implementation unknown: 14 excluded, 0 left"):
        run(fourteen, **file_of_implementations(other))


def test_answers_that_name_no_implementation_are_told_where_others_do(fourteen, run):
    rows = [[*row[:1], "", *row[2:]] if row[0] in ("r1", "r2") else row for row in fourteen]
    check = found(run(rows), "without_implementation")
    assert (check.count, run(rows).scales["talking"].clusters) == (2, 7)


def test_a_second_answer_counts_once_whichever_row_comes_first(fourteen, run):
    again = next(csv.reader(io.StringIO("r1,a,1,,,,2,,,,,,,,,")))
    first, last = run([again, *fourteen]), run([*fourteen, again])
    assert first.scales == last.scales == run(fourteen).scales
