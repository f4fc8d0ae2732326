"""What happens to a session, as far as somebody with a seat in it would notice. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from mentoringup.training.enums import SeriesState, SessionState


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """What is stored of a session at one moment.

    Attributes:
        on: the day that the page says, from which the opening of RSVPs follows.
        starts_at, ends_at: instants; None while the time isn't known.
        capacity: seats; None is unlimited.
        state: of the session; `series_state` of the series it belongs to.
    """

    title: str
    on: date | None
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    place: str
    link: str
    capacity: int | None
    state: SessionState
    series_state: SeriesState

    @property
    def is_live(self) -> bool:
        """Whether the public page shows it with its date."""
        return self._is(SessionState.PUBLISHED)

    @property
    def is_to_be_announced(self) -> bool:
        """Whether the public page says that its date will follow."""
        return self._is(SessionState.TO_BE_ANNOUNCED)

    @property
    def is_cancelled(self) -> bool:
        """Whether it is cancelled, or its whole series. What is over stays over."""
        if self.state == SessionState.DONE:
            return False
        if self.series_state == SeriesState.CANCELLED:
            return True
        return self.state == SessionState.CANCELLED

    def _is(self, state: SessionState) -> bool:
        return self.state == state and self.series_state == SeriesState.PUBLISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChange:
    """One session before and after a save.

    Attributes:
        session_id: its primary key.
        before: None where it is put back after it was removed.
        after: None where it is removed.
    """

    session_id: int
    before: SessionFacts | None
    after: SessionFacts | None

    @property
    def is_removed(self) -> bool:
        """Whether it is taken off its series."""
        return self.after is None

    @property
    def is_nothing(self) -> bool:
        """Whether nobody with a seat would notice."""
        return self.before == self.after

    def differs_in(self, *names: str) -> bool:
        """Whether one of these facts is another than before; False for what wasn't or isn't."""
        if self.before is None or self.after is None:
            return False
        return any(getattr(self.before, name) != getattr(self.after, name) for name in names)
