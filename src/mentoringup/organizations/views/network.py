"""What the network administers: institutions and sites."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission, Role
from mentoringup.organizations.domain.institutions import add_institution, change_institution
from mentoringup.organizations.domain.invitations import invite
from mentoringup.organizations.domain.queries import (
    institution_by_id,
    institution_fields,
    institutions_of_network,
    last_change,
    site_by_slug,
    sites_of_network,
)
from mentoringup.organizations.domain.sites import create_site
from mentoringup.organizations.errors import RefusedError, SomebodyWasFasterError
from mentoringup.organizations.forms.sites import (
    InstitutionForm,
    NewInstitutionForm,
    NewSiteForm,
)
from mentoringup.organizations.forms.team import AdministratorForm
from mentoringup.organizations.gate import in_network
from mentoringup.organizations.models import Institution
from mentoringup.people.domain.queries import signed_in


@in_network(Permission.NETWORK_ADMINISTER)
@require_http_methods(["GET"])
def list_sites(request: HttpRequest) -> HttpResponse:
    """All sites, with how many administrators they have."""
    return render(request, "organizations/list_sites.html", {"sites": sites_of_network()})


@in_network(Permission.NETWORK_ADMINISTER)
@require_http_methods(["GET", "POST"])
def create_site_page(request: HttpRequest) -> HttpResponse:
    """A new site, and the invitation to its first administrator."""
    institutions = [(row.id, row.name) for row in institutions_of_network()]
    form = NewSiteForm(
        request.POST or None,
        institutions=institutions,
        initial={"language": "en", "calendar": "quarters"},
    )
    if request.method == "POST" and form.is_valid():
        institution = institution_by_id(institution_id=form.cleaned_data["institution"])
        if institution is None:
            raise Http404
        try:
            site = create_site(
                institution=institution,
                slug=form.cleaned_data["slug"],
                facts=form.facts(),
                administrator_email=form.cleaned_data["administrator_email"],
                actor=signed_in(request.user),
                now=timezone.now(),
            )
        except RefusedError as error:
            form.refuse(error)
        else:
            told = {"site": site.name, "email": form.cleaned_data["administrator_email"]}
            messages.success(
                request, _("%(site)s is created. An invitation to %(email)s is on its way.") % told
            )
            return redirect("organizations:list_sites")
    told = {"form": form, "has_institutions": bool(institutions)}
    return render(request, "organizations/create_site.html", told)


@in_network(Permission.NETWORK_ADMINISTER)
@require_http_methods(["GET", "POST"])
def name_administrator(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite one more administrator of a site, for instance where the last one left."""
    site = site_by_slug(slug=slug)
    if site is None:
        raise Http404
    form = AdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            invite(
                email=email,
                role=Role.SITE_ADMIN,
                site=site,
                actor=signed_in(request.user),
                now=timezone.now(),
            )
        except RefusedError as error:
            form.refuse(error)
        else:
            told = {"email": email}
            messages.success(request, _("An invitation to %(email)s is on its way.") % told)
            return redirect("organizations:list_sites")
    return render(request, "organizations/name_administrator.html", {"form": form, "site": site})


@in_network(Permission.NETWORK_ADMINISTER)
@require_http_methods(["GET"])
def list_institutions(request: HttpRequest) -> HttpResponse:
    """All institutions."""
    told = {"institutions": institutions_of_network()}
    return render(request, "organizations/list_institutions.html", told)


@in_network(Permission.NETWORK_ADMINISTER)
@require_http_methods(["GET", "POST"])
def add_institution_page(request: HttpRequest) -> HttpResponse:
    """One more institution."""
    form = NewInstitutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            institution = add_institution(
                facts=form.facts(), actor=signed_in(request.user), now=timezone.now()
            )
        except RefusedError as error:
            form.refuse(error)
        else:
            messages.success(request, _("%(name)s is added.") % {"name": institution.name})
            return redirect("organizations:list_institutions")
    return render(request, "organizations/edit_institution.html", {"form": form})


@in_network(Permission.NETWORK_ADMINISTER)
@require_http_methods(["GET", "POST"])
def edit_institution(request: HttpRequest, institution_id: int) -> HttpResponse:
    """Correct an institution."""
    institution = _institution(institution_id)
    form = InstitutionForm(
        request.POST or None,
        initial={**institution_fields(institution=institution), "version": institution.version},
    )
    told = {"form": form, "institution": institution}
    if request.method == "POST" and form.is_valid():
        try:
            change_institution(
                institution=institution,
                facts=form.facts(),
                version=form.cleaned_data["version"],
                actor=signed_in(request.user),
                now=timezone.now(),
            )
        except SomebodyWasFasterError as error:
            stored = _institution(institution_id)
            differences = form.compare(institution_fields(institution=stored), stored.version)
            form.refuse(error)
            told |= {"differences": differences, "last_change": last_change(thing=stored)}
            return render(request, "organizations/edit_institution.html", told, status=409)
        except RefusedError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The institution is saved."))
            return redirect("organizations:list_institutions")
    return render(request, "organizations/edit_institution.html", told)


def _institution(institution_id: int) -> Institution:
    institution = institution_by_id(institution_id=institution_id)
    if institution is None:
        raise Http404
    return institution
