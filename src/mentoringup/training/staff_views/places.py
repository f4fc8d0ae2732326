"""Where findings lead: the form, and the field in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoringup.training.checks.finding import Finding, Place
from mentoringup.training.models import Series
from mentoringup.training.page import SeriesPage

PART_TITLES: Mapping[str, Promise] = MappingProxyType(
    {
        "about": gettext_lazy("About the series"),
        "admission": gettext_lazy("Who may come"),
        "rsvp": gettext_lazy("RSVPs"),
        "contacts": gettext_lazy("Contacts"),
        "questions": gettext_lazy("Questions and answers"),
        "sessions": gettext_lazy("Sessions"),
        "delivery": gettext_lazy("Delivery"),
    }
)
"""Parts of the editor, as they are called."""

_PART_OF_FIELD = {
    "title": "about",
    "summary": "about",
    "description": "about",
    "": "about",
    "who_may_come": "admission",
    "how_seats_are_given": "admission",
    "stages": "admission",
    "rule": "admission",
    "tiers": "admission",
    "rsvp_rule": "rsvp",
    "rsvp_days_before": "rsvp",
    "rsvp_opens_on": "rsvp",
    "any_order": "rsvp",
    "contacts": "contacts",
    "questions": "questions",
}
_TYPED_ROW = re.compile(r"row-([0-9]{1,2})")
_PART_OF_ROWS = {"contact": "contacts", "question": "questions", "tier": "admission"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding with its place in words and its address.

    Attributes:
        part: the part of the editor it belongs to; "session-7" for a session.
        can_repair: whether its repair is one that the editor can do.
        order: the repair as a button of the part's own form sends it; empty where it isn't one
            of its fields.
    """

    finding: Finding
    part: str
    words: str
    url: str
    can_repair: bool
    order: str = ""


def part_of(place: Place) -> str:
    """The part of the editor that a place belongs to."""
    if place.part == "session":
        return f"session-{place.key}"
    if place.part == "series":
        return _PART_OF_FIELD.get(place.field, "sessions")
    return _PART_OF_ROWS.get(place.part, "about")


def shown(finding: Finding, *, series: Series, page: SeriesPage) -> Shown:
    """A finding as the editor shows it. `page` is the page it was found on."""
    place = finding.place
    part = part_of(place)
    url = f"{_address(part, place, series)}{_anchor(place, page)}"
    repair = finding.repair
    return Shown(
        finding=finding,
        part=part,
        words=_words(place, page),
        url=url,
        can_repair=repair is not None and repair.place.part != "tier",
        order=""
        if repair is None or repair.place.field == "state" or part_of(repair.place) != part
        else f"{field_of(repair.place, page)}:{repair.value}",
    )


def row_of(place: Place, page: SeriesPage) -> int:
    """The number, from 0, of the row that a contact, question or tier stands in."""
    if typed := _TYPED_ROW.fullmatch(place.key):
        return int(typed[1])
    if place.part == "tier":
        keys = [one.key or str(number) for number, one in enumerate(page.tiers, start=1)]
    elif place.part == "contact":
        keys = [one.key for one in page.contacts]
    else:
        keys = [one.key for one in page.questions]
    return keys.index(place.key) if place.key in keys else 0


def is_on(place: Place, page: SeriesPage) -> bool:
    """Whether the page has the thing that the place names."""
    keys = {
        "session": {one.key for one in page.sessions},
        "contact": {one.key for one in page.contacts},
        "question": {one.key for one in page.questions},
    }
    return place.part == "series" or place.key in keys.get(place.part, set())


def field_of(place: Place, page: SeriesPage) -> str:
    """The name of the form field at a place."""
    if place.part in _PART_OF_ROWS:
        return f"{row_of(place, page)}-{place.field}"
    return place.field


def _address(part: str, place: Place, series: Series) -> str:
    where = [series.site.slug, series.slug]
    if place.part == "session":
        if not place.key.isdecimal():
            return ""
        return reverse("training:edit_session", args=[*where, place.key])
    if part == "sessions":
        return reverse("training:edit_series", args=where)
    return reverse("training:edit_part", args=[*where, part])


def _anchor(place: Place, page: SeriesPage) -> str:
    if place.part == "series" and place.field in {"contacts", "questions", "tiers", "sessions"}:
        return f"#{place.field}"
    return f"#id_{field_of(place, page)}" if place.field else ""


def _words(place: Place, page: SeriesPage) -> str:
    number = {"number": row_of(place, page) + 1}
    match place.part:
        case "session":
            titles = {one.key: one.title for one in page.sessions}
            return _("Session “%(title)s”") % {"title": titles.get(place.key, "")}
        case "contact":
            return _("Contact %(number)d") % number
        case "question":
            return _("Question %(number)d") % number
        case "tier":
            return _("Priority %(number)d") % number
    return str(PART_TITLES.get(part_of(place), _("Sessions")))
