"""What is looked at every night on pages that are live."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.access.permissions import Permission
from mentoringup.organizations.domain.queries import whom_to_write_to
from mentoringup.outbox.domain import AddressIsWrongError, write_mail
from mentoringup.training.checks.checking import check_page
from mentoringup.training.checks.finding import Finding, Moment
from mentoringup.training.domain.pages import addresses_on, pages_of
from mentoringup.training.domain.queries import published_series
from mentoringup.training.link_asking import Answer, ask
from mentoringup.training.models import LinkProbe, Series
from mentoringup.training.page import SeriesPage

KIND = "training.page-findings"
"""Of the mails that tell coordinators what stopped being true."""

SERIES_AT_A_TIME = 100
ADDRESSES_A_NIGHT = 2000


def probe_links(*, now: datetime, asking: Callable[[str], Answer] = ask) -> int:
    """Ask each address on live pages once, and count the nights in a row without an answer.

    Addresses that stand on no live page any more are forgotten. Each answer is one short
    transaction, so that a crash repeats nothing but the last question; an address is asked once a
    night however often this runs.

    Returns:
        How many were asked.
    """
    wanted = sorted(_addresses(now))[:ADDRESSES_A_NIGHT]
    known = {probe.url: probe for probe in LinkProbe.objects.all()}
    LinkProbe.objects.filter(url__in=set(known) - set(wanted)).delete()
    asked = 0
    for url in wanted:
        probe = known.get(url) or LinkProbe(url=url)
        if probe.checked_at is not None and probe.checked_at.date() == now.date():
            continue
        answer = asking(url)
        probe.strikes = 0 if answer.is_alive else probe.strikes + 1
        probe.last_answer = answer.words[:200]
        probe.checked_at = now
        probe.save()
        asked += 1
    return asked


def report_findings(*, now: datetime) -> int:
    """Write to the coordinators of live pages whose findings are new; answers how many pages.

    Findings that were reported are not reported again until they change; a page without any is
    forgotten, so that the same fault is reported when it comes back.
    """
    reported = 0
    for series, findings in _findings(now):
        mark = _mark(findings)
        if mark == series.reported:
            continue
        with transaction.atomic():
            changed = Series.objects.filter(pk=series.pk, reported=series.reported)
            if changed.update(reported=mark) and findings:
                _write(series, findings, mark=mark, now=now)
                reported += 1
    return reported


def is_still_reported(series_id: int, mark: str) -> bool:
    """Whether the findings of a mail are still those that were reported last."""
    return Series.objects.filter(pk=series_id, reported=mark).exists()


def _pages(now: datetime) -> Iterator[tuple[Series, SeriesPage]]:
    """Live series with their pages in the site's language, some at a time."""
    keys = list(published_series().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), SERIES_AT_A_TIME):
        some = published_series().filter(pk__in=keys[start : start + SERIES_AT_A_TIME])
        by_language: dict[str, list[Series]] = {}
        for series in some:
            by_language.setdefault(series.site.language, []).append(series)
        for language, found in by_language.items():
            yield from zip(found, pages_of(found, language=language, now=now), strict=True)


def _addresses(now: datetime) -> set[str]:
    return {url for series, page in _pages(now) for url in addresses_on(series, page, now=now)}


def _findings(now: datetime) -> Iterator[tuple[Series, tuple[Finding, ...]]]:
    for series, page in _pages(now):
        with translation.override(page.language):
            yield series, check_page(page, now=now, moment=Moment.NIGHT)


def _mark(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return ""
    facts = sorted(
        f"{one.check}|{one.place.part}|{one.place.key}|{one.place.field}|{one.found}"
        for one in findings
    )
    return sha256("\n".join(facts).encode()).hexdigest()


def _write(series: Series, findings: tuple[Finding, ...], *, mark: str, now: datetime) -> None:
    """A mail to each person who can repair the page, to the site's address if nobody can."""
    with translation.override(series.site.language):
        subject, text = _words(series, findings)
    readers = whom_to_write_to(site=series.site, permission=Permission.SERIES_EDIT)
    for address, person in readers:
        try:
            write_mail(
                kind=KIND,
                to=address,
                person=person,
                subject=subject,
                text=text,
                site_id=series.site_id,
                key=f"{series.pk}:{mark[:24]}:{now:%Y-%m-%d}:{person.pk if person else 0}",
                check_with={"series": series.pk, "mark": mark},
                now=now,
            )
        except AddressIsWrongError:
            continue


def _words(series: Series, findings: tuple[Finding, ...]) -> tuple[str, str]:
    subject = ngettext(
        "%(count)d thing to look at on “%(title)s”",
        "%(count)d things to look at on “%(title)s”",
        len(findings),
    ) % {"count": len(findings), "title": series.title}
    address = reverse("training:edit_series", args=[series.site.slug, series.slug])
    lines = [f"- {one.message} {one.expected}" for one in findings]
    text = _(
        "The nightly check looked at the live page “%(title)s” and found:\n\n%(findings)s\n\n"
        "Repair it here: %(address)s\n\n"
        "You get one mail for these findings; another one only when they change."
    ) % {
        "title": series.title,
        "findings": "\n".join(lines),
        "address": f"{settings.BASE_URL}{address}",
    }
    return subject, text
