"""The page of a run: how far it is, why it failed, or what was found."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.evaluation.archives import texts_in
from mentoringup.evaluation.domain.queries_runs import (
    RunIsGoneError,
    data_sets_in,
    file_of_kind,
    files_of,
    open_before,
    past_of,
    run_at,
)
from mentoringup.evaluation.domain.running import is_open, is_overdue
from mentoringup.evaluation.enums import FileKind, RunState
from mentoringup.evaluation.errors import said
from mentoringup.evaluation.findings.page import findings_of
from mentoringup.evaluation.findings.trend import RunGains, Trend, trend_of
from mentoringup.evaluation.models import DataSet, Run
from mentoringup.evaluation.options import PUBLICATION, from_document
from mentoringup.evaluation.rule_words import rules_in_words
from mentoringup.organizations.gate import Scope, in_site


@require_safe
@never_cache
@in_site(Permission.EVALUATION_VIEW)
def show_run(request: HttpRequest, scope: Scope, run_id: int) -> HttpResponse:
    """Progress until it is there, part of it for htmx; then the findings."""
    try:
        run = run_at(site=scope.site, run_id=run_id)
    except RunIsGoneError:
        raise Http404 from None
    if request.headers.get("HX-Request"):
        return _part(request, scope, run)
    context = {**_progress(scope, run), "data_sets": data_sets_in(run=run)}
    if run.state != RunState.READY:
        return render(request, "evaluation/runs/progress_page.html", context)
    return render(request, "evaluation/findings/show.html", context | _found(scope, run, context))


def _part(request: HttpRequest, scope: Scope, run: Run) -> HttpResponse:
    """What htmx swaps in: nothing where nothing changed, the whole page once it is made."""
    if run.state == RunState.READY:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    context = _progress(scope, run)
    if request.headers.get("X-Seen") == context["mark"]:
        return HttpResponse(status=204)
    return render(request, "evaluation/runs/progress.html", context)


def _progress(scope: Scope, run: Run) -> dict[str, Any]:
    """What is stored in words is English, and said here in the reader's language."""
    values = run.fault_values
    if "rules" in values:
        values = values | {"rules": " ".join(rules_in_words(from_document(run.options)))}
    return {
        "scope": scope,
        "run": run,
        "step": _(run.step) if run.step else "",
        "fault": said(run.fault, values),
        "is_open": is_open(run),
        "is_overdue": is_overdue(run, now=timezone.now()),
        "before": open_before(run=run) if run.state == RunState.WAITING else 0,
        "may_run": scope.may(Permission.EVALUATION_RUN),
        "mark": f"{run.state}-{run.progress}-{run.step}",
    }


def _found(scope: Scope, run: Run, context: dict[str, Any]) -> dict[str, Any]:
    options = from_document(run.options)
    archive = file_of_kind(run=run, kind=FileKind.FIGURES)
    drawings = texts_in(archive.content, ending=".svg") if archive else {}
    return {
        "findings": findings_of(run.told, drawings),
        "files": files_of(run=run, with_answers=scope.may(Permission.EVALUATION_RUN)),
        "trend": _trend(run, context["data_sets"]),
        "options": options,
        "rules": rules_in_words(options),
        "is_for_publication": options.threshold >= PUBLICATION,
        "is_synthetic": any(one.origin.get("synthetic") for one in context["data_sets"]),
    }


def _trend(run: Run, data_sets: list[DataSet]) -> Trend | None:
    this = RunGains(pk=run.pk, name=run.name, gains=run.told["gains"], when=tuple(run.told["when"]))
    past = [
        RunGains(pk=one.pk, name=one.name, gains=one.gains, when=tuple(one.when))
        for one in past_of(run=run, data_sets=data_sets)
    ]
    return trend_of(this, past)
