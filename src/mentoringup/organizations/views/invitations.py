"""What the link of an invitation opens. Opening it changes nothing: mail scanners open links."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mentoringup.access.permissions import Role
from mentoringup.organizations.domain.invitations import accept_invitation, is_open, prepare_sign_in
from mentoringup.organizations.domain.queries import invitation_with_token
from mentoringup.organizations.errors import RefusedError
from mentoringup.organizations.models import Invitation
from mentoringup.people.domain.queries import verified_addresses
from mentoringup.people.models import Person


@never_cache
@require_http_methods(["GET", "POST"])
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What is offered, by whom, and the way to accept it."""
    invitation = _invitation(token)
    if request.method == "POST" and isinstance(request.user, Person):
        try:
            accept_invitation(invitation=invitation, actor=request.user, now=timezone.now())
        except RefusedError as error:
            messages.error(request, str(error))
        else:
            role = Role(invitation.role).label
            messages.success(request, _("Welcome. Your role is %(role)s.") % {"role": role})
            return redirect(_place_of(invitation))
    told = {
        "invitation": invitation,
        "token": token,
        "role": Role(invitation.role),
        "is_open": is_open(invitation=invitation, now=timezone.now()),
        "is_theirs": isinstance(request.user, Person)
        and invitation.email in verified_addresses(person=request.user),
        "zone": invitation.site.zone if invitation.site else "UTC",
    }
    response = render(request, "organizations/open_invitation.html", told)
    response["Referrer-Policy"] = "same-origin"  # without it, browsers send forms as from nowhere
    return response


@never_cache
@require_POST
def sign_in_to_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Have a sign-in code sent to the invited address, and come back afterwards.

    The browser repeats the POST at the door itself, which has its own limits.
    """
    invitation = _invitation(token)
    if request.POST.get("login") != invitation.email or isinstance(request.user, Person):
        return redirect("organizations:open_invitation", token=token)
    try:
        prepare_sign_in(invitation=invitation, now=timezone.now())
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect("organizations:open_invitation", token=token)
    back = urlencode({"next": reverse("organizations:open_invitation", kwargs={"token": token})})
    return redirect(f"{reverse('account_login')}?{back}", preserve_request=True)


def _invitation(token: str) -> Invitation:
    invitation = invitation_with_token(token=token)
    if invitation is None:
        raise Http404
    return invitation


def _place_of(invitation: Invitation) -> str:
    """Where the new role begins to work."""
    if invitation.site:
        return reverse("home:site", kwargs={"site_slug": invitation.site.slug})
    return reverse("home:dashboard")
