"""What follows when the priority groups of a series change: done with the change, or refused.

Apps above this one register what they know of those who asked. The order of locks is that of
`following`: the row of the series, and then those of its sessions.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from mentoringup.people.models import Person
from mentoringup.training.errors import ChangeIsForbiddenError
from mentoringup.training.models import Series


class AdmissionFollower(Protocol):
    """What an app above does about other priority groups. A module with these functions is one.

    Series and sessions are locked when either is called.
    """

    def forbid_tiers(self, series: Series, *, now: datetime) -> str:
        """Why the groups can't change, in whole sentences, or empty. Nothing is written yet."""

    def follow_tiers(self, series: Series, *, actor: Person | None, now: datetime) -> Sequence[str]:
        """Do what follows, after everything is written; what that was, in whole sentences."""


_FOLLOWERS: list[AdmissionFollower] = []


def follows_admission(follower: AdmissionFollower) -> AdmissionFollower:
    """Have an app above this one follow other groups. Register it in `AppConfig.ready`."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)
    return follower


def agree_on_tiers(series: Series, *, now: datetime) -> None:
    """Make sure that the groups of a series may change.

    Raises:
        ChangeIsForbiddenError: they can't.
    """
    refusals = (follower.forbid_tiers(series, now=now) for follower in _FOLLOWERS)
    if words := next(filter(None, refusals), ""):
        raise ChangeIsForbiddenError(words)


def follow_tiers(series: Series, *, actor: Person | None, now: datetime) -> tuple[str, ...]:
    """Let what follows from other groups be done; what that was, in whole sentences."""
    return tuple(
        sentence
        for follower in _FOLLOWERS
        for sentence in follower.follow_tiers(series, actor=actor, now=now)
    )
