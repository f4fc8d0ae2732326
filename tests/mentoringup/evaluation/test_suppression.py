"""Two reports side by side tell nothing of the few people by whom they differ."""

from collections.abc import Mapping

import pytest

from frozen_answers import frozen_answers
from mentoreval.results import SUPPRESSED
from mentoreval.results_json import to_json
from mentoringup.evaluation.making import evaluated
from mentoringup.evaluation.options import INSIDE, PUBLICATION, RunOptions

QUIET = RunOptions(minimum_hours=0)


def run(data_sets, *earlier, options: RunOptions = QUIET):
    return evaluated(
        data_sets, options, [to_json(one) for one in earlier], progress=lambda _step: None
    )


@pytest.fixture
def large(site, now):
    return frozen_answers(site, now, people=20, training="LARGE")


@pytest.fixture
def small(site, now):
    return frozen_answers(site, now, people=3, training="SMALL")


def shown_numbers(results) -> set[str]:
    """Scales, items and questions of which a report tells a number."""
    scales = {key for key, one in results.scales.items() if one.gain.mean is not None}
    items = {key for key, one in results.items.items() if one.mean_now is not None}
    questions = {
        key for key, options in results.proportions.items() for one in options.values() if one.n
    }
    return scales | items | questions


def test_a_report_that_stands_alone_tells_its_numbers(large):
    results = run([large])

    assert "overall" in shown_numbers(results)


def test_the_pool_after_the_part_hides_what_differs_by_a_small_training(large, small):
    part = run([large])
    pool = run([large, small], part)

    assert shown_numbers(part)
    assert shown_numbers(pool) == set()
    assert {one.reason for one in pool.scales.values()} == {SUPPRESSED}


def test_the_part_after_the_pool_hides_it_too(large, small):
    pool = run([large, small])
    part = run([large], pool)

    assert shown_numbers(pool)
    assert shown_numbers(part) == set()


def test_without_the_earlier_report_the_difference_could_be_taken(large, small):
    """The control: the test above is about something real."""
    part, pool = run([large]), run([large, small])

    n = pool.scales["overall"].n - part.scales["overall"].n
    total = (
        pool.scales["overall"].n * pool.scales["overall"].gain.mean
        - part.scales["overall"].n * part.scales["overall"].gain.mean
    )

    assert n == 3
    assert -6 <= total / n <= 6


def test_a_difference_of_enough_people_is_shown(large, site, now):
    other = frozen_answers(site, now, people=INSIDE, training="OTHER")
    part = run([large])

    assert shown_numbers(run([large, other], part)) >= shown_numbers(part)


def test_a_publication_hides_differences_that_colleagues_may_see(large, site, now):
    other = frozen_answers(site, now, people=INSIDE, training="OTHER")
    options = RunOptions(minimum_hours=0, threshold=PUBLICATION)
    part = run([large], options=options)

    assert shown_numbers(run([large, other], part, options=options)) == set()


def test_the_same_people_again_are_shown_again(large):
    once = run([large])

    assert shown_numbers(run([large], once)) == shown_numbers(once)


def test_a_report_about_a_small_training_tells_no_number(small):
    results = run([small])

    assert shown_numbers(results) == set()
    assert not isinstance(results.groups.get("career_stage"), Mapping) or all(
        test.gain.h is None for test in results.groups["career_stage"].values()
    )


EVERYBODY = RunOptions(minimum_hours=0, research_consent=False)


def test_everybody_less_the_research_files_is_not_a_few_who_said_no(site, now):
    few = frozen_answers(site, now, people=20, consents=17)
    many = frozen_answers(site, now, people=20, training="MANY", consents=15)

    assert shown_numbers(run([few], options=EVERYBODY)) == set()
    assert "overall" in shown_numbers(run([many], options=EVERYBODY))


def test_everybody_is_told_of_where_all_or_nobody_consented(site, now):
    everybody = frozen_answers(site, now, people=20)
    nobody = frozen_answers(site, now, people=20, training="NO", consents=0)

    assert "overall" in shown_numbers(run([everybody], options=EVERYBODY))
    assert "overall" in shown_numbers(run([nobody], options=EVERYBODY))
