"""Reads about series and sessions. Each is a flat number of queries."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from mentoringup.organizations.models import Site
from mentoringup.training.domain.pages import (
    STRIKES_OF_A_DEAD_LINK,
    module_on_page,
    pages_of,
    rsvp_of,
    sessions_of,
    terms_of,
    with_page,
)
from mentoringup.training.enums import SeriesState
from mentoringup.training.models import Series, Session
from mentoringup.training.page import SeriesPage

__all__ = [
    "STRIKES_OF_A_DEAD_LINK",
    "module_on_page",
    "page_of",
    "pages_of",
    "published_series",
    "rsvp_of",
    "series_at",
    "series_by_slugs",
    "series_of_site",
    "session_of_series",
    "sessions_of",
    "terms_of",
    "with_page",
]


def page_of(
    series: Series, *, language: str, now: datetime, with_drafts: bool = False
) -> SeriesPage:
    """The page of a series as a value, in a language.

    Draft sessions are left out unless asked for; sessions that have ended are done, whether the
    nightly job has passed or not.
    """
    return pages_of([series], language=language, now=now, with_drafts=with_drafts)[0]


def published_series(*, site: Site | None = None) -> QuerySet[Series]:
    """Published series, those of the latest terms first, with everything on their pages. Lazy."""
    found = Series.objects.filter(state=SeriesState.PUBLISHED)
    if site is not None:
        found = found.filter(site=site)
    return with_page(found.order_by("-term__starts_on", "title", "pk"))


def series_by_slugs(*, site_slug: str, series_slug: str) -> Series | None:
    """The series that the public may see at an address: published or cancelled, never a draft."""
    seen = Series.objects.filter(
        site__slug=site_slug,
        slug=series_slug,
        state__in=[SeriesState.PUBLISHED, SeriesState.CANCELLED],
        published_at__isnull=False,
    )
    return with_page(seen).first()


def series_of_site(*, site: Site, slug: str) -> Series | None:
    """A series of the site in whatever state, with everything on its page: for staff."""
    return with_page(Series.objects.filter(site=site, slug=slug)).first()


def series_at(*, site: Site, states: Collection[str] = ()) -> QuerySet[Series]:
    """The site's series, those of the latest terms first, with everything on their pages."""
    found = Series.objects.filter(site=site)
    if states:
        found = found.filter(state__in=states)
    return with_page(found.order_by("-term__starts_on", "title", "pk"))


def session_of_series(*, series: Series, session_id: int) -> Session | None:
    """One of its sessions, by id."""
    return next((one for one in sessions_of(series) if one.pk == session_id), None)
