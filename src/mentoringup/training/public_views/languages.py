"""In which language public addresses answer: the reader's, else the site's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from mentoringup.organizations.domain.queries import site_by_slug

View = Callable[..., HttpResponse]


def in_readers_language(view: View) -> View:
    """Answer in the language that the reader or the browser asks for; else in the site's."""

    @wraps(view)
    def answer(request: HttpRequest, site_slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if asks_for_a_language(request):
            return view(request, site_slug, *args, **kwargs)
        return _in_sites_language(view, request, site_slug, *args, **kwargs)

    return answer


def in_sites_language(view: View) -> View:
    """Answer in the site's language, whoever asks: many readers share one calendar feed."""

    @wraps(view)
    def answer(request: HttpRequest, site_slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return _in_sites_language(view, request, site_slug, *args, **kwargs)

    return answer


def asks_for_a_language(request: HttpRequest) -> bool:
    """Whether a cookie or the browser names a language that the pages are written in."""
    named = [request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")]
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    named += [code for code, _ in wanted]
    return any(_is_written(code) for code in named)


def _is_written(code: str) -> bool:
    try:
        translation.get_supported_language_variant(code)
    except LookupError:
        return False
    return True


def _in_sites_language(
    view: View, request: HttpRequest, site_slug: str, *args: Any, **kwargs: Any
) -> HttpResponse:
    site = site_by_slug(slug=site_slug)
    language = site.language if site else settings.LANGUAGE_CODE
    with translation.override(language):
        response = view(request, site_slug, *args, **kwargs)
    response.headers.setdefault("Content-Language", language)
    return response
