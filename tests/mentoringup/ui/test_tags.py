"""The template tags: dates as <time>, days, icons."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from mentoringup.ui.icons import svg_of

START = datetime(2022, 10, 19, 23, 0, tzinfo=UTC)
END = datetime(2022, 10, 20, 0, 30, tzinfo=UTC)
LA = "America/Los_Angeles"


def _render(template, *, zone="", **context):
    request = RequestFactory().get("/")
    if zone:
        request.COOKIES["zone"] = zone
    return Template("{% load ui %}" + template).render(Context({"request": request, **context}))


def test_when_says_start_and_end_for_machines_and_for_people():
    said = _render("{% when start end place %}", start=START, end=END, place=LA)
    assert said == (
        '<span class="when" data-start="2022-10-19T16:00-07:00" data-zone="America/Los_Angeles" '
        'data-for-you="(%s for you)">'
        '<time datetime="2022-10-19T16:00-07:00">Wed, Oct 19, 2022, 4:00</time>–'
        '<time datetime="2022-10-19T17:30-07:00">5:30 pm PDT</time></span>'
    )


def test_when_adds_the_readers_own_time():
    said = _render(
        "{% when start end place %}", zone="Europe/Berlin", start=START, end=END, place=LA
    )
    assert said.endswith(' <span class="for-you">(Thu, Oct 20, 1:00 am CEST for you)</span></span>')


def test_when_works_in_a_page_without_a_request():
    template = Template("{% load ui %}{% when start None place %}")
    said = template.render(Context({"start": START, "place": LA}))
    assert '<time datetime="2022-10-19T16:00-07:00">Wed, Oct 19, 2022, 4:00 pm PDT</time>' in said


@pytest.mark.parametrize("cookie", ["Mars/Olympus", '"><script>', "../../etc/passwd", "x" * 4000])
def test_a_cookie_that_is_no_zone_is_passed_over(cookie):
    said = _render("{% when start end place %}", zone=cookie, start=START, end=END, place=LA)
    assert "for-you" not in said.replace("data-for-you", "")


def test_a_zone_of_strangers_is_escaped():
    said = _render("{% when start end place %}", start=START, end=END, place='"><script>')
    assert "<script>" not in said


def test_a_day_is_a_time_element():
    said = _render("{{ on|day }}", on=date(2022, 10, 19))
    assert said == '<time datetime="2022-10-19">Wed, Oct 19, 2022</time>'


def test_a_day_is_said_in_spanish():
    with translation.override("es"):
        said = _render("{{ on|day }}", on=date(2022, 10, 19))
    assert said == '<time datetime="2022-10-19">miércoles, 19 de octubre de 2022</time>'


def test_markdown_of_nothing_is_nothing():
    assert _render("{{ text|markdown }}", text=None) == ""


def test_an_icon_is_hidden_from_screen_readers_and_inherits_its_color():
    assert svg_of("check").startswith('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"')
    assert 'fill="' not in svg_of("check")


def test_an_unknown_icon_says_where_icons_are_listed():
    with pytest.raises(ValueError, match=r"no icon “wand”; see ui/vendoring/icons.txt"):
        svg_of("wand")
