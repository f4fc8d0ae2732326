"""Reads about series and sessions. Each is a flat number of queries."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from mentoringup.curriculum.domain.queries import editions_in, modules_in
from mentoringup.curriculum.models import Edition
from mentoringup.eligibility.domain.queries import rulebook_of, rules_of
from mentoringup.eligibility.rules import Named
from mentoringup.eligibility.values import RuleInWords
from mentoringup.organizations.models import Membership, Site, Term
from mentoringup.training.admission import SeriesAdmission
from mentoringup.training.domain.contents import admission_of
from mentoringup.training.domain.pages import (
    STRIKES_OF_A_DEAD_LINK,
    module_on_page,
    pages_of,
    rsvp_of,
    sessions_of,
    with_page,
)
from mentoringup.training.enums import SeriesState
from mentoringup.training.models import (
    Implementation,
    PageImport,
    RemovedSession,
    Series,
    Session,
)
from mentoringup.training.page import SeriesPage

__all__ = [
    "STRIKES_OF_A_DEAD_LINK",
    "EditorChoices",
    "delivery_of_series",
    "edition_by_id",
    "editor_choices",
    "import_of",
    "live_series",
    "module_on_page",
    "page_of",
    "pages_of",
    "published_series",
    "removed_session",
    "removed_sessions_of",
    "rsvp_of",
    "series_admission",
    "series_at",
    "series_by_slugs",
    "series_of_site",
    "session_of_series",
    "sessions_of",
    "term_at",
    "with_page",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorChoices:
    """Values and labels that the forms of a site's series offer.

    Attributes:
        rules: named rules of the site, in the reader's language.
        people: who holds a role at the site.
        sites: all others, as co-hosts.
    """

    terms: tuple[tuple[int, str], ...]
    units: tuple[tuple[int, str], ...]
    rules: tuple[RuleInWords, ...]
    editions: tuple[tuple[int, str], ...]
    modules: tuple[tuple[str, str], ...]
    people: tuple[tuple[int, str], ...]
    sites: tuple[tuple[int, str], ...]


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


def live_series() -> QuerySet[Series]:
    """Series that the public may see: published, or cancelled after they were."""
    return Series.objects.filter(
        state__in=[SeriesState.PUBLISHED, SeriesState.CANCELLED], published_at__isnull=False
    )


def series_by_slugs(*, site_slug: str, series_slug: str) -> Series | None:
    """The series that the public may see at an address: published or cancelled, never a draft."""
    return with_page(live_series().filter(site__slug=site_slug, slug=series_slug)).first()


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


def editor_choices(*, site: Site, language: str) -> EditorChoices:
    """What the forms of a series can choose from. A flat number of queries."""
    held = Membership.objects.filter(site=site, ended_at__isnull=True).select_related("person")
    people = {one.person_id: one.person.name for one in held}
    return EditorChoices(
        terms=tuple((term.pk, str(term)) for term in site.terms.order_by("-starts_on")),
        units=tuple((unit.pk, unit.name) for unit in site.units.all()),
        rules=rules_of(site=site),
        editions=tuple((one.id, f"{one.name}, {one.version}") for one in editions_in(language)),
        modules=tuple((one.id, one.name) for one in modules_in(language)),
        people=tuple(sorted(people.items(), key=lambda one: (one[1].casefold(), one[0]))),
        sites=tuple(
            (one.pk, f"{one.name}, {one.institution.name}")
            for one in Site.objects.exclude(pk=site.pk).select_related("institution")
        ),
    )


def series_admission(*, series: Series) -> SeriesAdmission:
    """Who may come to the series, and its priority groups. At most three queries."""
    admission = admission_of(series)
    rule = Named(admission.rule_id) if admission.rule_id is not None else None
    names_rules = rule is not None or any(tier.rule_id is not None for tier in admission.tiers)
    return SeriesAdmission(
        stages=admission.stages,
        rule=rule,
        tiers=admission.tiers,
        rulebook=rulebook_of(site=series.site) if names_rules else {},
    )


def term_at(*, site: Site, term_id: int | None) -> Term | None:
    """The term of that number, if it is the site's."""
    return site.terms.filter(pk=term_id).first() if term_id is not None else None


def edition_by_id(edition_id: int | None) -> Edition | None:
    """The edition of that number, or None."""
    return Edition.objects.filter(pk=edition_id).first() if edition_id is not None else None


def removed_sessions_of(*, series: Series) -> list[RemovedSession]:
    """Sessions that can be put back, last removed first."""
    return list(RemovedSession.objects.filter(series=series).defer("content"))


def removed_session(*, series: Series, removed_id: int) -> RemovedSession | None:
    """One of them."""
    return RemovedSession.objects.filter(series=series, pk=removed_id).first()


def delivery_of_series(*, series: Series, delivery_id: int) -> Implementation | None:
    """One of its implementations, by id."""
    return next((one for one in series.implementations.all() if one.pk == delivery_id), None)


def import_of(*, series: Series) -> PageImport | None:
    """What was pasted to make it, if it was made so."""
    return PageImport.objects.filter(series=series).first()
