"""Pages on the words of a site's letters: read them, write own ones, go back to ours.

An app names its letters, its addresses and how an example is filled, and puts its gates in front.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoringup.organizations.domain.letters import SiteLetter, SiteLetters
from mentoringup.organizations.errors import SomebodyWasFasterError
from mentoringup.organizations.gate import Scope
from mentoringup.outbox.wording.checking import LetterIsWrongError, check_words
from mentoringup.outbox.wording.forms import LetterForm, begun, words_in
from mentoringup.outbox.wording.placeholders import FilledLetter, LetterWords

type_of_letter_view = Callable[[HttpRequest, Scope, SiteLetter[Any]], HttpResponse]


class Language(Protocol):
    """A language that letters are written in."""

    @property
    def name(self) -> str:
        """Of the language, in itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPages:
    """Pages on the letters of one app.

    Its addresses `preview_letter`, `letter_as_html` and `restore_letter` take site, kind and
    language. In `folder`, `edit.html` and `restore.html` extend those of `organizations/letters`.

    Attributes:
        letters: what is written.
        languages: by code.
        when_sent: of each kind, a sentence.
        meanings: of each placeholder.
        example: fills words of a letter with an invented person; takes a letter, and by keyword
            `words`, `site` and `now`.
        namespace: of the addresses.
        shown_at: the address that shows a letter.
        folder: of the templates.
    """

    letters: SiteLetters[Any]
    languages: Mapping[str, Language]
    when_sent: Mapping[Any, object]
    meanings: Mapping[str, object]
    example: Callable[..., FilledLetter]
    namespace: str
    shown_at: str
    folder: str

    def of_letter(self, view: type_of_letter_view) -> Callable[..., HttpResponse]:
        """Give a view the letter that an address names, or answer 404."""

        @wraps(view)
        def found(request: HttpRequest, scope: Scope, kind: str, language: str) -> HttpResponse:
            letter = self.letters.letter_at(site=scope.site, slug=kind, language=language)
            if letter is None:
                raise Http404
            return view(request, scope, letter)

        return found

    def by_kind(self, scope: Scope) -> dict[Any, list[SiteLetter[Any]]]:
        """Every letter in every language, in the order of the kinds."""
        found: dict[Any, list[SiteLetter[Any]]] = {}
        for letter in self.letters.letters_of(site=scope.site):
            found.setdefault(letter.kind, []).append(letter)
        return found

    def told(self, scope: Scope, letter: SiteLetter[Any]) -> dict[str, Any]:
        """What every page on a letter says of it."""
        at = [scope.site.slug, letter.slug, letter.language]
        return {
            "scope": scope,
            "letter": letter,
            "in_language": self.languages[letter.language],
            "when_sent": self.when_sent[letter.kind],
            "addresses": {
                "letter": reverse(f"{self.namespace}:{self.shown_at}", args=at),
                "preview": reverse(f"{self.namespace}:preview_letter", args=at),
                "html": reverse(f"{self.namespace}:letter_as_html", args=at),
                "restore": reverse(f"{self.namespace}:restore_letter", args=at),
            },
        }

    def editor(
        self, request: HttpRequest, scope: Scope, letter: SiteLetter[Any], *, may_edit: bool = True
    ) -> HttpResponse:
        """The letter in a form, with how it reads beside it."""
        form = begun(letter.words, mark=letter.mark)
        return self._editor(request, scope, letter, form, words=letter.words, may_edit=may_edit)

    def save(self, request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
        """Store what was typed, or show it again with what is wrong with it."""
        form, words = LetterForm(request.POST), words_in(request.POST)
        if not form.is_valid():
            return self._editor(request, scope, letter, form, words=words, status=422)
        try:
            self.letters.save_letter(
                site=scope.site,
                kind=letter.kind,
                language=letter.language,
                words=words,
                mark=form.cleaned_data["mark"],
                actor=scope.actor,
                now=timezone.now(),
            )
        except LetterIsWrongError as error:
            form.refuse(error)
            return self._editor(request, scope, letter, form, words=words, status=422)
        except SomebodyWasFasterError:
            form = begun(words, mark=letter.mark)
            return self._editor(
                request, scope, letter, form, words=words, status=409, theirs=letter.words
            )
        messages.success(
            request, _("The letter is saved. Mails written from now on have these words.")
        )
        return self._on_to(scope, letter)

    def preview(self, request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
        """How the letter would read as it is typed now, and what is wrong with it."""
        told = {"letter": letter, **self._preview(scope, letter, words_in(request.POST))}
        return render(request, "organizations/letters/preview.html", told)

    def as_html(self, request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
        """The HTML part with an example, as typed or as stored: a frame that may run nothing.

        The view must be exempt from the site's own policy, and may be framed by the site.
        """
        words = words_in(request.POST) if request.method == "POST" else letter.words
        response = HttpResponse(self.filled(scope, letter, words).html)
        response["Content-Security-Policy"] = (
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        )
        return response

    def restore(self, request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
        """Go back to our words: ask, then do."""
        if request.method != "POST":
            ours = self.letters.ours[letter.language][letter.kind]
            told = {**self.told(scope, letter), "ours": ours}
            return render(request, f"{self.folder}/restore.html", told)
        try:
            self.letters.restore_letter(
                site=scope.site,
                kind=letter.kind,
                language=letter.language,
                mark=request.POST.get("mark", ""),
                actor=scope.actor,
                now=timezone.now(),
            )
        except SomebodyWasFasterError:
            messages.error(
                request, _("Somebody saved this letter meanwhile. Nothing was taken back.")
            )
        else:
            messages.success(request, _("Mails written from now on have our words again."))
        return self._on_to(scope, letter)

    def filled(self, scope: Scope, letter: SiteLetter[Any], words: LetterWords) -> FilledLetter:
        """Words of a letter with an invented person."""
        return self.example(letter, words=words, site=scope.site, now=timezone.now())

    def _on_to(self, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
        at = f"{self.namespace}:{self.shown_at}"
        return redirect(at, scope.site.slug, letter.slug, letter.language)

    def _editor(
        self,
        request: HttpRequest,
        scope: Scope,
        letter: SiteLetter[Any],
        form: LetterForm,
        *,
        words: LetterWords,
        status: int = 200,
        theirs: LetterWords | None = None,
        may_edit: bool = True,
    ) -> HttpResponse:
        """The editor. `theirs` is what somebody else saved meanwhile."""
        allowed = self.letters.allowed[letter.kind]
        told = {
            **self.told(scope, letter),
            **self._preview(scope, letter, words),
            "form": form,
            "theirs": theirs,
            "may_edit": may_edit,
            "placeholders": [
                {
                    "name": f"{{{one}}}",
                    "meaning": self.meanings[one],
                    "is_required": one in allowed.required,
                }
                for one in allowed.text
            ],
            "subject_placeholders": [f"{{{name}}}" for name in allowed.subject],
        }
        return render(request, f"{self.folder}/edit.html", told, status=status)

    def _preview(self, scope: Scope, letter: SiteLetter[Any], words: LetterWords) -> dict[str, Any]:
        """The filled example, and sentences on what would be refused."""
        faults: list[str] = []
        try:
            check_words(words, allowed=self.letters.allowed[letter.kind])
        except LetterIsWrongError as error:
            faults = [one for sentences in error.by_field.values() for one in sentences]
        return {"filled": self.filled(scope, letter, words), "faults": faults}
