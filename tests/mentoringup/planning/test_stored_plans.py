"""Plans in the database: revisions, undo, copies, templates, sessions of a series."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoringup.audit.models import Entry
from mentoringup.planning import editing, models
from mentoringup.planning.domain import plans
from mentoringup.planning.domain.links import deliveries_to_plan, link_sessions
from mentoringup.planning.domain.proposals import propose_anew
from mentoringup.planning.domain.queries import (
    PlanIsGoneError,
    clock_of,
    plan_as_of,
    plan_at,
    plans_at,
    steps_of,
)
from mentoringup.planning.enums import Change, PlanState
from mentoringup.planning.errors import (
    NothingToUndoError,
    PlanRefusedError,
    SomebodyChangedItError,
)


@pytest.fixture
def change(facilitator, now):
    """Make an edit on a stored plan, as it stands unless said."""

    def make(row, edit, revision=None):
        row.refresh_from_db()
        return plans.change_plan(
            row=row,
            revision=revision or row.revision,
            change=Change.MOVED,
            edit=edit,
            actor=facilitator,
            now=now,
        )

    return make


@pytest.fixture
def step(facilitator, now):
    def make(row, do):
        row.refresh_from_db()
        return do(row=row, revision=row.revision, actor=facilitator, now=now)

    return make


def lock(item):
    return lambda plan: editing.lock_item(plan, item_id=item)


def test_a_change_is_the_next_revision_and_the_former_stays(site, row, plan, change):
    changed = change(row, lock("item0001"))

    assert (changed.row.revision, changed.row.latest) == (2, 2)
    assert plan_at(site=site, plan_id=row.pk).plan == changed.plan
    assert plan_as_of(plan_id=row.pk, revision=1) == plan


def test_a_change_of_nothing_is_no_revision(row, change):
    changed = change(row, lambda plan: plan)

    assert changed.row.latest == 1


def test_a_change_on_an_older_revision_is_refused(row, change):
    change(row, lock("item0001"))

    with pytest.raises(SomebodyChangedItError):
        change(row, lock("item0002"), revision=1)


def test_a_refused_change_stores_nothing(site, row, plan, change):
    with pytest.raises(PlanRefusedError):
        change(row, lambda one: editing.remove_item(one, item_id="nothere0"))

    assert plan_at(site=site, plan_id=row.pk).plan == plan


def test_redo_makes_again_what_undo_took_back(row, change, step):
    changed = change(row, lock("item0001"))
    step(row, plans.undo_change)

    assert step(row, plans.redo_change).plan == changed.plan


def test_redo_takes_the_way_that_was_gone_last(row, change, step):
    change(row, lock("item0001"))
    step(row, plans.undo_change)
    second = change(row, lock("item0002"))
    step(row, plans.undo_change)

    assert step(row, plans.redo_change).plan == second.plan


def test_nothing_is_before_the_first_revision_nor_after_the_last(row, step):
    with pytest.raises(NothingToUndoError):
        step(row, plans.undo_change)
    with pytest.raises(NothingToUndoError):
        step(row, plans.redo_change)
    assert (steps_of(row=row).back, steps_of(row=row).forth) == (None, None)


EDITS = st.lists(
    st.one_of(
        st.builds(
            lambda item, place: (
                lambda p: editing.move_item(p, item_id=item, session_id="session2", position=place)
            ),
            st.sampled_from(["item0001", "item0002", "item0003", "own00001"]),
            st.integers(0, 5),
        ),
        st.builds(
            lambda item, minutes: lambda p: editing.set_minutes(p, item_id=item, minutes=minutes),
            st.sampled_from(["item0001", "break001"]),
            st.integers(-1, 250),
        ),
        st.builds(
            lambda item: lambda p: editing.remove_item(p, item_id=item),
            st.sampled_from(["item0002", "item0003"]),
        ),
    ),
    max_size=6,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=EDITS)
def test_undo_after_any_edit_gives_the_former_plan(site, facilitator, now, plan, step, sequence):
    row = plans.create_plan(site=site, name="One", plan=plan, actor=facilitator, now=now)
    stood = [plan]
    for edit in sequence:
        row.refresh_from_db()
        try:
            changed = plans.change_plan(
                row=row,
                revision=row.revision,
                change=Change.MOVED,
                edit=edit,
                actor=facilitator,
                now=now,
            )
        except PlanRefusedError:
            continue
        if changed.plan != stood[-1]:
            stood.append(changed.plan)

    back = [step(row, plans.undo_change).plan for _ in stood[1:]]

    assert back == stood[:-1][::-1]


def test_a_plan_that_is_put_away_is_not_changed(row, change, facilitator, now):
    plans.archive_plan(row=row, actor=facilitator, now=now)

    with pytest.raises(PlanRefusedError, match="put away"):
        change(row, lock("item0001"))


def test_a_copy_begins_as_the_plan_stands_and_belongs_to_no_series(
    site, row, plan, facilitator, make_delivery, now
):
    delivery = make_delivery(now)
    link_sessions(row=row, delivery_id=delivery.pk, pairs={}, actor=facilitator, now=now)

    copy = plans.copy_plan(
        site=site, plan=plan_at(site=site, plan_id=row.pk), actor=facilitator, now=now
    )

    assert (copy.name, copy.implementation, copy.revision) == ("Copy of Fall workshop", None, 1)
    assert plan_at(site=site, plan_id=copy.pk).plan == plan


def test_a_template_is_a_plan_of_its_own(site, row, facilitator, now):
    stored = plan_at(site=site, plan_id=row.pk)

    template = plans.save_as_template(site=site, plan=stored, actor=facilitator, now=now)

    assert [one.row.pk for one in plans_at(site=site, states=[PlanState.TEMPLATE])] == [template.pk]
    with pytest.raises(PlanRefusedError, match="belongs to no series"):
        link_sessions(row=template, delivery_id=1, pairs={}, actor=facilitator, now=now)


def test_the_clock_is_that_of_the_sessions_of_the_series(row, facilitator, make_delivery, now):
    delivery = make_delivery(now)
    first = delivery.sessions.order_by("position")[0]

    link_sessions(
        row=row, delivery_id=delivery.pk, pairs={"session1": first.pk}, actor=facilitator, now=now
    )

    clock = clock_of(plan_id=row.pk)
    assert {key: (one.starts_at, one.minutes) for key, one in clock.items()} == {
        "session1": (now, 90)
    }


def test_a_session_that_is_removed_leaves_the_clock(row, facilitator, make_delivery, now):
    delivery = make_delivery(now)
    first = delivery.sessions.order_by("position")[0]
    pairs = {"session1": first.pk}
    link_sessions(row=row, delivery_id=delivery.pk, pairs=pairs, actor=facilitator, now=now)

    first.delete()

    row.refresh_from_db()
    assert (dict(clock_of(plan_id=row.pk)), row.implementation_id) == ({}, delivery.pk)


def test_sessions_of_another_site_are_not_for_our_plans(
    row, facilitator, make_delivery, other_site, now
):
    delivery = make_delivery(now)
    delivery.series.site = other_site
    delivery.series.save()

    with pytest.raises(PlanRefusedError, match="no such series"):
        link_sessions(row=row, delivery_id=delivery.pk, pairs={}, actor=facilitator, now=now)


@pytest.mark.parametrize("pairs", [{"session1": 10**6}, {"forged00": None}])
def test_forged_sessions_are_refused(row, facilitator, make_delivery, now, pairs):
    delivery = make_delivery(now)
    real = delivery.sessions.first().pk
    chosen = {key: one or real for key, one in pairs.items()}

    with pytest.raises(PlanRefusedError, match="no longer there"):
        link_sessions(row=row, delivery_id=delivery.pk, pairs=chosen, actor=facilitator, now=now)


def test_a_proposal_leaves_locked_items_and_is_one_revision(row, pack, change, facilitator, now):
    change(row, lock("item0004"))
    row.refresh_from_db()

    proposed = propose_anew(row=row, revision=2, pack=pack, actor=facilitator, now=now)

    row.refresh_from_db()
    session, item = proposed.plan.item("item0004")
    assert (session.id, item.is_locked, row.revision) == ("session2", True, 3)


def test_a_plan_of_another_site_is_not_there(other_site, row):
    with pytest.raises(PlanIsGoneError):
        plan_at(site=other_site, plan_id=row.pk)


def test_what_was_done_stands_in_the_history(row, change, step):
    change(row, lock("item0001"))
    step(row, plans.undo_change)

    told = Entry.objects.filter(thing_kind="planning.plan", thing_id=str(row.pk)).order_by("pk")
    assert [(one.verb, one.detail.get("plan_change")) for one in told] == [
        ("plan.created", None),
        ("plan.changed", "moved"),
        ("plan.changed", "undone"),
    ]


def test_lists_take_the_same_queries_however_many_there_are(
    site, plan, facilitator, now, make_delivery, django_assert_num_queries
):
    make_delivery(now)
    for number in range(5):
        plans.create_plan(site=site, name=str(number), plan=plan, actor=facilitator, now=now)

    with django_assert_num_queries(1):
        assert len(plans_at(site=site)) == 5
    with django_assert_num_queries(2):
        assert len(deliveries_to_plan(site=site)[0].sessions) == 2


def test_a_revision_of_nothing_is_gone(row):
    with pytest.raises(PlanIsGoneError):
        plan_as_of(plan_id=row.pk, revision=9)
    assert models.PlanRevision.objects.count() == 1
