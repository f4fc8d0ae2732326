"""Words of mails, for a site's staff: see them, write own ones, go back to ours."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.domain.letter_examples import FilledLetter, filled_example
from mentoringup.registration.domain.letter_texts import (
    SiteLetter,
    check_words,
    letter_of,
    letters_of,
    restore_letter,
    save_letter,
)
from mentoringup.registration.enums import LetterKind
from mentoringup.registration.errors import LetterIsWrongError, SomebodySavedFirstError
from mentoringup.registration.letter_forms import LetterForm, initial_of, words_in
from mentoringup.registration.letters.explanations import MEANINGS, WHEN_SENT
from mentoringup.registration.letters.ours import LANGUAGES
from mentoringup.registration.letters.placeholders import ALLOWED
from mentoringup.registration.letters.words import LetterWords

type_of_letter_view = Callable[..., HttpResponse]


def _of_letter(view: type_of_letter_view) -> type_of_letter_view:
    """The letter that an address names, or 404."""

    @wraps(view)
    def found(request: HttpRequest, scope: Scope, kind: str, language: str) -> HttpResponse:
        by_slug = {one.slug: one for one in LetterKind}
        if kind not in by_slug or language not in LANGUAGES:
            raise Http404
        return view(
            request, scope, letter_of(site=scope.site, kind=by_slug[kind], language=language)
        )

    return found


@in_site(Permission.REGISTRATION_VIEW)
@require_safe
def list_letters(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every letter with its languages."""
    by_kind: dict[LetterKind, list[SiteLetter]] = {}
    for letter in letters_of(site=scope.site):
        by_kind.setdefault(letter.kind, []).append(letter)
    rows = [
        {"kind": kind, "when_sent": WHEN_SENT[kind], "letters": letters}
        for kind, letters in by_kind.items()
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
@_of_letter
def show_letter(request: HttpRequest, scope: Scope, letter: SiteLetter) -> HttpResponse:
    """One letter as its reader gets it."""
    context = {
        **_context(scope, letter),
        "filled": _filled(scope, letter, letter.words),
        "may_edit": scope.may(Permission.REGISTRATION_DECIDE),
    }
    return render(request, "registration/letters/show.html", context)


@in_site(Permission.REGISTRATION_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
@_of_letter
def edit_letter(request: HttpRequest, scope: Scope, letter: SiteLetter) -> HttpResponse:
    """Write a letter, with how it reads beside it."""
    if request.method != "POST":
        form = LetterForm(initial=initial_of(letter.words, mark=letter.mark))
        return _page(request, scope, letter, form, words=letter.words)
    form = LetterForm(request.POST)
    words = words_in(request.POST)
    if not form.is_valid():
        return _page(request, scope, letter, form, words=words, status=422)
    try:
        save_letter(
            site=scope.site,
            kind=letter.kind,
            language=letter.language,
            words=form.words(),
            mark=form.cleaned_data["mark"],
            actor=scope.actor,
            now=timezone.now(),
        )
    except LetterIsWrongError as error:
        form.refuse(error)
        return _page(request, scope, letter, form, words=words, status=422)
    except SomebodySavedFirstError:
        form = LetterForm(initial=initial_of(words, mark=letter.mark))
        return _page(request, scope, letter, form, words=words, status=409, theirs=letter.words)
    messages.success(request, _("The letter is saved. Mails written from now on have these words."))
    return redirect("registration:show_letter", scope.site.slug, letter.kind.slug, letter.language)


@in_site(Permission.REGISTRATION_DECIDE)
@require_POST
@_of_letter
def preview_letter(request: HttpRequest, scope: Scope, letter: SiteLetter) -> HttpResponse:
    """How the letter would read as it is typed now, and what is wrong with it. Stores nothing."""
    words = words_in(request.POST)
    return render(request, "registration/letters/preview.html", _preview(scope, letter, words))


@xframe_options_sameorigin
@csp_exempt()
@in_site(Permission.REGISTRATION_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@_of_letter
def letter_as_html(request: HttpRequest, scope: Scope, letter: SiteLetter) -> HttpResponse:
    """The HTML part with an example, as typed or as stored: a frame that may run nothing."""
    words = words_in(request.POST) if request.method == "POST" else letter.words
    response = HttpResponse(_filled(scope, letter, words).html)
    response["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    )
    return response


@in_site(Permission.REGISTRATION_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
@_of_letter
def discard_letter(request: HttpRequest, scope: Scope, letter: SiteLetter) -> HttpResponse:
    """Go back to our words: ask, then do."""
    if request.method != "POST":
        context = {
            **_context(scope, letter),
            "ours": LANGUAGES[letter.language].letters[letter.kind],
        }
        return render(request, "registration/letters/restore.html", context)
    try:
        restore_letter(
            site=scope.site,
            kind=letter.kind,
            language=letter.language,
            mark=request.POST.get("mark", ""),
            actor=scope.actor,
            now=timezone.now(),
        )
    except SomebodySavedFirstError:
        messages.error(request, _("Somebody saved this letter meanwhile. Nothing was taken back."))
    else:
        messages.success(request, _("Mails written from now on have our words again."))
    return redirect("registration:show_letter", scope.site.slug, letter.kind.slug, letter.language)


def _page(
    request: HttpRequest,
    scope: Scope,
    letter: SiteLetter,
    form: LetterForm,
    *,
    words: LetterWords,
    status: int = 200,
    theirs: LetterWords | None = None,
) -> HttpResponse:
    """The editor. `theirs` is what somebody else saved meanwhile."""
    allowed = ALLOWED[letter.kind]
    context = {
        **_context(scope, letter),
        **_preview(scope, letter, words),
        "form": form,
        "theirs": theirs,
        "placeholders": [
            {"name": f"{{{one}}}", "meaning": MEANINGS[one], "is_required": one in allowed.required}
            for one in allowed.text
        ],
        "subject_placeholders": [f"{{{name}}}" for name in allowed.subject],
    }
    return render(request, "registration/letters/edit.html", context, status=status)


def _context(scope: Scope, letter: SiteLetter) -> dict[str, Any]:
    return {
        "scope": scope,
        "letter": letter,
        "in_language": LANGUAGES[letter.language],
        "when_sent": WHEN_SENT[letter.kind],
    }


def _preview(scope: Scope, letter: SiteLetter, words: LetterWords) -> dict[str, Any]:
    """The filled example, and sentences on what would be refused."""
    faults: list[str] = []
    try:
        check_words(words, allowed=ALLOWED[letter.kind])
    except LetterIsWrongError as error:
        faults = [one for sentences in error.by_field.values() for one in sentences]
    return {"filled": _filled(scope, letter, words), "faults": faults}


def _filled(scope: Scope, letter: SiteLetter, words: LetterWords) -> FilledLetter:
    return filled_example(
        kind=letter.kind,
        language=letter.language,
        words=words,
        site=scope.site,
        now=timezone.now(),
    )
