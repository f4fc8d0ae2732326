"""Why a module is not in a proposal: what the planner says in cases that one can do by hand."""

from every_proposal import lengths
from mentoringup.curriculum.enums import ModuleKind
from mentoringup.planning.planner.problem import Candidate, LeftOut, Problem, Room
from mentoringup.planning.planner.solving import propose


def module(name: str, *minutes: int, **given) -> Candidate:
    kind = given.pop("kind", ModuleKind.COMPETENCY)
    return Candidate(module=name, kind=kind, minutes=lengths(list(minutes)), activities={}, **given)


def left_out(rooms: list[Room], *candidates: Candidate) -> tuple[LeftOut, ...]:
    return propose(Problem(rooms=tuple(rooms), candidates=candidates)).left_out


def room(session: str, minutes: int, **given) -> Room:
    return Room(session=session, minutes=minutes, **given)


def test_it_says_how_much_longer_the_widest_session_would_have_to_be_with_its_break():
    (one,) = left_out(
        [room("s0", 50), room("s1", 100)], module("a", 50), module("b", 90), module("c", 45)
    )

    assert (one.module, one.shortest, one.largest_gap) == ("c", 45, 10)
    assert one.missing == 45, "35 minutes, and a break after 100"


def test_it_names_what_it_could_come_instead_of_but_nothing_that_is_wanted_more():
    (one,) = left_out(
        [room("s0", 60), room("s1", 50)],
        module("must", 60, is_required=True),
        module("other", 50),
        module("little", 50, is_core=False),
    )

    assert (one.module, one.instead_of) == ("little", ())


def test_an_equal_can_come_instead_of_an_equal():
    (one,) = left_out([room("s0", 50)], module("a", 50), module("b", 50))

    assert (one.module, one.instead_of) == ("b", ("a",))


def test_it_names_what_comes_too_late_where_there_are_minutes_before_it():
    (one,) = left_out(
        [room("s0", 50), room("s1", 100)],
        module("a", 90, is_required=True),
        module("b", 45, builds_on=("a",)),
    )

    assert (one.module, one.waits_for) == ("b", ("a",))
    assert (one.session, one.largest_gap, one.missing) == ("s1", 10, 45)


def test_it_names_what_is_locked_too_early():
    (one,) = left_out(
        [room("s0", 30, taken=20, holds=("b",)), room("s1", 90)],
        module("a", 45),
        module("b", 45, builds_on=("a",)),
    )

    assert (one.module, one.precedes, one.missing) == ("a", ("b",), 35)


def test_what_is_between_locked_items_in_the_wrong_order_is_told_with_both():
    (one,) = left_out(
        [room("s0", 200, taken=40, holds=("c", "a"))],
        module("a", 20),
        module("b", 20, builds_on=("a",)),
        module("c", 20, builds_on=("b",)),
    )

    assert (one.module, one.waits_for, one.precedes) == ("b", ("a",), ("c",))


def test_the_required_come_first_then_the_wished_and_the_core():
    names = [
        one.module
        for one in left_out(
            [room("s0", 10)],
            module("rest", 50, is_core=False),
            module("core", 50),
            module("wish", 50, is_wished=True),
            module("must", 50, is_required=True),
        )
    ]

    assert names == ["must", "wish", "core", "rest"]


def test_a_required_module_without_any_length_is_left_out_without_minutes():
    (one,) = left_out([room("s0", 90)], module("a", is_required=True), module("b"))

    assert (one.module, one.shortest, one.missing, one.waits_for) == ("a", 0, 0, ())


def test_a_module_that_is_locked_is_not_left_out():
    assert left_out([room("s0", 50, taken=45, holds=("a",))], module("a", 45)) == ()


def test_a_closing_that_does_not_fit_the_last_session_is_told_for_that_session():
    (one,) = left_out(
        [room("s0", 200), room("s1", 50)],
        module("a", 50),
        module("b", 50, builds_on=("a",), is_required=True),
        module("c", 50),
        module("bye", 15, kind=ModuleKind.CLOSING, is_core=False),
        module("d", 45, builds_on=("a", "b", "c"), is_required=True),
        module("e", 80),
    )[-1:]

    assert (one.module, one.largest_gap, one.missing) == ("bye", 5, 10)
