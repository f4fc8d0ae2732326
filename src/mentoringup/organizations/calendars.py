"""Term calendars as values: which term a day is in, what a year is likely to look like.

Free of the database: pages, RSVP rules and forms compute with the same terms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from mentoringup.organizations.enums import CalendarKind, Season


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDates:
    """A quarter or semester, both days included.

    Attributes:
        year: the calendar year that stands in its name ("Winter 2027").
        id: primary key of a stored term; None for a proposed one.
    """

    season: Season
    year: int
    starts_on: date
    ends_on: date
    id: int | None = None

    @property
    def name(self) -> str:
        """Season and year, in the reader's language."""
        return f"{self.season.label} {self.year}"

    @property
    def academic_year(self) -> int:
        """The year in which the academic year of this term begins: 2026 for 2026–27."""
        return self.year if self.season == Season.FALL else self.year - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days between two terms, both included, that belong to no term."""

    starts_on: date
    ends_on: date


def term_of(day: date, terms: Iterable[TermDates]) -> TermDates | None:
    """The term that the day is in, or None."""
    return next((term for term in terms if term.starts_on <= day <= term.ends_on), None)


def overlaps_of(terms: Iterable[TermDates]) -> tuple[tuple[TermDates, TermDates], ...]:
    """Each pair of terms that share a day, earlier one first."""
    ordered = _in_time(terms)
    return tuple(
        (earlier, later)
        for position, earlier in enumerate(ordered)
        for later in ordered[position + 1 :]
        if later.starts_on <= earlier.ends_on
    )


def gaps_between(terms: Iterable[TermDates]) -> tuple[Gap, ...]:
    """The days between the first and the last term that belong to none, in the order of time.

    A session in a gap has no term, so nothing can open "at the start of the term" for it.
    """
    gaps: list[Gap] = []
    covered: date | None = None
    for term in _in_time(terms):
        if covered is not None and term.starts_on > covered + timedelta(days=1):
            gaps.append(
                Gap(
                    starts_on=covered + timedelta(days=1),
                    ends_on=term.starts_on - timedelta(days=1),
                )
            )
        covered = term.ends_on if covered is None else max(covered, term.ends_on)
    return tuple(gaps)


def academic_year_of(day: date, terms: Sequence[TermDates] = ()) -> int:
    """The year in which the academic year around the day begins.

    Asks the terms first; without one for the day, an academic year turns on July 1.
    """
    term = term_of(day, terms)
    if term is not None:
        return term.academic_year
    return day.year if day.month >= _TURN_OF_THE_YEAR else day.year - 1


def name_of_year(first_year: int) -> str:
    """An academic year as it is written: 2026–27."""
    return f"{first_year}–{(first_year + 1) % 100:02d}"


def propose_year(kind: CalendarKind, first_year: int) -> tuple[TermDates, ...]:
    """Likely terms of the academic year that begins in `first_year`: dates to edit, no promise.

    Every term begins on a Monday and ends on a Friday.
    """
    return tuple(
        _proposed(season, first_year, month, day, weeks)
        for season, month, day, weeks in _USUAL[kind]
    )


_TURN_OF_THE_YEAR = 7
_USUAL: Mapping[CalendarKind, tuple[tuple[Season, int, int, int], ...]] = MappingProxyType(
    {
        CalendarKind.QUARTERS: (
            (Season.FALL, 9, 20, 12),
            (Season.WINTER, 1, 3, 11),
            (Season.SPRING, 3, 25, 11),
            (Season.SUMMER, 6, 18, 11),
        ),
        CalendarKind.SEMESTERS: (
            (Season.FALL, 8, 20, 16),
            (Season.SPRING, 1, 9, 17),
            (Season.SUMMER, 5, 22, 11),
        ),
    }
)
"""Season, the day from which its first Monday is sought, and how many weeks it lasts."""


def _proposed(season: Season, first_year: int, month: int, day: int, weeks: int) -> TermDates:
    year = first_year if season == Season.FALL else first_year + 1
    earliest = date(year, month, day)
    monday = earliest + timedelta(days=-earliest.weekday() % 7)
    return TermDates(
        season=season,
        year=year,
        starts_on=monday,
        ends_on=monday + timedelta(weeks=weeks, days=-3),
    )


def _in_time(terms: Iterable[TermDates]) -> list[TermDates]:
    return sorted(terms, key=lambda term: (term.starts_on, term.ends_on))
