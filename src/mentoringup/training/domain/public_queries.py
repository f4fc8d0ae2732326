"""What the public sees of series: reads that can't give a link to a meeting away."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.utils import translation

from mentoringup.curriculum.enums import Mode
from mentoringup.organizations.enums import CalendarKind
from mentoringup.organizations.models import Site
from mentoringup.training import sentences
from mentoringup.training.domain.pages import module_on_page, rsvp_of, sessions_of
from mentoringup.training.domain.queries import (
    live_series,
    page_of,
    series_by_slugs,
    series_of_site,
)
from mentoringup.training.enums import Audience, SeriesState
from mentoringup.training.models import CoListing, Implementation, Series, Session
from mentoringup.training.page import SeriesPage, SessionOnPage
from mentoringup.training.public_page import Program, PublicSeries, PublicSession

Value = TypeVar("Value")


def public_series(
    *, site_slug: str, series_slug: str, language: str, now: datetime
) -> PublicSeries | None:
    """The published series of an address, or None. A flat number of queries."""
    series = series_by_slugs(site_slug=site_slug, series_slug=series_slug)
    return None if series is None else _public(series, language, now)


def series_in_preview(
    *, site: Site, series_slug: str, language: str, now: datetime
) -> PublicSeries | None:
    """A series of the site as the public would see it, in whatever state it is."""
    series = series_of_site(site=site, slug=series_slug)
    return None if series is None else _public(series, language, now)


def live_addresses() -> list[tuple[str, str]]:
    """Site slug and series slug of everything that is published. One query."""
    return list(live_series().order_by("pk").values_list("site__slug", "slug"))


def is_live(*, site_slug: str, series_slug: str) -> bool:
    """Whether the public may see the series of an address. One query."""
    return live_series().filter(site__slug=site_slug, slug=series_slug).exists()


def _public(series: Series, language: str, now: datetime) -> PublicSeries:
    page = page_of(series, language=language, now=now)
    stored = {str(one.pk): one for one in sessions_of(series)}
    deliveries = {one.pk: one for one in series.implementations.all()}
    site = series.site
    with translation.override(language):
        return PublicSeries(
            id=series.pk,
            slug=series.slug,
            site_slug=site.slug,
            site_name=site.name,
            institution=site.institution.name,
            site_email=site.contact_email,
            site_website=site.website,
            has_logo=bool(site.logo),
            zone=site.zone,
            language=site.language,
            title=series.title,
            summary=series.summary,
            description=series.description,
            term=str(series.term) if series.term else "",
            is_cancelled=series.state == SeriesState.CANCELLED,
            eligibility=sentences.eligibility_sentence(page.stages, page.rule),
            priorities=sentences.priority_sentences(page.tiers),
            order=sentences.order_sentence(any_order=series.any_order),
            rsvp=sentences.rsvp_sentence(rsvp_of(series), CalendarKind(site.calendar)),
            who_may_come=series.who_may_come,
            how_seats_are_given=series.how_seats_are_given,
            contacts=page.contacts,
            questions=page.questions,
            modes=_each_once(Mode(one.mode) for one in deliveries.values()),
            audiences=_each_once(Audience(one.audience) for one in deliveries.values()),
            editions=_each_once(str(one.edition) for one in deliveries.values() if one.edition),
            facilitators=_facilitators(deliveries),
            co_hosts=_co_hosts(deliveries),
            sessions=tuple(
                _session(one, stored[one.key], deliveries, page) for one in page.sessions
            ),
        )


def _session(
    on_page: SessionOnPage,
    stored: Session,
    deliveries: dict[int, Implementation],
    page: SeriesPage,
) -> PublicSession:
    delivery = deliveries[stored.implementation_id]
    of_all = (one for one in delivery.co_listings.all() if one.session_id is None)
    return PublicSession(
        id=stored.pk,
        slug=stored.slug,
        version=stored.version,
        title=on_page.title,
        description=on_page.description,
        state=on_page.state,
        starts_at=stored.starts_at,
        ends_at=stored.ends_at,
        zone=on_page.zone or page.zone,
        place=on_page.place,
        seats=on_page.capacity,
        mode=Mode(delivery.mode),
        audience=Audience(delivery.audience),
        modules=tuple(module_on_page(one, page.language) for one in stored.modules.all()),
        objectives=on_page.objectives,
        programs=tuple(map(_program, (*of_all, *stored.co_listings.all()))),
        rsvp_opens=on_page.rsvp_opens,
    )


def _program(listing: CoListing) -> Program:
    return Program(name=listing.program, url=listing.url)


def _facilitators(deliveries: dict[int, Implementation]) -> tuple[str, ...]:
    """Names of those who lead, each once; an address never stands in for a missing name."""
    people = (one for each in deliveries.values() for one in each.facilitators.all())
    return _each_once(one.name for one in people if one.name != one.email)


def _co_hosts(deliveries: dict[int, Implementation]) -> tuple[str, ...]:
    sites = (one for each in deliveries.values() for one in each.co_hosts.all())
    return _each_once(one.name for one in sites)


def _each_once(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))
