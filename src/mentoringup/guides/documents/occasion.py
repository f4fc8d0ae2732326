"""When and where a planned session is held."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The clock of a planned session.

    Attributes:
        starts_at: aware.
        zone: IANA name of the place's time zone; times are said in it.
        place: a room, or words such as "Online"; never a meeting's secret link. May be empty.
    """

    starts_at: datetime
    zone: str
    place: str = ""
