"""What the letters of registration may fill in."""

from collections.abc import Mapping
from types import MappingProxyType

from mentoringup.outbox.wording.placeholders import Allowed
from mentoringup.registration.enums import LetterKind

_LINES = ("name", "session", "series", "when", "place", "office", "contact")


def _allowed(
    *more: str, required: tuple[str, ...] = (), in_subject: tuple[str, ...] = ()
) -> Allowed:
    return Allowed(
        subject=(*(one for one in _LINES if one != "contact"), *in_subject),
        text=(*_LINES, "link", *more),
        required=("link", *required),
    )


ALLOWED: Mapping[LetterKind, Allowed] = MappingProxyType(
    {
        LetterKind.RECEIVED: _allowed("standing", "tier", required=("standing",)),
        LetterKind.OFFER: _allowed("until", required=("until",), in_subject=("until",)),
        LetterKind.SEATED: _allowed("meeting_link"),
        LetterKind.CHANGED: _allowed("meeting_link", required=("when",)),
        LetterKind.CANCELLED: _allowed(
            "what", "reason", required=("reason",), in_subject=("what",)
        ),
        LetterKind.REMINDER: _allowed("meeting_link", required=("meeting_link",)),
        LetterKind.UNSEATED: _allowed("reason", "substitutes", required=("reason", "substitutes")),
        LetterKind.GROUP: _allowed("message", required=("message",)),
    }
)
"""What each letter may fill in."""

MESSAGE = Allowed(
    subject=tuple(one for one in _LINES if one != "contact"), text=(*_LINES, "link"), required=()
)
"""What a coordinator's message to a group may fill in; it becomes `{message}` of its letter."""
