"""What a proposal left out, in the sentences that are shown."""

import pytest

from mentoringup.curriculum.enums import Length, ModuleKind
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.planning.left_out import sentences_of
from mentoringup.planning.plan import Plan, PlannedSession
from mentoringup.planning.planner.problem import Candidate, LeftOut, Problem, Room
from mentoringup.planning.planner.solving import propose

PACK = shipped_pack()


@pytest.fixture
def told(settings_of_plan):
    """The sentences for modules that sessions of so many minutes, with these items, don't hold."""

    def tell(rooms: list[Room], *candidates: Candidate) -> list[str]:
        plan = Plan(
            settings=settings_of_plan,
            sessions=tuple(
                PlannedSession(id=room.session, title=f"Day {nth}", minutes=room.minutes)
                for nth, room in enumerate(rooms, start=1)
            ),
        )
        proposal = propose(Problem(rooms=tuple(rooms), candidates=candidates))
        return sentences_of(proposal.left_out, plan=plan, pack=PACK)

    return tell


def module(name: str, *minutes: int, **given) -> Candidate:
    kind = PACK.module_by_id[name].kind
    lengths = dict(zip(Length, minutes, strict=False))
    core = kind is ModuleKind.COMPETENCY
    return Candidate(module=name, kind=kind, minutes=lengths, activities={}, is_core=core, **given)


def rooms(*minutes: int) -> list[Room]:
    return [Room(session=f"s{nth}", minutes=each) for nth, each in enumerate(minutes)]


def name(module_id: str) -> str:
    return f"“{PACK.module_by_id[module_id].name}”"


def test_a_welcome_alone_is_told_why_it_is_not_in_it(told):
    texts = told(rooms(40, 40), module("welcome", 19), module("equity", 45))

    assert texts == [
        (
            f"{name('equity')} did not fit. It takes at least 45 minutes; “Day 1” has 40 left. "
            "“Day 1” would have to be 5 minutes longer."
        ),
        (
            f"{name('welcome')} did not fit. It opens or closes a training, and nothing else "
            "fits into this one. It takes at least 19 minutes."
        ),
    ]


@pytest.mark.parametrize(
    ("frame", "does", "day", "left", "missing"),
    [("welcome", "opens", 1, 5, 14), ("closing", "closes", 2, 7, 12)],
)
def test_an_opening_and_a_closing_are_told_for_their_own_session(
    told, frame, does, day, left, missing
):
    texts = told(rooms(50, 52), module(frame, 19), module("equity", 45), module("independence", 45))

    assert texts == [
        (
            f"{name(frame)} did not fit. It {does} the training and takes at least 19 minutes; "
            f"“Day {day}” has {left} left. “Day {day}” would have to be {missing} minutes longer."
        )
    ]


def test_the_order_is_told_where_it_is_the_reason(told):
    texts = told(
        [
            Room(session="s0", minutes=20, taken=20, holds=("independence",)),
            Room(session="s1", minutes=90),
        ],
        module("communication", 45),
        module("independence", 45, builds_on=("communication",)),
    )

    assert texts == [
        (
            f"{name('communication')} did not fit. It has to come before {name('independence')}, "
            "which comes too early. It takes at least 45 minutes; “Day 1” has 0 left. “Day 1” "
            "would have to be 45 minutes longer."
        )
    ]


def test_a_module_beside_it_may_be_shortened_whatever_it_is_worth(settings_of_plan):
    session = PlannedSession(id="s0", title="Day 1", minutes=90)
    one = LeftOut(
        module="welcome",
        kind=ModuleKind.OPENING,
        is_required=False,
        is_wished=False,
        shortest=19,
        session="s0",
        largest_gap=5,
        missing=14,
        shorten=("equity",),
        instead_of=("equity", "independence"),
    )

    (text,) = sentences_of(
        [one], plan=Plan(settings=settings_of_plan, sessions=(session,)), pack=PACK
    )

    assert text.endswith(
        f"Or shorten one of these: {name('equity')}. "
        f"Or leave out one of these: {name('independence')}."
    )
