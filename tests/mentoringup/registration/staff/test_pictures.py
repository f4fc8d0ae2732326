"""Pure: the plot of seats over time, bars, what comes next, and the words of rules."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.registration.coming import Ahead, coming
from mentoringup.registration.consequence_words import consequences_in_words
from mentoringup.registration.enums import Order
from mentoringup.registration.fill_plot import Stay, counted, fill_plot
from mentoringup.registration.order_words import order_sentences
from mentoringup.registration.plan import Plan, window_of
from mentoringup.registration.plan_words import plan_sentences, tier_in_sentence, tier_names
from mentoringup.registration.scenario_seats import seats_to_try
from mentoringup.registration.seat_bar import WIDTH, bar_of
from mentoringup.registration.values import Consequences, Seats

START = datetime(2026, 9, 1, 16, tzinfo=UTC)
LA = "America/Los_Angeles"

moments = st.integers(0, 1000).map(lambda hours: START + timedelta(hours=hours))
stays = st.lists(
    st.builds(
        lambda tier, since, hours: Stay(
            tier=tier,
            since=since,
            until=None if hours is None else since + timedelta(hours=hours),
        ),
        st.integers(0, 4),
        moments,
        st.none() | st.integers(0, 500),
    ),
    max_size=60,
)


@given(stays, st.lists(moments, min_size=1, max_size=20).map(sorted))
def test_a_walk_over_stays_counts_what_looking_at_each_counts(found, at):
    counts = counted(found, at=at, tiers=3)

    assert [one.by_tier for one in counts] == [
        tuple(
            sum(
                1
                for stay in found
                if min(stay.tier, 2) == tier
                and stay.since <= moment
                and (stay.until is None or moment < stay.until)
            )
            for tier in range(3)
        )
        for moment in at
    ]


@given(stays, st.none() | st.integers(0, 300))
def test_every_plot_stays_inside_its_frame(found, seats):
    plot = fill_plot(
        found,
        tiers=["First", "Second", "Others"],
        seats=seats,
        since=None,
        until=START + timedelta(days=90),
        zone=LA,
    )

    assert (plot is None) == (not found)
    for drawing in plot.drawings if plot else ():
        levels = [tick.place for tick in drawing.frame.y_ticks]
        levels += [drawing.ceiling] if drawing.ceiling is not None else []
        assert min(levels) >= drawing.frame.top
        assert max(levels) <= drawing.frame.bottom
        labels = [area.label_y for area in drawing.areas if area.label_y is not None]
        assert all(round(low - high, 1) >= 19 for low, high in pairwise(labels))


def test_the_title_is_the_finding():
    plot = fill_plot(
        [Stay(tier=0, since=START), Stay(tier=0, since=START), Stay(tier=1, since=START)],
        tiers=["First priority", "Everybody else"],
        seats=10,
        since=None,
        until=START + timedelta(days=1),
        zone=LA,
    )

    assert plot is not None
    assert plot.finding == "3 of 10 seats are taken. First priority has the most: 2."
    assert plot.detail == "First priority: 2, Everybody else: 1"
    assert plot.rows[-1].by_tier == (2, 1)


def test_a_bar_is_filled_by_what_there_is():
    bar = bar_of(Seats(capacity=8, seated=4, offered=2, held=1, waiting=3))

    assert [(one.kind, one.start, one.width) for one in bar.stretches] == [
        ("seated", 0.0, 120.0),
        ("offered", 120.0, 60.0),
        ("held", 180.0, 30.0),
        ("free", 210.0, 30.0),
    ]
    assert bar.words == "4 of 8 seats taken, 2 offered, 1 held, 1 free, 3 waiting"


@given(st.none() | st.integers(0, 500), *[st.integers(0, 500)] * 4)
def test_a_bar_is_never_wider_than_its_drawing(capacity, seated, offered, held, waiting):
    bar = bar_of(
        Seats(capacity=capacity, seated=seated, offered=offered, held=held, waiting=waiting)
    )

    assert sum(one.width for one in bar.stretches) <= WIDTH + 0.05


def test_too_many_seats_and_unlimited_ones_are_said():
    over = bar_of(Seats(capacity=2, seated=3, offered=0, held=0, waiting=0))
    unlimited = bar_of(Seats(capacity=None, seated=1, offered=0, held=0, waiting=0))

    assert over.words == "3 of 2 seats taken, 1 too many"
    assert unlimited.words == "1 person has a seat, seats are unlimited"


def window(plan: Plan, *, tiers: int = 2):
    return window_of(plan, opens=START, starts_at=START + timedelta(days=60), tiers=tiers)


def test_what_comes_next_is_in_order_and_said_once_for_all_sessions():
    plan = Plan()
    starts_at = START + timedelta(days=60)
    ahead = [
        Ahead(session_id=key, title=title, starts_at=starts_at, window=window(plan))
        for key, title in ((1, "One"), (2, "Two"))
    ]

    found = coming(ahead, plan=plan, tiers=2, now=START - timedelta(days=1))

    assert [(one.words, len(one.sessions)) for one in found] == [
        ("Requests open", 2),
        ("Seats go to the second priority, too", 2),
        ("Seats go to everybody else, too", 2),
        ("Nothing is offered any more", 2),
        ("The session begins", 2),
    ]


def test_draws_are_named_and_what_is_past_is_left_out():
    plan = Plan(order=Order.DRAW)
    ahead = Ahead(
        session_id=1, title="One", starts_at=START + timedelta(days=60), window=window(plan)
    )

    found = coming([ahead], plan=plan, tiers=2, now=START + timedelta(days=15))

    assert [one.words for one in found] == [
        "Draw among the second priority",
        "Draw among everybody else",
        "Nothing is offered any more",
        "The session begins",
    ]


def test_behind_a_group_that_takes_everybody_comes_nobody():
    ahead = Ahead(
        session_id=1, title="One", starts_at=START + timedelta(days=60), window=window(Plan())
    )

    found = coming([ahead], plan=Plan(), tiers=1, now=START + timedelta(days=1))
    order = order_sentences(
        Plan(), window(Plan()), tiers=1, undrawn=[], zone=LA, now=START + timedelta(days=20)
    )

    assert [one.words for one in found][:2] == [
        "Seats go to everybody else, too",
        "Nothing is offered any more",
    ]
    assert "Everybody has a turn now." in order


def test_rules_are_told_with_their_dates():
    plan = Plan(needs_proof=True, remembers=True, no_show_marks=True)

    said = plan_sentences(plan, window(plan), tiers=2, zone=LA)

    assert said == [
        (
            "Requests are taken from Tue, Sep 1, 2026, 9:00 am PDT until "
            "Sat, Oct 31, 2026, 9:00 am PDT."
        ),
        "Within a priority whoever asked first comes first.",
        "First priority: gets seats from the opening on.",
        (
            "Second priority: waits in line until Tue, Sep 15, 2026, 9:00 am PDT, "
            "then gets seats that are left."
        ),
        (
            "Everybody else: waits in line until Tue, Sep 29, 2026, 9:00 am PDT, "
            "then gets seats that are left."
        ),
        (
            "A seat that becomes free is offered; an offer stands for 48 hours, "
            "in the last 3 days before the session for 12 hours."
        ),
        (
            "Nothing is offered after Fri, Oct 30, 2026, 9:00 pm PDT: free seats then go to those "
            "who ask when nobody waits, and those still in line are on the list “come if you can”."
        ),
        "A seat is kept for 2 hours for a visitor who has to confirm an address first.",
        "Only those get seats who prove that they belong; the others keep their place.",
        "Who got no seat last term stands before the others of the same priority.",
        (
            "Who stayed away from at least 50 percent of 2 or more seats within 365 days stands "
            "behind the others of the same priority."
        ),
    ]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (START - timedelta(days=1), "Nobody has a turn yet; the first is on Tue, Sep 1"),
        (
            START + timedelta(days=1),
            "Seats go to the first priority; from Tue, Sep 15, 2026, 9:00 am PDT on, also to",
        ),
        (START + timedelta(days=40), "Everybody has a turn now."),
        (START + timedelta(days=60), "Nothing is offered any more since Fri, Oct 30"),
    ],
)
def test_the_order_says_whose_turn_it_is(now, said):
    plan = Plan()

    sentences = order_sentences(plan, window(plan), tiers=2, undrawn=[], zone=LA, now=now)

    assert [one for one in sentences if one.startswith(said)] != []


def test_a_draw_that_is_still_to_come_gives_nobody_a_turn():
    plan = Plan(order=Order.DRAW)

    sentences = order_sentences(
        plan, window(plan), tiers=2, undrawn=[0, 1, 2], zone=LA, now=START + timedelta(days=20)
    )

    assert "Everybody has a turn now." not in sentences


def test_series_without_tiers_name_everybody():
    assert tier_names(0) == ["Everybody"]
    assert tier_names(2) == ["First priority", "Second priority", "Everybody else"]


def test_groups_inside_a_sentence_are_written_as_such():
    assert tier_in_sentence(0, tiers=0) == "everybody"
    assert [tier_in_sentence(tier, tiers=7) for tier in (0, 4, 5, 7)] == [
        "the first priority",
        "the fifth priority",
        "priority 6",
        "everybody else",
    ]
    with translation.override("es"):
        assert tier_in_sentence(7, tiers=7) == "las demás personas"


def test_consequences_are_counted_in_sentences():
    assert consequences_in_words(Consequences(freed=3, offers=3)) == [
        "3 seats become free.",
        "3 offers go out by mail to those who are next in line.",
    ]
    assert consequences_in_words(Consequences()) == [
        "Nobody gains or loses a seat, and no mail goes out."
    ]


def test_numbers_to_try_are_around_what_is_taken():
    seats = Seats(capacity=12, seated=10, offered=1, held=1, waiting=30)

    assert seats_to_try(seats, own=7) == [7, 10, 12, 15, 20, 25, 42]
