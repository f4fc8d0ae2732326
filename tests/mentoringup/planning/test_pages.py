"""Every page of plans opens and does what it says."""

import pytest
from django.urls import reverse

PAGES = ["show_plan", "edit_settings", "link_plan"]


@pytest.fixture
def address(site):
    def of(name: str, *rest: object) -> str:
        return reverse(f"planning:{name}", args=[site.slug, *rest])

    return of


@pytest.mark.parametrize("name", ["list_plans", "new_plan"])
def test_a_page_of_the_site_opens(client, address, name):
    assert client.get(address(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_plan_opens(client, address, row, name):
    assert client.get(address(name, row.pk)).status_code == 200


def test_the_library_to_add_from_opens(client, address, row):
    assert client.get(address("add_item", row.pk, "session1")).status_code == 200
