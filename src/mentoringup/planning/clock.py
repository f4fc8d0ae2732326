"""When and where a planned session really is."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionClock:
    """The session of a series that a planned session is.

    Attributes:
        title: of the session of the series.
        starts_at, ends_at: None where the session of the series has no time yet.
        zone: name of an IANA zone; empty where none is said.
        link: of the meeting; for staff and those with a seat.
    """

    session_id: int
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    place: str
    link: str
    is_cancelled: bool = False

    @property
    def minutes(self) -> int | None:
        """How long it is; None without a time."""
        if self.starts_at is None or self.ends_at is None:
            return None
        return round((self.ends_at - self.starts_at).total_seconds() / 60)
