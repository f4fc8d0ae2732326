"""Which groups are compared: `--compare VARIABLE[=LEVEL,LEVEL...]`."""

import pytest
from scipy import stats

from mentoreval.errors import InputRefusedError
from mentoreval.evaluation.comparisons import Comparison, parse_comparisons

MODES = """\
id,site,mode,audience,hours
a,North,in person,mentees,4
b,North,in person,mentees,4
c,South,in person,mentees,4
d,South,online,mentees,4
e,East,online,mentees,4
f,East,,mentees,4
"""


@pytest.fixture
def parsed(survey):
    """The levels of one wish."""

    def _parsed(wish):
        (comparison,) = parse_comparisons([wish], survey)
        return comparison.levels

    return _parsed


@pytest.fixture
def refused(survey):
    def _refused(wish):
        with pytest.raises(InputRefusedError) as caught:
            parse_comparisons([wish], survey)
        return str(caught.value)

    return _refused


def test_without_a_wish_every_group_variable_is_compared(survey):
    assert parse_comparisons((), survey) == (Comparison(variable="stage"),)


def test_a_variable_alone_means_all_its_levels(parsed):
    assert parsed("stage") == ()


def test_labels_may_hold_commas(parsed):
    levels = parsed("stage=Postdoc, or fellow,Student,Professor, of any rank")
    assert levels == ("Postdoc, or fellow", "Student", "Professor, of any rank")


@pytest.mark.parametrize(
    "listed",
    [
        "student,postdoc, OR fellow",
        "1,2",
        "Student , 2",
        "Student,Postdoc, or fellow,Student",
        ",Student,,2,",
    ],
)
def test_case_blanks_codes_and_repetition_are_forgiven(parsed, listed):
    assert parsed(f"stage={listed}") == ("Student", "Postdoc, or fellow")


def test_an_unknown_variable_is_refused_with_those_that_there_are(refused):
    assert refused("rank=A,B") == (
        "--compare rank: no such group variable; there are recommend, stage, mode"
    )


def test_a_text_question_is_no_group_variable(refused):
    assert "no such group variable" in refused("useful")


def test_an_unknown_level_is_refused_with_those_that_there_are(refused):
    assert refused("stage=Student,Dean") == (
        "--compare stage: no level begins with “Dean”; there are "
        "Student, Postdoc, or fellow, Professor, of any rank"
    )


def test_a_level_must_be_named_whole(refused):
    assert "no level begins with “Postdoc”" in refused("stage=Student,Postdoc")


def test_those_who_decline_are_no_group(refused):
    assert "no level begins with “Prefer not to say”" in refused("stage=Student,Prefer not to say")


@pytest.mark.parametrize("listed", ["Student", "", "1,Student"])
def test_one_level_is_no_comparison(refused, listed):
    assert "needs at least two levels" in refused(f"stage={listed}")


def test_a_question_that_is_no_group_variable_by_itself_may_be_asked_for(fourteen, run):
    assert list(run(fourteen, compare=["recommend", "stage"]).groups) == ["recommend", "stage"]


def test_levels_not_asked_for_are_named(fourteen, run):
    test = run(fourteen, compare=["stage=1,2"]).groups["stage"]["overall"].now
    assert test.n == {"Student": 6, "Postdoc, or fellow": 5}
    assert test.left_out == {
        "Professor, of any rank": "not asked for",
        "declined or does not apply": "1 people",
    }


def test_modes_come_from_the_implementations(fourteen, run, file_of_implementations):
    results = run(fourteen, compare=["mode"], **file_of_implementations(MODES))
    test = results.groups["mode"]["planning"].gain
    assert test.n == {"in person": 8}
    assert test.left_out == {
        "not answered": "1 people",
        "online": "fewer than 5 people",
        "hybrid": "fewer than 5 people",
    }
    assert test.reason == "fewer than two groups have at least 5 people"


def test_two_modes_are_compared_between_whole_implementations(
    fourteen, run, file_of_implementations
):
    text = MODES.replace("East,,", "East,online,")
    results = run(fourteen, compare=["mode"], **file_of_implementations(text))
    test = results.groups["mode"]["planning"].gain
    halves = [1, -1, 2, 0, 1, 2, 1, -2], [1, 1, 2, 1, 0]
    assert (test.n, test.h) == (
        {"in person": 8, "online": 5},
        pytest.approx(stats.kruskal(*halves).statistic, rel=1e-12),
    )
    assert test.permutation.startswith("labels permuted between 6 implementations")


def test_without_implementations_no_mode_is_known(fourteen, run):
    test = run(fourteen, compare=["mode"]).groups["mode"]["planning"].gain
    assert (test.h, test.left_out["not answered"]) == (None, "13 people")
