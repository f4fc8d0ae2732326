"""The rosters of a site: list, page, settings, export and removal."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.eligibility.domain.rosters import (
    add_roster,
    remove_entry,
    remove_roster,
    save_roster,
)
from mentoringup.eligibility.domain.staff_queries import entries_of, roster_at, roster_rows
from mentoringup.eligibility.domain.uses import rules_naming_roster
from mentoringup.eligibility.exports import roster_lines
from mentoringup.eligibility.forms.rosters import RosterForm, RosterSearch
from mentoringup.eligibility.models import Roster
from mentoringup.organizations.errors import RefusedError
from mentoringup.organizations.gate import Scope, in_site

PEOPLE_ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.ELIGIBILITY_EDIT)
def list_rosters(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The rosters of the site, and a form for one more."""
    form = RosterForm(request.POST or None, initial={"proves": True})
    if request.method == "POST" and form.is_valid():
        try:
            roster = add_roster(
                site=scope.site,
                name=form.cleaned_data["name"],
                proves=form.cleaned_data["proves"],
                actor=scope.actor,
                now=timezone.now(),
            )
        except RefusedError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The roster is there. Now say who stands on it."))
            return redirect("eligibility:upload_roster", scope.site.slug, roster.pk)
    told = {"scope": scope, "form": form, "rows": roster_rows(site=scope.site)}
    status = 422 if form.errors else 200
    return render(request, "eligibility/list_rosters.html", told, status=status)


@require_safe
@never_cache
@in_site(Permission.ELIGIBILITY_EDIT)
def show_roster(request: HttpRequest, scope: Scope, roster_id: int) -> HttpResponse:
    """Who stands on a roster, page by page, or those who fit the search."""
    roster = found_roster(scope, roster_id)
    form = RosterSearch(request.GET)
    found = entries_of(roster=roster, search=form.words())
    told = {
        "scope": scope,
        "roster": roster,
        "form": form,
        "page": Paginator(found, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page")),
        "used_by_rules": rules_naming_roster(roster=roster),
    }
    return render(request, "eligibility/show_roster.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.ELIGIBILITY_EDIT)
def edit_roster(request: HttpRequest, scope: Scope, roster_id: int) -> HttpResponse:
    """The name of a roster, and whether it proves something."""
    roster = found_roster(scope, roster_id)
    initial = {"name": roster.name, "proves": roster.proves}
    form = RosterForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_roster(
                roster=roster,
                name=form.cleaned_data["name"],
                proves=form.cleaned_data["proves"],
                actor=scope.actor,
                now=timezone.now(),
            )
        except RefusedError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The roster is saved."))
            return redirect("eligibility:show_roster", scope.site.slug, roster.pk)
    told = {"scope": scope, "roster": roster, "form": form}
    status = 422 if form.errors else 200
    return render(request, "eligibility/edit_roster.html", told, status=status)


@require_safe
@never_cache
@in_site(Permission.ELIGIBILITY_EDIT)
def export_roster(request: HttpRequest, scope: Scope, roster_id: int) -> StreamingHttpResponse:
    """The whole roster as CSV, which can be uploaded again."""
    roster = found_roster(scope, roster_id)
    response = StreamingHttpResponse(
        roster_lines(entries_of(roster=roster)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="roster-{roster.pk}.csv"'
    return response


@require_POST
@in_site(Permission.ELIGIBILITY_EDIT)
def remove_roster_entry(
    request: HttpRequest, scope: Scope, roster_id: int, entry_id: int
) -> HttpResponse:
    """Take one person off a roster; whoever is gone already stays gone."""
    roster = found_roster(scope, roster_id)
    entry = entries_of(roster=roster).filter(pk=entry_id).first()
    if entry is not None:
        remove_entry(entry=entry, actor=scope.actor, now=timezone.now())
        messages.success(request, _("%(email)s is off the roster.") % {"email": entry.email})
    return redirect("eligibility:show_roster", scope.site.slug, roster.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.ELIGIBILITY_EDIT)
def remove_roster_page(request: HttpRequest, scope: Scope, roster_id: int) -> HttpResponse:
    """Say what goes with a roster, ask, and remove it; or say which rules ask for it."""
    roster = found_roster(scope, roster_id)
    refusal = ""
    if request.method == "POST":
        try:
            remove_roster(roster=roster, actor=scope.actor, now=timezone.now())
        except RefusedError as error:
            refusal = str(error)
        else:
            messages.success(request, _("“%(roster)s” is removed.") % {"roster": roster.name})
            return redirect("eligibility:list_rosters", scope.site.slug)
    told = {
        "scope": scope,
        "roster": roster,
        "refusal": refusal,
        "people": entries_of(roster=roster).count(),
        "used_by_rules": rules_naming_roster(roster=roster),
    }
    return render(request, "eligibility/remove_roster.html", told, status=422 if refusal else 200)


def found_roster(scope: Scope, roster_id: int) -> Roster:
    """The roster of the address at this site, or 404."""
    roster = roster_at(site=scope.site, roster_id=roster_id)
    if roster is None:
        raise Http404
    return roster
