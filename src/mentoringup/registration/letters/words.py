"""What we have to say in one language: whole letters, and the sentences that are filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.registration.enums import Cause, LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """What placeholders stand for, where that is a sentence. Braces as in letters.

    Attributes:
        keeps_seat: RECEIVED, a seat is kept; has {until}.
        confirm_in_line, in_line: RECEIVED, in line, address unconfirmed or known; has {position}
            and {ahead}.
        confirm_for_draw, awaits_draw: the same before a draw.
        not_eligible: RECEIVED, the rules don't fit; has {contact}.
        ahead: "nobody", "one", "several" (with {number}).
        seat, offer, request: what a CANCELLED letter is about.
        reasons: why something ended, by cause; `other_reason` for the rest.
        back_in_line: added to a reason where the request goes on.
        no_substitutes: where no other session has free seats.
        no_link: {meeting_link} of a session with a place and no link; has {place}.
        link_follows: the same without a place.
        link_for_seats: {meeting_link} for those without a seat.
        no_date, no_place: {when} and {place} while they are unknown.
        nameless: whom a letter greets that knows no name.
        contact: has {name} and {email}.
    """

    keeps_seat: str
    confirm_in_line: str
    in_line: str
    confirm_for_draw: str
    awaits_draw: str
    not_eligible: str
    ahead: Mapping[str, str]
    seat: str
    offer: str
    request: str
    reasons: Mapping[Cause, str]
    other_reason: str
    back_in_line: str
    no_substitutes: str
    no_link: str
    link_follows: str
    link_for_seats: str
    no_date: str
    no_place: str
    nameless: str
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An invented person and session, with which editors see a letter filled."""

    name: str
    session: str
    series: str
    place: str
    tier: str
    message: str
    substitute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything in one language.

    Attributes:
        code: "en".
        name: of the language, in itself.
        letters: whole letters.
        buttons: the words of the button that leads to the manage page.
        join: the words of the button that opens the meeting.
        example: for previews.
    """

    code: str
    name: str
    letters: Mapping[LetterKind, LetterWords]
    buttons: Mapping[LetterKind, str]
    join: str
    sentences: Sentences
    example: Example
