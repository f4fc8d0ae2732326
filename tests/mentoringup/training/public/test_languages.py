"""In which language public addresses answer."""

from datetime import UTC, date, datetime, time

import pytest
from django.conf import settings

from mentoringup.training.enums import SeriesState
from mentoringup.training.models import Implementation, Series, Session

NOW = datetime(2026, 9, 1, 17, 0, tzinfo=UTC)


@pytest.fixture
def series(site):
    made = Series.objects.create(
        site=site,
        slug="mentoring-up",
        title="Asking for more",
        state=SeriesState.PUBLISHED,
        published_at=NOW,
    )
    delivery = Implementation.objects.create(series=made)
    Session.objects.create(
        implementation=delivery,
        slug="asking",
        title="Asking",
        state="published",
        local_date=date(2100, 10, 20),
        local_start=time(16),
        local_end=time(17, 30),
        place="Zoom",
        starts_at=datetime(2100, 10, 20, 23, 0, tzinfo=UTC),
        ends_at=datetime(2100, 10, 21, 0, 30, tzinfo=UTC),
        zone="America/Los_Angeles",
        position=1,
        objectives="Ask early.",
    )
    return made


def speak_spanish(site) -> None:
    site.language = "es"
    site.save()


@pytest.fixture
def address(series):
    return f"/series/{series.site.slug}/{series.slug}"


def language_of(answer) -> str:
    return answer.headers["Content-Language"]


def test_a_browser_that_asks_for_spanish_gets_a_spanish_page(client, address):
    answer = client.get(f"{address}/", headers={"accept-language": "es-MX,es;q=0.9"})

    assert (language_of(answer), '<html lang="es"' in answer.text) == ("es", True)


def test_a_browser_that_asks_for_no_language_of_ours_gets_that_of_the_site(client, site, address):
    speak_spanish(site)

    answer = client.get(f"{address}/", headers={"accept-language": "fi"})

    assert (language_of(answer), '<html lang="es"' in answer.text) == ("es", True)


def test_the_cookie_of_the_language_button_wins_over_the_site(client, site, address):
    speak_spanish(site)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert language_of(client.get(f"{address}/asking/")) == "en"


def test_a_calendar_feed_speaks_the_language_of_its_site_whoever_asks(client, site, address):
    speak_spanish(site)

    answer = client.get(f"{address}.ics", headers={"accept-language": "en"})

    assert (language_of(answer), "Podrás:" in answer.text) == ("es", True)


def test_words_of_the_site_keep_its_language_on_a_page_of_another(client, address):
    page = client.get(f"{address}/", headers={"accept-language": "es"}).text

    assert (
        '<span lang="en">Asking for more</span>' in page,
        '<li lang="en">Ask early.' in page,
    ) == (
        True,
        True,
    )


@pytest.mark.django_db
def test_an_unknown_site_has_no_language_and_no_page(client):
    assert client.get("/series/nowhere/nothing/").status_code == 404
