"""`{% load ui %}`: markdown, when, day, icon, reader_zone, page_numbers, fault_count."""

from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mentoringup.ui.dates import say_day, say_for_reader, say_time
from mentoringup.ui.icons import svg_of
from mentoringup.ui.markdown import to_html
from mentoringup.ui.zones import zone_of_reader

register = template.Library()


@register.filter
def markdown(text: str | None, first_level: int = 2) -> SafeString:
    """Render Markdown as safe HTML; `{{ text|markdown:3 }}` starts its headings at h3."""
    return to_html(text or "", first_level=first_level)


@register.filter
def day(value: date) -> SafeString:
    """Say a day: `<time datetime="2022-10-19">Wed, Oct 19, 2022</time>`."""
    return format_html('<time datetime="{}">{}</time>', value.strftime("%Y-%m-%d"), say_day(value))


@register.filter
def fault_count(form: BaseForm) -> int:
    """How many faults a form has; a field may have several."""
    return sum(len(faults) for faults in form.errors.values())


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of `ui/icons`; put a word beside it."""
    return svg_of(name)


@register.simple_tag(takes_context=True)
def reader_zone(context: dict[str, Any]) -> str:
    """Give the reader's zone as far as it is known."""
    return zone_of_reader(_request(context))


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Give the numbers around a page, with an ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def when(
    context: dict[str, Any], start: datetime, end: datetime | None = None, zone: str = "UTC"
) -> SafeString:
    """Say when something is, at its place and for the reader.

    `{% when session.starts_at session.ends_at session.zone %}`; `end` may be None or "".
    """
    zone = str(zone)
    spoken = say_time(start, end or None, zone)
    theirs = say_for_reader(start, zone, zone_of_reader(_request(context)))
    for_you = _("(%s for you)")
    return format_html(
        '<span class="when" data-start="{}" data-zone="{}" data-for-you="{}">{}{}</span>',
        spoken.start.isoformat(timespec="minutes"),
        zone,
        for_you,
        _time(spoken.start, spoken.opening)
        if spoken.end is None
        else format_html(
            "{}{}{}",
            _time(spoken.start, spoken.opening),
            spoken.joint,
            _time(spoken.end, spoken.closing),
        ),
        format_html(' <span class="for-you">{}</span>', for_you % theirs) if theirs else "",
    )


def _time(moment: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(timespec="minutes"), words)


def _request(context: dict[str, Any]) -> HttpRequest | None:
    found = context.get("request")
    return found if isinstance(found, HttpRequest) else None
