"""The catalog, a series and a session."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.domain.catalog import catalog as catalog_of
from mentoringup.training.domain.catalog import choices_in
from mentoringup.training.domain.public_queries import public_series, series_in_preview
from mentoringup.training.forms_catalog import CatalogForm
from mentoringup.training.public_actions import seats_on_page
from mentoringup.training.public_page import PublicSeries, Standing
from mentoringup.training.public_views.languages import in_readers_language
from mentoringup.training.search_data import course_of, event_of

_AHEAD = (Standing.RUNNING, Standing.UPCOMING, Standing.TO_BE_ANNOUNCED, Standing.CANCELLED)


def catalog(request: HttpRequest) -> HttpResponse:
    """Published series of all sites."""
    language = get_language() or "en"
    form = CatalogForm(request.GET, choices=choices_in(language=language))
    page = request.GET.get("page", "1")
    found = catalog_of(
        wishes=form.wishes(),
        page=int(page) if page.isdecimal() else 1,
        language=language,
        now=timezone.now(),
    )
    return render(
        request,
        "training/public/catalog.html",
        {"form": form, "catalog": found, "address": absolute(reverse("training:catalog"))},
    )


@in_readers_language
def series(request: HttpRequest, site_slug: str, series_slug: str) -> HttpResponse:
    """A published series."""
    found = found_or_404(site_slug, series_slug)
    return render(request, "training/public/series.html", series_context(found))


@in_site(Permission.SERIES_VIEW)
def preview(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """A series as the public will see it, published or not."""
    found = previewed_or_404(scope, series_slug)
    context = series_context(found) | {"is_preview": True, "search_data": None, "seats": None}
    return render(request, "training/public/series.html", context)


@in_readers_language
def session(
    request: HttpRequest, site_slug: str, series_slug: str, session_slug: str
) -> HttpResponse:
    """One session of a published series."""
    found = found_or_404(site_slug, series_slug)
    one = found.session(session_slug)
    if one is None:
        raise Http404
    now = timezone.now()
    address = series_address(found)
    context = {
        "series": found,
        "session": one,
        "standing": one.standing(now).value,
        "seats": seats_on_page(found, [one], now=now),
        "now": now,
        "address": f"{address}{one.slug}/",
        "search_data": event_of(one, found, address=address),
    }
    return render(request, "training/public/session.html", context)


def found_or_404(site_slug: str, series_slug: str) -> PublicSeries:
    """The published series of an address."""
    found = public_series(
        site_slug=site_slug,
        series_slug=series_slug,
        language=get_language() or "en",
        now=timezone.now(),
    )
    if found is None:
        raise Http404
    return found


def previewed_or_404(scope: Scope, series_slug: str) -> PublicSeries:
    """A series of the site as the public would see it, in whatever state it is."""
    found = series_in_preview(
        site=scope.site,
        series_slug=series_slug,
        language=get_language() or "en",
        now=timezone.now(),
    )
    if found is None:
        raise Http404
    return found


def series_context(found: PublicSeries) -> dict[str, Any]:
    """What the page of a series needs."""
    now = timezone.now()
    address = series_address(found)
    return {
        "series": found,
        "now": now,
        "seats": seats_on_page(found, found.standing(now, *_AHEAD), now=now),
        "upcoming": with_standing(found, now, *_AHEAD),
        "past": with_standing(found, now, Standing.PAST),
        "address": address,
        "feed_address": feed_address(found),
        "search_data": course_of(found, address=address),
    }


def with_standing(found: PublicSeries, now: datetime, *wanted: Standing) -> list[tuple[Any, str]]:
    """Sessions that stand so, each with the word for it."""
    return [(one, one.standing(now).value) for one in found.standing(now, *wanted)]


def ahead(found: PublicSeries, now: datetime) -> list[tuple[Any, str]]:
    """Sessions that are not over."""
    return with_standing(found, now, *_AHEAD)


def series_address(found: PublicSeries) -> str:
    """The absolute address of a series' page."""
    return absolute(reverse("training:series", args=[found.site_slug, found.slug]))


def feed_address(found: PublicSeries) -> str:
    """The absolute address of a series' calendar feed."""
    return absolute(reverse("training:series_feed", args=[found.site_slug, found.slug]))


def absolute(path: str) -> str:
    """A path as it stands in mails, feeds and search data."""
    return f"{settings.BASE_URL}{path}"
