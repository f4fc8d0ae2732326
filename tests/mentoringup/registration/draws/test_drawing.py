"""The draw itself: what is hashed, what it can give, and that it is fair."""

import hashlib
from collections import Counter
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from mentoringup.registration import drawing

SEED = "5f" * 32
SEEDS = st.binary(min_size=32, max_size=32).map(bytes.hex)
TICKETS = st.sets(st.integers(min_value=1, max_value=50_000), max_size=40)


def seeds(number: int) -> list[str]:
    """Always the same, so that a count over them is exact."""
    return [hashlib.sha256(f"seed {place}".encode()).hexdigest() for place in range(number)]


def test_the_commitment_is_the_hash_of_the_seed_as_text():
    # printf %s 5f5f...5f | sha256sum
    told = "ce63c4ebf143f2aade4d14b4e5d941832c7af9ef9a000df459c9b6a07f155486"

    assert drawing.commitment_of(SEED) == told


def test_the_list_is_hashed_as_numbers_with_commas():
    # printf %s 3,5,12 | sha256sum
    told = "a0220c47d1ba35d1037b1ad9a0e9f074a37508490cba6dab767df8253094def0"

    assert drawing.list_of({12, 3, 5}) == "3,5,12"
    assert drawing.digest_of({12, 3, 5}) == told


def test_this_draw_never_changes():
    # Computed with sha256sum and sort, see docs/guides/draws.md.
    assert drawing.draw({3, 5, 12, 20, 21}, seed=SEED) == (21, 5, 12, 3, 20)


def test_nobody_and_one_can_be_drawn():
    assert drawing.draw([], seed=SEED) == ()
    assert drawing.draw([7], seed=SEED) == (7,)


@given(entries=TICKETS, seed=SEEDS)
def test_everybody_is_drawn_once(entries, seed):
    assert sorted(drawing.draw(entries, seed=seed)) == sorted(entries)


@given(entries=TICKETS.map(sorted), seed=SEEDS, chance=st.randoms())
def test_it_does_not_matter_in_which_order_the_tickets_are_read(entries, seed, chance):
    shuffled = chance.sample(entries, len(entries))

    assert drawing.draw(shuffled, seed=seed) == drawing.draw(entries, seed=seed)


@given(entries=TICKETS, late=st.integers(min_value=1, max_value=50_000))
def test_one_ticket_more_or_less_is_another_digest(entries, late):
    assert drawing.digest_of(entries ^ {late}) != drawing.digest_of(entries)


@given(seed=SEEDS, other=SEEDS)
def test_another_seed_is_another_commitment(seed, other):
    assert (drawing.commitment_of(seed) == drawing.commitment_of(other)) == (seed == other)


def test_every_order_of_four_is_possible_and_none_is_favored():
    drawn = Counter(drawing.draw([1, 2, 3, 4], seed=seed) for seed in seeds(24_000))

    assert set(drawn) == set(permutations([1, 2, 3, 4]))
    assert chi_square(drawn, expected=1000) < 49.7  # 23 degrees of freedom, p = .001


def test_every_ticket_of_twenty_is_equally_often_first_and_last():
    draws = [drawing.draw(range(1, 21), seed=seed) for seed in seeds(20_000)]

    for place in (0, 19):
        there = Counter(order[place] for order in draws)
        assert chi_square(there, expected=1000) < 43.8  # 19 degrees of freedom, p = .001


def test_a_late_ticket_reshuffles_the_others():
    """Whether two keep their order when a third comes is as good as a coin."""
    kept = sum(
        drawing.draw([1, 2], seed=seed)
        == tuple(ticket for ticket in drawing.draw([1, 2, 3], seed=seed) if ticket != 3)
        for seed in seeds(10_000)
    )

    assert abs(kept - 5000) < 165  # p = .001


def chi_square(found: Counter, *, expected: int) -> float:
    return sum((number - expected) ** 2 for number in found.values()) / expected
