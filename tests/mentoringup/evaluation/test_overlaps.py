"""What a run may show beside the reports that readers of the site have already."""

import hashlib

import pytest

from frozen_answers import SURVEY, frozen_answers
from mentoreval.instruments.loading import load_instrument
from mentoreval.results_json import to_json
from mentoringup.access.permissions import Role
from mentoringup.evaluation.domain.making_runs import make_results
from mentoringup.evaluation.domain.overlaps import connected_runs, overlapping_runs
from mentoringup.evaluation.domain.running import ask_for_run
from mentoringup.evaluation.enums import RunState
from mentoringup.evaluation.errors import said
from mentoringup.evaluation.making import Made, evaluated
from mentoringup.evaluation.models import DataSet, Run
from mentoringup.evaluation.options import RunOptions, from_document, to_document
from mentoringup.evaluation.wide_file import rows_by_column

RECOMMENDS = "would_recommend"


def making(data_sets, options, earlier, *, progress, **_named):
    """The results alone, without files."""
    found = evaluated(
        data_sets, from_document(options), earlier, progress=lambda step: progress(50, step)
    )
    return Made(results=to_json(found), sha256="0" * 64, told={}, files=())


@pytest.fixture
def report(site, make_staff, now):
    evaluator = make_staff(Role.EVALUATOR, site)

    def _report(name: str, *data_sets: DataSet, **options) -> Run:
        run = ask_for_run(
            site=site,
            name=name,
            data_sets=data_sets,
            options=RunOptions(minimum_hours=0, **options),
            actor=evaluator,
            now=now,
        )
        make_results(run_id=run.pk, clock=lambda: now, making=making)
        run.refresh_from_db()
        return run

    return _report


@pytest.fixture
def trained(site, now):
    def _trained(name: str, people: int, **more) -> DataSet:
        return frozen_answers(site, now, people=people, training=name, **more)

    return _trained


def gain(run: Run) -> float | None:
    return run.results["scales"]["overall"]["gain"]["mean"]


def gains_of(data_set: DataSet) -> list[float]:
    """Gain on the whole scale of each person who would not recommend it, then of the others."""
    items = load_instrument(SURVEY).scales[-1].items
    rows = rows_by_column(bytes(data_set.content))
    return [
        sum(int(row[f"{item}_now"]) - int(row[f"{item}_before"]) for item in items) / len(items)
        for row in sorted(rows, key=lambda row: row[RECOMMENDS], reverse=True)
    ]


def uploaded_again(data_set: DataSet, name: str) -> DataSet:
    """The same export under another name of its training."""
    content = bytes(data_set.content).replace(b'"T1"', f'"{name}"'.encode())
    data_set.pk = None
    data_set._state.adding = True
    data_set.name = name
    data_set.content, data_set.sha256 = content, hashlib.sha256(content).hexdigest()
    data_set.implementations = [{**row, "id": name} for row in data_set.implementations]
    data_set.save(force_insert=True)
    return data_set


def test_of_three_reports_that_give_a_small_training_away_the_last_hides_it(report, trained):
    few, some, many = trained("A", 3), trained("B", 20), trained("C", 15)
    first, second = report("AB", few, some), report("BC", some, many)
    third = report("C", many)

    assert None not in (gain(first), gain(second))
    assert third.state == RunState.READY
    assert (gain(third), third.results["items"]["rse2"]["now"]) == (None, {})
    assert "“AB”; “BC”" in third.results["remarks"][-1]


def test_three_reports_that_give_nobody_away_are_shown(report, trained):
    few, some, many = trained("A", 6), trained("B", 20), trained("C", 15)

    runs = [report("AB", few, some), report("BC", some, many), report("C", many)]

    assert None not in [gain(one) for one in runs]


def saying_no(people: int, of: int) -> list[dict[str, object]]:
    """What each of a training says to whether she would recommend it."""
    return [{RECOMMENDS: 2 if person < people else 1} for person in range(of)]


@pytest.fixture
def judged(trained):
    """Three trainings; of the first, three people would not recommend it."""
    return [
        trained(name, people, also=saying_no(no, people))
        for name, people, no in (("A", 20, 3), ("B", 20, 8), ("C", 30, 20))
    ]


def sum_of_no(run: Run | Made) -> tuple[int, float]:
    """People of the level in a report and the sum of their gains, as a reader works it out."""
    overall = run.results["scales"]["overall"]
    test = run.results["groups"][RECOMMENDS]["overall"]["gain"]
    ((difference),) = test["differences"]
    people = sum(test["n"].values())
    first, second = test["n"][difference["a"]], test["n"][difference["b"]]
    mean = overall["gain"]["mean"] - first * difference["estimate"] / people
    if difference["b"] == "No":
        return second, second * mean
    return first, first * (mean + difference["estimate"])


def test_the_control_three_reports_side_by_side_tell_the_mean_of_three_people(judged):
    few, some, many = judged
    options = to_document(RunOptions(minimum_hours=0, compare=(RECOMMENDS,)))
    reports = [
        making(sets, options, [], progress=lambda *_told: None)
        for sets in ([few, some], [some, many], [many])
    ]

    (n1, sum1), (n2, sum2), (n3, sum3) = map(sum_of_no, reports)

    assert n1 - n2 + n3 == 3
    assert sum1 - sum2 + sum3 == pytest.approx(sum(gains_of(few)[:3]))


def test_of_three_reports_that_give_a_small_level_away_the_last_hides_the_comparison(
    report, judged
):
    few, some, many = judged
    report("AB", few, some, compare=(RECOMMENDS,))
    report("BC", some, many, compare=(RECOMMENDS,))
    third = report("C", many, compare=(RECOMMENDS,))

    tests = third.results["groups"][RECOMMENDS]["overall"]
    assert {(one["n"] == {}, one["h"], one["reason"]) for one in tests.values()} == {
        (True, None, "suppressed")
    }
    assert gain(third) is not None


def test_of_three_reports_with_enough_people_in_each_level_the_comparison_stays(report, trained):
    sets = [
        trained(name, people, also=saying_no(no, people))
        for name, people, no in (("A", 22, 7), ("B", 20, 8), ("C", 30, 20))
    ]
    few, some, many = sets
    report("AB", few, some, compare=(RECOMMENDS,))
    report("BC", some, many, compare=(RECOMMENDS,))
    third = report("C", many, compare=(RECOMMENDS,))

    assert third.results["groups"][RECOMMENDS]["overall"]["gain"]["n"] == {"Yes": 10, "No": 20}


def test_how_many_of_a_small_group_rated_all_of_a_scale_does_not_come_out_of_three_reports(
    report, trained
):
    scale = load_instrument(SURVEY).scales[0]
    before, now = (f"{scale.items[0]}_{when}" for when in ("before", "now"))
    some_of_each = [{now: None}] * 3 + [{before: None}] * 17
    few, some, many = trained("A", 20, also=some_of_each), trained("B", 20), trained("C", 30)

    first, second = report("AB", few, some), report("BC", some, many)
    third = report("C", many)

    told = [one.results["scales"][scale.id]["alpha"] for one in (first, second, third)]
    assert [one["before"]["n"] for one in told] == [23, 50, None]
    assert [one["now"]["n"] for one in told] == [37, 50, 30]
    assert gain(third) is not None


def test_those_who_said_no_do_not_come_out_of_two_reports_about_everybody(report, trained):
    few, many = trained("A", 20, consents=17), trained("B", 20, consents=10)
    report("AB", few, many, research_consent=False)

    assert gain(report("B", many, research_consent=False)) is None


def test_the_same_export_under_another_name_is_known_again(report, trained):
    data_set = trained("T1", 8)
    first = report("first", data_set)
    again = report("again", uploaded_again(DataSet.objects.get(pk=data_set.pk), "X"))
    other = report("other", trained("T2", 8))

    assert overlapping_runs(run=again) == [first]
    assert connected_runs(run=other) == []


def test_a_pool_of_two_copies_is_refused(report, trained):
    data_set = trained("T1", 8)
    copy = uploaded_again(DataSet.objects.get(pk=data_set.pk), "X")

    run = report("both", data_set, copy)

    assert run.state == RunState.FAILED
    told = said(run.fault, run.fault_values)
    assert told.startswith("“Training T1” and “X” hold the same answers")
