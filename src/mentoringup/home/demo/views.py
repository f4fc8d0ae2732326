"""Pages of the demo. Outside the demo there is no such page."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from csp.decorators import csp_exempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from mentoringup.home.demo.cast import EVERYBODY, part
from mentoringup.home.demo.inbox import mail_received, mails_received
from mentoringup.home.demo.report import FIRST, file_of_report
from mentoringup.people.domain.queries import person_with_address

P = ParamSpec("P")
View = Callable[P, HttpResponseBase]


def _mails() -> Path:
    return Path(settings.EMAIL_FILE_PATH or Path(settings.DATA_DIR) / "mails")


def only_in_demo(view: View[P]) -> View[P]:
    """Let the page exist in the demo only."""

    @wraps(view)
    def shown(*arguments: P.args, **rest: P.kwargs) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(*arguments, **rest)

    return shown


@only_in_demo
@require_GET
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """Everybody one can sign in as."""
    return render(request, "home/demo/people.html", {"parts": EVERYBODY})


@only_in_demo
@require_POST
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as one of them, without a code."""
    chosen = part(key)
    person = person_with_address(address=chosen.email) if chosen else None
    if person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.success(request, _("You are %(name)s now.") % {"name": person.name})
    return redirect(settings.LOGIN_REDIRECT_URL)


@only_in_demo
@require_GET
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """The mails of the site, or of one of its people, newest first."""
    to = request.GET.get("to", "")
    shown = {"mails": mails_received(_mails(), to=to), "to": to}
    return render(request, "home/demo/inbox.html", shown)


@only_in_demo
@require_GET
@never_cache
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """One mail, as its reader gets it."""
    found = mail_received(_mails(), key=key)
    if found is None:
        raise Http404
    return render(request, "home/demo/mail.html", {"mail": found})


@only_in_demo
@require_GET
@csp_exempt()
def report(request: HttpRequest, path: str = FIRST) -> FileResponse:
    """A file of the evaluation of the invented cohort, which may run nothing and load nothing."""
    found = file_of_report(path)
    if found is None:
        raise Http404
    response = FileResponse(found.open("rb"), filename=found.name)
    response.headers["Content-Security-Policy"] = (
        "sandbox allow-popups allow-downloads; default-src 'none'; img-src 'self' data:; "
        "font-src 'self' data:; style-src 'unsafe-inline'"
    )
    return response
