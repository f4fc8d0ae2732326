"""How anything on a series' page is saved: nobody overwrites anybody, a live page stays true."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from mentoringup.audit.domain import record
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.training.checks.finding import Finding
from mentoringup.training.domain.checking import blocking, findings_of
from mentoringup.training.enums import SeriesState
from mentoringup.training.errors import PageWouldLieError, SomebodySavedFirstError
from mentoringup.training.models import Series, Session

_WRITTEN = (
    "title",
    "summary",
    "description",
    "term",
    "who_may_come",
    "how_seats_are_given",
    "eligible_rule",
    "any_order",
    "rsvp_rule",
    "rsvp_days_before",
    "rsvp_opens_on",
    "version",
)


def claim(thing: Series | Session) -> None:
    """Raise its version by one, if nobody has since `thing` was read; locks its row.

    Raises:
        SomebodySavedFirstError: somebody has, or it is gone.
    """
    manager = type(thing)._default_manager  # noqa: SLF001  Django's documented model API
    unchanged = manager.filter(pk=thing.pk, version=thing.version)
    if not unchanged.update(version=F("version") + 1):
        raise SomebodySavedFirstError
    thing.version += 1


@contextmanager
def kept_true(*, series: Series, now: datetime) -> Iterator[Series]:
    """One transaction that is undone where it brings a live page findings that block.

    It locks the row of the series and gives it as it is stored; rows of its sessions are locked
    after that, never before (see `following`).

    Raises:
        PageWouldLieError: with the findings that were not there before.
    """
    with transaction.atomic():
        # The lock keeps a publication from passing between this change and its check.
        stored = Series.objects.select_for_update().get(pk=series.pk)
        is_live = stored.state == SeriesState.PUBLISHED
        before = _blocks(series, now) if is_live else ()
        yield stored
        fresh = [one for one in _blocks(series, now) if one not in before] if is_live else []
        if fresh:
            raise PageWouldLieError(tuple(fresh))


@contextmanager
def saving(*, series: Series, part: str, actor: Person, now: datetime) -> Iterator[None]:
    """One save of a part of a series: version, columns, history, audit row, in one transaction.

    Raises:
        SomebodySavedFirstError: the series was saved since it was read.
        PageWouldLieError: the series is live and would get findings that block.
    """
    read_version = series.version
    try:
        with kept_true(series=series, now=now):
            claim(series)
            yield
            series.save(update_fields=_WRITTEN)
            record(
                verb="series.saved",
                thing=series,
                actor=actor,
                now=now,
                site_id=series.site_id,
                name=series.title,
                detail={"part": part},
            )
    except BaseException:
        series.version = read_version
        raise


ADDRESSES_OF_SERIES = frozenset({"rsvp"})
"""What stands below a series where the short names of its sessions do, in addresses."""


def free_series_slug(*, site: Site, title: str) -> str:
    """A short name for a series that none at the site has, and that is no page of its own.

    Locks the site until the end of the transaction, so that nobody takes it meanwhile.
    """
    Site.objects.select_for_update().get(pk=site.pk)
    taken = set(Series.objects.filter(site=site).values_list("slug", flat=True))
    return free_slug(title, taken=taken | {"new", "import"}, otherwise="series")


def free_slug(text: str, *, taken: set[str], otherwise: str) -> str:
    """A short name from a title that nobody has; numbered where somebody has it."""
    wanted = slugify(text)[:70].strip("-") or otherwise
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)


def _blocks(series: Series, now: datetime) -> tuple[Finding, ...]:
    stored = Series.objects.get(pk=series.pk)
    return blocking(findings_of(series=stored, now=now))
