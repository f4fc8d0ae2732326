"""Fields' widgets that browsers know better: dates, times, zones."""

from typing import Any

from django import forms

from mentoringup.ui.zones import zone_names


class DateInput(forms.DateInput):
    """The browser's own calendar, in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own clock, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own calendar and clock, to the minute; a wall time, without a zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ZoneSelect(forms.Select):
    """All time zones by region; the IANA name is the value."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, choices=_zones_by_region())


def _zones_by_region() -> list[tuple[str, Any]]:
    """Give choices as ("", "---"), ("UTC", "UTC"), (region, ((name, words), ...)), ..."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in zone_names():
        if name != "UTC":
            region, place = name.split("/", 1)
            words = place.replace("_", " ").replace("/", ", ")
            regions.setdefault(region, []).append((name, f"{words} ({region})"))
    return [("", "—"), ("UTC", "UTC"), *regions.items()]
