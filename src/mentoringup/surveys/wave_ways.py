"""Pages of higher apps about a wave, to which its page leads: what becomes of its answers.

An app that has such pages says so when it is loaded, as `training.staff_places` has it for series.
"""

from collections.abc import Callable, Sequence

from mentoringup.organizations.gate import Scope
from mentoringup.surveys.models import Wave
from mentoringup.training.staff_places import Way

type_of_ways = Callable[[Wave, Scope], Sequence[Way]]

_SOURCES: list[type_of_ways] = []


def leads_on(ways: type_of_ways) -> type_of_ways:
    """Have a wave's page lead where the function says; naming it again changes nothing."""
    if ways not in _SOURCES:
        _SOURCES.append(ways)
    return ways


def ways_from(wave: Wave, scope: Scope) -> list[Way]:
    """Where a wave leads, as far as the person may go there."""
    return [way for ways in _SOURCES for way in ways(wave, scope)]
