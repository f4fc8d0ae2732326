"""A draw exchanges places of those who wait in its tier, once; nobody else moves."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoringup.audit.models import Entry
from mentoringup.registration import drawing
from mentoringup.registration.domain.draw_queries import faults_in_draws
from mentoringup.registration.domain.drawing import draw_due, place_in_line, undrawn_tiers
from mentoringup.registration.domain.locking import in_session
from mentoringup.registration.enums import DrawState, Precedence, RegistrationState
from mentoringup.registration.models import Draw, Registration

S = RegistrationState


@pytest.fixture
def draw_at(drawn_session, window):
    """Carry out what is due at a moment, holding the session as settling does."""

    def do(moment, actor=None) -> list[Draw]:
        with in_session(drawn_session.pk) as held:
            return draw_due(session=held, window=window, now=moment, actor=actor)

    return do


def places() -> dict[int, int]:
    return dict(Registration.objects.order_by("ticket").values_list("ticket", "place"))


@pytest.mark.usefixtures("sealed")
def test_nothing_is_drawn_before_the_turn(make_request, draw_at, window, drawn_session):
    make_request()

    assert draw_at(window.turns[0] - timedelta(seconds=1)) == []
    assert undrawn_tiers(session=drawn_session) == [0, 1, 2]


@pytest.mark.usefixtures("sealed")
def test_the_first_tier_is_drawn_at_its_turn_and_no_other(
    make_request, draw_at, window, drawn_session
):
    for tier in (0, 1, 0, 2, 0):
        make_request(tier)

    (drawn,) = draw_at(window.turns[0])

    stored = Draw.objects.get(pk=drawn.pk)
    assert (stored.tier, stored.state, stored.drawn_at) == (0, DrawState.DRAWN, window.turns[0])
    assert stored.entries == [1, 3, 5]
    assert stored.order == list(drawing.draw([1, 3, 5], seed=stored.seed))
    assert undrawn_tiers(session=drawn_session) == [1, 2]


@pytest.mark.usefixtures("sealed")
def test_the_drawn_order_holds_with_the_same_places(make_request, draw_at, window, line):
    for tier in (0, 1, 0, 0, 1, 0, 0):
        make_request(tier)

    (drawn,) = draw_at(window.turns[0])

    assert line() == [*drawn.order, 2, 5]
    assert places() == {2: 2, 5: 5} | dict(zip(drawn.order, [1, 3, 4, 6, 7], strict=True))


@pytest.mark.usefixtures("sealed")
def test_only_those_who_wait_are_drawn(make_request, draw_at, window):
    at = window.opens
    make_request(state=S.REQUESTED)
    make_request(state=S.WITHDRAWN)
    make_request(state=S.SEATED, seated_at=at)
    make_request(state=S.OFFERED, offered_until=window.cutoff)
    make_request(state=S.INELIGIBLE)
    make_request()

    (drawn,) = draw_at(window.turns[0])

    assert drawn.entries == [1, 6]
    assert [places()[ticket] for ticket in (2, 3, 4, 5)] == [2, 3, 4, 5]


@pytest.mark.usefixtures("sealed")
def test_precedence_goes_before_the_draw(make_request, draw_at, window, line):
    groups = [
        Precedence.AFTER_NO_SHOWS,
        Precedence.PLAIN,
        Precedence.REMEMBERED,
        Precedence.PLAIN,
        Precedence.REMEMBERED,
        Precedence.AFTER_NO_SHOWS,
        Precedence.PLAIN,
    ]
    for precedence in groups:
        make_request(precedence=precedence)

    (drawn,) = draw_at(window.turns[0])

    assert line() == sorted(
        drawn.order, key=lambda ticket: (groups[ticket - 1], drawn.order.index(ticket))
    )


@pytest.mark.usefixtures("sealed")
def test_a_draw_takes_place_once(make_request, draw_at, window):
    for _ in range(5):
        make_request()
    draw_at(window.turns[0])
    before = list(Draw.objects.values()), places(), Entry.objects.count()

    again = draw_at(window.turns[0] + timedelta(days=1))

    assert again == []
    assert (list(Draw.objects.values()), places(), Entry.objects.count()) == before


@pytest.mark.usefixtures("sealed")
def test_draws_that_are_due_together_are_carried_out_in_the_order_of_tiers(
    make_request, draw_at, window, drawn_session
):
    make_request(2)
    make_request(0)

    drawn = draw_at(window.turns[2])

    assert [(one.tier, one.entries) for one in drawn] == [(0, [2]), (1, []), (2, [1])]
    assert undrawn_tiers(session=drawn_session) == []


@pytest.mark.usefixtures("sealed")
def test_the_history_tells_the_order_and_names_nobody(
    make_request, draw_at, window, make_person, site
):
    for _ in range(3):
        make_request()
    actor = make_person("lin@lakeside.example")

    (drawn,) = draw_at(window.turns[0], actor=actor)

    entry = Entry.objects.get(verb="draw.drawn")
    assert (entry.thing_kind, entry.thing_id, entry.site_id, entry.actor_id, entry.at) == (
        "registration.draw",
        str(drawn.pk),
        site.pk,
        actor.pk,
        window.turns[0],
    )
    assert entry.detail == {"tier": 0, "asked": 3, "tickets": drawn.order}


def test_a_tier_without_a_sealed_seed_is_drawn_all_the_same(make_request, draw_at, window):
    make_request()
    make_request()

    (drawn,) = draw_at(window.turns[0])

    assert (drawn.entries, drawn.committed_at) == ([1, 2], window.turns[0])
    assert Entry.objects.filter(verb="draw.committed").count() == 1


@pytest.mark.usefixtures("sealed")
def test_whatever_fails_in_the_same_transaction_leaves_the_draw_sealed(
    make_request, window, drawn_session
):
    make_request()
    make_request()
    before = places()

    with in_session(drawn_session.pk) as held:
        draw_due(session=held, window=window, now=window.turns[0])
        transaction.set_rollback(True)

    assert undrawn_tiers(session=drawn_session) == [0, 1, 2]
    assert places() == before


@pytest.mark.usefixtures("sealed")
def test_drawing_costs_a_flat_number_of_queries(
    make_request, draw_at, window, django_assert_max_num_queries
):
    for _ in range(60):
        make_request()

    with django_assert_max_num_queries(10):
        draw_at(window.turns[0])


@given(
    asked=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(Precedence)), max_size=9),
    late=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(Precedence)), max_size=4),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("sealed")
def test_who_asks_after_the_draw_stands_behind_all_who_were_drawn_of_the_same_standing(
    make_request, drawn_session, window, asked, late
):
    with transaction.atomic():
        for tier, precedence in asked:
            make_request(tier, precedence=precedence)
        draw_due(session=drawn_session, window=window, now=window.turns[-1])
        for tier, precedence in late:
            make_request(tier, precedence=precedence)

        rows = list(Registration.objects.all())
        in_time = [one for one in rows if one.ticket <= len(asked)]
        behind = [one for one in rows if one.ticket > len(asked)]
        assert sorted(one.place for one in in_time) == list(range(1, len(asked) + 1))
        assert [one.place for one in sorted(behind, key=lambda one: one.ticket)] == list(
            range(len(asked) + 1, len(rows) + 1)
        )
        for one in in_time:
            for other in behind:
                same = (one.tier, one.precedence) == (other.tier, other.precedence)
                rank = (one.tier, one.precedence, one.place)
                assert not same or rank < (other.tier, other.precedence, other.place)
        assert faults_in_draws() == []
        transaction.set_rollback(True)


@pytest.mark.usefixtures("sealed")
def test_who_was_drawn_comes_back_to_the_drawn_place(make_request, draw_at, window):
    for _ in range(6):
        make_request()
    draw_at(window.turns[0])

    stored = Registration.objects.order_by("ticket")

    assert [place_in_line(registration=one) for one in stored] == [one.place for one in stored]


@pytest.mark.usefixtures("sealed")
def test_who_was_not_in_line_at_the_draw_comes_back_behind_everybody(make_request, draw_at, window):
    refused = make_request(state=S.INELIGIBLE)
    for _ in range(3):
        make_request()
    draw_at(window.turns[0])
    late = make_request()

    assert place_in_line(registration=refused) == 6
    assert place_in_line(registration=late) == 5


@pytest.mark.usefixtures("sealed")
def test_before_the_draw_everybody_keeps_the_place_of_arrival(make_request):
    refused = make_request(state=S.INELIGIBLE)
    make_request()

    assert place_in_line(registration=refused) == 1


@pytest.mark.usefixtures("sealed")
def test_four_who_draw_at_once_draw_once(at_once, make_request, drawn_session, window):
    for _ in range(8):
        make_request()

    def do(barrier) -> None:
        barrier.wait()
        with in_session(drawn_session.pk) as held:
            draw_due(session=held, window=window, now=window.turns[0])

    told = at_once([do] * 4)

    assert told == {"done": 4}
    assert Entry.objects.filter(verb="draw.drawn").count() == 1
    assert sorted(places().values()) == list(range(1, 9))
    assert faults_in_draws() == []


@pytest.mark.usefixtures("sealed")
def test_an_audit_finds_what_was_changed_behind_our_back(
    make_request, draw_at, window, drawn_session
):
    for _ in range(4):
        make_request()
    (drawn,) = draw_at(window.turns[0])
    sealed = Draw.objects.get(tier=1)
    first, second = drawn.order[:2]

    Registration.objects.filter(ticket=first).update(place=99)
    Draw.objects.filter(pk=drawn.pk).update(order=[second, first, *drawn.order[2:]])
    Draw.objects.filter(pk=sealed.pk).update(seed="0" * 64)

    assert faults_in_draws(sessions=[drawn_session.pk]) == [
        (
            f"Draw {drawn.pk} of session {drawn_session.pk}: "
            "the order is not the one that seed and tickets give."
        ),
        (
            f"Draw {drawn.pk} of session {drawn_session.pk}: "
            "the requests no longer stand in the order in which they were drawn."
        ),
        (f"Draw {sealed.pk} of session {drawn_session.pk}: the seed does not fit its commitment."),
    ]
    assert faults_in_draws(sessions=[]) == []
