"""One letter to one person, with everything that its mail carries, but for the links.

A link is derived when the mail is sent and stands in no table, not even while the mail waits: the
text has a mark in its place (`LINK`, `STOP_LINK`), which `mail_checks` fills in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation

from mentoringup.outbox.domain import Draft
from mentoringup.outbox.wording.placeholders import LetterWords, fill
from mentoringup.outbox.wording.values import as_name, one_line
from mentoringup.surveys.domain.lengths import minutes_of
from mentoringup.surveys.domain.letter_texts import own_words
from mentoringup.surveys.enums import Mode, SurveyLetterKind, WaveKind
from mentoringup.surveys.letters.ours import language_of
from mentoringup.surveys.letters.words import Language
from mentoringup.surveys.models import Invitation, Wave
from mentoringup.ui.dates import say_time

LINK = "[[survey-link]]"
STOP_LINK = "[[stop-link]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Why a letter is written.

    Attributes:
        number: of a reminder, from 1.
        mentee: the name of a mentor's mentee, as she typed it.
    """

    kind: SurveyLetterKind
    number: int = 0
    mentee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a letter tells, but for whom it is written to."""

    training: str
    closes: str
    minutes: int
    mode: Mode
    contact: tuple[str, str]
    mentee: str = ""
    link: str = LINK
    stop_link: str = STOP_LINK


def drafts_of(invitations: Sequence[Invitation], *, wave: Wave, occasion: Occasion) -> list[Draft]:
    """One kind of letter to each; two reads, whatever their number.

    Staff do not see mails to mentors: they would tell which mentee has answered, and when.

    Args:
        invitations: with participant and person.
        wave: of all of them, with survey, site and series.
        occasion: why.
    """
    site = wave.survey.site
    own = own_words(site_id=site.pk, kind=occasion.kind)
    minutes = minutes_of(wave)
    drafts = []
    for one in invitations:
        language = language_of(one.participant.language, site.language)
        with translation.override(language.code):
            facts = _facts(wave, occasion, minutes=minutes)
            words = filled(
                own.get(language.code) or language.letters[occasion.kind],
                values_of(facts, name=one.participant.name, language=language),
            )
        drafts.append(
            _draft(
                one,
                words,
                language=language,
                site_id=None if wave.kind == WaveKind.MENTOR else site.pk,
                occasion=occasion,
                reply_to=site.contact_email,
            )
        )
    return drafts


def values_of(facts: Facts, *, name: str, language: Language) -> Mapping[str, Callable[[], str]]:
    """A function for each placeholder."""
    contact_name, email = facts.contact
    contact = {"name": lambda: one_line(contact_name), "email": lambda: one_line(email)}
    return {
        "name": lambda: as_name(name, otherwise=language.nameless),
        "training": lambda: one_line(facts.training),
        "closes": lambda: facts.closes,
        "minutes": lambda: str(facts.minutes),
        "link": lambda: facts.link,
        "stop_link": lambda: facts.stop_link,
        "privacy": lambda: language.privacy[facts.mode],
        "contact": lambda: fill(language.contact, contact),
        "mentee": lambda: as_name(facts.mentee, otherwise=language.somebody),
    }


def filled(words: LetterWords, values: Mapping[str, Callable[[], str]]) -> LetterWords:
    """Subject and text with what their placeholders stand for."""
    return LetterWords(
        subject=fill(words.subject, values), text=fill(words.text, values).strip() + "\n"
    )


def _facts(wave: Wave, occasion: Occasion, *, minutes: int) -> Facts:
    site = wave.survey.site
    closes = say_time(wave.closes_at, None, site.zone).words if wave.closes_at else ""
    return Facts(
        training=str(wave.survey.implementation),
        closes=closes,
        minutes=minutes,
        mode=Mode(wave.mode),
        contact=(site.name, site.contact_email),
        mentee=occasion.mentee,
    )


def _draft(
    invitation: Invitation,
    words: LetterWords,
    *,
    language: Language,
    site_id: int | None,
    occasion: Occasion,
    reply_to: str,
) -> Draft:
    key = f"{invitation.pk}:{occasion.number}" if occasion.number else str(invitation.pk)
    mentee = as_name(occasion.mentee, otherwise="") if occasion.mentee else ""
    return Draft(
        kind=occasion.kind.value,
        key=key,
        to=invitation.participant.email,
        person=invitation.participant.person,
        site_id=site_id,
        subject=words.subject,
        text=words.text,
        language=language.code,
        buttons={LINK: language.button},
        reply_to=reply_to,
        secrets=[LINK, STOP_LINK, *([mentee] if mentee else [])],
        check_with={"invitation": invitation.pk},
    )
