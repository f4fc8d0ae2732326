"""A new series from a page that exists elsewhere."""

from collections.abc import Mapping
from types import MappingProxyType

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.domain.importing import import_page
from mentoringup.training.domain.queries import import_of
from mentoringup.training.forms_series import ImportForm
from mentoringup.training.page_import.imported import PageImportError
from mentoringup.training.staff_views.parts import found_series

_KINDS: Mapping[str, Promise] = MappingProxyType(
    {
        "title": _("title"),
        "summary": _("summary"),
        "introduction": _("introduction"),
        "session": _("session"),
        "date": _("date and time"),
        "place": _("place"),
        "link": _("link"),
        "seats": _("seats"),
        "objectives": _("objective"),
        "module": _("module"),
        "program": _("program"),
        "question": _("question"),
        "answer": _("answer"),
        "eligibility": _("who may come"),
        "tier": _("priority"),
        "rsvp": _("RSVP"),
        "order": _("order of sessions"),
        "contact": _("contact"),
    }
)
"""What an import can recognize, in words."""


@in_site(Permission.SERIES_EDIT)
def import_series(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A draft from a page that is pasted."""
    form = ImportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            series = import_page(
                site=scope.site,
                text=form.cleaned_data["text"],
                actor=scope.actor,
                now=timezone.now(),
            )
        except PageImportError as error:
            form.add_error("text", str(error))
        else:
            return redirect("training:imported_series", scope.site.slug, series.slug)
    return render(
        request,
        "training/staff/import.html",
        {"scope": scope, "form": form},
        status=422 if form.errors else 200,
    )


@in_site(Permission.SERIES_VIEW)
def imported(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """What was understood of a pasted page, what wasn't, and the text as it was pasted."""
    series = found_series(scope, series_slug)
    found = import_of(series=series)
    if found is None:
        raise Http404
    context = {
        "scope": scope,
        "series": series,
        "found": found,
        "understood": [
            {**one, "kind": _KINDS.get(one["kind"], one["kind"])} for one in found.understood
        ],
    }
    return render(request, "training/staff/imported.html", context)
