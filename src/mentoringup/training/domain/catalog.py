"""The catalog: published series, narrowed and a page at a time, in a flat number of queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet

from mentoringup.curriculum.domain.queries import modules_in
from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.values import ModuleInLanguage
from mentoringup.organizations.enums import Season
from mentoringup.organizations.models import Site, Term
from mentoringup.training.domain.queries import live_series
from mentoringup.training.enums import Audience, SeriesState, SessionState
from mentoringup.training.models import Implementation, Series, Session

PAGE_SIZE = 20
"""Series on one page of the catalog."""

_SHOWN = [SessionState.PUBLISHED, SessionState.TO_BE_ANNOUNCED, SessionState.DONE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the list is narrowed to; empty is everything. `term` is `fall-2026`."""

    site: str = ""
    module: str = ""
    term: str = ""
    mode: str = ""
    audience: str = ""
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSession:
    """The first session that has not ended."""

    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One series of the list. `waiting` counts sessions whose date is to be announced.

    `language` is that of title and summary, which the site wrote.
    """

    slug: str
    site_slug: str
    site_name: str
    institution: str
    language: str
    title: str
    summary: str
    term: str
    is_cancelled: bool
    sessions: int
    waiting: int
    next_session: NextSession | None
    modes: tuple[Mode, ...]
    audiences: tuple[Audience, ...]
    modules: tuple[ModuleInLanguage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """One page of the list, and what it can be narrowed to (value and label)."""

    cards: tuple[Card, ...]
    page: Page[Any]
    found: int
    is_narrowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Values and labels that narrow the list: only those that some published series has."""

    sites: Sequence[tuple[str, str]] = field(default_factory=tuple)
    modules: Sequence[tuple[str, str]] = field(default_factory=tuple)
    terms: Sequence[tuple[str, str]] = field(default_factory=tuple)


def choices_in(*, language: str) -> Choices:
    """What the catalog can be narrowed to. Three queries."""
    live = live_series()
    sites = Site.objects.filter(Exists(live.filter(site=OuterRef("pk"))))
    terms = Term.objects.filter(Exists(live.filter(term=OuterRef("pk")))).order_by("-starts_on")
    return Choices(
        sites=[(site.slug, site.name) for site in sites],
        modules=[(module.id, module.name) for module in modules_in(language)],
        terms=list({_term_id(term.season, term.year): str(term) for term in terms}.items()),
    )


def catalog(*, wishes: Wishes, page: int, language: str, now: datetime) -> Catalog:
    """One page of the published series, those with the next session first.

    Without `past`, series whose sessions are all over are left out. Cost: a flat number of
    queries; rows grow with the page, not with the catalog.
    """
    found = _narrowed(live_series(), wishes)
    coming = Session.objects.filter(implementation__series=OuterRef("pk"), state__in=_SHOWN).filter(
        Q(ends_at__gt=now, state=SessionState.PUBLISHED) | Q(state=SessionState.TO_BE_ANNOUNCED)
    )
    found = found.filter(~Exists(coming) if wishes.past else Exists(coming))
    upcoming = Q(implementations__sessions__ends_at__gt=now) & Q(
        implementations__sessions__state=SessionState.PUBLISHED
    )
    ordered = found.annotate(
        next_start=Min("implementations__sessions__starts_at", filter=upcoming),
        first_start=Min("implementations__sessions__starts_at"),
    ).order_by(*(["-first_start"] if wishes.past else ["next_start"]), "title", "pk")
    pages = Paginator(ordered.select_related("site__institution", "term"), PAGE_SIZE)
    shown = pages.get_page(page)
    listed = list(shown.object_list)
    parts = _parts_of(listed)
    names = {module.id: module for module in modules_in(language)}
    return Catalog(
        cards=tuple(_card(series, parts, names, now) for series in listed),
        page=shown,
        found=pages.count,
        is_narrowed=wishes != Wishes(),
    )


def _narrowed(found: "QuerySet[Series]", wishes: Wishes) -> "QuerySet[Series]":
    if wishes.site:
        found = found.filter(site__slug=wishes.site)
    if wishes.term:
        season, _, year = wishes.term.partition("-")
        is_term = season in Season.values and year.isdecimal()
        found = found.filter(term__season=season, term__year=int(year)) if is_term else found.none()
    for name in ("mode", "audience"):
        if wish := getattr(wishes, name):
            fits = Implementation.objects.filter(series=OuterRef("pk"), **{name: wish})
            found = found.filter(Exists(fits))
    if wishes.module:
        teaches = Session.objects.filter(
            implementation__series=OuterRef("pk"), modules=wishes.module, state__in=_SHOWN
        )
        found = found.filter(Exists(teaches))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What stands on the cards of one page, by series. Plain rows: a page has hundreds."""

    sessions: Mapping[int, Sequence[Mapping[str, Any]]]
    modules: Mapping[int, Collection[str]]
    deliveries: Mapping[int, Sequence[Mapping[str, Any]]]


def _parts_of(series: Sequence[Series]) -> _Parts:
    """Three queries, however many series and sessions."""
    shown = Session.objects.filter(implementation__series__in=series, state__in=_SHOWN)
    taught = shown.filter(modules__isnull=False).order_by()
    return _Parts(
        sessions=_by_series(
            shown.values(
                "title", "state", "starts_at", "ends_at", "zone", series=F("implementation__series")
            )
        ),
        modules={
            key: {row["modules"] for row in rows}
            for key, rows in _by_series(
                taught.values("modules", series=F("implementation__series")).distinct()
            ).items()
        },
        deliveries=_by_series(
            Implementation.objects.filter(series__in=series)
            .order_by("pk")
            .values("mode", "audience", "series")
        ),
    )


def _by_series(rows: Iterable[Mapping[str, Any]]) -> dict[int, list[Mapping[str, Any]]]:
    found: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["series"], []).append(row)
    return found


def _card(
    series: Series, parts: _Parts, names: Mapping[str, ModuleInLanguage], now: datetime
) -> Card:
    sessions = parts.sessions.get(series.pk, [])
    taught = parts.modules.get(series.pk, ())
    deliveries = parts.deliveries.get(series.pk, [])
    return Card(
        slug=series.slug,
        site_slug=series.site.slug,
        site_name=series.site.name,
        institution=series.site.institution.name,
        language=series.site.language,
        title=series.title,
        summary=series.summary,
        term=str(series.term) if series.term else "",
        is_cancelled=series.state == SeriesState.CANCELLED,
        sessions=len(sessions),
        waiting=sum(one["state"] == SessionState.TO_BE_ANNOUNCED for one in sessions),
        next_session=_next(sessions, now),
        modes=tuple(dict.fromkeys(Mode(each["mode"]) for each in deliveries)),
        audiences=tuple(dict.fromkeys(Audience(each["audience"]) for each in deliveries)),
        modules=tuple(names[id_] for id_ in names if id_ in taught),
    )


def _next(sessions: Iterable[Mapping[str, Any]], now: datetime) -> NextSession | None:
    """The first published session that has not ended."""
    still = (
        one
        for one in sessions
        if one["state"] == SessionState.PUBLISHED and one["ends_at"] and one["ends_at"] > now
    )
    first = min(still, key=lambda one: one["starts_at"], default=None)
    if first is None:
        return None
    return NextSession(
        title=first["title"],
        starts_at=first["starts_at"],
        ends_at=first["ends_at"],
        zone=first["zone"],
    )


def _term_id(season: str, year: int) -> str:
    return f"{season}-{year}"
