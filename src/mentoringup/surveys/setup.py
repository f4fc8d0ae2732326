"""How a survey is to be: everything a coordinator says once. Pure: values in, JSON out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from mentoringup.questionnaires.form.values import Layout
from mentoringup.surveys.enums import FOLLOW_UPS, AudienceKind, Mode, WaveKind

MOST_REMINDERS = 3
REMINDER_DAYS = (5, 12, 20)
"""Days after an invitation on which those who have not answered are reminded, unless a site says
otherwise."""

OPEN_DAYS = 30
LONGEST_OPEN = 365
CHOSEN_KINDS = (WaveKind.PRE, WaveKind.POST, *FOLLOW_UPS)
"""Waves that are chosen; the mentors' one comes with inviting mentors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Settings of a survey, as they are chosen.

    Attributes:
        kinds: waves that are wanted, without the mentors' one.
        reminder_days: ascending days after an invitation; at most three.
        layouts: with several, each respondent gets one by chance.
        asks_untaught: modules that were not taught are asked about too, as a control.
        consent_id: text that people are asked to consent to; None asks for none.
        questionnaire_id: what the wave after the training asks; None for ours, made when needed.
        key_destroyed_on: None for the usual number of days after the last wave closes.
    """

    mode: Mode = Mode.ANONYMOUS
    audience: AudienceKind = AudienceKind.ATTENDANCE
    kinds: tuple[WaveKind, ...] = (WaveKind.POST,)
    open_days: int = OPEN_DAYS
    reminder_days: tuple[int, ...] = REMINDER_DAYS
    layouts: tuple[Layout, ...] = (Layout.SIDE_BY_SIDE,)
    asks_untaught: bool = False
    invites_mentors: bool = False
    consent_id: int | None = None
    questionnaire_id: int | None = None
    key_destroyed_on: date | None = None

    def all_kinds(self) -> tuple[WaveKind, ...]:
        """Waves that there are to be, the mentors' one among them where mentors are invited.

        By a public link nobody is: whoever reads it on a wall could have us write to anybody.
        """
        is_offered = self.invites_mentors and self.audience is not AudienceKind.PUBLIC
        return (*self.kinds, WaveKind.MENTOR) if is_offered else self.kinds


def to_document(setup: Setup) -> dict[str, Any]:
    """As JSON. The day of the key is left out: it is one survey's, not a habit."""
    document = asdict(setup)
    del document["key_destroyed_on"]
    return {name: list(one) if isinstance(one, tuple) else one for name, one in document.items()}


def from_document(document: Mapping[str, Any]) -> Setup:
    """Read what `to_document` wrote."""
    return Setup(
        mode=Mode(document["mode"]),
        audience=AudienceKind(document["audience"]),
        kinds=tuple(map(WaveKind, document["kinds"])),
        open_days=document["open_days"],
        reminder_days=tuple(document["reminder_days"]),
        layouts=tuple(map(Layout, document["layouts"])),
        asks_untaught=document["asks_untaught"],
        invites_mentors=document["invites_mentors"],
        consent_id=document["consent_id"],
        questionnaire_id=document["questionnaire_id"],
    )


def days_in(text: str) -> tuple[int, ...]:
    """Days typed as "5, 12, 20", ascending, each once.

    Raises:
        ValueError: something in it is no whole number.
    """
    typed: Sequence[str] = text.replace(";", ",").replace(" ", ",").split(",")
    return tuple(sorted({int(one) for one in typed if one}))
