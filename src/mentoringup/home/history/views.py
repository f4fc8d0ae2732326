"""Who did what at a site, when and why."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.audit.domain.queries import (
    all_lines,
    choices_of_site,
    history_of_site,
    history_of_thing,
    lines_of,
)
from mentoringup.audit.verbs import page_of_thing
from mentoringup.home.history.exports import rows_of
from mentoringup.home.history.forms import HistoryFilter
from mentoringup.organizations.gate import Scope, in_site

ENTRIES_A_PAGE = 50


@require_safe
@never_cache
@in_site(Permission.HISTORY_VIEW)
def list_entries(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What happened at a site, newest first."""
    form = _filter(request, scope)
    found = history_of_site(site_id=scope.site.pk, wanted=form.wanted())
    page = Paginator(found, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "scope": scope,
        "form": form,
        "page": page,
        "lines": lines_of(page.object_list),
        "zone": scope.site.zone,
    }
    return render(request, "home/history/list.html", shown)


@require_safe
@never_cache
@in_site(Permission.HISTORY_VIEW)
def export_entries(request: HttpRequest, scope: Scope) -> StreamingHttpResponse:
    """The same as CSV."""
    found = history_of_site(site_id=scope.site.pk, wanted=_filter(request, scope).wanted())
    rows = rows_of(all_lines(found), zone=scope.site.zone)
    name = f"history-{scope.site.slug}.csv"
    return StreamingHttpResponse(
        rows,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
@never_cache
@in_site(Permission.HISTORY_VIEW)
def show_thing(request: HttpRequest, scope: Scope, kind: str, thing_id: str) -> HttpResponse:
    """What happened to one thing at a site; 404 where nothing did."""
    if "\x00" in kind + thing_id:  # PostgreSQL can't even look for it
        raise Http404
    found = history_of_thing(site_id=scope.site.pk, kind=kind, thing_id=thing_id)
    page = Paginator(found, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(page.object_list)
    if not lines:
        raise Http404
    shown = {
        "scope": scope,
        "page": page,
        "lines": lines,
        "zone": scope.site.zone,
        "thing": lines[0].thing,
        "thing_page": page_of_thing(kind, site_slug=scope.site.slug, thing_id=thing_id),
    }
    return render(request, "home/history/thing.html", shown)


def _filter(request: HttpRequest, scope: Scope) -> HistoryFilter:
    return HistoryFilter(request.GET, choices=choices_of_site(site_id=scope.site.pk))
