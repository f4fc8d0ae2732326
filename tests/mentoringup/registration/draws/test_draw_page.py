"""The public page of a draw: what was sealed before, everything but names after."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from mentoringup.registration import drawing
from mentoringup.registration.domain.draw_queries import (
    public_draw,
)
from mentoringup.registration.domain.drawing import commit_draws, draw_due
from mentoringup.registration.domain.locking import in_session
from mentoringup.registration.draw_page import DrawOnPage, Stage
from mentoringup.registration.draw_record import faults, read
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import Draw, SeatPlan
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Tier


@pytest.fixture(autouse=True)
def _address(settings) -> None:
    settings.BASE_URL = "https://mentoring.example"


@pytest.fixture
def page() -> Callable[..., BeautifulSoup]:
    def read_page(draw: Draw, query: str = "", status: int = 200) -> BeautifulSoup:
        answer = Client().get(reverse("registration:draw", args=[draw.pk]) + query)
        assert answer.status_code == status
        return BeautifulSoup(answer.content, "html.parser")

    return read_page


@pytest.fixture
def record() -> Callable[[Draw], dict]:
    def read_record(draw: Draw) -> dict:
        return Client().get(reverse("registration:draw_record", args=[draw.pk])).json()

    return read_record


@pytest.fixture
def on_page() -> Callable[[Draw], DrawOnPage]:
    return lambda draw: public_draw(draw_id=draw.pk, language="en")


@pytest.fixture
def drawn(sealed, make_request, drawn_session, window) -> Draw:  # noqa: ARG001  seeds are sealed
    """Seven asked, two of them for the second group; the first group was drawn."""
    for tier in (0, 1, 0, 0, 1, 0, 0):
        make_request(tier)
    with in_session(drawn_session.pk) as held:
        return draw_due(session=held, window=window, now=window.turns[0])[0]


def words(found: BeautifulSoup) -> str:
    return " ".join(found.get_text().split())


def facts(found: BeautifulSoup) -> dict[str, str]:
    names = found.select("dl.facts > dt")
    return {one.get_text(strip=True): words(one.find_next_sibling("dd")) for one in names}


def test_before_the_draw_the_commitment_is_shown_and_the_seed_is_not(sealed, page, make_request):
    make_request()
    first = sealed[0]

    shown = str(page(first))

    assert first.commitment in shown
    assert [one.seed for one in sealed if one.seed in shown] == []


def test_before_the_draw_the_page_says_when_it_will_be(sealed, page, make_request):
    for _ in range(6):
        make_request()

    told = facts(page(sealed[0]))

    assert told == {
        "Session": "Wed, Oct 14, 2026, 4:00–5:30 pm PDT",
        "Who is drawn": "First priority: graduate students and postdocs in the biosciences.",
        "Seed sealed": "Wed, Jul 15, 2026, 12:00 am PDT",
        "Requests from": "Thu, Jul 16, 2026, 12:00 am PDT",
        "Draw": "Thu, Jul 30, 2026, 12:00 am PDT",
        "Requests so far": "6",
    }


def test_fewer_than_five_are_not_counted_before_the_draw(sealed, page, make_request):
    for _ in range(4):
        make_request()

    assert facts(page(sealed[0]))["Requests so far"] == "fewer than five"


def test_only_requests_of_the_group_that_wait_are_counted(sealed, on_page, make_request):
    for _ in range(5):
        make_request()
    make_request(1)
    make_request(state=RegistrationState.WITHDRAWN)

    assert [on_page(one).asked for one in sealed] == [5, None, None]


def test_a_seed_that_was_sealed_late_is_said_to_be(drawn_session, plan, window, page):
    late = window.opens + timedelta(hours=1)
    draws = commit_draws(session=drawn_session, plan=plan, window=window, now=late)

    told = page(draws[0])

    assert facts(told)["Seed sealed"].endswith("After requests had opened")
    assert "it does not show that nobody had asked before it was chosen" in words(told)


def test_a_seed_that_was_sealed_in_time_is_not(sealed, page):
    assert "After requests had opened" not in words(page(sealed[0]))


def test_after_the_draw_everything_is_shown_but_names(drawn, page):
    shown = page(drawn)

    assert [int(one.get_text()) for one in shown.select("ol.draw-order > li")] == drawn.order
    assert drawn.seed in words(shown)
    assert drawn.commitment in words(shown)
    assert "Person" not in words(shown)
    assert "lakeside.example" not in words(shown).replace("mentoring@lakeside.example", "")


def test_the_other_draws_stay_sealed(drawn, page, sealed):
    shown = str(page(drawn))

    assert [one.tier for one in sealed if one.seed in shown] == [0]


def test_a_ticket_is_looked_up(drawn, page):
    ticket = drawn.order[2]

    shown = page(drawn, f"?ticket={ticket}")

    assert words(shown.select_one(".draw-found")) == f"Ticket {ticket} was drawn as number 3 of 5."
    assert [one.get_text() for one in shown.select("li[aria-current]")][-1:] == [str(ticket)]


def test_a_ticket_that_took_no_part_is_told_why_that_may_be(drawn, page):
    shown = page(drawn, "?ticket=2")

    assert words(shown.select_one(".draw-found")).startswith("Ticket 2 took no part in this draw.")


@pytest.mark.parametrize("typed", ["seven", "", "-3", "0", "1.5", "9" * 30, "9" * 5000, "%00"])
def test_what_is_no_ticket_is_refused_in_a_sentence(typed, drawn, page):
    shown = page(drawn, f"?ticket={typed}", status=422)

    assert "A ticket is a whole number, such as 17." in words(shown.select_one(".draw-lookup"))
    assert words(shown.select_one(".draw-found")) == ""


def test_the_record_of_a_sealed_draw_has_no_seed(sealed, record, site, window):
    told = record(sealed[1])

    assert told == {
        "format": "mentoringup-draw/1",
        "url": f"https://mentoring.example/draws/{sealed[1].pk}/",
        "site": site.name,
        "series": "Mentoring up in fall",
        "session": "Expectations",
        "session_starts_at": "2026-10-14T23:00:00+00:00",
        "group": 2,
        "groups": 3,
        "commitment": sealed[1].commitment,
        "committed_at": "2026-07-15T07:00:00+00:00",
        "window_opens_at": window.opens.isoformat(),
        "due_at": window.turns[1].isoformat(),
        "drawn_at": None,
        "seed": None,
        "entries": None,
        "order": None,
        "algorithm": drawing.ALGORITHM,
    }


def test_the_record_of_a_draw_is_right_and_whatever_is_changed_makes_it_wrong(drawn, record):
    told = record(drawn)
    first, second, *rest = told["order"]

    def is_right(**changes) -> bool:
        return faults(read(json.dumps(told | changes)), noted=drawn.commitment) == []

    assert is_right()
    assert not is_right(order=[second, first, *rest])
    assert not is_right(seed="0" * 64)
    assert not is_right(entries=told["entries"][1:])
    assert not is_right(commitment="0" * 64)


def test_other_websites_may_read_the_record(sealed):
    answer = Client().get(reverse("registration:draw_record", args=[sealed[0].pk]))

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("which", "command"), [(0, ["sh"]), (1, [sys.executable])])
def test_the_commands_on_the_page_print_the_commitment_and_the_order(drawn, page, which, command):
    typed = page(drawn).select("pre")[which].get_text()

    said = subprocess.run(command, input=typed, capture_output=True, text=True, check=True)  # noqa: S603  what the page tells people to run

    assert said.stdout.split() == [drawn.commitment, *map(str, drawn.order)]


def test_the_page_names_the_program_with_what_it_needs(drawn, page):
    assert page(drawn).select("pre")[2].get_text() == (
        f"mentoringup verify-draw https://mentoring.example/draws/{drawn.pk}/"
        f" --commitment {drawn.commitment}"
    )


def test_the_draws_of_a_series_lead_to_each_other(drawn, page, sealed):
    aside = page(drawn).select_one("ul.draw-siblings")

    told = [words(one) for one in aside.select("li")]
    assert told == ["First priority, drawn", "Second priority", "Everybody else"]
    assert [one["href"] for one in aside.select("a")] == [
        reverse("registration:draw", args=[one.pk]) for one in sealed[1:]
    ]


@pytest.mark.parametrize(
    ("of_series", "of_session", "status"),
    [
        (SeriesState.PUBLISHED, SessionState.PUBLISHED, 200),
        (SeriesState.PUBLISHED, SessionState.CANCELLED, 200),
        (SeriesState.CANCELLED, SessionState.PUBLISHED, 200),
        (SeriesState.DRAFT, SessionState.PUBLISHED, 404),
        (SeriesState.PUBLISHED, SessionState.DRAFT, 404),
    ],
)
def test_only_draws_of_what_is_published_are_shown(
    of_series, of_session, status, sealed, series, session
):
    series.state, session.state = of_series, of_session
    series.save()
    session.save()

    names = ("registration:draw", "registration:draw_record")
    seen = {Client().get(reverse(name, args=[sealed[0].pk])).status_code for name in names}

    assert seen == {status}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/draws/0/", "/draws/99999/", f"/draws/{'9' * 30}/"])
def test_a_draw_that_is_none_is_not_found(path):
    assert Client().get(path).status_code == 404
    assert Client().get(path.rstrip("/") + ".json").status_code == 404


def test_nothing_is_posted_to_a_draw(sealed):
    names = ("registration:draw", "registration:draw_record")

    seen = {Client().post(reverse(name, args=[sealed[0].pk])).status_code for name in names}

    assert seen == {405}


@pytest.mark.parametrize(
    ("change", "moment", "stage"),
    [
        ({}, -1, Stage.AHEAD),
        ({}, 0, Stage.EMPTY),
        ({"state": SessionState.CANCELLED}, -1, Stage.OFF),
        (
            {"state": SessionState.TO_BE_ANNOUNCED, "starts_at": None, "ends_at": None},
            -1,
            Stage.OFF,
        ),
    ],
)
def test_it_is_said_where_a_draw_stands(change, moment, stage, sealed, session, window, on_page):
    for name, value in change.items():
        setattr(session, name, value)
    session.save()

    found = on_page(sealed[0])

    assert found.stage(window.turns[0] + timedelta(seconds=moment)) is stage


def test_a_draw_that_somebody_waits_for_is_due_until_it_is_drawn(
    sealed, make_request, window, on_page
):
    make_request()

    assert on_page(sealed[0]).stage(window.turns[0]) is Stage.DUE


def test_who_can_ask_in_time_is_led_to_the_form(sealed, window, on_page):
    found = on_page(sealed[0])

    asked = [window.opens - timedelta(seconds=1), window.opens, window.turns[0]]

    assert [found.may_ask(moment) for moment in asked] == [False, True, False]


def test_a_page_in_each_stage_is_whole(sealed, session, page, make_request):
    past = {"rsvp_rule": "days-before", "rsvp_days_before": 300}
    series = session.implementation.series
    type(series).objects.filter(pk=series.pk).update(**past)
    make_request()

    due, empty = page(sealed[0]), page(sealed[1])
    type(session).objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    off = page(sealed[0])

    leads = [words(one.select_one(".lead")) for one in (due, empty, off)]
    assert leads == [
        "The draw takes place at any moment now. Look again in a minute.",
        "Nobody had asked when the draw was due, so there was nothing to draw.",
        "There is no draw: the session was cancelled, or has no date any more.",
    ]


def test_an_empty_draw_has_a_page_too(sealed, drawn_session, window, page):
    with in_session(drawn_session.pk) as held:
        draw_due(session=held, window=window, now=window.turns[0])

    assert "No ticket took part." in words(page(sealed[0]))


def test_a_series_without_tiers_draws_everybody(sealed, on_page):
    Tier.objects.all().delete()

    assert [on_page(one).group for one in sealed[:2]] == ["Everybody who may come."] * 2


def test_precedence_is_told_where_there_is_some(sealed, page, series):
    told = "That goes before the draw; among themselves they stand in the drawn order."

    without = words(page(sealed[0]))
    SeatPlan.objects.filter(series=series).update(remembers=True)

    assert (told in without, told in words(page(sealed[0]))) == (False, True)


def test_a_page_costs_a_flat_number_of_queries(
    sealed, make_session, plan, page, django_assert_max_num_queries, window
):
    for number in range(4):
        more = make_session(f"more-{number}", position=number + 2)
        commit_draws(session=more, plan=plan, window=window, now=window.opens)

    with django_assert_max_num_queries(12):
        page(sealed[0])
