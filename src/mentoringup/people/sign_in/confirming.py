"""Asking again who somebody is, by a code to their address, before something delicate."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from secrets import compare_digest
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from mentoringup.people.models import Person
from mentoringup.people.sign_in.recency import is_recently_confirmed

_KEY = "confirming"
_TRIES = 3

type_of_view = Callable[..., HttpResponseBase]


def freshly_confirmed(*, only_writes: bool = False) -> Callable[[type_of_view], type_of_view]:
    """Let people in who have shown who they are in the last minutes; ask the others first.

    With `only_writes`, reading is open to everybody who is signed in.
    """

    def decorate(view: type_of_view) -> type_of_view:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **rest: Any) -> HttpResponseBase:
            if not isinstance(request.user, Person):
                return redirect_to_login(request.get_full_path())
            is_free = only_writes and request.method == "GET"
            if is_free or is_recently_confirmed(request, now=timezone.now()):
                return view(request, *args, **rest)
            query = urlencode({"next": request.get_full_path()})
            if is_mfa_enabled(request.user):
                return redirect(f"{reverse('account_reauthenticate')}?{query}")
            return redirect(f"{reverse('people:confirm')}?{query}")

        return gated

    return decorate


def send_confirmation_code(request: HttpRequest, *, person: Person, now: datetime) -> None:
    """Mail a code to the address we write to; the session keeps only its hash."""
    adapter = get_adapter()
    code = adapter.generate_login_code()
    request.session[_KEY] = {"hash": _hash(code), "at": now.timestamp(), "tries": 0}
    adapter.send_mail("account/email/confirm_access", person.email, {"code": code})


def is_code_pending(request: HttpRequest, *, now: datetime) -> bool:
    """Whether a code was sent that can still be entered."""
    state: dict[str, Any] | None = request.session.get(_KEY)
    if state is None:
        return False
    age: float = now.timestamp() - state["at"]
    return age < settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT


def confirm_with_code(request: HttpRequest, *, code: str, now: datetime) -> bool:
    """Note that the person has shown who they are, if the code is right.

    After three wrong codes the code is void.
    """
    state: dict[str, Any] | None = request.session.get(_KEY)
    if state is None or not is_code_pending(request, now=now):
        return False
    if compare_digest(state["hash"], _hash(code)):
        del request.session[_KEY]
        record_authentication(request, request.user, method="code", reauthenticated=True)
        return True
    state["tries"] += 1
    if state["tries"] < _TRIES:
        request.session[_KEY] = state
    else:
        del request.session[_KEY]
    return False


def _hash(code: str) -> str:
    return salted_hmac(_KEY, normalize_user_code(code), algorithm="sha256").hexdigest()
