"""What asks with a questionnaire: higher apps say it, and the page of its versions shows it.

An app that asks says so when it is loaded, as `training.staff_places` has it for series.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mentoringup.organizations.gate import Scope
from mentoringup.questionnaires.models import Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Something that asks, or asked, a version of a questionnaire.

    Attributes:
        version: its number; None where a version is still to be made when it opens.
        label: what it is, in the reader's language.
        state: how far it is, the same.
        address: of its page.
    """

    version: int | None
    label: str
    state: str
    address: str


type_of_uses = Callable[[Questionnaire, Scope], Sequence[Use]]

_SOURCES: list[type_of_uses] = []


def tells_uses(uses: type_of_uses) -> type_of_uses:
    """Have the page show what the function says; naming it again changes nothing."""
    if uses not in _SOURCES:
        _SOURCES.append(uses)
    return uses


def uses_of(row: Questionnaire, scope: Scope) -> dict[int | None, list[Use]]:
    """What asks with a questionnaire, by version, as far as the person may see it."""
    found: dict[int | None, list[Use]] = {}
    for source in _SOURCES:
        for use in source(row, scope):
            found.setdefault(use.version, []).append(use)
    return found
