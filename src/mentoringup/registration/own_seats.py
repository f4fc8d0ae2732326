"""The requests of one person, by how they stand. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.registration.enums import WAITING, RegistrationState
from mentoringup.registration.rsvp_page import Answer, answer_sentence


class GroupName(StrEnum):
    """How a request stands, as its owner sees it; in the order of the page."""

    TO_ANSWER = "to-answer"
    SEATED = "seated"
    WAITING = "waiting"
    OVER = "over"

    @property
    def words(self) -> Promise:
        """The heading of the group."""
        return {
            GroupName.TO_ANSWER: _("Waiting for your answer"),
            GroupName.SEATED: _("Your seats"),
            GroupName.WAITING: _("In line"),
            GroupName.OVER: _("Over"),
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """One request. `language` is that of the titles."""

    token: str
    title: str
    language: str
    series: str
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    is_cancelled: bool
    answer: Answer

    def group(self, now: datetime) -> GroupName:
        """Where it stands on the page."""
        is_over = self.is_cancelled or (self.ends_at is not None and self.ends_at <= now)
        if is_over:
            return GroupName.OVER
        if self.answer.state == RegistrationState.OFFERED:
            return GroupName.TO_ANSWER
        if self.answer.state == RegistrationState.SEATED:
            return GroupName.SEATED
        return GroupName.WAITING if self.answer.state in WAITING else GroupName.OVER

    @property
    def words(self) -> str:
        """How it stands; for one that has ended, its state alone."""
        is_active = self.answer.state in {*WAITING, *_TAKEN}
        return answer_sentence(self.answer) if is_active else str(self.answer.state.label)


_TAKEN = frozenset({RegistrationState.OFFERED, RegistrationState.SEATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsGroup:
    """Requests that stand alike."""

    name: GroupName
    rows: tuple[SeatRow, ...]
