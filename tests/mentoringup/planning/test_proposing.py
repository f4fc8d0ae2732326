"""Plans proposed from the shipped pack: what stays, what comes, where the breaks are."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentoringup.curriculum.enums import Form, Mode
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.judging import Caution, judge
from mentoringup.planning.plan import Item, Plan, PlannedSession, Settings
from mentoringup.planning.proposing import ProposedPlan, problem_of, propose_plan, stays

PACK = shipped_pack()
EDITION = "early-career-investigators"
ENOUGH = 30.0
FREELY = settings(max_examples=15, deadline=None)
TIMES = st.sampled_from([0.0, ENOUGH])


def new_ids() -> Iterator[str]:
    return (f"new{number:05d}" for number in count())


def proposed(plan: Plan, seconds: float = ENOUGH) -> ProposedPlan:
    return propose_plan(plan, pack=PACK, ids=new_ids(), seconds=seconds)


def empty_plan(*minutes: int, **given) -> Plan:
    given = {"edition": EDITION, "mode": Mode.IN_PERSON, **given}
    return Plan(
        settings=Settings(pack="open", group_size=12, **given),
        sessions=tuple(
            PlannedSession(id=f"session{nth}", title="", minutes=each)
            for nth, each in enumerate(minutes)
        ),
    )


def activity(item_id: str, module: str, name: str, form: Form = Form.FULL, **given) -> Item:
    found = PACK.module_by_id[module].activity_by_id[name]
    return Item(
        id=item_id,
        kind=ItemKind.ACTIVITY,
        minutes=found.minutes_in(form),
        title=found.title,
        module=module,
        activity=name,
        form=form,
        **given,
    )


ACTIVITIES = [(module.id, one.id) for module in PACK.modules for one in module.activities]


@st.composite
def items(draw, item_id: str) -> Item:
    kind = draw(st.sampled_from([ItemKind.ACTIVITY, *ItemKind]))
    is_locked = draw(st.booleans())
    if kind is ItemKind.ACTIVITY:
        return activity(
            item_id,
            *draw(st.sampled_from(ACTIVITIES)),
            form=draw(st.sampled_from(Form)),
            is_locked=is_locked,
            note=draw(st.sampled_from(["", "Mine"])),
        )
    minutes = draw(st.integers(1, 60))
    return Item(id=item_id, kind=kind, minutes=minutes, title="Mine", is_locked=is_locked)


@st.composite
def plans(draw) -> Plan:
    names = [module.id for module in PACK.modules]
    modules = st.lists(st.sampled_from(names), max_size=2, unique=True)
    plan = empty_plan(
        *draw(st.lists(st.integers(15, 300), max_size=4)),
        edition=draw(st.sampled_from(sorted(PACK.edition_by_id))),
        mode=draw(st.sampled_from(Mode)),
        required=tuple(draw(modules)),
        wishes=tuple(draw(modules)),
    )
    ids = (f"old{number:05d}" for number in count())
    return replace(
        plan,
        sessions=tuple(
            replace(
                session,
                items=tuple(draw(items(next(ids))) for _ in range(draw(st.integers(0, 4)))),
            )
            for session in plan.sessions
        ),
    )


@FREELY
@given(plans(), TIMES)
def test_what_is_locked_or_ones_own_stays_in_its_session_as_it_is_in_its_order(plan, seconds):
    after = proposed(plan, seconds).plan

    assert [[one for one in session.items if stays(one)] for session in after.sessions] == [
        [one for one in session.items if stays(one)] for session in plan.sessions
    ]


@FREELY
@given(plans(), TIMES)
def test_no_session_gets_longer_than_it_may_be(plan, seconds):
    after = proposed(plan, seconds).plan

    for before, session in zip(plan.sessions, after.sessions, strict=True):
        kept = sum(item.minutes for item in before.items if stays(item))
        assert session.planned_minutes <= max(session.minutes, kept)


@FREELY
@given(plans(), TIMES)
def test_a_new_activity_comes_after_those_of_modules_it_builds_on(plan, seconds):
    after = proposed(plan, seconds).plan

    taught = [item for _, item in after.items() if item.kind is ItemKind.ACTIVITY]
    wrong = [
        (first.module, then.module)
        for nth, first in enumerate(taught)
        for then in taught[nth + 1 :]
        if then.module in PACK.module_by_id[first.module].builds_on
        and not (stays(first) and stays(then))
    ]
    assert wrong == []


@FREELY
@given(plans(), TIMES)
def test_ids_are_unique_and_equal_plans_get_equal_proposals(plan, seconds):
    first, second = proposed(plan, seconds), proposed(plan, seconds)

    ids = [item.id for _, item in first.plan.items()]
    assert len(ids) == len(set(ids))
    assert replace(first, seconds=0) == replace(second, seconds=0)


@FREELY
@given(plans(), TIMES)
def test_no_activity_is_planned_twice_unless_it_was_locked_twice(plan, seconds):
    after = proposed(plan, seconds).plan

    kept = [(one.module, one.activity) for _, one in after.items() if one.module and stays(one)]
    new = [(one.module, one.activity) for _, one in after.items() if one.module and not stays(one)]
    assert len(new) == len(set(new))
    assert not set(new) & set(kept)


@FREELY
@given(plans())
def test_new_breaks_stand_between_two_items_that_are_no_breaks(plan):
    for session in proposed(plan, 0.0).plan.sessions:
        for nth, item in enumerate(session.items):
            if item.kind is ItemKind.BREAK and item.id.startswith("new"):
                around = session.items[max(0, nth - 1) : nth + 2]
                assert [one.kind is ItemKind.BREAK for one in around] == [False, True, False]


@FREELY
@given(plans())
def test_settings_sessions_and_their_minutes_stay(plan):
    after = proposed(plan, 0.0).plan

    bare = [replace(session, items=()) for session in after.sessions]
    assert after.settings == plan.settings
    assert bare == [replace(session, items=()) for session in plan.sessions]


@settings(max_examples=12, deadline=None)
@given(st.integers(60, 600), st.sampled_from(sorted(PACK.edition_by_id)), TIMES)
@example(190, EDITION, ENOUGH)
@example(301, EDITION, ENOUGH)
@example(600, EDITION, ENOUGH)
def test_no_proposal_of_ours_gets_our_own_warning_of_breaks_and_meals(minutes, edition, seconds):
    plan = proposed(empty_plan(minutes, edition=edition), seconds).plan

    against = {Caution.BREAK, Caution.MEAL, Caution.OVER}
    assert [one.text for one in judge(plan, pack=PACK).warnings if one.caution in against] == []


@pytest.mark.parametrize(("minutes", "meals"), [(300, []), (330, [30]), (480, [45])])
def test_more_than_five_hours_have_a_meal_in_the_middle(minutes, meals):
    (session,) = proposed(empty_plan(minutes)).plan.sessions

    eating = [nth for nth, item in enumerate(session.items) if item.minutes >= 30]
    eating = [nth for nth in eating if session.items[nth].kind is ItemKind.BREAK]
    assert [session.items[nth].minutes for nth in eating] == meals
    for nth in eating:
        before = sum(item.minutes for item in session.items[:nth])
        assert minutes / 3 <= before <= minutes * 2 / 3


def test_a_meal_that_is_locked_is_the_only_one():
    lunch = Item(id="lunch001", kind=ItemKind.BREAK, minutes=35, title="Lunch", is_locked=True)

    (session,) = proposed(with_items(empty_plan(480), lunch)).plan.sessions

    rests = [item.minutes for item in session.items if item.kind is ItemKind.BREAK]
    assert [minutes for minutes in rests if minutes > 10] == [35]


def modules_in(session: PlannedSession) -> list[str]:
    names = [item.module or item.kind.value for item in session.items]
    return [name for nth, name in enumerate(names) if not nth or name != names[nth - 1]]


def test_four_hours_have_an_opening_four_competencies_a_closing_and_two_breaks():
    (session,) = proposed(empty_plan(240)).plan.sessions

    assert session.planned_minutes == 240
    assert modules_in(session) == [
        *("welcome", "communication", "break", "expectations", "equity", "break"),
        *("independence", "closing"),
    ]


def test_the_activities_are_those_of_the_length_in_their_forms():
    (session,) = proposed(empty_plan(47, required=("expectations",))).plan.sessions

    assert [(item.activity, item.form.value, item.minutes) for item in session.items] == [
        ("unwritten-rules", "short", 7),
        ("two-readings", "short", 18),
        ("agreement-draft", "short", 15),
        ("one-line-one-date", "full", 7),
    ]


def test_a_module_that_is_locked_as_a_whole_stays_as_it_is():
    plan = with_items(
        empty_plan(90), activity("locked01", "equity", "case-in-groups", is_locked=True)
    )

    after = proposed(plan).plan

    assert [item.activity for _, item in after.items() if item.module == "equity"] == [
        "case-in-groups"
    ]


def test_the_rest_of_a_module_is_planned_around_its_locked_activity_in_its_order():
    plan = with_items(
        empty_plan(90, 110),
        activity("loose001", "equity", "who-gets-to-speak"),
        activity("locked01", "equity", "case-in-groups", is_locked=True),
        nth=1,
    )

    after = proposed(plan).plan

    taught = [item for item in after.sessions[1].items if item.module == "equity"]
    assert [item.activity for item in taught] == [
        *("who-gets-to-speak", "two-seats", "testing-a-snap-judgment", "case-in-groups"),
        *("answering-a-remark", "one-thing-each"),
    ]


def test_notes_come_along_with_their_activities():
    plan = with_items(
        empty_plan(90, required=("communication",)),
        activity("loose001", "communication", "next-meeting", note="Bring cards"),
    )

    after = proposed(plan).plan

    assert [item.note for _, item in after.items() if item.activity == "next-meeting"] == [
        "Bring cards"
    ]


def test_a_lunch_stays_near_its_hour_and_counts_as_a_break():
    lunch = Item(id="lunch001", kind=ItemKind.BREAK, minutes=60, title="Lunch", is_locked=True)
    plan = with_items(
        empty_plan(480),
        Item(id="loose001", kind=ItemKind.BREAK, minutes=210, title="Something"),
        lunch,
        Item(id="loose002", kind=ItemKind.BREAK, minutes=100, title="Something else"),
    )

    (session,) = proposed(plan).plan.sessions

    nth = session.items.index(lunch)
    start = sum(item.minutes for item in session.items[:nth] if item.kind is not ItemKind.BREAK)
    breaks = [item for item in session.items if item.kind is ItemKind.BREAK]
    assert abs(start - 210) <= 15
    assert session.planned_minutes <= 480
    assert len(breaks) == 4


def test_what_ended_its_session_still_does():
    farewell = Item(id="own00001", kind=ItemKind.OWN, minutes=5, title="Group picture")
    plan = with_items(empty_plan(180), activity("loose001", "equity", "making-room"), farewell)

    (session,) = proposed(plan).plan.sessions

    assert session.items[-1] == farewell


def test_the_opening_comes_before_an_activity_that_is_locked_at_the_beginning():
    locked = activity("locked01", "self-efficacy", "where-trust-comes-from", is_locked=True)
    plan = with_items(empty_plan(180, required=("welcome",)), locked)

    (session,) = proposed(plan).plan.sessions

    assert modules_in(session)[:2] == ["welcome", "self-efficacy"]


def test_a_module_of_another_edition_is_told_as_left_out_if_it_is_required():
    plan = empty_plan(
        90, edition="postdocs-and-graduate-students", required=("work-life", "no-such-module")
    )

    after = proposed(plan)

    assert [(one.module, one.shortest) for one in after.left_out if one.is_required] == [
        ("work-life", 0)
    ]


def test_a_plan_without_sessions_or_with_an_unknown_edition_stays_empty():
    assert proposed(empty_plan()).plan.sessions == ()
    assert [*proposed(empty_plan(90, edition="gone")).plan.items()] == []


def test_the_problem_counts_what_stays_with_its_breaks():
    plan = with_items(
        empty_plan(120),
        activity("locked01", "equity", "making-room", is_locked=True),
        Item(id="locked02", kind=ItemKind.BREAK, minutes=15, title="Break", is_locked=True),
        Item(id="loose001", kind=ItemKind.BREAK, minutes=10, title="Break"),
    )

    (room,) = problem_of(plan, pack=PACK).rooms

    minutes = plan.sessions[0].items[0].minutes
    assert (room.taken, room.resting, room.has_breaks, room.holds) == (
        *(minutes + 15, 15, 1),
        ("equity",),
    )


def with_items(plan: Plan, *given: Item, nth: int = 0) -> Plan:
    return replace(
        plan,
        sessions=tuple(
            replace(session, items=given) if number == nth else session
            for number, session in enumerate(plan.sessions)
        ),
    )
