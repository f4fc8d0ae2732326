"""The words of a site's letters: its own where it wrote some, else ours."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import models, transaction

from mentoringup.audit.domain import record
from mentoringup.organizations.errors import SomebodyWasFasterError
from mentoringup.organizations.models import Site
from mentoringup.outbox.wording.checking import check_words
from mentoringup.outbox.wording.placeholders import Allowed, LetterWords
from mentoringup.people.models import Person

Kind = TypeVar("Kind", bound=models.TextChoices)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLetter(Generic[Kind]):
    """A letter of a site in one language, as it goes out now.

    Attributes:
        is_own: whether the site wrote it.
    """

    kind: Kind
    language: str
    words: LetterWords
    is_own: bool

    @property
    def mark(self) -> str:
        """Tells these words from any others: what an editor had before them."""
        return self.words.mark

    @property
    def slug(self) -> str:
        """The kind in addresses: what follows the name of its app."""
        return self.kind.value.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLetters(Generic[Kind]):
    """The letters of an app, and where sites' own words of them are.

    Attributes:
        kinds: of letters, in the order in which they are listed.
        ours: our own words, by language and kind.
        allowed: what each kind may fill in.
        texts: rows, one a site, kind and language, with subject, text and version.
        saved, restored: verbs of the history.
        detail: what the kind is called there.
    """

    kinds: type[Kind]
    ours: Mapping[str, Mapping[Kind, LetterWords]]
    allowed: Mapping[Kind, Allowed]
    texts: models.Manager[Any]
    saved: str
    restored: str
    detail: str

    def own_words_of(
        self, site_ids: Collection[int], *, kind: Kind
    ) -> dict[tuple[int, str], LetterWords]:
        """What sites wrote for a letter, by site and language. One query."""
        rows = self.texts.filter(site__in=site_ids, kind=kind)
        return {
            (site_id, language): LetterWords(subject=subject, text=text)
            for site_id, language, subject, text in rows.values_list(
                "site", "language", "subject", "text"
            )
        }

    def own_words(self, *, site_id: int, kind: Kind) -> dict[str, LetterWords]:
        """What one site wrote for a letter, by language. One query."""
        own = self.own_words_of([site_id], kind=kind)
        return {language: words for (_site, language), words in own.items()}

    def letters_of(self, *, site: Site) -> list[SiteLetter[Kind]]:
        """Every letter in every language, in the order of the kinds. One query."""
        rows = self.texts.filter(site=site).values_list("kind", "language", "subject", "text")
        own = {
            (kind, language): LetterWords(subject=subject, text=text)
            for kind, language, subject, text in rows
        }
        return [
            self._letter(kind, language, own.get((kind.value, language)))
            for kind in self.kinds
            for language in self.ours
        ]

    def letter_of(self, *, site: Site, kind: Kind, language: str) -> SiteLetter[Kind]:
        """One letter in one of our languages."""
        own = self.own_words(site_id=site.pk, kind=kind)
        return self._letter(kind, language, own.get(language))

    def letter_at(self, *, site: Site, slug: str, language: str) -> SiteLetter[Kind] | None:
        """The letter that an address names; None where there is none."""
        kind = next((one for one in self.kinds if one.value.partition(".")[2] == slug), None)
        if kind is None or language not in self.ours:
            return None
        return self.letter_of(site=site, kind=kind, language=language)

    def save_letter(
        self,
        *,
        site: Site,
        kind: Kind,
        language: str,
        words: LetterWords,
        mark: str,
        actor: Person,
        now: datetime,
    ) -> SiteLetter[Kind]:
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
            SomebodyWasFasterError: the letter is another than the one the writer had.
        """
        check_words(words, allowed=self.allowed[kind])
        with transaction.atomic():
            stored = self._held(site=site, kind=kind, language=language, mark=mark)
            if words == stored.words:
                return stored
            if words == self.ours[language][kind]:
                return self._restored(site, stored, actor=actor, now=now)
            row, is_new = self.texts.get_or_create(
                site=site,
                kind=kind,
                language=language,
                defaults={"subject": words.subject, "text": words.text},
            )
            if not is_new:
                row.subject, row.text, row.version = words.subject, words.text, row.version + 1
                row.save()
            self._record(self.saved, site, stored, actor=actor, now=now)
        return self._letter(kind, language, words)

    def restore_letter(
        self, *, site: Site, kind: Kind, language: str, mark: str, actor: Person, now: datetime
    ) -> SiteLetter[Kind]:
        """Have our words go out again; doing it twice changes nothing.

        Raises:
            SomebodyWasFasterError: the letter is another than the one the writer had.
        """
        with transaction.atomic():
            stored = self._held(site=site, kind=kind, language=language, mark=mark)
            return self._restored(site, stored, actor=actor, now=now) if stored.is_own else stored

    def _held(self, *, site: Site, kind: Kind, language: str, mark: str) -> SiteLetter[Kind]:
        """The letter as it is stored; the site is held, so that it stays so.

        Raises:
            SomebodyWasFasterError: it is another than the one with that mark.
        """
        Site.objects.select_for_update().get(pk=site.pk)
        stored = self.letter_of(site=site, kind=kind, language=language)
        if stored.mark != mark:
            raise SomebodyWasFasterError
        return stored

    def _restored(
        self, site: Site, stored: SiteLetter[Kind], *, actor: Person, now: datetime
    ) -> SiteLetter[Kind]:
        self.texts.filter(site=site, kind=stored.kind, language=stored.language).delete()
        self._record(self.restored, site, stored, actor=actor, now=now)
        return self._letter(stored.kind, stored.language, None)

    def _letter(self, kind: Kind, language: str, own: LetterWords | None) -> SiteLetter[Kind]:
        return SiteLetter(
            kind=kind,
            language=language,
            words=own or self.ours[language][kind],
            is_own=own is not None,
        )

    def _record(
        self, verb: str, site: Site, letter: SiteLetter[Kind], *, actor: Person, now: datetime
    ) -> None:
        record(
            verb=verb,
            thing=site,
            actor=actor,
            now=now,
            site_id=site.pk,
            name=site.name,
            detail={self.detail: letter.kind.value, "letter_language": letter.language},
        )
