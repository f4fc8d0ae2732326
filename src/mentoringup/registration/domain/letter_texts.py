"""The words of a site's letters: its own where it wrote some, else ours."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from mentoringup.audit.domain import record
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.registration.enums import LetterKind
from mentoringup.registration.errors import LetterIsWrongError, SomebodySavedFirstError
from mentoringup.registration.letters.fault_words import fault_sentence
from mentoringup.registration.letters.ours import LANGUAGES
from mentoringup.registration.letters.placeholders import ALLOWED, Allowed, faults_in
from mentoringup.registration.letters.words import LetterWords
from mentoringup.registration.models import LetterText


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLetter:
    """A letter of a site in one language, as it goes out now.

    Attributes:
        is_own: whether the site wrote it.
    """

    kind: LetterKind
    language: str
    words: LetterWords
    is_own: bool

    @property
    def mark(self) -> str:
        """Tells these words from any others: what an editor had before them."""
        words = f"{self.words.subject}\n{self.words.text}"
        return sha256(words.encode()).hexdigest()[:24]


def own_words_of(
    site_ids: Collection[int], *, kind: LetterKind
) -> dict[tuple[int, str], LetterWords]:
    """What sites wrote for a letter, by site and language. One query."""
    rows = LetterText.objects.filter(site__in=site_ids, kind=kind)
    return {
        (site_id, language): LetterWords(subject=subject, text=text)
        for site_id, language, subject, text in rows.values_list(
            "site", "language", "subject", "text"
        )
    }


def own_words(*, site_id: int, kind: LetterKind) -> dict[str, LetterWords]:
    """What one site wrote for a letter, by language. One query."""
    return {
        language: words for (_site, language), words in own_words_of([site_id], kind=kind).items()
    }


def letters_of(*, site: Site) -> list[SiteLetter]:
    """Every letter in every language, in the order of the kinds. One query."""
    rows = LetterText.objects.filter(site=site).values_list("kind", "language", "subject", "text")
    own = {
        (kind, language): LetterWords(subject=subject, text=text)
        for kind, language, subject, text in rows
    }
    return [
        _letter(kind, language, own.get((kind, language)))
        for kind in LetterKind
        for language in LANGUAGES
    ]


def letter_of(*, site: Site, kind: LetterKind, language: str) -> SiteLetter:
    """One letter in one of our languages."""
    return _letter(kind, language, own_words(site_id=site.pk, kind=kind).get(language))


def save_letter(
    *,
    site: Site,
    kind: LetterKind,
    language: str,
    words: LetterWords,
    mark: str,
    actor: Person,
    now: datetime,
) -> SiteLetter:
    """Have a letter go out in the site's own words from now on; ours, word by word, stay ours.

    Args:
        site: whose.
        kind: which letter.
        language: one of ours.
        words: subject and text.
        mark: of the letter that the writer had before them.
        actor: who writes.
        now: when.

    Raises:
        LetterIsWrongError: placeholders are wrong or missing; nothing is stored.
        SomebodySavedFirstError: the letter is another than the one the writer had.
    """
    check_words(words, allowed=ALLOWED[kind])
    with transaction.atomic():
        stored = _held(site=site, kind=kind, language=language, mark=mark)
        if words == stored.words:
            return stored
        if words == LANGUAGES[language].letters[kind]:
            return _restored(site, stored, actor=actor, now=now)
        row, is_new = LetterText.objects.get_or_create(
            site=site,
            kind=kind,
            language=language,
            defaults={"subject": words.subject, "text": words.text},
        )
        if not is_new:
            row.subject, row.text, row.version = words.subject, words.text, row.version + 1
            row.save()
        _record("letter.saved", site, stored, actor=actor, now=now)
    return _letter(kind, language, words)


def restore_letter(
    *, site: Site, kind: LetterKind, language: str, mark: str, actor: Person, now: datetime
) -> SiteLetter:
    """Have our words go out again; doing it twice changes nothing.

    Raises:
        SomebodySavedFirstError: the letter is another than the one the writer had.
    """
    with transaction.atomic():
        stored = _held(site=site, kind=kind, language=language, mark=mark)
        return _restored(site, stored, actor=actor, now=now) if stored.is_own else stored


def check_words(words: LetterWords, *, allowed: Allowed) -> None:
    """See that every placeholder can be filled and that none is missing.

    Raises:
        LetterIsWrongError: with every fault, in sentences.
    """
    by_field: dict[str, list[str]] = {}
    for fault in faults_in(subject=words.subject, text=words.text, allowed=allowed):
        by_field.setdefault(fault.field, []).append(fault_sentence(fault, allowed))
    if by_field:
        raise LetterIsWrongError(by_field)


def _held(*, site: Site, kind: LetterKind, language: str, mark: str) -> SiteLetter:
    """The letter as it is stored; the site is held, so that it stays so.

    Raises:
        SomebodySavedFirstError: it is another than the one with that mark.
    """
    Site.objects.select_for_update().get(pk=site.pk)
    stored = letter_of(site=site, kind=kind, language=language)
    if stored.mark != mark:
        raise SomebodySavedFirstError
    return stored


def _restored(site: Site, stored: SiteLetter, *, actor: Person, now: datetime) -> SiteLetter:
    rows = LetterText.objects.filter(site=site, kind=stored.kind, language=stored.language)
    rows.delete()
    _record("letter.restored", site, stored, actor=actor, now=now)
    return _letter(stored.kind, stored.language, None)


def _letter(kind: str, language: str, own: LetterWords | None) -> SiteLetter:
    letter = LetterKind(kind)
    return SiteLetter(
        kind=letter,
        language=language,
        words=own or LANGUAGES[language].letters[letter],
        is_own=own is not None,
    )


def _record(verb: str, site: Site, letter: SiteLetter, *, actor: Person, now: datetime) -> None:
    record(
        verb=verb,
        thing=site,
        actor=actor,
        now=now,
        site_id=site.pk,
        name=site.name,
        detail={"letter": letter.kind.value, "letter_language": letter.language},
    )
