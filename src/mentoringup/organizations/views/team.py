"""Who is what at a site or in the network: invite, give roles, take them back.

The views know a `Place`; `urls.py` puts each of them under its two gates, `at_site` and
`at_network`.
"""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentoringup.access.permissions import Permission, Role
from mentoringup.organizations.domain.invitations import (
    invite,
    resend_invitation,
    withdraw_invitation,
)
from mentoringup.organizations.domain.queries import (
    invitation_at,
    membership_at,
    open_invitations_of,
    open_invitations_sent_by,
    people_known_at,
    team_of,
)
from mentoringup.organizations.domain.roles import give_role, take_role_back
from mentoringup.organizations.errors import RefusedError
from mentoringup.organizations.forms.team import GiveRoleForm, InviteForm
from mentoringup.organizations.models import Invitation
from mentoringup.organizations.policy import may
from mentoringup.organizations.views.places import Place
from mentoringup.people.domain.queries import person_by_id


@require_http_methods(["GET"])
def list_colleagues(request: HttpRequest, place: Place) -> HttpResponse:
    """Everybody with a role, and the invitations that wait."""
    told = {
        **place.context(),
        "team": [
            (
                member,
                [
                    (
                        held,
                        held.since.astimezone(ZoneInfo(place.zone)).date(),
                        place.address("take_role_back", membership_id=held.membership_id),
                    )
                    for held in member.roles
                ],
            )
            for member in team_of(site=place.site)
        ],
        "invitations": [
            (
                row,
                place.address("resend_invitation", invitation_id=row.id),
                place.address("withdraw_invitation", invitation_id=row.id),
            )
            for row in open_invitations_of(site=place.site, now=timezone.now())
        ],
        "invite_url": place.address("invite_colleague"),
        "give_url": place.address("give_role"),
    }
    return render(request, "organizations/list_colleagues.html", told)


@require_http_methods(["GET", "POST"])
def invite_colleague(request: HttpRequest, place: Place) -> HttpResponse:
    """Offer somebody a role by mail."""
    form = InviteForm(request.POST or None, site=place.site)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            invite(
                email=email,
                role=form.cleaned_data["role"],
                site=place.site,
                actor=place.actor,
                now=timezone.now(),
            )
        except RefusedError as error:
            form.refuse(error)
        else:
            told = {"email": email}
            messages.success(request, _("An invitation to %(email)s is on its way.") % told)
            return redirect(place.address("list_colleagues"))
    return render(request, "organizations/invite_colleague.html", {**place.context(), "form": form})


@require_http_methods(["GET", "POST"])
def give_role_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Give a role to somebody who is known here, without a mail."""
    people = people_known_at(site=place.site)
    form = GiveRoleForm(request.POST or None, site=place.site, people=people)
    if request.method == "POST" and form.is_valid():
        person = person_by_id(person_id=form.cleaned_data["person"])
        if person is None:
            raise Http404
        try:
            give_role(
                person=person,
                role=form.cleaned_data["role"],
                site=place.site,
                actor=place.actor,
                now=timezone.now(),
            )
        except RefusedError as error:
            form.refuse(error)
        else:
            told = {"person": person.name, "role": form.cleaned_data["role"].label}
            messages.success(request, _("%(person)s has the role %(role)s now.") % told)
            return redirect(place.address("list_colleagues"))
    return render(request, "organizations/give_role.html", {**place.context(), "form": form})


@require_http_methods(["GET", "POST"])
def take_role_back_page(request: HttpRequest, place: Place, membership_id: int) -> HttpResponse:
    """Say what somebody loses, ask, and end the role."""
    membership = membership_at(site=place.site, membership_id=membership_id)
    if membership is None:
        raise Http404
    told = {"person": membership.person.name, "role": Role(membership.role).label}
    if request.method == "POST":
        try:
            take_role_back(membership=membership, actor=place.actor, now=timezone.now())
        except RefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%(person)s is no longer %(role)s.") % told)
        right = Permission.ROLE_GRANT if place.site else Permission.NETWORK_ADMINISTER
        stays = may(place.actor, right, place.site)
        return redirect(place.address("list_colleagues") if stays else "home:dashboard")
    page = {
        **place.context(),
        **told,
        "is_own": membership.person == place.actor,
        "invitations": open_invitations_sent_by(person=membership.person, site=place.site),
    }
    return render(request, "organizations/take_role_back.html", page)


@require_POST
def resend(request: HttpRequest, place: Place, invitation_id: int) -> HttpResponse:
    """Send an open invitation again, with a new link."""
    invitation = _invitation(place, invitation_id)
    try:
        resend_invitation(invitation=invitation, actor=place.actor, now=timezone.now())
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        told = {"email": invitation.email}
        messages.success(
            request, _("A new link to %(email)s is on its way. The former one ended.") % told
        )
    return redirect(place.address("list_colleagues"))


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, place: Place, invitation_id: int) -> HttpResponse:
    """Ask, and end the link of an invitation."""
    invitation = _invitation(place, invitation_id)
    if request.method == "POST":
        try:
            withdraw_invitation(invitation=invitation, actor=place.actor, now=timezone.now())
        except RefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The invitation is withdrawn."))
        return redirect(place.address("list_colleagues"))
    told = {"email": invitation.email, "role": Role(invitation.role).label, **place.context()}
    return render(request, "organizations/withdraw_invitation.html", told)


def _invitation(place: Place, invitation_id: int) -> Invitation:
    invitation = invitation_at(site=place.site, invitation_id=invitation_id)
    if invitation is None:
        raise Http404
    return invitation
