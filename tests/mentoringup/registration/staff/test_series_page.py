"""The page of the whole series, and the ways that lead to it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentoringup.registration.domain.plans import tiers_before_the_rest
from mentoringup.registration.models import Registration, SeatPlan
from mentoringup.training.models import Implementation

ADA, BEN, CLEO = (f"{name}@lakeside.example" for name in ("ada", "ben", "cleo"))


def test_every_session_tells_its_seats_and_the_series_what_comes_next(
    client, address, session, asked_now, words
):
    for email in (ADA, BEN, CLEO):
        asked_now(session, email)

    said = words(client.get(address("series_seats")))

    assert (
        "Expectations Wed, Oct 20, 2100, 4:00 – 5:30 pm PDT 2 of 2 seats taken, 1 waiting" in said
    )
    assert "Nothing is offered any more Wed, Oct 20, 2100, 4:00 am PDT Expectations" in said


def test_a_group_without_conditions_takes_everybody_who_is_left(series):
    with_it = tiers_before_the_rest(series)
    series.tiers.get(position=1).delete()
    without = tiers_before_the_rest(series)
    series.tiers.all().delete()

    assert (with_it, without, tiers_before_the_rest(series)) == (1, 1, 0)


def test_the_plot_says_its_finding_and_has_its_table(client, address, session, asked_now, page):
    asked_now(session, ADA)
    asked_now(session, BEN, discipline="humanities")
    Registration.objects.update(seated_at=timezone.now() - timedelta(days=2))

    found = page(client.get(address("series_seats")))

    assert found.select_one(".plot-wide title").get_text() == (
        "2 of 2 seats are taken. First priority has the most: 1."
    )
    last = found.select(".fill-plot tbody tr")[-1]
    assert [cell.get_text() for cell in last.find_all("td")] == ["1", "1", "0", "2"]
    assert found.find(style=True) is None


@pytest.mark.usefixtures("session")
def test_before_anybody_has_a_seat_there_is_no_plot(client, address, page, words):
    answer = client.get(address("series_seats"))

    assert page(answer).find("svg", class_="plot") is None
    assert "As soon as somebody has a seat, a plot stands here." in words(answer)


def test_a_series_without_sessions_says_what_to_do(client, address, words):
    assert "No session yet" in words(client.get(address("series_seats")))


def test_ten_sessions_cost_as_many_queries_as_one(
    client, address, series, session, make_session, asked_now
):
    SeatPlan.objects.create(series=series)
    asked_now(session, ADA)
    client.get(address("series_seats"))
    with CaptureQueriesContext(connection) as one:
        client.get(address("series_seats"))
    for number in range(9):
        more = make_session(f"more-{number}", position=number + 2)
        asked_now(more, f"p{number}@lakeside.example")

    with CaptureQueriesContext(connection) as ten:
        client.get(address("series_seats"))

    assert len(ten) == len(one)


def test_the_editor_and_the_overview_lead_to_the_seats(client, site, series, address, session):
    editor = client.get(reverse("training:edit_series", args=[site.slug, series.slug]))
    form = client.get(reverse("training:edit_session", args=[site.slug, series.slug, session.pk]))
    overview = client.get(reverse("home:site", args=[site.slug]))

    assert address("series_seats") in editor.content.decode()
    assert address("session_seats", session) in form.content.decode()
    assert address("session_seats", session) in overview.content.decode()
    assert "0 of 2 seats taken, 2 free" in overview.content.decode()


@pytest.mark.usefixtures("session")
def test_sessions_of_several_deliveries_stand_on_one_page(
    client, address, series, make_session, words
):
    other = Implementation.objects.create(series=series)
    make_session("for-mentors", implementation=other, title="For mentors")

    said = words(client.get(address("series_seats")))

    assert ("Expectations" in said, "For mentors" in said) == (True, True)
