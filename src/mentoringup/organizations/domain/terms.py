"""The term calendar of a site: saved one academic year at a time."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from mentoringup.organizations.calendars import TermDates, name_of_year, overlaps_of
from mentoringup.organizations.domain.queries import terms_of
from mentoringup.organizations.domain.versions import count_version, locked_at
from mentoringup.organizations.enums import Season
from mentoringup.organizations.errors import RefusedError, TermIsInUseError, TermsOverlapError
from mentoringup.organizations.models import Site, Term
from mentoringup.organizations.values import SeasonDates
from mentoringup.people.models import Person
from mentoringup.ui.dates import say_day


@transaction.atomic
def save_academic_year(
    *,
    site: Site,
    first_year: int,
    seasons: Sequence[SeasonDates],
    version: int,
    actor: Person,
    now: datetime,
) -> tuple[TermDates, ...]:
    """Make the terms of one academic year what `seasons` says; those it leaves out go.

    Returns:
        the whole calendar of the site afterwards.

    Raises:
        SomebodyWasFasterError: the site is at another version by now.
        TermsOverlapError: two terms share a day, of this year or a neighboring one.
        TermIsInUseError: a series belongs to a term that would go.
        RefusedError: a term ends before it starts, or lies outside its academic year.
    """
    row = locked_at(thing=site, version=version)
    before = terms_of(site=row)
    wanted = tuple(_term(given, first_year) for given in seasons)
    _refuse_impossible(wanted, first_year)
    kept = [term for term in before if term.academic_year != first_year]
    _refuse_overlaps([*kept, *wanted])
    of_the_year = [term for term in before if term.academic_year == first_year]
    if _dates(of_the_year) == _dates(wanted):
        return before
    _store(row, of_the_year, wanted)
    count_version(
        row=row,
        verb="site.terms_changed",
        detail={"academic_year": name_of_year(first_year)},
        actor=actor,
        now=now,
    )
    return terms_of(site=row)


def _store(site: Site, before: Sequence[TermDates], wanted: Sequence[TermDates]) -> None:
    seasons = {term.season for term in wanted}
    _remove(site, [term for term in before if term.season not in seasons])
    for term in wanted:
        Term.objects.update_or_create(
            site=site,
            season=term.season,
            year=term.year,
            defaults={"starts_on": term.starts_on, "ends_on": term.ends_on},
        )


def _term(given: SeasonDates, first_year: int) -> TermDates:
    return TermDates(
        season=given.season,
        year=first_year if given.season == Season.FALL else first_year + 1,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
    )


def _dates(terms: Sequence[TermDates]) -> set[tuple[Season, date, date]]:
    return {(term.season, term.starts_on, term.ends_on) for term in terms}


def _refuse_impossible(terms: Sequence[TermDates], first_year: int) -> None:
    earliest, latest = date(first_year, 6, 1), date(first_year + 1, 12, 31)
    for term in terms:
        if term.ends_on <= term.starts_on:
            raise RefusedError(_("%(term)s must end after it starts.") % {"term": term.name})
        if term.starts_on < earliest or term.ends_on > latest:
            raise RefusedError(
                _("%(term)s lies outside the academic year %(year)s: check the years typed.")
                % {"term": term.name, "year": name_of_year(first_year)}
            )


def _refuse_overlaps(terms: Sequence[TermDates]) -> None:
    for earlier, later in overlaps_of(terms):
        raise TermsOverlapError(
            _("%(earlier)s ends on %(end)s, when %(later)s has begun (%(start)s).")
            % {
                "earlier": earlier.name,
                "end": say_day(earlier.ends_on),
                "later": later.name,
                "start": say_day(later.starts_on),
            }
        )


def _remove(site: Site, terms: Sequence[TermDates]) -> None:
    for term in terms:
        try:
            Term.objects.filter(site=site, season=term.season, year=term.year).delete()
        except ProtectedError as error:
            raise TermIsInUseError(
                _("Series belong to %(term)s, so it can't go. Give it new dates instead.")
                % {"term": term.name}
            ) from error
