"""The evaluation of a site at a glance, and asking for a run."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.evaluation.domain.group_variables import group_variables
from mentoringup.evaluation.domain.queries_data_sets import (
    data_sets_of,
    open_uploads_of,
    waves_to_freeze,
)
from mentoringup.evaluation.domain.queries_runs import RunIsGoneError, run_at, runs_of
from mentoringup.evaluation.domain.running import ask_for_run, begin_again, is_open
from mentoringup.evaluation.errors import EvaluationRefusedError
from mentoringup.evaluation.forms_runs import RunForm
from mentoringup.evaluation.models import DataSet
from mentoringup.organizations.gate import Scope, in_site

MOST_SHOWN = 30
"""Runs and data sets on the overview."""


@require_safe
@never_cache
@in_site(Permission.EVALUATION_VIEW)
def overview(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What was found, what it stands on, and what waits for somebody."""
    runs = list(runs_of(site=scope.site)[:MOST_SHOWN])
    context = {
        "scope": scope,
        "runs": runs,
        "is_working": any(is_open(run) for run in runs),
        "data_sets": list(data_sets_of(site=scope.site)[:MOST_SHOWN]),
        "uploads": open_uploads_of(site=scope.site),
        "waves": list(waves_to_freeze(site=scope.site)),
        "may_run": scope.may(Permission.EVALUATION_RUN),
    }
    return render(request, "evaluation/runs/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.EVALUATION_RUN)
def start_run(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Choose what is evaluated and by which rules; sending it has it made."""
    data_sets = list(data_sets_of(site=scope.site))
    sent = request.POST if request.method == "POST" else None
    form = RunForm(
        sent,
        data_sets=data_sets,
        groups=group_variables(data_sets),
        initial=_initial(request, data_sets),
    )
    if sent is None or not form.is_valid():
        return _page(request, scope, form, data_sets, status=422 if sent else 200)
    chosen = set(form.cleaned_data["data_sets"])
    try:
        run = ask_for_run(
            site=scope.site,
            name=form.cleaned_data["name"],
            data_sets=[one for one in data_sets if one.pk in chosen],
            options=form.options(),
            actor=scope.actor,
            now=timezone.now(),
        )
    except EvaluationRefusedError as error:
        form.add_error("data_sets", str(error))
        return _page(request, scope, form, data_sets, status=422)
    return redirect("evaluation:show_run", scope.site.slug, run.pk)


@require_POST
@in_site(Permission.EVALUATION_RUN)
def begin_run_again(request: HttpRequest, scope: Scope, run_id: int) -> HttpResponse:
    """Have a run that failed made once more."""
    try:
        run = run_at(site=scope.site, run_id=run_id)
    except RunIsGoneError:
        raise Http404 from None
    begin_again(run=run, actor=scope.actor, now=timezone.now())
    messages.info(request, _("It is being made once more."))
    return redirect("evaluation:show_run", scope.site.slug, run.pk)


def _initial(request: HttpRequest, data_sets: Sequence[DataSet]) -> dict[str, object]:
    """Those that the address names; otherwise all that asked what the latest one asked."""
    named = {value for value in request.GET.getlist("data_set") if value.isdecimal()}
    chosen = [one for one in data_sets if str(one.pk) in named]
    if not chosen and data_sets:
        latest = data_sets[0].instrument_sha256
        chosen = [one for one in data_sets if one.instrument_sha256 == latest]
    name = chosen[0].name if len(chosen) == 1 else ""
    return {"data_sets": [one.pk for one in chosen], "name": name}


def _page(
    request: HttpRequest,
    scope: Scope,
    form: RunForm,
    data_sets: Sequence[DataSet],
    *,
    status: int,
) -> HttpResponse:
    context = {"scope": scope, "form": form, "has_data_sets": bool(data_sets)}
    return render(request, "evaluation/runs/start.html", context, status=status)
