"""Checks on stored pages: as they are, and as they would be once published."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from mentoringup.training.checks.checking import check_page
from mentoringup.training.checks.finding import Finding, Moment, Severity
from mentoringup.training.domain.pages import pages_of
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Series
from mentoringup.training.page import SeriesPage


def findings_of(*, series: Series, now: datetime) -> tuple[Finding, ...]:
    """What is wrong with what the public sees of a series, in the site's language."""
    (page,) = pages_of([series], language=series.site.language, now=now)
    return check_page(page, now=now, moment=Moment.PUBLICATION)


def findings_while_editing(
    *, series: Iterable[Series], now: datetime, language: str
) -> list[tuple[Finding, ...]]:
    """For each series what its writers should see, draft sessions included. Flat queries."""
    pages = pages_of(series, language=language, now=now, with_drafts=True)
    return [check_page(page, now=now, moment=Moment.EDITING) for page in pages]


def findings_once_published(
    *, series: Series, now: datetime, language: str, drafts_stay: Collection[int] = ()
) -> tuple[Finding, ...]:
    """What would be wrong with the page if it were published now, draft sessions with it.

    Args:
        series: in whatever state.
        now: when.
        language: of the messages and of the module texts.
        drafts_stay: ids of sessions that would stay drafts.
    """
    (page,) = pages_of([series], language=language, now=now, with_drafts=True)
    ahead = as_published(page, drafts_stay=map(str, drafts_stay))
    return check_page(ahead, now=now, moment=Moment.PUBLICATION)


def as_published(page: SeriesPage, *, drafts_stay: Iterable[str] = ()) -> SeriesPage:
    """The page with its drafts published, but for those (by key) that stay hidden."""
    staying = frozenset(drafts_stay)
    sessions = tuple(
        replace(one, state=SessionState.PUBLISHED) if one.state == SessionState.DRAFT else one
        for one in page.sessions
        if one.key not in staying or one.state != SessionState.DRAFT
    )
    return replace(page, sessions=sessions)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those with which a page may not be published."""
    return tuple(one for one in findings if one.severity == Severity.BLOCK)
