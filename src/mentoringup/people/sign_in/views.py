"""Pages of the doors that allauth doesn't have, and those it has with our answers."""

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import LoginView
from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from requests import RequestException

from mentoringup.people.domain.queries import signed_in
from mentoringup.people.sign_in.confirming import (
    confirm_with_code,
    is_code_pending,
    send_confirmation_code,
)
from mentoringup.people.sign_in.forms import ConfirmForm

_LOGGER = logging.getLogger(__name__)
_GOING_TO = "second_factor_going_to"


class SignInView(LoginView):  # type: ignore[misc]  # allauth is untyped
    """The main door. Too many codes for one address end as too many from one place do."""

    def form_invalid(self, form: Any) -> HttpResponseBase:
        """Answer with 429 where the limit is reached, else show the form again."""
        if form.is_limited:
            return _too_many(self.request)
        response: HttpResponse = super().form_invalid(form)
        return response


@never_cache
def oidc_sign_in(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send the person to the provider by a page of ours.

    The content security policy lets forms go to this site only, redirects included; a page that
    moves on by itself is no form.
    """
    try:
        response: HttpResponseBase = openid_connect.login(request, provider_id)
    except (RequestException, KeyError):
        _LOGGER.exception("The OpenID Connect provider gives no usable configuration")
        return render(request, "socialaccount/authentication_error.html", status=502)
    if not isinstance(response, HttpResponseRedirect) or response.url.startswith("/"):
        return response
    page = render(request, "socialaccount/leaving.html", {"url": response.url})
    page.headers["Refresh"] = f"0; url={response.url}"
    return page


@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why staff need a second factor, how to set one up, and the way back afterwards."""
    going_to = _safe(request, request.GET.get("next", ""))
    if going_to:
        request.session[_GOING_TO] = going_to
    person = signed_in(request.user)
    return render(
        request,
        "people/second_factor.html",
        {
            "has_second_factor": is_mfa_enabled(person),
            "going_to": request.session.get(_GOING_TO, ""),
        },
    )


@login_required
def second_factor_done(request: HttpRequest) -> HttpResponse:
    """Go on to where the person was going before the second factor came in between."""
    return redirect(request.session.pop(_GOING_TO, "") or "mfa_index")


@login_required
@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for a code that we mail, then go on."""
    now = timezone.now()
    going_to = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    person = signed_in(request.user)
    form = ConfirmForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and "code" not in request.POST:
        if not ratelimit.consume(request, action="request_login_code", key=person.email):
            return _too_many(request)
        send_confirmation_code(request, person=person, now=now)
    elif form.is_valid():
        if confirm_with_code(request, code=form.cleaned_data["code"], now=now):
            return redirect(going_to or "people:account")
        form.add_wrong_code()
    return render(
        request,
        "people/confirm.html",
        {
            "form": form,
            "next": going_to,
            "email": person.email,
            "is_code_pending": is_code_pending(request, now=now),
        },
    )


def with_readable_credential(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Refuse what no browser sends as a passkey: Django's field breaks at some of it.

    A number of more digits than Python reads, or brackets nested too deep.
    """

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **rest: Any) -> HttpResponseBase:
        try:
            json.loads(request.POST.get("credential") or "null")
        except json.JSONDecodeError:
            pass  # the form says so
        except (ValueError, RecursionError) as error:
            raise BadRequest from error
        return view(request, *args, **rest)

    return read


def _too_many(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = ratelimit.respond_429(request)
    return response


def _safe(request: HttpRequest, address: str) -> str:
    """The address if it is on this site, else nothing."""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else ""
