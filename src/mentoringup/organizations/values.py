"""What is written about organizations, as values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from mentoringup.access.permissions import Role
from mentoringup.organizations.enums import CalendarKind, Season
from mentoringup.ui.zones import zone_named


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What can be edited about a site.

    Attributes:
        zone: an IANA name.
        language: a language code of the settings.

    Raises:
        ValueError: no zone has that name.
    """

    name: str
    zone: str
    language: str
    contact_email: str
    website: str
    calendar: CalendarKind

    def __post_init__(self) -> None:
        if zone_named(self.zone) is None:
            raise ValueError(f"{self.zone}: no time zone has that name")

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
    """Who saved a thing last (empty for the system), and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit and how many people belong to it."""

    id: int
    name: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHeld:
    """A role that somebody holds; `given_by` is a name, or empty where nobody gave it."""

    membership_id: int
    role: Role
    since: datetime
    given_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """Somebody with roles at a site or in the network."""

    person_id: int
    name: str
    email: str
    roles: tuple[RoleHeld, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRow:
    """An open invitation; `is_expired` where its time is over though nobody closed it yet."""

    id: int
    email: str
    role: Role
    invited_by: str
    sent_at: datetime
    expires_at: datetime
    is_expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A site as the network sees it: nothing of its people but how many administrators it has."""

    name: str
    slug: str
    institution: str
    zone: str
    administrators: int
    invited_administrators: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionRow:
    """An institution and how many sites it has."""

    id: int
    name: str
    ror_id: str
    country: str
    city: str
    sites: int
