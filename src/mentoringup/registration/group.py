"""Some of a session's requests: what a list shows, a file holds, or a message goes to. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from mentoringup.registration.enums import (
    ACTIVE,
    ATTENDANCE,
    WAITING,
    Cause,
    RegistrationState,
)


class Part(TextChoices):
    """Requests by what became of them."""

    ACTIVE = "active", _("Everybody in the order")
    SEATED = "seated", _("With a seat")
    OFFERED = "offered", _("Offered")
    WAITING = "waiting", _("In line")
    ENDED = "ended", _("Over")


STATES_OF: Mapping[Part, tuple[RegistrationState, ...]] = MappingProxyType(
    {
        Part.ACTIVE: (*ACTIVE, *ATTENDANCE),
        Part.SEATED: (RegistrationState.SEATED, *ATTENDANCE),
        Part.OFFERED: (RegistrationState.OFFERED,),
        Part.WAITING: WAITING,
        Part.ENDED: (
            RegistrationState.CANCELLED,
            RegistrationState.DECLINED,
            RegistrationState.EXPIRED,
            RegistrationState.WITHDRAWN,
            RegistrationState.INELIGIBLE,
        ),
    }
)
"""The states of each part; every state is in one part beside ACTIVE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Which requests of a session.

    Attributes:
        part: by state.
        tier: number of the tier from 0; None for all.
        words: each stands in the name or the address.
        picked: ticked one by one, by primary key; empty for all that the rest fits.
    """

    part: Part = Part.ACTIVE
    tier: int | None = None
    words: tuple[str, ...] = ()
    picked: frozenset[int] = frozenset()

    @property
    def is_narrowed(self) -> bool:
        """Whether it is less than a whole part."""
        return self.tier is not None or bool(self.words) or bool(self.picked)


def has_left(*, state: str, ended_by: str) -> bool:
    """Whether somebody no longer wants to come, or is not to; a cancelled session is another thing.

    Messages to groups leave them out.
    """
    if state == RegistrationState.CANCELLED:
        return ended_by != Cause.SESSION_CANCELLED
    return state in {RegistrationState.WITHDRAWN, RegistrationState.DECLINED}
