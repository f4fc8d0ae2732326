"""What the placeholders of a letter stand for, of one request."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from mentoringup.organizations.models import Site
from mentoringup.outbox.wording.placeholders import LetterWords, fill
from mentoringup.outbox.wording.values import as_name, one_line, paragraphs
from mentoringup.registration.domain.drawing import undrawn_tiers
from mentoringup.registration.domain.loading import people_ahead
from mentoringup.registration.domain.plans import plan_of
from mentoringup.registration.enums import Cause, LetterKind, Order, RegistrationState
from mentoringup.registration.letters.words import Language, Sentences
from mentoringup.registration.models import Registration
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Contact, Session
from mentoringup.ui.dates import say_time

S = RegistrationState

type_of_values = Mapping[str, Callable[[], str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Why a letter is written, beside what the request itself says.

    Attributes:
        was: the state before.
        message: a coordinator's words, with placeholders; an empty subject is the letter's.
        substitutes: other sessions, found only when they are told.
    """

    kind: LetterKind
    was: RegistrationState | None = None
    cause: Cause | None = None
    message: LetterWords | None = None
    substitutes: Callable[[], Sequence[Session]] = tuple


def values_of(
    registration: Registration,
    *,
    occasion: Occasion,
    language: Language,
    contact: tuple[str, str],
    link: str,
) -> type_of_values:
    """A function for each placeholder; most cost nothing, and one that isn't called never does.

    Args:
        registration: with session, implementation, series and site.
        occasion: why.
        language: of the letter; `django.utils.translation` must be in it.
        contact: name and address of whom to ask.
        link: address of the person's own page.
    """
    session, words = registration.session, language.sentences
    series = session.implementation.series
    filled_contact = partial(_contact, words, contact)
    values: dict[str, Callable[[], str]] = {
        "name": lambda: as_name(registration.name, otherwise=words.nameless),
        "session": lambda: one_line(session.title),
        "series": lambda: one_line(series.title),
        "when": lambda: when_of(session, site=series.site) or words.no_date,
        "place": lambda: one_line(session.place) or words.no_place,
        "office": lambda: one_line(series.site.name),
        "contact": filled_contact,
        "link": lambda: link,
        "standing": lambda: _standing(registration, words, filled_contact),
        "tier": lambda: one_line(registration.tier_words),
        "until": lambda: _until(registration),
        "meeting_link": lambda: meeting_link(registration, words),
        "what": lambda: _what(occasion, words),
        "reason": lambda: _reason(registration, occasion, words),
        "substitutes": lambda: _substitutes(occasion, words),
    }
    if (message := occasion.message) is not None:
        own = dict(values)
        values["message"] = lambda: fill(paragraphs(message.text), own)
    return values


def when_of(session: Session, *, site: Site) -> str:
    """Start and end in the current language at the session's place; empty while unknown."""
    if session.starts_at is None or session.state == SessionState.TO_BE_ANNOUNCED:
        return ""
    return _words_of(session.starts_at, session.ends_at, session.zone or site.zone, get_language())


@lru_cache(maxsize=500)
def _words_of(start: datetime, end: datetime | None, zone: str, _language: str | None) -> str:
    """The same words in hundreds of letters; `_language` is the current one."""
    return say_time(start, end, zone).words


def contact_of(
    registration: Registration, contacts: Sequence[Contact], *, is_address: Callable[[str], bool]
) -> tuple[str, str]:
    """Name and address of whom to ask: that of the career stage, that of everybody, the site's."""
    site = registration.session.implementation.series.site
    usable = [one for one in contacts if is_address(one.email)]
    for stage in dict.fromkeys((registration.stage, "")):
        for one in usable:
            if one.stage == stage:
                return one.name, one.email
    return site.name, site.contact_email


def public_address(session: Session) -> str:
    """The page of the session that everybody may see."""
    series = session.implementation.series
    path = reverse("training:session", args=[series.site.slug, series.slug, session.slug])
    return f"{settings.BASE_URL}{path}"


def meeting_link(registration: Registration, words: Sentences) -> str:
    """The meeting's address for those with a seat; for others, and without one, a sentence."""
    session = registration.session
    if session.link:
        return session.link if registration.state == S.SEATED else words.link_for_seats
    if session.place:
        return fill(words.no_link, {"place": lambda: one_line(session.place)})
    return words.link_follows


def _contact(words: Sentences, contact: tuple[str, str]) -> str:
    name, email = contact
    return fill(words.contact, {"name": lambda: one_line(name), "email": lambda: one_line(email)})


def _standing(registration: Registration, words: Sentences, contact: Callable[[], str]) -> str:
    """Where a new request stands and what its person is to do."""
    if registration.state == S.OFFERED:
        return fill(words.keeps_seat, {"until": lambda: _until(registration)})
    if registration.state == S.INELIGIBLE:
        return fill(words.not_eligible, {"contact": contact})
    is_known = registration.confirmed_at is not None
    if _awaits_draw(registration):
        return words.awaits_draw if is_known else words.confirm_for_draw
    ahead = people_ahead(registration)
    number = {0: "nobody", 1: "one"}.get(ahead, "several")
    told: type_of_values = {
        "position": lambda: str(ahead + 1),
        "ahead": lambda: fill(words.ahead[number], {"number": lambda: str(ahead)}),
    }
    return fill(words.in_line if is_known else words.confirm_in_line, told)


def _awaits_draw(registration: Registration) -> bool:
    """Whether the order of the request's tier is still to be drawn."""
    session = registration.session
    if plan_of(session.implementation.series).order is not Order.DRAW:
        return False
    return registration.tier in undrawn_tiers(session=session)


def _until(registration: Registration) -> str:
    session = registration.session
    if registration.offered_until is None:
        return ""
    zone = session.zone or session.implementation.series.site.zone
    return _words_of(registration.offered_until, None, zone, get_language())


def _what(occasion: Occasion, words: Sentences) -> str:
    if occasion.was == S.SEATED:
        return words.seat
    return words.offer if occasion.was == S.OFFERED else words.request


def _reason(registration: Registration, occasion: Occasion, words: Sentences) -> str:
    reason = words.other_reason
    if occasion.cause is not None:
        reason = words.reasons.get(occasion.cause, words.other_reason)
    return f"{reason} {words.back_in_line}" if registration.state == S.QUEUED else reason


def _substitutes(occasion: Occasion, words: Sentences) -> str:
    """One line a session, soonest first."""
    lines = [
        f"– {one_line(one.title)}: {when_of(one, site=one.implementation.series.site)}"
        for one in occasion.substitutes()
    ]
    return "\n".join(lines) or words.no_substitutes
