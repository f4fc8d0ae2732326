"""Pages that are the same for many visitors: rendered every two seconds, not for every visitor.

Only for visitors without a session. What differs between them, the token that their forms need, is
put in afterwards; language and the reader's zone are part of the key.
"""

from collections.abc import Callable
from secrets import token_hex

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from mentoringup.ui.short_memory import ShortMemory
from mentoringup.ui.zones import zone_of_reader

TOKEN = f"token{token_hex(16)}"
"""Stands in a kept page where a form's token will be: hand it to the template as `csrf_token`."""

SECONDS = 2.0
_PAGES: ShortMemory[str] = ShortMemory(seconds=SECONDS, most=200)


def is_like_others(request: HttpRequest) -> bool:
    """Whether the page holds nothing that only this reader may see: no account, no messages."""
    own = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    return own.isdisjoint(request.COOKIES)


def kept_page(request: HttpRequest, make: Callable[[], str]) -> str:
    """The page of this address, in this language and zone, with the reader's own token."""
    key = (request.get_full_path(), request.get_host(), get_language(), zone_of_reader(request))
    return _PAGES.get(key, make).replace(TOKEN, get_token(request))
