"""Time zones: which there are, and which one a reader lives in."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest

COOKIE = "zone"
"""Set by `site.js` to the browser's zone, or by a form to the chosen one (closed to scripts)."""

_NOT_PLACES = ("Etc/", "SystemV/", "posix/", "right/")


@cache
def zone_names() -> tuple[str, ...]:
    """Give the zones that a person can choose: places, and UTC; in the order of the alphabet."""
    places = {
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(_NOT_PLACES) and not name.startswith("US/")
    }
    return ("UTC", *sorted(places))


@cache
def zone_named(name: str) -> ZoneInfo | None:
    """Give a zone by its IANA name, or None where there is none of that name."""
    return ZoneInfo(name) if name in available_timezones() else None


def zone_of_reader(request: HttpRequest | None) -> str:
    """Give the zone that the reader chose or the browser told; empty where neither is known."""
    name = request.COOKIES.get(COOKIE, "") if request is not None else ""
    return name if zone_named(name) else ""
