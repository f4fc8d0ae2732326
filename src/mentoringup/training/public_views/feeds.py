"""What other programs read: calendar feeds, the widget, the map of the site for crawlers."""

from dataclasses import replace
from pathlib import Path

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.calendar_feed import feed_of
from mentoringup.training.domain.public_queries import is_live, live_addresses
from mentoringup.training.public_actions import seats_on_page
from mentoringup.training.public_page import PublicSeries
from mentoringup.training.public_views.languages import in_readers_language, in_sites_language
from mentoringup.training.public_views.pages import (
    absolute,
    ahead,
    feed_address,
    found_or_404,
    previewed_or_404,
    series_address,
)


@in_sites_language
def series_feed(request: HttpRequest, site_slug: str, series_slug: str) -> HttpResponse:
    """All dated sessions of a series as iCalendar."""
    return _calendar(found_or_404(site_slug, series_slug))


@in_sites_language
def session_feed(
    request: HttpRequest, site_slug: str, series_slug: str, session_slug: str
) -> HttpResponse:
    """One session as iCalendar."""
    found = found_or_404(site_slug, series_slug)
    one = found.session(session_slug)
    if one is None or one.starts_at is None:
        raise Http404
    return _calendar(replace(found, sessions=(one,)))


def _calendar(found: PublicSeries) -> HttpResponse:
    now = timezone.now()
    asking = seats_on_page(found, found.sessions, now=now).address
    feed = feed_of(
        found,
        address=series_address(found),
        rsvp_address=absolute(asking) if asking else "",
        now=now,
    )
    answer = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{found.slug}.ics"'
    answer["Cache-Control"] = "public, max-age=300"
    return answer


@xframe_options_exempt
@csp_replace(
    {
        "frame-ancestors": ["*"],
        "default-src": [NONE],
        "form-action": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
    }
)
@in_readers_language
def embed(request: HttpRequest, site_slug: str, series_slug: str) -> HttpResponse:
    """The dates of a series, to be framed by other websites."""
    found = found_or_404(site_slug, series_slug)
    now = timezone.now()
    context = {
        "series": found,
        "address": series_address(found),
        "site_address": absolute(""),
        "upcoming": ahead(found, now),
        "seats": seats_on_page(found, found.sessions, now=now),
    }
    return render(request, "training/public/embed.html", context)


def embed_script(request: HttpRequest) -> HttpResponse:
    """The script that other websites load; its address never changes."""
    file = finders.find("training/embed.js")
    if not isinstance(file, str):
        raise Http404
    answer = HttpResponse(Path(file).read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=86400"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@in_site(Permission.SERIES_VIEW)
def share(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """Where a series can be found, and what to paste into another website."""
    found = previewed_or_404(scope, series_slug)
    snippet = format_html(
        '<a href="{}" data-mentoringup="{}">{}</a>\n<script src="{}" defer></script>',
        series_address(found),
        absolute(reverse("training:embed", args=[found.site_slug, found.slug])),
        found.title,
        absolute(reverse("training:embed_script")),
    )
    context = {
        "scope": scope,
        "series": found,
        "address": series_address(found),
        "feed_address": feed_address(found),
        "snippet": snippet,
        "is_live": is_live(site_slug=found.site_slug, series_slug=found.slug),
    }
    return render(request, "training/public/share.html", context)


def sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses that crawlers should know (sitemaps.org, version 0.9)."""
    pages = [absolute(reverse("home:front")), absolute(reverse("training:catalog"))]
    pages += [absolute(reverse("training:series", args=[*one])) for one in live_addresses()]
    return render(
        request, "training/public/sitemap.xml", {"pages": pages}, content_type="application/xml"
    )


def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: the public face."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/sites/", "/network/", "/me/", "/account/", "/demo/")),
        f"Sitemap: {settings.BASE_URL}{reverse('training:sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
