"""A coordinator's message to a group: who gets it, how it reads, and sending it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from mentoringup.outbox.domain import is_address
from mentoringup.outbox.domain.secrets import masked
from mentoringup.outbox.wording.checking import check_words
from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.people.models import Person
from mentoringup.registration.domain.desk_queries import requests_in
from mentoringup.registration.domain.letter_drafts import draft_of
from mentoringup.registration.domain.letter_filling import Occasion, contact_of
from mentoringup.registration.domain.letter_texts import own_words_of
from mentoringup.registration.domain.letters import may_get_message, tell_group
from mentoringup.registration.enums import LetterKind
from mentoringup.registration.errors import SomebodySavedFirstError
from mentoringup.registration.group import Group
from mentoringup.registration.letters.ours import language_of
from mentoringup.registration.letters.placeholders import MESSAGE
from mentoringup.registration.models import Registration
from mentoringup.training.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """Who gets a message.

    Attributes:
        people: their requests, in the order of the list.
        left_out: how many of the group get none: without a known address, or withdrawn.
    """

    people: tuple[Registration, ...]
    left_out: int

    @property
    def mark(self) -> str:
        """Tells this group from any other: whoever sends it back has seen who is in it."""
        return sha256(repr([one.pk for one in self.people]).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterShown:
    """A message as somebody of the group reads it; what only they may see is a mark."""

    to: Registration
    subject: str
    text: str


def recipients_in(*, session: Session, group: Group) -> Recipients:
    """Who of a group gets messages. One query."""
    rows = list(requests_in(session=session, group=group))
    for one in rows:
        one.session = session
    told = tuple(one for one in rows if may_get_message(one))
    return Recipients(people=told, left_out=len(rows) - len(told))


def shown_to(*, registration: Registration, subject: str, text: str, now: datetime) -> LetterShown:
    """How a message reads for one of the group.

    Raises:
        LetterIsWrongError: placeholders are wrong.
    """
    message = LetterWords(subject=subject, text=text)
    check_words(message, allowed=MESSAGE)
    series = registration.session.implementation.series
    language = language_of(registration.language, series.site.language)
    own = own_words_of({series.site_id}, kind=LetterKind.GROUP)
    draft = draft_of(
        registration,
        occasion=Occasion(kind=LetterKind.GROUP, message=message),
        words=own.get((series.site_id, language.code)) or language.letters[LetterKind.GROUP],
        language=language,
        contact=contact_of(registration, list(series.contacts.all()), is_address=is_address),
        now=now,
    )
    return LetterShown(
        to=registration, subject=draft.subject, text=masked(draft.text, list(draft.secrets))
    )


def send_to_group(
    *,
    session: Session,
    group: Group,
    seen: str,
    subject: str,
    text: str,
    actor: Person,
    now: datetime,
) -> int:
    """Send a message to a group, if it is still the one that the actor saw.

    Args:
        session: which.
        group: whom of it.
        seen: the mark of the recipients that were shown.
        subject: one line.
        text: paragraphs; may hold placeholders.
        actor: who writes.
        now: when.

    Returns:
        To how many it goes.

    Raises:
        SomebodySavedFirstError: others are in the group by now; nothing is written.
        LetterIsWrongError: placeholders are wrong; nothing is written.
    """
    with transaction.atomic():
        found = recipients_in(session=session, group=group)
        if found.mark != seen:
            raise SomebodySavedFirstError(
                _("The group has changed since you looked. See who is in it now, and send again.")
            )
        return tell_group(
            registrations=found.people, subject=subject, text=text, actor=actor, now=now
        )
