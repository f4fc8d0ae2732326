"""A short way for people who answer surveys.

Their pages need no account, session, cookie or message, so nothing of that is loaded for them: of
the middleware only what makes a page safe. Everything else goes the ordinary way.
"""

from collections.abc import Callable
from typing import cast

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, get_resolver

LEAN = "mentoringup.surveys.answering_urls"
_BEGINNINGS = ("/a/", "/s/")

Handler = Callable[[HttpRequest], HttpResponseBase]


def answer_leanly(get_response: Handler) -> Handler:
    """Middleware: answers addresses of `surveys.answering_urls`, and lets the others pass."""
    lean = SecurityMiddleware(CSPMiddleware(XFrameOptionsMiddleware(_call_view)))

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(_BEGINNINGS):
            return get_response(request)
        try:
            match = get_resolver(LEAN).resolve(request.path_info)
        except Resolver404:
            return get_response(request)
        request.get_host()  # refuses hosts that are not ours
        request.resolver_match = match
        return cast("HttpResponseBase", lean(request))

    return answer


def _call_view(request: HttpRequest) -> HttpResponseBase:
    match = request.resolver_match
    assert match is not None  # noqa: S101  found above
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response
