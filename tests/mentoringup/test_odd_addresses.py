"""Addresses that no link leads to, and headers that no browser sends."""

import pytest

from mentoringup.access.permissions import Role
from mentoringup.organizations.models import Membership

HUGE = "9" * 30
ADDRESSES = [
    "/series/?page=" + HUGE,
    "/series/?term=fall-" + "9" * 14,
    "/series/?site=a%00b",
    "/invitations/a%00b/",
    "/seats/a%00b/",
    f"/seats/{HUGE}.x/",
    f"/seats/x/swap/{HUGE}/",
    "/series/lakeside/a%00b/rsvp/",
    "/sites/lakeside/series/?page=" + HUGE,
    f"/sites/lakeside/people/{HUGE}/",
    "/sites/lakeside/people/?search=%00",
    f"/sites/lakeside/people/merges/{HUGE}/undo/",
    f"/sites/lakeside/mails/{HUGE}/",
    "/sites/lakeside/mails/?state=%00",
    f"/sites/lakeside/units/{HUGE}/",
    f"/sites/lakeside/terms/{HUGE}/",
    "/sites/lakeside/history/?actor=%00&words=%00",
    "/sites/lakeside/history/?words=%25%5C",
    "/sites/lakeside/history/a%00b/1/",
    "/sites/lakeside/history/training.series/1%00/",
    "/sites/lakeside/history/training.series/%F0%9F/",
    f"/network/institutions/{HUGE}/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_odd_address_breaks_nothing(address, site, make_staff, signed_in, now):
    person = make_staff(Role.SITE_ADMIN, site)
    Membership.objects.create(person=person, role=Role.NETWORK_ADMIN, granted_at=now)

    answer = signed_in(person).get(address)

    assert answer.status_code in {200, 404}


@pytest.mark.django_db
def test_odd_cookies_and_languages_break_nothing(client):
    client.cookies["django_language"] = "x" * 900
    client.cookies["zone"] = "../../etc/passwd"

    answer = client.get("/", headers={"Accept-Language": "x" * 900})

    assert answer.status_code == 200
