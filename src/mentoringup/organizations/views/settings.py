"""A site's settings, logo and units."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.domain.logos import change_logo, remove_logo
from mentoringup.organizations.domain.queries import (
    last_change,
    people_in,
    site_by_slug,
    site_fields,
    unit_at,
    units_of,
)
from mentoringup.organizations.domain.sites import change_site
from mentoringup.organizations.domain.units import add_unit, remove_unit, rename_unit
from mentoringup.organizations.errors import RefusedError, SomebodyWasFasterError
from mentoringup.organizations.forms.sites import LogoForm, SiteForm, UnitForm
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.organizations.models import Unit


@in_site(Permission.SITE_EDIT)
@require_http_methods(["GET", "POST"])
def edit_site(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Name, zone, language, contact, website and calendar of the site."""
    site = scope.site
    form = SiteForm(
        request.POST or None, initial={**site_fields(site=site), "version": site.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_site(
                site=site,
                facts=form.facts(),
                version=form.cleaned_data["version"],
                actor=scope.actor,
                now=timezone.now(),
            )
        except SomebodyWasFasterError as error:
            return _compare_site(request, scope, form, error)
        except RefusedError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("organizations:edit_site", site_slug=site.slug)
    return render(request, "organizations/edit_site.html", {"scope": scope, "form": form})


def _compare_site(
    request: HttpRequest, scope: Scope, form: SiteForm, error: RefusedError
) -> HttpResponse:
    """Show what the form says beside what is stored, ready to be saved over it."""
    stored = site_by_slug(slug=scope.site.slug) or scope.site
    differences = form.compare(site_fields(site=stored), stored.version)
    form.refuse(error)
    told = {
        "scope": scope,
        "form": form,
        "differences": differences,
        "last_change": last_change(thing=stored),
    }
    return render(request, "organizations/edit_site.html", told, status=409)


@in_site(Permission.SITE_EDIT)
@require_http_methods(["GET", "POST"])
def edit_logo(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The picture on the site's pages: choose one, or show none."""
    if request.method == "POST" and "remove" in request.POST:
        remove_logo(site=scope.site, actor=scope.actor, now=timezone.now())
        messages.success(request, _("The site is shown without a logo."))
        return redirect("organizations:edit_logo", site_slug=scope.site.slug)
    posted = request.method == "POST"
    form = LogoForm(request.POST, request.FILES) if posted else LogoForm()
    if posted and form.is_valid():
        try:
            change_logo(
                site=scope.site, content=form.content(), actor=scope.actor, now=timezone.now()
            )
        except RefusedError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The logo is changed."))
            return redirect("organizations:edit_logo", site_slug=scope.site.slug)
    return render(request, "organizations/edit_logo.html", {"scope": scope, "form": form})


@in_site(Permission.SITE_EDIT)
@require_http_methods(["GET", "POST"])
def list_units(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The schools, departments and programs of the site, and a form for one more."""
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            add_unit(site=scope.site, name=name, actor=scope.actor, now=timezone.now())
        except RefusedError as error:
            form.refuse(error)
        else:
            messages.success(request, _("%(unit)s is added.") % {"unit": name})
            return _to_units(scope)
    told = {"scope": scope, "form": form, "units": units_of(site=scope.site)}
    return render(request, "organizations/list_units.html", told)


@in_site(Permission.SITE_EDIT)
@require_http_methods(["GET", "POST"])
def rename_unit_page(request: HttpRequest, scope: Scope, unit_id: int) -> HttpResponse:
    """Another name for a unit."""
    unit = _unit(scope, unit_id)
    form = UnitForm(request.POST or None, initial={"name": unit.name, "name_before": unit.name})
    if request.method == "POST" and form.is_valid():
        try:
            rename_unit(
                unit=unit,
                name=form.cleaned_data["name"],
                name_before=form.cleaned_data["name_before"],
                actor=scope.actor,
                now=timezone.now(),
            )
        except SomebodyWasFasterError as error:
            form.say("name_before", unit.name)
            form.refuse(error)
        except RefusedError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The unit is renamed."))
            return _to_units(scope)
    told = {"scope": scope, "form": form, "unit": unit}
    return render(request, "organizations/rename_unit.html", told)


@in_site(Permission.SITE_EDIT)
@require_http_methods(["GET", "POST"])
def remove_unit_page(request: HttpRequest, scope: Scope, unit_id: int) -> HttpResponse:
    """Say what goes with a unit, ask, and remove it."""
    unit = _unit(scope, unit_id)
    if request.method == "POST":
        try:
            remove_unit(unit=unit, actor=scope.actor, now=timezone.now())
        except RefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%(unit)s is removed.") % {"unit": unit.name})
        return _to_units(scope)
    told = {"scope": scope, "unit": unit, "people": people_in(unit=unit)}
    return render(request, "organizations/remove_unit.html", told)


def _unit(scope: Scope, unit_id: int) -> Unit:
    unit = unit_at(site=scope.site, unit_id=unit_id)
    if unit is None:
        raise Http404
    return unit


def _to_units(scope: Scope) -> HttpResponseRedirect:
    return redirect("organizations:list_units", site_slug=scope.site.slug)
