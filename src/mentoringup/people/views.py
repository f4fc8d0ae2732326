"""A person's own pages."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mentoringup.people.domain import ErasingIsRefusedError, change_profile, erase_person
from mentoringup.people.domain.exporting import ENCODER, own_data
from mentoringup.people.domain.profile import ProfileWasChangedError
from mentoringup.people.domain.queries import signed_in, verified_addresses
from mentoringup.people.forms import EraseForm, ProfileForm
from mentoringup.people.models import Person
from mentoringup.people.sign_in.confirming import freshly_confirmed
from mentoringup.ui.zones import COOKIE

_YEAR = 365 * 24 * 60 * 60


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """What the person says about themselves, and the way to everything else of their account."""
    person = signed_in(request.user)
    form = ProfileForm(request.POST or None, instance=person)
    changed = _saved(form, person) if request.method == "POST" and form.is_valid() else None
    if changed:
        messages.success(request, _("Your profile is saved."))
        answer = redirect("people:account")
        if changed.zone:
            answer.set_cookie(
                COOKIE,
                changed.zone,
                _YEAR,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure(),
            )
        return answer
    context = {"form": form, "addresses": verified_addresses(person=person)}
    status = 422 if request.method == "POST" else 200
    return render(request, "people/account.html", context, status=status)


def _saved(form: ProfileForm, person: Person) -> Person | None:
    """Save what the form says, or say in it what somebody else saved in the meantime."""
    said = dict(form.cleaned_data)
    seen = said.pop("seen")
    try:
        return change_profile(
            person=person, fields=said, actor=person, now=timezone.now(), seen=seen
        )
    except ProfileWasChangedError as error:
        form.compare(error.person)
        return None


@freshly_confirmed()
@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Everything the site holds about the person, as a JSON file."""
    held = own_data(person=signed_in(request.user), now=timezone.now())
    answer = JsonResponse(held, encoder=ENCODER, json_dumps_params={"indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="mentoring-up-my-data.json"'
    return answer


@freshly_confirmed()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Say what erasing does, and do it when the person insists."""
    person = signed_in(request.user)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(person=person, actor=person, now=timezone.now(), reason="asked")
        except ErasingIsRefusedError as error:
            form.add_error(None, str(error))
        else:
            logout(request)
            return redirect("people:erased")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "addresses": verified_addresses(person=person)}
    return render(request, "people/erase.html", context, status=status)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """The last page somebody sees here."""
    return render(request, "people/erased.html")
