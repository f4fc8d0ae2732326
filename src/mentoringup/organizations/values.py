"""What is written about organizations, as values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from mentoringup.organizations.enums import CalendarKind, Season


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What can be edited about a site.

    Attributes:
        zone: an IANA name.
        language: a language code of the settings.
    """

    name: str
    zone: str
    language: str
    contact_email: str
    website: str
    calendar: CalendarKind

    def as_fields(self) -> Mapping[str, str]:
        """By the names of the model's fields."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionFacts:
    """What can be edited about an institution; `ror_id` bare, `country` two letters, or empty."""

    name: str
    ror_id: str
    country: str
    city: str

    def as_fields(self) -> Mapping[str, str]:
        """By the names of the model's fields."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonDates:
    """First and last day of one season of an academic year."""

    season: Season
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LastChange:
    """Who saved a thing last, and when is said in words by the page that shows it."""

    by: str
    version: int
