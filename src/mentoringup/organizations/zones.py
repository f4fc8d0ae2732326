"""IANA time zones that a site may be in."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_NOT_PLACES = ("Etc/", "SystemV/", "posix/", "right/")


def is_zone(name: str) -> bool:
    """Whether the zone database knows the name. Aliases such as `US/Pacific` are known too."""
    if name not in available_timezones():
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        return False
    return True


@cache
def zone_names() -> tuple[str, ...]:
    """Names to offer: `Region/City` and UTC, sorted."""
    places = {
        name for name in available_timezones() if "/" in name and not name.startswith(_NOT_PLACES)
    }
    return (*sorted(places), "UTC")
