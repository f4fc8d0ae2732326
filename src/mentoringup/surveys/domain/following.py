"""Who attended, told by an app that stands above: this one does not know seats.

`evaluation` registers from its `AppConfig.ready`:

    following.on_opening(attendees)
    following.before_training(seated)
"""

from collections.abc import Callable, Sequence

from mentoringup.surveys.asked import Asked
from mentoringup.training.models import Implementation

type_of_attendees = Callable[[Implementation], Sequence[Asked]]

_SOURCES: list[type_of_attendees] = []
_SOURCES_BEFORE: list[type_of_attendees] = []


def on_opening(attendees: type_of_attendees) -> type_of_attendees:
    """Have an app above say who attended; asked when a wave opens, and while it is open."""
    if attendees not in _SOURCES:
        _SOURCES.append(attendees)
    return attendees


def attendees_of(implementation: Implementation) -> list[Asked]:
    """Everybody who attended a session of the implementation, as far as anybody knows."""
    return [one for attendees in _SOURCES for one in attendees(implementation)]


def before_training(seated: type_of_attendees) -> type_of_attendees:
    """Have an app above say who has a seat; asked while a wave before the training is open."""
    if seated not in _SOURCES_BEFORE:
        _SOURCES_BEFORE.append(seated)
    return seated


def seated_in(implementation: Implementation) -> list[Asked]:
    """Everybody who has a seat in a session of the implementation, as far as anybody knows."""
    return [one for seated in _SOURCES_BEFORE for one in seated(implementation)]
