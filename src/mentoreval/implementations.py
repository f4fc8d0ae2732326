"""One delivery of a curriculum at a site to one audience, as far as evaluation needs it."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """How people met."""

    IN_PERSON = "in person"
    ONLINE = "online"
    HYBRID = "hybrid"


class Audience(StrEnum):
    """For whom it was."""

    MENTEES = "mentees"
    MENTORS = "mentors"
    COMBINED = "mentees and mentors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Implementation:
    """A row of `implementations.csv`.

    Attributes:
        hours: planned length.
        trained: people who completed the training; None where unknown.
        modules: ids of the modules taught; None where unknown, which is not "none".
        latitude, longitude: degrees, both or neither.
        date: ISO date of the first meeting, or None.
    """

    id: str
    site: str
    audience: Audience
    hours: float
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    mode: Mode | None = None
    trained: int | None = None
    modules: tuple[str, ...] | None = None
    date: str | None = None
