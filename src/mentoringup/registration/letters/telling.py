"""Which letter a change of a request is told by, if any. Pure."""

from dataclasses import dataclass

from mentoringup.registration.enums import Cause, LetterKind, RegistrationState

_S = RegistrationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of the table; a part that is empty fits everything.

    Attributes:
        was: states before; None stands for a request that is new.
        to: states after.
        causes: why.
        confirmed: whether the address is known to be the asker's.
        letter: what is written; None for nothing.
    """

    letter: LetterKind | None
    was: frozenset[RegistrationState | None] = frozenset()
    to: frozenset[RegistrationState] = frozenset()
    causes: frozenset[Cause] = frozenset()
    confirmed: bool | None = None

    def fits(
        self,
        *,
        was: RegistrationState | None,
        to: RegistrationState,
        cause: Cause,
        confirmed: bool,
    ) -> bool:
        """Whether the change is what the row is about."""
        return (
            (not self.was or was in self.was)
            and (not self.to or to in self.to)
            and (not self.causes or cause in self.causes)
            and self.confirmed in {None, confirmed}
        )


TABLE: tuple[Rule, ...] = (
    # What needs no words: attendance is for the office, a twin goes on as the other request.
    Rule(letter=None, causes=frozenset({Cause.FORGOTTEN, Cause.TWICE, Cause.ATTENDANCE})),
    # A seat is always told, with its invitation: also to those who took it with a button.
    Rule(letter=LetterKind.SEATED, to=frozenset({_S.SEATED})),
    # Somebody asked: the mail that proves the address, or says where they stand.
    Rule(
        letter=LetterKind.RECEIVED,
        was=frozenset({None, _S.INELIGIBLE}),
        to=frozenset({_S.REQUESTED, _S.QUEUED, _S.INELIGIBLE}),
    ),
    Rule(
        letter=LetterKind.RECEIVED,
        was=frozenset({None}),
        to=frozenset({_S.OFFERED}),
        confirmed=False,
    ),
    Rule(letter=LetterKind.OFFER, to=frozenset({_S.OFFERED})),
    # Whoever never confirmed an address may have typed somebody else's: no further mail.
    Rule(letter=None, confirmed=False),
    # What others did to a request, and seats given back: an invitation is taken out of calendars.
    Rule(
        letter=LetterKind.CANCELLED,
        causes=frozenset({Cause.SESSION_CANCELLED, Cause.BY_HAND}),
        to=frozenset({_S.CANCELLED, _S.QUEUED, _S.WITHDRAWN, _S.EXPIRED, _S.DECLINED}),
    ),
    Rule(
        letter=LetterKind.CANCELLED,
        was=frozenset({_S.SEATED}),
        to=frozenset({_S.CANCELLED, _S.QUEUED}),
    ),
    Rule(letter=LetterKind.CANCELLED, was=frozenset({_S.OFFERED}), to=frozenset({_S.QUEUED})),
    # Nothing came of it, and not because the person wished so.
    Rule(
        letter=LetterKind.UNSEATED,
        was=frozenset({_S.OFFERED, _S.QUEUED}),
        to=frozenset({_S.EXPIRED, _S.INELIGIBLE}),
    ),
)
"""The first row that fits decides; where none does, nothing is written.

So nothing is written to those who decline, withdraw, or confirm and wait: the page they did it on
says what came of it.
"""


def letter_for(
    *, was: RegistrationState | None, to: RegistrationState, cause: Cause, confirmed: bool
) -> LetterKind | None:
    """The letter of a change, or None."""
    for rule in TABLE:
        if rule.fits(was=was, to=to, cause=cause, confirmed=confirmed):
            return rule.letter
    return None
