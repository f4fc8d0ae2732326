"""Who comes in: a link is looked up, a language chosen, and what is refused gets a kind page."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from mentoringup.surveys.answering.other_pages import closed_page
from mentoringup.surveys.asking import Asking
from mentoringup.surveys.domain.answering import TooManyAtOnceError, begin_again
from mentoringup.surveys.domain.visiting import Visit, public_visit, sent_response, visit
from mentoringup.surveys.errors import (
    LinkIsUnknownError,
    WaveIsClosedError,
    WaveIsNotOpenYetError,
)
from mentoringup.ui.dates import say_time

Answer = Callable[..., HttpResponse]

_PRIVATE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent)


def for_visitors(view: Answer) -> Answer:
    """Give a view `(request, coming, ...)` whoever has the link of its address."""

    @wraps(view)
    def answer(request: HttpRequest, ref: str, token: str, **rest: Any) -> HttpResponse:
        with override(_language_of_browser(request)):
            try:
                coming = visit(ref=ref, token=token)
            except LinkIsUnknownError:
                return private(unknown_page(request))
            try:
                language = language_for(request, coming)
            except _TOO_MUCH:  # the language is asked for by a field, too
                return private(_too_much(request, _home(ref, token)))
            with override(language):
                return private(_answered(view, request, coming, rest))

    return csrf_exempt(answer)


def for_everybody(view: Answer) -> Answer:
    """Give a view `(request, ref, ...)` whoever comes, in the language of the browser."""

    @wraps(view)
    def answer(request: HttpRequest, ref: str, **rest: Any) -> HttpResponse:
        with override(_language_of_browser(request)):
            try:
                return private(view(request, ref, **rest))
            except LinkIsUnknownError:
                return private(unknown_page(request))
            except _TOO_MUCH:
                return private(_too_much(request, reverse("surveys:public", args=[ref])))
            except (WaveIsClosedError, WaveIsNotOpenYetError):
                asking, standing = public_visit(ref=ref)
                return private(closed_page(request, asking, standing, now=timezone.now()))

    return csrf_exempt(answer)


def private(response: HttpResponse) -> HttpResponse:
    """Have nobody keep, quote or list the page."""
    for name, value in _PRIVATE.items():
        response.headers[name] = value
    return response


def go_to(name: str, coming: Visit, **rest: Any) -> HttpResponse:
    """Send on to another page of the same link, to be asked for by GET."""
    address = reverse(
        f"surveys:{name}", kwargs={"ref": coming.asking.ref, "token": coming.token, **rest}
    )
    return go_to_address(address)


def go_to_address(address: str) -> HttpResponse:
    """Send on by 303."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def language_for(request: HttpRequest, coming: Visit) -> str:
    """The draft's, else the one that was asked for, else the browser's."""
    if coming.draft is not None:
        return coming.draft.language
    return offered_language(request, coming.asking)


def offered_language(request: HttpRequest, asking: Asking) -> str:
    """The language that was asked for by a button, else the browser's, as far as it is offered."""
    asked = request.POST.get("language") if request.method == "POST" else None
    for code in (asked, request.GET.get("language"), _language_of_browser(request)):
        if code in asking.languages:
            return str(code)
    return asking.languages[0]


def with_draft_to_save(request: HttpRequest, coming: Visit) -> Visit:
    """The visit, begun again where a page from before the sending is saved; else as it is.

    Raises:
        WaveIsNotOpenYetError, WaveIsClosedError: the wave takes no answers.
    """
    now = timezone.now()
    coming.must_take_answers(now)
    if coming.draft is not None or sent_response(coming) is None:
        return coming
    return begin_again(coming=coming, language=offered_language(request, coming.asking), now=now)


def is_saved_by_script(request: HttpRequest) -> bool:
    """Whether the page's script saves while somebody types."""
    return request.headers.get("X-Answering") == "save"


def unknown_page(request: HttpRequest) -> HttpResponse:
    """Nobody was given this link; the page says what may help."""
    if is_saved_by_script(request):
        return JsonResponse({"refused": _("This link is not known.")}, status=404)
    return render(request, "surveys/answering/unknown.html", status=404)


def _answered(
    view: Answer, request: HttpRequest, coming: Visit, rest: dict[str, Any]
) -> HttpResponse:
    now = timezone.now()
    try:
        return view(request, coming, **rest)
    except LinkIsUnknownError:
        return unknown_page(request)
    except _TOO_MUCH:
        return _too_much(request, _home(coming.asking.ref, coming.token))
    except TooManyAtOnceError:
        return _busy(request, coming)
    except (WaveIsClosedError, WaveIsNotOpenYetError):
        return _closed(request, coming, now=now)


def _closed(request: HttpRequest, coming: Visit, *, now: datetime) -> HttpResponse:
    if is_saved_by_script(request):
        return JsonResponse({"refused": _closed_words(coming)}, status=409)
    return closed_page(request, coming.asking, coming.standing, now=now, coming=coming)


def _closed_words(coming: Visit) -> str:
    end = coming.standing.closes_at
    if end is None:
        return _("The survey takes no answers now, so this was not saved.")
    when = say_time(end, None, coming.asking.zone).words
    return _("The survey closed on %(when)s, so this was not saved.") % {"when": when}


def _busy(request: HttpRequest, coming: Visit) -> HttpResponse:
    if is_saved_by_script(request):
        return JsonResponse({}, status=503)  # it tries again by itself
    context = {"home": _home(coming.asking.ref, coming.token)}
    return render(request, "surveys/answering/busy.html", context, status=503)


def _too_much(request: HttpRequest, home: str) -> HttpResponse:
    words = _("This is more than can be saved at once. Please shorten the longest text.")
    if is_saved_by_script(request):
        return JsonResponse({"refused": words}, status=413)
    return render(request, "surveys/answering/too_much.html", {"home": home}, status=413)


def _home(ref: str, token: str) -> str:
    return reverse("surveys:answer", args=[ref, token])


def _language_of_browser(request: HttpRequest) -> str:
    return translation.get_language_from_request(request)
