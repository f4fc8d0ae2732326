"""Our letters in English."""

from types import MappingProxyType

from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.registration.enums import Cause, LetterKind
from mentoringup.registration.letters.words import Example, Language, Sentences

_LETTERS = {
    LetterKind.RECEIVED: LetterWords(
        subject="Your request for {session}",
        text="""\
Hello {name},

Thank you for asking for a seat in “{session}”.
{when}
{place}

{standing}

{link}

{tier}

This page always shows where you stand and why, and you can take your request back there.

If you did not ask for a seat, you need not do anything.

{office}
Questions? {contact}
""",
    ),
    LetterKind.OFFER: LetterWords(
        subject="A seat for you: {session}",
        text="""\
Hello {name},

A seat in “{session}” is free, and it is your turn.
{when}
{place}

It is yours if you accept it by {until}:

{link}

If you can't come, please decline on the same page. The seat then goes to the next person at once.

{office}
Questions? {contact}
""",
    ),
    LetterKind.SEATED: LetterWords(
        subject="You have a seat: {session}",
        text="""\
Hello {name},

You have a seat in “{session}”.
{when}
{place}

To take part:

{meeting_link}

An invitation for your calendar is part of this mail. \
If you can't come after all, please give the seat back; somebody is glad of it:

{link}

{office}
Questions? {contact}
""",
    ),
    LetterKind.CHANGED: LetterWords(
        subject="Changed: {session}",
        text="""\
Hello {name},

Something about “{session}” has changed. From now on this holds:

{when}
{place}

To take part:

{meeting_link}

If that does not suit you, you can say so here:

{link}

{office}
Questions? {contact}
""",
    ),
    LetterKind.CANCELLED: LetterWords(
        subject="{what} for {session} is cancelled",
        text="""\
Hello {name},

{what} for “{session}” is cancelled. {reason}
{when}

Here you see what you can do next:

{link}

{office}
Questions? {contact}
""",
    ),
    LetterKind.REMINDER: LetterWords(
        subject="Soon: {session}",
        text="""\
Hello {name},

“{session}” is coming up, and you have a seat.
{when}
{place}

To take part:

{meeting_link}

If you can't come, please give the seat back now. There is still time for somebody else:

{link}

{office}
Questions? {contact}
""",
    ),
    LetterKind.UNSEATED: LetterWords(
        subject="No seat this time: {session}",
        text="""\
Hello {name},

We are sorry: we have no seat for you in “{session}”. {reason}

{substitutes}

Here you can ask for another session:

{link}

{office}
Questions? {contact}
""",
    ),
    LetterKind.GROUP: LetterWords(
        subject="About {session}",
        text="""\
Hello {name},

{message}

This is about “{session}”.
{when}
{place}

Your seat, or your request:

{link}

{office}
Questions? {contact}
""",
    ),
}

ENGLISH = Language(
    code="en",
    name="English",
    letters=MappingProxyType(_LETTERS),
    buttons=MappingProxyType(
        {
            LetterKind.RECEIVED: "Open my request",
            LetterKind.OFFER: "See the offer",
            LetterKind.SEATED: "See my seat",
            LetterKind.CHANGED: "See what I can do",
            LetterKind.CANCELLED: "See what I can do",
            LetterKind.REMINDER: "See my seat",
            LetterKind.UNSEATED: "See other sessions",
            LetterKind.GROUP: "Open my request",
        }
    ),
    join="Join the meeting",
    sentences=Sentences(
        keeps_seat=(
            "A seat is kept for you until {until}. Open this page and confirm that this address is"
            " yours; then the seat is yours."
        ),
        confirm_in_line=(
            "All seats are taken or promised at this moment, so you are in line: number"
            " {position}, {ahead}. Open this page and confirm that this address is yours, so that"
            " a seat can be offered to you."
        ),
        in_line=(
            "All seats are taken or promised at this moment, so you are in line: number"
            " {position}, {ahead}. We write to you as soon as a seat can be offered to you."
        ),
        confirm_for_draw=(
            "Seats are drawn among all who ask in time; it does not matter who asked first. Open"
            " this page and confirm that this address is yours, so that you take part."
        ),
        awaits_draw=(
            "Seats are drawn among all who ask in time; it does not matter who asked first. You"
            " take part, and we write to you when a seat is yours."
        ),
        not_eligible=(
            "By what you said about yourself, the rules on who may come do not fit you, so you are"
            " not in line. If you think that you belong here, write to us: {contact}."
        ),
        ahead=MappingProxyType(
            {
                "nobody": "nobody is ahead of you",
                "one": "one person is ahead of you",
                "several": "{number} people are ahead of you",
            }
        ),
        seat="Your seat",
        offer="Your offered seat",
        request="Your request",
        reasons=MappingProxyType(
            {
                Cause.CANCELLED: "You gave the seat back.",
                Cause.SWAPPED: "You took a seat in another session instead.",
                Cause.SESSION_CANCELLED: "The session does not take place as announced.",
                Cause.FEWER_SEATS: (
                    "There are fewer seats than before, and those last in the order lose theirs."
                    " We are sorry."
                ),
                Cause.BY_HAND: "The office decided so. Write to the contact below if you wonder.",
                Cause.EXPIRED: "The offer ran out before it was accepted.",
                Cause.SESSION_OVER: "More people asked than there were seats.",
                Cause.NOT_ELIGIBLE: (
                    "The rules on who may come do not fit what we know about you. If you think"
                    " that you belong here, write to the contact below."
                ),
            }
        ),
        other_reason="Write to the contact below if you wonder why.",
        back_in_line="You are in line again.",
        no_substitutes="No other session on the same topic has free seats at this moment.",
        no_link="Come to {place}.",
        link_follows="The office will tell you how.",
        link_for_seats="Those who get a seat get the link by mail.",
        no_date="The date is not set yet.",
        no_place="The place is not set yet.",
        nameless="colleague",
        contact="{name}, {email}",
    ),
    example=Example(
        name="Ada Lovelace",
        session="Aligning expectations",
        series="Mentoring up in fall",
        place="Library, room 204",
        tier="First priority: graduate students in the biosciences.",
        message=(
            "Please bring a case of your own, half a page is enough.\n\nWe are looking forward to"
            " seeing you."
        ),
        substitute="Aligning expectations, second date",
    ),
)
