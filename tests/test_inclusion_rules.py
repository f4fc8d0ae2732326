import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoreval.errors import InputRefusedError
from mentoreval.implementations import Audience, Implementation, Mode
from mentoreval.inclusion_rules import InclusionRules, implementation_exclusion
from mentoreval.readers.rules_file import read_rules

SCHEMA = "schema: mentoreval.rules/1\n"
LONG_ENOUGH = Implementation(id="a", site="A", audience=Audience.MENTEES, hours=4.0)
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(content: str) -> Path:
        path = tmp_path / "rules.yaml"
        path.write_text(content, encoding="utf-8")
        return path

    return _write


def _refusals(path: Path) -> list[str]:
    with pytest.raises(InputRefusedError) as refused:
        read_rules(path)
    return [str(reason) for reason in refused.value.reasons]


def test_a_file_that_says_nothing_has_the_default_rules(write: Write) -> None:
    assert read_rules(write(SCHEMA)) == InclusionRules(
        minimum_hours=4.0, audiences=(Audience.MENTEES,), research_consent=True
    )


def test_every_rule_can_be_said(write: Write) -> None:
    path = write(
        SCHEMA
        + "audiences: [mentees, mentees and mentors]\nminimum_hours: 1.5\nresearch_consent: no\n"
        "modes:\n  - online\nfirst_date: 2023-01-01\nlast_date: 2024-12-31\n"
    )

    assert read_rules(path) == InclusionRules(
        minimum_hours=1.5,
        audiences=(Audience.MENTEES, Audience.COMBINED),
        modes=(Mode.ONLINE,),
        first_date="2023-01-01",
        last_date="2024-12-31",
        research_consent=False,
    )


def test_the_default_rules_in_words() -> None:
    assert InclusionRules().in_words() == {
        "minimum_hours": "The training lasted 4 hours or longer.",
        "audiences": "The training was for mentees.",
        "research_consent": "The person consented to research.",
    }


def test_rules_that_exclude_nobody_need_no_words() -> None:
    rules = InclusionRules(minimum_hours=0, audiences=tuple(Audience), research_consent=False)

    assert (rules.in_words(), rules.reasons) == ({}, ())


def test_the_narrowest_rules_in_words() -> None:
    rules = InclusionRules(
        minimum_hours=1,
        audiences=(Audience.MENTEES, Audience.MENTORS),
        modes=(Mode.IN_PERSON, Mode.HYBRID),
        first_date="2023-01-01",
        last_date="2024-12-31",
    )

    assert rules.in_words() == {
        "minimum_hours": "The training lasted 1 hour or longer.",
        "audiences": "The training was for mentees or mentors.",
        "modes": "The training was held in person or hybrid.",
        "first_date": "The training began on 2023-01-01 or later.",
        "last_date": "The training began on 2024-12-31 or earlier.",
        "research_consent": "The person consented to research.",
    }


def test_exactly_four_hours_are_long_enough() -> None:
    assert implementation_exclusion(LONG_ENOUGH, InclusionRules()) is None


def test_a_short_training_for_mentors_is_excluded_for_its_length() -> None:
    short = replace(LONG_ENOUGH, hours=3.5, audience=Audience.MENTORS)

    assert implementation_exclusion(short, InclusionRules()) == "shorter than 4 hours"


def test_a_training_for_both_is_not_one_for_mentees() -> None:
    both = replace(LONG_ENOUGH, audience=Audience.COMBINED)

    assert implementation_exclusion(both, InclusionRules()) == "for others than mentees"


def test_an_unknown_mode_does_not_count_where_modes_are_limited() -> None:
    rules = InclusionRules(modes=(Mode.ONLINE,))

    assert implementation_exclusion(LONG_ENOUGH, rules) == "not known to be held online"


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (None, "begun on an unknown date"),
        ("2022-12-31", "begun before 2023-01-01"),
        ("2023-01-01", None),
        ("2024-12-31", None),
        ("2025-01-01", "begun after 2024-12-31"),
    ],
)
def test_both_ends_of_a_period_count(day: str | None, reason: str | None) -> None:
    rules = InclusionRules(first_date="2023-01-01", last_date="2024-12-31")

    assert implementation_exclusion(replace(LONG_ENOUGH, date=day), rules) == reason


def test_every_exclusion_is_among_the_reasons_in_their_order() -> None:
    rules = InclusionRules(modes=(Mode.ONLINE,), last_date="2024-12-31")

    assert rules.reasons == (
        "shorter than 4 hours",
        "for others than mentees",
        "not known to be held online",
        "begun on an unknown date",
        "begun after 2024-12-31",
    )


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("minimum_hours: four", "found 'four'; expected a number of hours, 0 or more"),
        ("minimum_hours: -1", "found the number -1; expected a number of hours, 0 or more"),
        (
            "audiences: [students]",
            "found 'students'; expected one of: mentees, mentors, mentees and mentors",
        ),
        (
            "audiences: mentees",
            "found 'mentees'; expected a list such as [mentees, mentors], each word once",
        ),
        (
            "modes: [online, online]",
            "found a list; expected a list such as [in person, online], each word once",
        ),
        ("research_consent: maybe", "found 'maybe'; expected yes or no"),
        (
            "first_date: 9/30/2024",
            "found '9/30/2024'; expected a day as year-month-day, e.g. 2024-09-30",
        ),
        ("last_date: 2024-02-30", "found '2024-02-30', a day that no calendar has"),
        ("minimum_hrs: 4", "unknown key 'minimum_hrs'; did you mean 'minimum_hours'?"),
    ],
)
def test_a_wrong_rule_is_reported_with_its_line(write: Write, rule: str, reason: str) -> None:
    assert _refusals(write(SCHEMA + rule + "\n")) == [f"rules.yaml, line 2: {reason}"]


def test_a_period_that_ends_before_it_begins_is_refused(write: Write) -> None:
    assert _refusals(write(SCHEMA + "first_date: 2024-01-02\nlast_date: 2024-01-01\n")) == [
        "rules.yaml, line 3: the last date, 2024-01-01, comes before the first, 2024-01-02"
    ]


def test_a_file_of_another_kind_is_refused(write: Write) -> None:
    assert _refusals(write("schema: mentoreval.crosswalk/1\n")) == [
        ("rules.yaml, line 1: found 'mentoreval.crosswalk/1'; expected mentoreval.rules/1")
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rest=st.binary(max_size=100), start=st.sampled_from([b"", SCHEMA.encode()]))
def test_no_bytes_end_in_a_traceback(tmp_path: Path, start: bytes, rest: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(start + rest)

    with contextlib.suppress(InputRefusedError):
        read_rules(path)
