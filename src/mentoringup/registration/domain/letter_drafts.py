"""One letter to one person, with everything that its mail carries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation

from mentoringup.outbox.domain import Draft, is_address
from mentoringup.outbox.wording.placeholders import LetterWords, fill
from mentoringup.outbox.wording.values import one_line
from mentoringup.registration.domain.letter_filling import (
    Occasion,
    contact_of,
    meeting_link,
    public_address,
    type_of_values,
    values_of,
)
from mentoringup.registration.domain.letter_texts import own_words_of
from mentoringup.registration.domain.reminders import reminder_key
from mentoringup.registration.enums import LetterKind, RegistrationState
from mentoringup.registration.invitations import Invitation, invitation_text
from mentoringup.registration.letters.ours import language_of
from mentoringup.registration.letters.words import Language
from mentoringup.registration.links import address_of_token, token_of
from mentoringup.registration.models import Registration
from mentoringup.registration.told_facts import facts_told
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Contact, Series
from mentoringup.ui.short_memory import ShortMemory

S = RegistrationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """What the letters of one kind from some series have in common.

    Attributes:
        own: the words of sites, by site and language.
        contacts: by series.
    """

    own: Mapping[tuple[int, str], LetterWords]
    contacts: Mapping[int, Sequence[Contact]]


_IN_A_RUSH = frozenset({LetterKind.RECEIVED, LetterKind.SEATED})
_KEPT: ShortMemory[Stationery] = ShortMemory(seconds=2, most=100)


def stationery_for(series: Collection[Series], *, kind: LetterKind) -> Stationery:
    """Two reads, whatever the number of series."""
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.filter(series__in=[one.pk for one in series]):
        contacts[contact.series_id].append(contact)
    own = own_words_of({one.site_id for one in series}, kind=kind)
    return Stationery(own=own, contacts=contacts)


def drafts_of(
    registrations: Iterable[Registration], *, occasion: Occasion, now: datetime
) -> list[Draft]:
    """One kind of letter to each who has an address; two reads, whatever their number.

    Args:
        registrations: with person, session, implementation, series and site.
        occasion: why it is written.
        now: when.
    """
    told = [one for one in registrations if is_address(one.email)]
    if not told:
        return []
    series = {one.session.implementation.series for one in told}
    read = partial(stationery_for, series, kind=occasion.kind)
    # Hundreds may ask within a second: their letters may be as old as the pages they asked on.
    is_rush = occasion.kind in _IN_A_RUSH and len(series) == 1
    key = (occasion.kind, min(one.pk for one in series))
    kept = _KEPT.get(key, read) if is_rush else read()
    drafts = []
    for one in told:
        of_series = one.session.implementation.series
        language = language_of(one.language, of_series.site.language)
        own = kept.own.get((of_series.site_id, language.code))
        draft = draft_of(
            one,
            occasion=occasion,
            words=own or language.letters[occasion.kind],
            language=language,
            contact=contact_of(one, kept.contacts.get(of_series.pk, ()), is_address=is_address),
            now=now,
        )
        drafts.append(draft)
    return drafts


def draft_of(
    registration: Registration,
    *,
    occasion: Occasion,
    words: LetterWords,
    language: Language,
    contact: tuple[str, str],
    now: datetime,
) -> Draft:
    """The mail, in the words of the site or ours.

    Args:
        registration: with session, implementation, series and site.
        occasion: why it is written.
        words: of the letter.
        language: of these words.
        contact: name and address of whom to ask; answers go there.
        now: when.
    """
    session, token = registration.session, token_of(registration)
    link = address_of_token(token)
    with translation.override(language.code):
        values = values_of(
            registration, occasion=occasion, language=language, contact=contact, link=link
        )
        subject = (occasion.message.subject if occasion.message else "") or words.subject
        return Draft(
            kind=occasion.kind.value,
            key=_key(registration, occasion, now=now),
            to=registration.email,
            person=registration.person,
            site_id=session.implementation.series.site_id,
            subject=fill(subject, values),
            text=fill(words.text, values).strip() + "\n",
            language=language.code,
            buttons=buttons_of(registration, occasion.kind, language, link=link),
            calendar=_calendar(registration, occasion, values, now=now),
            reply_to=contact[1],
            secrets=[token],
            check_with=_check_with(registration, occasion.kind),
        )


def buttons_of(
    registration: Registration, kind: LetterKind, language: Language, *, link: str
) -> dict[str, str]:
    """Addresses of the letter that are buttons, with their words; `link` is the person's page."""
    buttons = {link: language.buttons[kind]}
    meeting = meeting_link(registration, language.sentences)
    if meeting == registration.session.link:
        buttons[meeting] = language.join
    return buttons


def _key(registration: Registration, occasion: Occasion, *, now: datetime) -> str:
    """What keeps the same news from being written twice."""
    match occasion.kind:
        case LetterKind.CHANGED:
            return f"{registration.pk}:{registration.session.version}"
        case LetterKind.REMINDER:
            return reminder_key(registration)
        case LetterKind.GROUP:
            message = occasion.message
            told = f"{message.subject}\n{message.text}" if message else ""
            return f"{registration.pk}:{sha256(told.encode()).hexdigest()[:32]}:{now:%Y-%m-%d}"
    at = f"{registration.changed_at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
    return f"{registration.pk}:{registration.state}:{at}"


def _check_with(registration: Registration, kind: LetterKind) -> dict[str, Any]:
    """What `mail_checks` compares when the mail is sent."""
    told: dict[str, Any] = {"registration": registration.pk, "state": str(registration.state)}
    if kind in {LetterKind.OFFER, LetterKind.SEATED}:
        told["offers"] = registration.offers
    if kind == LetterKind.CHANGED:
        told["facts"] = facts_told(registration.session)
    if kind == LetterKind.REMINDER and registration.session.starts_at:
        told["starts_at"] = registration.session.starts_at.isoformat()
    return told


def _calendar(
    registration: Registration, occasion: Occasion, values: type_of_values, *, now: datetime
) -> str:
    """The invitation, its update or its end, for letters that have one; else empty."""
    session = registration.session
    has_seat = registration.state == S.SEATED
    had_seat = occasion.kind == LetterKind.CANCELLED and occasion.was == S.SEATED
    wants = occasion.kind in {LetterKind.SEATED, LetterKind.CHANGED} and has_seat
    if not (wants or had_seat) or session.starts_at is None or session.ends_at is None:
        return ""
    site = session.implementation.series.site
    told = [values["series"](), values["when"](), "", values["meeting_link"]()]
    invitation = Invitation(
        uid=f"registration-{registration.pk}@{urlsplit(settings.BASE_URL).hostname}",
        sequence=_sequence(registration, now),
        summary=values["session"](),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        location=one_line(session.place),
        description="\n".join(told).strip() if has_seat else "",
        url=public_address(session),
        organizer=(one_line(site.name), site.contact_email),
        attendee=(values["name"](), registration.email),
    )
    # A date that is no longer announced is none to keep free.
    is_over = had_seat or session.state == SessionState.TO_BE_ANNOUNCED
    return invitation_text(invitation, is_cancelled=is_over, now=now)


def _sequence(registration: Registration, now: datetime) -> int:
    """Seconds since the request was made: whatever is sent later has a higher number.

    A count of changes would not do: the session is moved, and seats are given, taken back and given
    again, each with its own count.
    """
    return max(0, int((now - registration.asked_at).total_seconds()))
