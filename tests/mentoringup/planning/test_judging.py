"""What a plan adds up to, and what speaks against it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mentoringup.curriculum.enums import Form, Group, Mode, Speaker
from mentoringup.curriculum.pack.values import Step
from mentoringup.planning.clock import SessionClock
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.judging import Caution, clock_times, judge, warnings_of
from mentoringup.planning.plan import Item

START = datetime(2026, 10, 14, 23, tzinfo=UTC)


def cautions(plan, pack, **more):
    return [one.caution for one in warnings_of(plan, pack=pack, clock={}, **more)]


def long_break(minutes=10):
    return Item(id="break009", kind=ItemKind.BREAK, minutes=minutes, title="Break")


def own(minutes, key="own00009"):
    return Item(id=key, kind=ItemKind.OWN, minutes=minutes, title="Talk")


@pytest.fixture
def with_items(plan):
    """The plan with these items in its first session, and nothing in the second."""

    def make(*items, **changes):
        first = replace(plan.sessions[0], items=items, **changes)
        return replace(plan, sessions=(first, replace(plan.sessions[1], items=())))

    return make


@pytest.fixture
def clock():
    def make(minutes=90, **changes):
        known = {
            "session_id": 1,
            "title": "Meeting 1",
            "starts_at": START,
            "ends_at": START + timedelta(minutes=minutes),
            "zone": "UTC",
            "place": "Zoom",
            "link": "",
        }
        return {"session1": SessionClock(**{**known, **changes})}

    return make


def test_times_count_from_the_beginning_of_the_session(plan):
    times = clock_times(plan.sessions[1])

    first = plan.sessions[1].items[0].minutes
    assert [(one.begins, one.ends, one.starts_at) for one in times] == [
        (0, first, None),
        (first, first + 15, None),
    ]


def test_times_are_instants_where_the_start_is_known(plan):
    times = clock_times(plan.sessions[1], starts_at=START)

    assert times[-1].ends_at == START + timedelta(minutes=plan.sessions[1].planned_minutes)


def test_minutes_over_in_one_session_are_not_made_up_by_room_in_another(with_items, pack):
    judgment = judge(with_items(own(100)), pack=pack)

    assert (judgment.over, judgment.free, judgment.available) == (10, 90, 180)


def test_objectives_are_covered_by_the_activities_that_are_planned(with_items, pack, activity_item):
    plan = with_items(activity_item("communication", "listening-in-threes"))

    taught = judge(plan, pack=pack).taught

    served = pack.module_by_id["communication"].activity_by_id["listening-in-threes"].objectives
    assert [(one.id, one.covered) for one in taught] == [("communication", len(set(served)))]


def test_an_empty_plan_is_not_scolded(with_items, pack):
    assert cautions(with_items(), pack) == []


@pytest.mark.parametrize(
    ("last", "session", "held"),
    [(130, 240, 240), (129, 240, 239), (200, 239, 239), (130, 600, 240)],
)
def test_what_is_planned_counts_for_the_threshold_with_breaks_and_as_far_as_it_fits(
    with_items, pack, last, session, held
):
    plan = with_items(own(100), long_break(), own(last, "own00008"), minutes=session)

    assert judge(plan, pack=pack).held == held
    assert (Caution.THRESHOLD in cautions(plan, pack)) == (held < 240)


def test_one_activity_in_four_hours_is_far_below_the_threshold(with_items, pack, activity_item):
    plan = with_items(activity_item("equity", "one-thing-each", minutes=7), minutes=240)

    texts = [one.text for one in warnings_of(plan, pack=pack, clock={})]

    assert texts[:2] == [
        "7 minutes planned: below the evidence threshold of 4 hours.",
        "Equity and inclusion has 7 minutes; its shortest length takes 45.",
    ]


def test_a_plan_without_equity_or_with_too_little_of_it_says_so(with_items, pack, activity_item):
    def taught(minutes):
        return with_items(activity_item("equity", "who-gets-to-speak", minutes=minutes))

    assert Caution.EQUITY in cautions(with_items(own(10)), pack)
    assert Caution.EQUITY in cautions(taught(44), pack)
    assert Caution.EQUITY not in cautions(taught(45), pack)


@pytest.mark.parametrize(("minutes", "is_told"), [(100, False), (101, True)])
def test_a_stretch_without_a_break_is_told(with_items, pack, minutes, is_told):
    told = Caution.BREAK in cautions(with_items(own(minutes), long_break(), own(20, "x")), pack)

    assert told == is_told


@pytest.mark.parametrize(
    ("rest", "last", "is_told"), [(29, 92, True), (30, 92, False), (29, 91, False)]
)
def test_more_than_five_hours_without_a_meal_are_told(with_items, pack, rest, last, is_told):
    items = [own(100), long_break(rest), own(80, "own00008"), own(last, "own00007")]

    assert (Caution.MEAL in cautions(with_items(*items, minutes=600), pack)) == is_told


def test_minutes_of_the_facilitator_alone_add_up_across_activities(with_items, pack, activity_item):
    module = pack.module_by_id["equity"]
    talk = Step(minutes=9, short=9, group=Group.PLENARY, speaker=Speaker.FACILITATOR, do="Explain.")
    activities = tuple(replace(one, steps=(talk,)) for one in module.activities)
    talking = replace(
        pack,
        modules=tuple(
            replace(module, activities=activities) if one.id == "equity" else one
            for one in pack.modules
        ),
    )
    one = activity_item("equity", "who-gets-to-speak", minutes=9)
    other = activity_item("equity", "two-seats", minutes=9)

    alone = warnings_of(with_items(one, other), pack=talking, clock={})
    apart = warnings_of(with_items(one, long_break(), other), pack=talking, clock={})

    told = [(warned.text, warned.place) for warned in alone if warned.caution is Caution.TALK]
    assert told == [("18 minutes in a row without anyone speaking but you.", one.id)]
    assert Caution.TALK not in [warned.caution for warned in apart]


@pytest.mark.parametrize(
    ("speaker", "minutes", "is_told"),
    [
        (Speaker.FACILITATOR, 20, True),
        (Speaker.FACILITATOR, 14, False),
        (Speaker.PARTICIPANTS, 20, False),
    ],
)
def test_an_item_of_ones_own_is_the_facilitators_talk_unless_it_says_otherwise(
    with_items, pack, speaker, minutes, is_told
):
    told = cautions(with_items(replace(own(minutes), speaker=speaker)), pack)

    assert (Caution.TALK in told) == is_told


def test_a_module_before_one_it_builds_on_is_told(with_items, pack, activity_item):
    builds = next(one for one in pack.modules if one.builds_on)
    below = pack.module_by_id[builds.builds_on[0]]
    late = activity_item(below.id, below.activities[0].id)
    early = activity_item(builds.id, builds.activities[0].id)

    assert Caution.ORDER in cautions(with_items(early, late), pack)
    assert Caution.ORDER not in cautions(with_items(late, early), pack)


def test_an_activity_that_is_gone_is_told(with_items, pack, activity_item):
    item = replace(activity_item("equity", "two-seats"), activity="gone")

    assert Caution.GONE in cautions(with_items(item), pack)


def test_an_activity_for_another_way_of_meeting_is_told(with_items, pack, activity_item):
    module = pack.module_by_id["equity"]
    activities = tuple(replace(one, modes=(Mode.IN_PERSON,)) for one in module.activities)
    here_only = replace(module, activities=activities)
    modules = tuple(here_only if one.id == "equity" else one for one in pack.modules)
    plan = with_items(activity_item("equity", "two-seats"))

    assert Caution.UNSUITED in cautions(plan, replace(pack, modules=modules))


@pytest.mark.parametrize(
    ("size", "told"),
    [(3, [Caution.SMALL]), (4, []), (12, []), (13, [Caution.LARGE])],
)
def test_a_group_that_is_large_or_small_is_told(plan, pack, size, told):
    sized = replace(plan, settings=replace(plan.settings, group_size=size))

    assert [one for one in cautions(sized, pack) if one in {Caution.SMALL, Caution.LARGE}] == told


def test_a_required_module_that_is_missing_is_told(plan, pack):
    asked = replace(plan, settings=replace(plan.settings, required=("independence",)))

    assert Caution.REQUIRED in cautions(asked, pack)


def test_a_session_that_became_longer_in_the_series_is_told(plan, pack, clock):
    told = [
        one.text
        for one in warnings_of(plan, pack=pack, clock=clock(minutes=75))
        if one.caution is Caution.REAL_SESSION
    ]

    assert told == ["“First” is planned with 90 minutes, but “Meeting 1” takes 75 in the series."]


def test_a_cancelled_session_is_told(plan, pack, clock):
    told = warnings_of(plan, pack=pack, clock=clock(is_cancelled=True))

    assert "cancelled" in told[0].text


def test_a_session_that_was_removed_from_the_series_is_told(plan, pack, clock):
    told = warnings_of(plan, pack=pack, clock=clock(), is_of_a_series=True)

    assert [(one.caution, one.place) for one in told][:1] == [(Caution.REAL_SESSION, "session2")]


def test_short_forms_are_judged_by_their_own_steps(with_items, pack, activity_item):
    plan = with_items(activity_item("communication", "listening-in-threes", Form.SHORT))

    assert judge(plan, pack=pack).training == plan.sessions[0].planned_minutes
