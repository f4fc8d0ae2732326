"""A new series from last year's."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.domain.copying import copy_series
from mentoringup.training.domain.queries import editor_choices, term_at
from mentoringup.training.forms_series import CopyForm
from mentoringup.training.moving import Left
from mentoringup.training.staff_views.parts import found_series, language


@in_site(Permission.SERIES_EDIT)
def copy(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """Copy a series into another term."""
    series = found_series(scope, series_slug)
    choices = editor_choices(site=scope.site, language=language())
    form = CopyForm(request.POST or None, terms=choices.terms, initial={"title": series.title})
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        term = term_at(site=scope.site, term_id=wanted["term"])
        if term is None:
            raise Http404
        made = copy_series(
            series=series,
            title=wanted["title"],
            term=term,
            with_places=wanted["with_places"],
            actor=scope.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The copy is a draft. Here is what was left behind."))
        return redirect("training:copied_series", scope.site.slug, made.slug)
    context = {"scope": scope, "series": series, "form": form, "has_terms": bool(choices.terms)}
    return render(request, "training/staff/copy.html", context, status=422 if form.errors else 200)


@in_site(Permission.SERIES_VIEW)
def copied(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """What a copy left behind."""
    series = found_series(scope, series_slug)
    rows = [
        {"session": one["session"], "sentence": Left(one["what"]).sentence, "was": one["was"]}
        for one in series.not_copied
    ]
    context = {
        "scope": scope,
        "series": series,
        "of_sessions": [row for row in rows if row["session"]],
        "of_series": [row for row in rows if not row["session"]],
    }
    return render(request, "training/staff/copied.html", context)
