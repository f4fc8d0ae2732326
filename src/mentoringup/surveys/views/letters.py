"""Words of the mails about surveys, for staff: see them, write own ones, go back to ours."""

from datetime import datetime
from typing import Any

from csp.decorators import csp_exempt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.domain.letters import SiteLetter
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.organizations.models import Site
from mentoringup.organizations.views.letters import LetterPages
from mentoringup.outbox.wording.placeholders import FilledLetter, LetterWords
from mentoringup.surveys.domain.letter_examples import filled_example
from mentoringup.surveys.domain.letter_texts import LETTERS
from mentoringup.surveys.letters.allowed import MEANINGS, WHEN_SENT
from mentoringup.surveys.letters.ours import LANGUAGES


def _example(
    letter: SiteLetter[Any], *, words: LetterWords, site: Site, now: datetime
) -> FilledLetter:
    return filled_example(language=letter.language, words=words, site=site, now=now)


PAGES = LetterPages(
    letters=LETTERS,
    languages=LANGUAGES,
    when_sent=WHEN_SENT,
    meanings=MEANINGS,
    example=_example,
    namespace="surveys",
    shown_at="edit_letter",
    folder="surveys/letters",
)


@require_safe
@in_site(Permission.SURVEY_VIEW)
def list_letters(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every letter with its languages."""
    told = {
        "scope": scope,
        "rows": [(kind, WHEN_SENT[kind], found) for kind, found in PAGES.by_kind(scope).items()],
        "languages": LANGUAGES.values(),
    }
    return render(request, "surveys/letters/list.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_VIEW)
@PAGES.of_letter
def edit_letter(request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
    """Read a letter, and write it where one may, with how it reads beside it."""
    may_edit = scope.may(Permission.SURVEY_EDIT)
    if request.method == "POST" and may_edit:
        return PAGES.save(request, scope, letter)
    return PAGES.editor(request, scope, letter, may_edit=may_edit)


@require_POST
@in_site(Permission.SURVEY_EDIT)
@PAGES.of_letter
def preview_letter(request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
    """How the letter would read as it is typed now, and what is wrong with it. Stores nothing."""
    return PAGES.preview(request, scope, letter)


@xframe_options_sameorigin
@csp_exempt()
@in_site(Permission.SURVEY_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@PAGES.of_letter
def letter_as_html(request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
    """The HTML part with an example, as typed or as stored: a frame that may run nothing."""
    return PAGES.as_html(request, scope, letter)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
@PAGES.of_letter
def discard_letter(request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
    """Go back to our words: ask, then do."""
    return PAGES.restore(request, scope, letter)
