"""Answers go into the plain wide CSV and come out of mentoreval as they were."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoreval.instruments.loading import parse_instrument
from mentoreval.instruments.model import Occasion
from mentoreval.responses import Consent, Missing
from mentoringup.evaluation.wide_columns import concatenated, read_wide, rows_of
from mentoringup.evaluation.wide_file import (
    ColumnIsTakenError,
    WideRow,
    columns_of,
    consenting,
    guarded,
    records,
    unguarded,
    write_wide,
)

INSTRUMENT = parse_instrument(
    b"""
schema: mentoreval.instrument/1
id: two-items
version: 1.0.0
title: Two items and a question of each kind
language: en
provenance: {wording: project, notice: Written for this test., licence: CC0-1.0, validated: false}
options:
  skill:
    - {code: 1, label: Low}
    - {code: 2, label: Middle}
    - {code: 300, label: High}
    - {code: 9, label: Does not apply, not_applicable: true}
items:
  - {id: a1, text: Listening, topic: listening, options: skill}
  - {id: a2, text: Asking, topic: asking, options: skill}
scales:
  - {id: talk, name: Talking, items: [a1, a2]}
questions:
  - {id: stage, text: Stage?, topic: stage, kind: single, options: skill}
  - {id: ways, text: Ways?, topic: ways, kind: multiple, options: skill}
  - {id: plan, text: Plan?, topic: plan, kind: text}
  - {id: hours, text: Hours?, topic: hours, kind: number}
  - {id: day, text: Day?, topic: day, kind: date}
""",
    file="two-items.yaml",
)
CODES = (1, 2, 300)
RATINGS = [f"{item}_{occasion}" for item in ("a1", "a2") for occasion in Occasion]
CODED = [*RATINGS, "stage", "ways"]

code = st.sampled_from(CODES)
text = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=40
).filter(lambda words: words.strip()) | st.sampled_from(
    ["=1+1", "007", "'=x", '"', "a\r\nb", "a\nb", "x;y,z", ".n", "NA", "🦉", "me@x.org", "-99"]
)
answers = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys([*RATINGS, "stage"], code),
        "ways": st.sets(code, min_size=1).map(lambda codes: tuple(sorted(codes))),
        "plan": text,
        "hours": st.sampled_from(["007", "1.50", "-3", "2"]),
        "day": st.dates().map(str),
    },
)
rows = st.builds(
    WideRow,
    implementation=st.sampled_from(["hill-1", "hill-2"]),
    consent=st.sampled_from([True, False, None]),
    answers=answers,
    shown=st.none() | st.sets(st.sampled_from(CODED)).map(frozenset),
)


def written(people):
    chance = Random(5)  # noqa: S311  no secret
    return write_wide(people, instrument=INSTRUMENT, asks_consent=True, chance=chance)


def expected(row: WideRow, name: str) -> int:
    if name in row.answers:
        return row.answers[name]
    return Missing.UNANSWERED if row.shown is None or name in row.shown else Missing.NOT_SHOWN


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rows, min_size=1, max_size=6))
def test_every_code_and_text_comes_back_as_it_was(people):
    numbered = [
        WideRow(
            respondent=f"p{number}",
            implementation=one.implementation,
            consent=one.consent,
            answers=one.answers,
            shown=one.shown,
        )
        for number, one in enumerate(people)
    ]

    read = read_wide(written(numbered), instrument=INSTRUMENT, name="x.csv")

    by_key = {key: place for place, key in enumerate(read.respondent)}
    for one in numbered:
        place = by_key[one.respondent]
        for item in ("a1", "a2"):
            for occasion in Occasion:
                name = f"{item}_{occasion}"
                assert read.ratings[item, occasion][place] == expected(one, name)
        assert read.choices["stage"][place] == expected(one, "stage")
        state = read.selection_state["ways"][place]
        flags = read.selections["ways"][:, place]
        chosen = tuple(c for c, flag in zip((1, 2, 300, 9), flags, strict=True) if flag)
        assert (chosen or state) == expected(one, "ways")
        for name in ("plan", "hours", "day"):
            assert read.texts[name][place] == one.answers.get(name)
        assert read.implementation_ids[read.implementation[place]] == one.implementation
        means = {True: Consent.YES, False: Consent.NO, None: Consent.MISSING}
        assert read.consent[place] == means[one.consent]


@settings(max_examples=60, deadline=None)
@given(st.lists(text, min_size=1, max_size=4))
def test_guarding_against_formulas_is_taken_back_without_a_trace(texts):
    content = written(
        [WideRow(implementation="h", consent=True, answers={"plan": one}) for one in texts]
    )

    safe = guarded(content)

    assert unguarded(safe) == content
    cells = [cell for row in records(safe) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_the_order_of_rows_is_chance_and_so_are_the_numbers_of_the_nameless():
    people = [
        WideRow(implementation="h", consent=True, answers={"plan": str(n)}) for n in range(40)
    ]

    once, again = written(people), written(people)
    table = list(records(once))

    place = table[0].index("plan")
    assert once == again
    assert sorted(int(row[place]) for row in table[1:]) == list(range(40))
    assert [int(row[place]) for row in table[1:]] != list(range(40))
    assert len({row[0] for row in table}) == 41


def test_what_was_read_of_another_program_is_written_and_read_as_the_same():
    people = [
        WideRow(
            respondent="a",
            implementation="h",
            consent=True,
            answers={"a1_before": 9, "a1_now": 2, "ways": (1, 300), "plan": "=1"},
            shown=frozenset({"a2_before"}),
            inapplicable=frozenset({"stage"}),
            extras={"seconds": "12.5", "recorded": "2026-01-02", "synthetic": "true"},
        )
    ]
    first = read_wide(written(people), instrument=INSTRUMENT, name="x.csv")

    second = read_wide(written(rows_of(first)), instrument=INSTRUMENT, name="x.csv")

    for key, column in first.ratings.items():
        assert column.tolist() == second.ratings[key].tolist()
    assert first.choices["stage"].tolist() == second.choices["stage"].tolist() == [-1]
    assert first.selections["ways"].tolist() == second.selections["ways"].tolist()
    assert first.texts["plan"].to_list() == second.texts["plan"].to_list() == ["=1"]
    assert (first.seconds.tolist(), first.source.synthetic) == ([12.5], True)
    assert (second.seconds.tolist(), second.source.synthetic) == ([12.5], True)
    assert second.recorded.to_list() == ["2026-01-02"]


def test_two_files_become_one_with_their_implementations_told_apart():
    one = written([WideRow(implementation="b", consent=True, answers={"a1_now": 300})])
    other = write_wide(
        [WideRow(implementation="a", consent=None, answers={"a1_now": 1})],
        instrument=INSTRUMENT,
        asks_consent=False,
        chance=Random(1),  # noqa: S311  no secret
    )

    both = concatenated(
        [read_wide(each, instrument=INSTRUMENT, name="x.csv") for each in (one, other)]
    )

    assert both.implementation_ids == ("a", "b")
    assert both.implementation.tolist() == [1, 0]
    assert both.ratings["a1", Occasion.NOW].tolist() == [300, 1]
    assert both.consent.tolist() == [Consent.YES, Consent.MISSING]
    assert both.consent_asked


def test_those_who_said_yes_to_research_are_counted():
    content = written(
        [WideRow(implementation="h", consent=said, answers={}) for said in (True, False, None)]
    )

    assert consenting(content) == 1


def test_where_nobody_was_asked_nobody_consented():
    content = write_wide(
        [WideRow(implementation="h", consent=None, answers={"plan": "x"})],
        instrument=INSTRUMENT,
        asks_consent=False,
        chance=Random(1),  # noqa: S311  no secret
    )

    assert consenting(content) == 0


def test_a_question_named_like_a_column_of_ours_is_refused():
    taken = parse_instrument(
        b"""
schema: mentoreval.instrument/1
id: taken
version: 1.0.0
title: Taken
language: en
provenance: {wording: project, notice: Written for this test., licence: CC0-1.0, validated: false}
questions:
  - {id: layout, text: Plan?, topic: plan, kind: text}
""",
        file="taken.yaml",
    )

    with pytest.raises(ColumnIsTakenError, match="layout"):
        columns_of(taken, asks_consent=True)
