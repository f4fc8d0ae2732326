"""Seeds are sealed once, before anybody can ask, for live sessions whose seats are drawn."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mentoringup.audit.models import Entry
from mentoringup.registration import drawing
from mentoringup.registration.domain.drawing import commit_draws, undrawn_tiers
from mentoringup.registration.domain.plans import window_for
from mentoringup.registration.enums import DrawState, Order
from mentoringup.registration.models import Draw
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Tier


@pytest.mark.usefixtures("sealed")
def test_each_tier_and_those_in_none_get_a_sealed_seed(drawn_session, window):
    stored = Draw.objects.filter(session=drawn_session)

    assert [(one.tier, one.state, one.entries, one.order) for one in stored] == [
        (tier, DrawState.COMMITTED, [], []) for tier in (0, 1, 2)
    ]
    assert {one.committed_at for one in stored} == {window.opens - timedelta(days=1)}
    assert undrawn_tiers(session=drawn_session) == [0, 1, 2]


def test_a_seed_is_32_random_bytes_and_its_hash_the_commitment(sealed):
    seeds = {one.seed for one in sealed}

    assert len(seeds) == 3
    assert all(drawing.is_hash(seed) for seed in seeds)
    assert [one.commitment for one in sealed] == [drawing.commitment_of(one.seed) for one in sealed]


def test_the_history_keeps_the_commitments_and_not_the_seeds(sealed, site):
    kept = Entry.objects.filter(verb="draw.committed", site_id=site.pk).order_by("pk")

    assert [one.detail for one in kept] == [
        {"tier": one.tier, "commitment": one.commitment} for one in sealed
    ]


@pytest.mark.usefixtures("sealed")
def test_sealing_again_changes_nothing(drawn_session, plan, window):
    before = list(Draw.objects.values())

    again = commit_draws(session=drawn_session, plan=plan, window=window, now=window.opens)

    assert again == []
    assert list(Draw.objects.values()) == before


@pytest.mark.usefixtures("sealed")
def test_sealing_again_asks_the_database_once(
    drawn_session, plan, window, django_assert_num_queries
):
    with django_assert_num_queries(1):
        commit_draws(session=drawn_session, plan=plan, window=window, now=window.opens)


@pytest.mark.usefixtures("sealed")
def test_a_tier_that_is_added_later_gets_its_own_seed(drawn_session, plan, window):
    series = drawn_session.implementation.series
    Tier.objects.create(series=series, position=2)
    wider = window_for(session=drawn_session, tiers=3)

    added = commit_draws(session=drawn_session, plan=plan, window=wider, now=window.opens)

    assert [one.tier for one in added] == [3]


@pytest.mark.parametrize(
    ("of_series", "of_session"),
    [
        (SeriesState.DRAFT, SessionState.PUBLISHED),
        (SeriesState.CANCELLED, SessionState.PUBLISHED),
        (SeriesState.PUBLISHED, SessionState.DRAFT),
        (SeriesState.PUBLISHED, SessionState.CANCELLED),
    ],
)
def test_what_nobody_sees_has_no_seeds(of_series, of_session, drawn_session, plan, window):
    drawn_session.implementation.series.state = of_series
    drawn_session.state = of_session

    assert commit_draws(session=drawn_session, plan=plan, window=window, now=window.opens) == []


def test_where_nothing_is_drawn_nothing_is_sealed(drawn_session, plan, window):
    by_arrival = replace(plan, order=Order.ARRIVAL)
    without_rsvp = replace(window, opens=None)

    assert (
        commit_draws(session=drawn_session, plan=by_arrival, window=window, now=window.opens) == []
    )
    assert (
        commit_draws(session=drawn_session, plan=plan, window=without_rsvp, now=window.opens) == []
    )
    assert commit_draws(session=drawn_session, plan=plan, window=window, now=window.cutoff) == []


def test_four_who_seal_at_once_seal_once(at_once, drawn_session, plan, window):
    def seal(barrier) -> None:
        barrier.wait()
        commit_draws(session=drawn_session, plan=plan, window=window, now=window.opens)

    told = at_once([seal] * 4)

    assert told == {"done": 4}
    assert Draw.objects.count() == Entry.objects.filter(verb="draw.committed").count() == 3
