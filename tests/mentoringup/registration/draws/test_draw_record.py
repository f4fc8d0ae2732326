"""A published record is right, or it is said what is wrong."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mentoringup.registration import drawing
from mentoringup.registration.draw_record import (
    FORMAT,
    NotDrawnYetError,
    UnreadableRecordError,
    faults,
    read,
)

SEEDS = st.binary(min_size=32, max_size=32).map(bytes.hex)
ENTRIES = st.lists(st.integers(min_value=1, max_value=9_999), unique=True, max_size=15).map(sorted)


def record(entries: list[int], seed: str = "5f" * 32) -> dict:
    return {
        "format": FORMAT,
        "session": "Aligning expectations",
        "commitment": drawing.commitment_of(seed),
        "seed": seed,
        "entries": entries,
        "order": list(drawing.draw(entries, seed=seed)),
    }


def faults_in(changed: dict, *, noted: str = "") -> list[str]:
    return faults(read(json.dumps(changed)), noted=noted)


@given(entries=ENTRIES, seed=SEEDS)
def test_an_honest_record_is_right(entries, seed):
    honest = record(entries, seed)

    assert faults_in(honest, noted=honest["commitment"]) == []


@given(entries=ENTRIES, seed=SEEDS, other=SEEDS)
def test_another_seed_is_found(entries, seed, other):
    assume(seed != other)

    assert faults_in(record(entries, seed) | {"seed": other}) != []


@given(entries=ENTRIES, seed=SEEDS, other=SEEDS)
def test_another_seed_with_its_own_order_is_found_by_the_commitment(entries, seed, other):
    assume(seed != other)
    honest = record(entries, seed)

    forged = record(entries, other) | {"commitment": honest["commitment"]}

    assert faults_in(forged) == [
        (
            f"The seed does not fit the commitment: its SHA-256 is {drawing.commitment_of(other)}, "
            f"but {honest['commitment']} was published."
        )
    ]


@given(entries=ENTRIES, seed=SEEDS, other=SEEDS)
def test_another_commitment_is_found_by_whoever_noted_the_first(entries, seed, other):
    assume(seed != other)
    noted = drawing.commitment_of(seed)

    assert faults_in(record(entries, other), noted=noted) == [
        (
            f"The commitment is {drawing.commitment_of(other)}; "
            f"the one noted before the draw is {noted}."
        )
    ]


@given(entries=ENTRIES, chance=st.randoms())
def test_another_order_is_found(entries, chance):
    honest = record(entries)
    told = chance.sample(honest["order"], len(entries))
    assume(told != honest["order"])

    first = next(
        i for i, pair in enumerate(zip(told, honest["order"], strict=True)) if len({*pair}) > 1
    )

    assert faults_in(honest | {"order": told}) == [
        (
            f"The order differs first at place {first + 1}: the record has ticket {told[first]}, "
            f"the draw gives ticket {honest['order'][first]}."
        )
    ]


@given(entries=ENTRIES, which=st.integers(min_value=0))
def test_a_ticket_taken_out_is_found(entries, which):
    assume(entries)
    gone = entries[which % len(entries)]
    honest = record(entries)

    in_order_alone = honest | {"order": [one for one in honest["order"] if one != gone]}
    in_list_alone = honest | {"entries": [one for one in entries if one != gone]}

    assert faults_in(in_order_alone) != []
    assert faults_in(in_list_alone) != []


@given(entries=ENTRIES, late=st.integers(min_value=1, max_value=9_999))
def test_a_ticket_put_in_is_found(entries, late):
    assume(late not in entries)
    honest = record(entries)

    assert faults_in(honest | {"order": [*honest["order"], late]}) == [
        f"The order has {len(entries) + 1} tickets, but {len(entries)} took part."
    ]
    assert faults_in(honest | {"entries": sorted([*entries, late])}) != []


def test_a_list_that_is_not_in_order_or_has_a_ticket_twice_is_found():
    honest = record([3, 5, 12])

    assert faults_in(honest | {"entries": [3, 12, 5]}) == [
        "The list of tickets is not in ascending order: 5 follows 12."
    ]
    assert faults_in(honest | {"entries": [3, 5, 5, 12]}) == [
        "Ticket 5 stands twice in the list of tickets."
    ]


def test_a_draw_that_has_not_taken_place_can_not_be_checked():
    waiting = record([]) | {"seed": None, "entries": None, "order": None}

    with pytest.raises(NotDrawnYetError, match=drawing.commitment_of("5f" * 32)):
        read(json.dumps(waiting))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "It is not JSON"),
        ("<!doctype html>", "It is not JSON"),
        ("[" * 100_000, "It is not JSON"),
        ('{"entries": [' + "1" * 5000 + "]}", "It is not JSON"),
        ("[1, 2]", "no object"),
        ("{}", "Its “format” is null; expected “mentoringup-draw/1”."),
        ('{"format": "mentoringup-draw/2"}', 'Its “format” is "mentoringup-draw/2"'),
    ],
)
def test_what_is_no_record_is_refused(text, told):
    with pytest.raises(UnreadableRecordError, match=told):
        read(text)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"commitment": None}, "Its “commitment” is null; expected 64"),
        ({"commitment": "AB" * 32}, "expected 64 lower-case hexadecimal digits"),
        ({"seed": "5f"}, 'Its “seed” is "5f"; expected 64'),
        ({"seed": 7}, "Its “seed” is 7; expected 64"),
        ({"entries": None}, "Its “entries” is no list of tickets."),
        ({"entries": {"3": 1}}, "Its “entries” is no list of tickets."),
        ({"entries": [3, "5"]}, 'Its “entries” holds "5"; expected whole numbers from 1 on.'),
        ({"entries": [True]}, "Its “entries” holds true"),
        ({"entries": [0]}, "Its “entries” holds 0"),
        ({"order": [1.5]}, r"Its “order” holds 1\.5"),
        ({"order": [[3]]}, r"Its “order” holds \[3\]"),
    ],
)
def test_a_broken_field_is_named(change, told):
    with pytest.raises(UnreadableRecordError, match=told):
        read(json.dumps(record([3, 5]) | change))
