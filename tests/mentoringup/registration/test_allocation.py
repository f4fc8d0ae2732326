"""The one decision about seats: properties that hold for any claims."""

from hypothesis import given
from hypothesis import strategies as st

from mentoringup.registration.allocation import Claim, Standing, Verdict, allocate


@st.composite
def claims(draw) -> list[Claim]:
    number = draw(st.integers(0, 14))
    places = draw(st.permutations(range(1, number + 1)))
    return [
        Claim(
            id=100 + place,
            tier=draw(st.integers(0, 3)),
            precedence=draw(st.integers(0, 2)),
            place=place,
            standing=draw(st.sampled_from(Standing)),
            is_eligible=draw(st.booleans()),
            is_held_back=draw(st.booleans()),
        )
        for place in places
    ]


numbers = st.integers(0, 12)
turns = st.integers(0, 5)


@given(claims(), numbers, numbers, turns)
def test_taken_seats_never_exceed_the_capacity_unless_more_is_held(asked, capacity, held, due):
    outcome = allocate(asked, capacity=capacity, held=held, due_tiers=due)

    taken = _taken_after(asked, outcome)
    assert taken + held <= capacity or taken == 0


@given(claims(), numbers, numbers, turns)
def test_what_is_free_is_what_is_left(asked, capacity, held, due):
    outcome = allocate(asked, capacity=capacity, held=held, due_tiers=due)

    assert outcome.free == capacity - held - _taken_after(asked, outcome)


@given(claims(), numbers, numbers, turns)
def test_nobody_overtakes_somebody_who_could_have_had_the_seat(asked, capacity, held, due):
    outcome = allocate(asked, capacity=capacity, held=held, due_tiers=due)

    served = {one.claim for one in outcome.steps if one.verdict is Verdict.OFFER}
    waiting = [one for one in asked if one.standing is Standing.WAITING]
    able = [one for one in waiting if one.is_eligible and not one.is_held_back]
    left = [one.rank for one in able if one.id not in served]
    got = [one.rank for one in able if one.id in served]
    assert not got or not left or max(got) < min(left)


@given(claims(), numbers, numbers, turns)
def test_a_tier_without_a_turn_gets_nothing(asked, capacity, held, due):
    outcome = allocate(asked, capacity=capacity, held=held, due_tiers=due)

    tiers = {one.id: one.tier for one in asked}
    given_to = {tiers[one.claim] for one in outcome.steps if one.verdict is Verdict.OFFER}
    assert all(tier < due for tier in given_to)


@given(claims(), numbers, numbers, turns)
def test_no_seat_stays_empty_while_somebody_with_a_turn_could_have_it(asked, capacity, held, due):
    outcome = allocate(asked, capacity=capacity, held=held, due_tiers=due)

    served = {one.claim for one in outcome.steps}
    left = [
        one
        for one in asked
        if one.standing is Standing.WAITING
        and one.is_eligible
        and not one.is_held_back
        and one.tier < due
        and one.id not in served
    ]
    was_too_many = any(one.verdict is Verdict.TAKE_BACK for one in outcome.steps)
    assert outcome.free <= 0 or not left or was_too_many


@given(claims(), numbers, numbers)
def test_seats_are_taken_back_from_the_end_and_offers_before_seats(asked, capacity, held):
    outcome = allocate(asked, capacity=capacity, held=held, due_tiers=9)

    lost = {one.claim for one in outcome.steps if one.verdict is Verdict.TAKE_BACK}
    for standing in (Standing.OFFERED, Standing.SEATED):
        ranks = [one.rank for one in asked if one.standing is standing and one.id in lost]
        kept = [one.rank for one in asked if one.standing is standing and one.id not in lost]
        assert not ranks or not kept or min(ranks) > max(kept)
    seats_lost = [one for one in asked if one.standing is Standing.SEATED and one.id in lost]
    offers_kept = [one for one in asked if one.standing is Standing.OFFERED and one.id not in lost]
    assert not seats_lost or not offers_kept


@given(claims(), numbers, numbers, turns, st.randoms())
def test_the_outcome_does_not_depend_on_how_the_claims_were_read(
    asked, capacity, held, due, chance
):
    shuffled = list(asked)
    chance.shuffle(shuffled)

    first = allocate(asked, capacity=capacity, held=held, due_tiers=due)
    second = allocate(shuffled, capacity=capacity, held=held, due_tiers=due)

    assert first == second


def test_somebody_who_asks_now_and_is_known_gets_the_seat_itself():
    mine = Claim(id=1, tier=0, precedence=1, place=1, asks_now=True)

    outcome = allocate([mine], capacity=1, due_tiers=1)

    assert [one.verdict for one in outcome.steps] == [Verdict.SEAT]


def test_an_earlier_tier_without_a_turn_keeps_later_ones_waiting():
    early = Claim(id=1, tier=1, precedence=1, place=1)
    late = Claim(id=2, tier=2, precedence=1, place=2)

    outcome = allocate([early, late], capacity=5, due_tiers=1)

    assert outcome.steps == ()


def test_after_the_cut_off_only_those_who_ask_now_get_what_is_free():
    waits = Claim(id=1, tier=0, precedence=1, place=1)
    asks = Claim(id=2, tier=0, precedence=1, place=2, asks_now=True)

    together = allocate([waits, asks], capacity=5, due_tiers=1, may_offer=False)
    alone = allocate([asks], capacity=5, due_tiers=1, may_offer=False)

    assert (together.steps, [one.claim for one in alone.steps]) == ((), [2])


def _taken_after(asked, outcome) -> int:
    taken = sum(1 for one in asked if one.standing is not Standing.WAITING)
    for step in outcome.steps:
        taken += {Verdict.TAKE_BACK: -1, Verdict.REFUSE: 0}.get(step.verdict, 1)
    return taken
