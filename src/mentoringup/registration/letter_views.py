"""Words of mails, for a site's staff: see them, write own ones, go back to ours."""

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
from mentoringup.registration.domain.letter_examples import filled_example
from mentoringup.registration.domain.letter_texts import LETTERS
from mentoringup.registration.letters.explanations import MEANINGS, WHEN_SENT
from mentoringup.registration.letters.ours import LANGUAGES


def _example(
    letter: SiteLetter[Any], *, words: LetterWords, site: Site, now: datetime
) -> FilledLetter:
    return filled_example(
        kind=letter.kind, language=letter.language, words=words, site=site, now=now
    )


PAGES = LetterPages(
    letters=LETTERS,
    languages=LANGUAGES,
    when_sent=WHEN_SENT,
    meanings=MEANINGS,
    example=_example,
    namespace="registration",
    shown_at="show_letter",
    folder="registration/letters",
)


@in_site(Permission.REGISTRATION_VIEW)
@require_safe
def list_letters(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every letter with its languages."""
    rows = [
        {"kind": kind, "when_sent": WHEN_SENT[kind], "letters": letters}
        for kind, letters in PAGES.by_kind(scope).items()
    ]
    context = {
        "scope": scope,
        "rows": rows,
        "languages": LANGUAGES.values(),
        "may_edit": scope.may(Permission.REGISTRATION_DECIDE),
    }
    return render(request, "registration/letters/list.html", context)


@in_site(Permission.REGISTRATION_VIEW)
@require_safe
@PAGES.of_letter
def show_letter(request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
    """One letter as its reader gets it."""
    context = {
        **PAGES.told(scope, letter),
        "filled": PAGES.filled(scope, letter, letter.words),
        "may_edit": scope.may(Permission.REGISTRATION_DECIDE),
    }
    return render(request, "registration/letters/show.html", context)


@in_site(Permission.REGISTRATION_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
@PAGES.of_letter
def edit_letter(request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
    """Write a letter, with how it reads beside it."""
    if request.method == "POST":
        return PAGES.save(request, scope, letter)
    return PAGES.editor(request, scope, letter)


@in_site(Permission.REGISTRATION_DECIDE)
@require_POST
@PAGES.of_letter
def preview_letter(request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
    """How the letter would read as it is typed now, and what is wrong with it. Stores nothing."""
    return PAGES.preview(request, scope, letter)


@xframe_options_sameorigin
@csp_exempt()
@in_site(Permission.REGISTRATION_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@PAGES.of_letter
def letter_as_html(request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
    """The HTML part with an example, as typed or as stored: a frame that may run nothing."""
    return PAGES.as_html(request, scope, letter)


@in_site(Permission.REGISTRATION_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
@PAGES.of_letter
def discard_letter(request: HttpRequest, scope: Scope, letter: SiteLetter[Any]) -> HttpResponse:
    """Go back to our words: ask, then do."""
    return PAGES.restore(request, scope, letter)
