"""The planner against an enumeration of everything, and what holds for any problem."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from every_proposal import best_worth, faults, lengths, worth
from mentoringup.curriculum.enums import ModuleKind
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.planning.planner.problem import Candidate, LeftOut, Problem, Proposal, Room
from mentoringup.planning.planner.solving import propose

FREELY = settings(max_examples=40, deadline=None)
ENOUGH = 30.0
"""Seconds in which any small problem is proved, on a busy machine too."""


@st.composite
def rooms(draw, names: list[str]) -> Room:
    minutes = draw(st.integers(0, 300))
    holds = tuple(draw(st.lists(st.sampled_from(names), max_size=2))) if names else ()
    resting = draw(st.sampled_from([0, 0, 10, 45]))
    return Room(
        session="",
        minutes=minutes,
        taken=20 * len(holds) + resting,
        resting=resting,
        has_breaks=int(resting > 0),
        holds=holds,
    )


@st.composite
def problems(draw, *, most_candidates: int = 4, most_rooms: int = 3) -> Problem:
    names = [f"m{number}" for number in range(draw(st.integers(0, most_candidates)))]
    given_rooms = draw(st.lists(rooms(names), max_size=most_rooms))
    given_rooms = [replace(room, session=f"s{nth}") for nth, room in enumerate(given_rooms)]
    candidates = []
    for nth, name in enumerate(names):
        homes = ["", *(room.session for room in given_rooms if name in room.holds)]
        minutes = draw(st.lists(st.integers(5, 130), max_size=2, unique=True))
        candidates.append(
            Candidate(
                module=name,
                kind=draw(st.sampled_from([*ModuleKind, *[ModuleKind.COMPETENCY] * 4])),
                minutes=lengths(minutes),
                activities={},
                builds_on=tuple(draw(st.lists(st.sampled_from(names[: nth + 1]), max_size=2))),
                is_core=draw(st.booleans()),
                is_required=draw(st.booleans()),
                is_wished=draw(st.booleans()),
                stays_in=draw(st.sampled_from(homes)),
            )
        )
    return Problem(rooms=tuple(given_rooms), candidates=tuple(candidates))


def chosen_in(proposal: Proposal) -> dict[str, tuple[str, int]]:
    return {one.module: (one.session, one.minutes) for one in proposal.placements}


@FREELY
@given(problems())
def test_a_proposal_is_worth_as_much_as_the_best_of_all_there_are(problem):
    proposal = propose(problem, seconds=ENOUGH)

    assert proposal.is_best
    assert worth(problem, chosen_in(proposal)) == best_worth(problem)


@FREELY
@given(problems(most_candidates=8, most_rooms=5), st.sampled_from([0.0, ENOUGH]))
def test_a_proposal_keeps_to_all_rules_with_and_without_time(problem, seconds):
    proposal = propose(problem, seconds=seconds)

    assert faults(problem, chosen_in(proposal)) == []


@FREELY
@given(problems(most_candidates=8, most_rooms=5))
def test_equal_problems_get_equal_proposals(problem):
    first, second = propose(problem, seconds=ENOUGH), propose(problem, seconds=ENOUGH)

    assert replace(first, seconds=0) == replace(second, seconds=0)


@FREELY
@given(problems(most_candidates=8, most_rooms=5), st.sampled_from([0.0, ENOUGH]))
def test_modules_are_listed_in_the_order_in_which_they_are_taught(problem, seconds):
    proposal = propose(problem, seconds=seconds)

    sessions = [room.session for room in problem.rooms]
    places = [sessions.index(one.session) for one in proposal.placements]
    assert places == sorted(places)


@FREELY
@given(problems(), st.sampled_from([0.0, ENOUGH]))
def test_every_module_is_placed_or_left_out_or_stands_already(problem, seconds):
    proposal = propose(problem, seconds=seconds)

    placed = {one.module for one in proposal.placements}
    left = {one.module for one in proposal.left_out}
    held = {module for room in problem.rooms for module in room.holds}
    wanted = {
        one.module for one in problem.candidates if one.minutes or one.is_required or one.is_wished
    }
    assert not placed & left
    assert wanted <= placed | left | held


@FREELY
@given(problems(), st.sampled_from([0.0, ENOUGH]))
def test_what_was_left_out_fits_when_a_session_is_longer_by_what_is_missing(problem, seconds):
    proposal = propose(problem, seconds=seconds)

    for one in proposal.left_out:
        if one.missing and problem.rooms:
            names = [room.session for room in problem.rooms]
            longer = _with_longer(problem, names.index(one.session), one.missing)
            assert _takes(longer, proposal, one)


@FREELY
@given(problems(), st.sampled_from([0.0, ENOUGH]))
def test_what_was_left_out_fits_when_a_module_beside_it_is_as_short_as_it_can_be(problem, seconds):
    proposal = propose(problem, seconds=seconds)

    shortest = {one.module: min(one.minutes.values(), default=0) for one in problem.candidates}
    for one in proposal.left_out:
        for other in one.shorten:
            chosen = chosen_in(proposal)
            where, minutes = chosen[other]
            chosen |= {other: (where, shortest[other]), one.module: (where, one.shortest)}
            assert (where, faults(problem, chosen)) == (one.session, [])
            assert minutes > shortest[other]


@FREELY
@given(problems(), st.sampled_from([0.0, ENOUGH]))
def test_what_was_left_out_fits_instead_of_each_module_that_is_named(problem, seconds):
    proposal = propose(problem, seconds=seconds)

    for one in proposal.left_out:
        for other in one.instead_of:
            assert _takes(problem, proposal, one, instead_of=other)


@FREELY
@given(problems(), st.sampled_from([0.0, ENOUGH]))
def test_what_was_left_out_does_not_fit_as_it_stands(problem, seconds):
    proposal = propose(problem, seconds=seconds)

    assert not [one.module for one in proposal.left_out if _takes(problem, proposal, one)]


def _with_longer(problem: Problem, nth: int, by: int) -> Problem:
    longer = [
        replace(room, minutes=room.minutes + by * (number == nth))
        for number, room in enumerate(problem.rooms)
    ]
    return replace(problem, rooms=tuple(longer))


def _takes(problem: Problem, proposal: Proposal, one: LeftOut, *, instead_of: str = "") -> bool:
    """Whether a module can be added in some session to what is proposed, or put for another."""
    chosen = chosen_in(proposal)
    chosen.pop(instead_of, None)
    return any(
        not faults(problem, {**chosen, one.module: (room.session, one.shortest)})
        for room in problem.rooms
    )


def module(name: str, *minutes: int, **given) -> Candidate:
    return Candidate(
        module=name,
        kind=given.pop("kind", ModuleKind.COMPETENCY),
        minutes=lengths(list(minutes)),
        activities={},
        **given,
    )


def sessions(*minutes: int) -> tuple[Room, ...]:
    return tuple(Room(session=f"s{nth}", minutes=each) for nth, each in enumerate(minutes))


@pytest.mark.parametrize("greater", ["is_required", "is_wished", "is_core"])
@given(st.integers(1, 60), st.integers(1, 12))
@settings(max_examples=8, deadline=None)
@example(60, 12)
def test_no_number_of_lesser_goods_outweighs_a_greater_one(greater, number, hours):
    ranks = ["is_required", "is_wished", "is_core", ""]
    lesser = ranks[ranks.index(greater) + 1]
    great = module("great", 60 * hours, **{"is_core": False, greater: True})
    small = module("small", 1, 2, 3, **{"is_core": False} | ({lesser: True} if lesser else {}))
    smalls = [replace(small, module=f"small{nth}") for nth in range(number)]
    problem = Problem(rooms=_just_enough(60 * hours), candidates=(*smalls, great))

    proposal = propose(problem, seconds=ENOUGH)

    assert [one.module for one in proposal.placements] == ["great"]
    assert proposal.is_best


def _just_enough(training: int) -> tuple[Room, ...]:
    return (Room(session="s0", minutes=training, has_breaks=100),)


def test_no_sessions_no_modules_and_nothing_that_fits_have_answers():
    nothing = propose(Problem(rooms=(), candidates=()))
    no_sessions = propose(Problem(rooms=(), candidates=(module("a", 110),)))
    no_modules = propose(Problem(rooms=sessions(90), candidates=()))
    too_long = propose(Problem(rooms=sessions(40), candidates=(module("a", 45),)))

    assert (nothing.placements, nothing.left_out, nothing.is_best) == ((), (), True)
    assert (no_sessions.placements, no_sessions.left_out[0].missing) == ((), 120)
    assert (no_modules.placements, no_modules.left_out) == ((), ())
    assert (too_long.left_out[0].largest_gap, too_long.left_out[0].missing) == (40, 5)


def test_a_session_of_ten_thousand_minutes_takes_everything():
    problem = Problem(rooms=sessions(10_000), candidates=(module("a", 45, 90), module("b", 45)))

    proposal = propose(problem)

    assert [one.minutes for one in proposal.placements] == [90, 45]


def test_a_break_that_is_locked_is_not_needed_again():
    fifty = (module("a", 55), module("b", 55))
    without = Room(session="s0", minutes=120)
    with_one = Room(session="s0", minutes=120, taken=10, resting=10, has_breaks=1)
    too_short = Room(session="s0", minutes=119)

    counts = [
        len(propose(Problem(rooms=(room,), candidates=fifty)).placements)
        for room in (without, with_one, too_short)
    ]

    assert counts == [2, 2, 1]


def test_modules_are_taught_in_the_curriculums_order_where_nothing_else_decides():
    names = [f"m{nth}" for nth in range(6)]
    problem = Problem(
        rooms=sessions(*[90] * 6), candidates=tuple(module(name, 45, 85) for name in names)
    )

    proposal = propose(problem)

    assert [one.module for one in proposal.placements] == names
    assert [one.session for one in proposal.placements] == [f"s{nth}" for nth in range(6)]


def test_among_equals_the_first_of_the_curriculum_are_chosen():
    problem = Problem(
        rooms=sessions(90), candidates=tuple(module(f"m{nth}", 45) for nth in range(5))
    )

    assert [one.module for one in propose(problem).placements] == ["m0", "m1"]


def test_the_opening_comes_first_and_the_closing_last_whatever_their_place_in_the_curriculum():
    problem = Problem(
        rooms=sessions(100),
        candidates=(
            module("bye", 15, kind=ModuleKind.CLOSING, is_core=False),
            module("talk", 45),
            module("hello", 15, kind=ModuleKind.OPENING, is_core=False),
        ),
    )

    assert [one.module for one in propose(problem).placements] == ["hello", "talk", "bye"]


def test_nothing_is_opened_or_closed_where_nothing_is_taught():
    problem = Problem(
        rooms=sessions(40),
        candidates=(
            module("hello", 15, kind=ModuleKind.OPENING, is_core=False),
            module("talk", 45),
            module("bye", 15, kind=ModuleKind.CLOSING, is_core=False, is_required=True),
        ),
    )

    assert [one.module for one in propose(problem).placements] == ["bye"]


def test_an_opening_is_not_told_to_come_instead_of_all_that_is_taught():
    hello = module("hello", 5, kind=ModuleKind.OPENING, is_core=False)

    talk = module("talk", 5, is_core=False)
    alone = propose(Problem(rooms=sessions(4), candidates=(hello,)))
    beside = propose(Problem(rooms=sessions(5), candidates=(hello, talk)))

    assert [one.missing for one in alone.left_out] == [0]
    assert [(one.module, one.instead_of) for one in beside.left_out] == [("hello", ())]


@pytest.mark.parametrize(
    ("minutes", "modules", "taught"),
    [
        (90, [(45, 85)], [20, 45]),
        (115, [(45, 85)], [20, 85]),
        (90, [(45, 85), (45, 85)], [45, 45]),
        (290, [(45, 130), (45, 130)], [20, 130, 45]),
    ],
)
def test_lengths_are_given_up_for_an_opening_but_no_core_module(minutes, modules, taught):
    frame = module("hello", 20, kind=ModuleKind.OPENING, is_core=False)
    talks = [module(f"talk{nth}", *each) for nth, each in enumerate(modules)]

    proposal = propose(Problem(rooms=sessions(minutes), candidates=(frame, *talks)))

    assert [one.minutes for one in proposal.placements] == taught


def test_the_shipped_pack_fills_six_sessions_with_one_competency_each_opened_and_closed():
    pack = shipped_pack()
    problem = Problem(
        rooms=sessions(*[90] * 6),
        candidates=tuple(
            Candidate(
                module=one.id,
                kind=one.kind,
                minutes={length: one.minutes_in(length) for length in one.lengths},
                activities={},
                builds_on=one.builds_on,
                is_core=one.is_core,
            )
            for one in pack.modules_of("postdocs-and-graduate-students")
        ),
    )

    proposal = propose(problem, seconds=ENOUGH)

    taught = [one for one in proposal.placements if pack.module_by_id[one.module].is_core]
    ends = [(one.module, one.session) for one in (proposal.placements[0], proposal.placements[-1])]
    assert ends == [("welcome", "s0"), ("closing", "s5")]
    assert [one.session for one in taught] == [f"s{nth}" for nth in range(6)]
    assert [one.length.value for one in taught] == ["short", *["standard"] * 4, "short"]
    assert proposal.is_best


def test_a_thousand_activities_get_a_proposal_however_short_the_time():
    candidates = tuple(
        module(
            f"m{nth}",
            40 + nth % 11,
            75 + nth % 13,
            110 + nth % 7,
            builds_on=(f"m{nth // 2}",) if nth % 3 else (),
            is_core=nth % 2 == 0,
            is_required=nth % 20 == 0,
            is_wished=nth % 9 == 0,
        )
        for nth in range(167)
    )
    answers = []
    for number in (7, 40):
        problem = Problem(rooms=sessions(*[90] * number), candidates=candidates)

        proposal = propose(problem, seconds=0.05)

        assert faults(problem, chosen_in(proposal)) == []
        answers.append((len(proposal.placements) >= number, proposal.is_best))
    assert answers == [(True, False), (True, False)]
