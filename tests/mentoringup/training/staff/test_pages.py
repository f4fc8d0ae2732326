"""Every staff page opens."""

import pytest
from django.urls import reverse

from mentoringup.training.domain.states import publish_series
from mentoringup.training.models import Session

PAGES = ["publish_series", "copy_series", "copied_series", "new_delivery", "new_session"]


@pytest.mark.usefixtures("series")
@pytest.mark.parametrize("name", ["list_series", "new_series", "import_series"])
def test_a_page_of_the_site_opens(client, site, name):
    assert client.get(reverse(f"training:{name}", args=[site.slug])).status_code == 200


@pytest.mark.parametrize("name", ["edit_series", *PAGES])
def test_a_page_of_a_series_opens(client, site, series, name):
    address = reverse(f"training:{name}", args=[site.slug, series.slug])

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("part", ["about", "admission", "rsvp", "contacts", "questions"])
def test_a_part_opens(client, site, series, part):
    address = reverse("training:edit_part", args=[site.slug, series.slug, part])

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["edit_session", "remove_session"])
def test_a_page_of_a_session_opens(client, site, series, name):
    session = Session.objects.first()
    address = reverse(f"training:{name}", args=[site.slug, series.slug, session.pk])

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("to", ["draft", "cancelled"])
def test_a_step_of_a_published_series_is_asked_for(client, site, series, coordinator, now, to):
    series.refresh_from_db()
    assert publish_series(series=series, actor=coordinator, now=now).is_done
    address = reverse("training:move_series", args=[site.slug, series.slug, to])

    assert client.get(address).status_code == 200
