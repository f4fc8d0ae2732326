"""Data sets: the list, one of them, freezing a wave, and what can be taken along."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.evaluation.domain.exporting import (
    FEWEST,
    ExportFile,
    ExportKind,
    export_answers,
    export_questions,
    why_refused,
)
from mentoringup.evaluation.domain.finishing import TIME_TO_REOPEN, Finished, finish, seen_of
from mentoringup.evaluation.domain.queries_data_sets import (
    data_set_at,
    data_sets_of,
    open_uploads_of,
    runs_of_data_set,
    wave_to_freeze,
    waves_to_freeze,
)
from mentoringup.evaluation.errors import (
    DataSetIsGoneError,
    EvaluationRefusedError,
    WaveHasChangedError,
)
from mentoringup.evaluation.flow_words import flow_in_words
from mentoringup.evaluation.models import DataSet
from mentoringup.evaluation.uploads.wording import format_in_words
from mentoringup.evaluation.wave_words import said_change
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.surveys.domain.paper import number_left
from mentoringup.surveys.enums import WaveState
from mentoringup.ui.dates import say_time


@require_safe
@in_site(Permission.EVALUATION_VIEW)
def list_data_sets(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every data set, what could become one, and uploads that are not done yet."""
    told = {
        "scope": scope,
        "data_sets": data_sets_of(site=scope.site),
        "waves": waves_to_freeze(site=scope.site),
        "uploads": open_uploads_of(site=scope.site),
        "may_run": scope.may(Permission.EVALUATION_RUN),
        "hours": int(TIME_TO_REOPEN.total_seconds() // 3600),
    }
    return render(request, "evaluation/data_sets/list.html", told)


@require_safe
@in_site(Permission.EVALUATION_VIEW)
def show_data_set(request: HttpRequest, scope: Scope, data_set_id: int) -> HttpResponse:
    """What is known of a data set, without any answer of it."""
    return _shown(request, scope, _found(scope, data_set_id))


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.EVALUATION_RUN)
def freeze_wave(request: HttpRequest, scope: Scope, wave_id: int) -> HttpResponse:
    """Say what freezing does, and do it once that is confirmed."""
    try:
        wave = wave_to_freeze(site=scope.site, wave_id=wave_id)
    except DataSetIsGoneError as error:
        raise Http404 from error
    if wave.state == WaveState.FROZEN:
        return _finished(request, scope, Finished(data_set=wave.data_set, is_new=False))
    refusal, status = "", 200
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            found = finish(wave=wave, actor=scope.actor, now=timezone.now(), seen=seen)
        except WaveHasChangedError as error:
            wave, status = error.wave, 409
            refusal = said_change(wave, was_open=seen.startswith(WaveState.OPEN))
        except EvaluationRefusedError as error:
            refusal, status = str(error), 422
        else:
            return _finished(request, scope, found)
    told = {
        "scope": scope,
        "wave": wave,
        "seen": seen_of(wave),
        "refusal": refusal,
        "is_open": wave.state == WaveState.OPEN,
        "paper_left": number_left(wave),
    }
    return render(request, "evaluation/data_sets/freeze.html", told, status=status)


@require_POST
@never_cache
@in_site(Permission.EVALUATION_RUN)
def take_answers(request: HttpRequest, scope: Scope, data_set_id: int, kind: str) -> HttpResponse:
    """Answers of those who consented to research, as a file; noted in the history."""
    data_set, wanted = _found(scope, data_set_id), _kind(kind, has_answers=True)
    try:
        file = export_answers(data_set=data_set, kind=wanted, actor=scope.actor, now=timezone.now())
    except EvaluationRefusedError as error:
        return _shown(request, scope, data_set, refusal=str(error))
    return _file(file)


@require_safe
@in_site(Permission.EVALUATION_VIEW)
def download_questions(
    request: HttpRequest,
    scope: Scope,
    data_set_id: int,
    kind: str,
) -> HttpResponse:
    """What was asked, as a file."""
    wanted = _kind(kind, has_answers=False)
    try:
        return _file(export_questions(data_set=_found(scope, data_set_id), kind=wanted))
    except EvaluationRefusedError as error:
        raise Http404 from error


def _finished(request: HttpRequest, scope: Scope, found: Finished) -> HttpResponse:
    """Go to the data set, saying what became of the wave now, or since when it is frozen."""
    data_set = found.data_set
    if not found.is_new:
        words = _("“%(name)s” has been frozen since %(when)s. Nothing was changed; here it is.")
    elif data_set.rows:
        words = _("“%(name)s” is frozen; its evaluation begins.")
    else:
        words = _("“%(name)s” is frozen. Nobody had answered.")
    when = say_time(data_set.frozen_at, None, scope.site.zone).words
    tell = messages.success if found.is_new else messages.info
    tell(request, words % {"name": data_set.name, "when": when})
    return redirect("evaluation:data_set", scope.site.slug, data_set.pk)


def _shown(
    request: HttpRequest, scope: Scope, data_set: DataSet, *, refusal: str = ""
) -> HttpResponse:
    told: dict[str, Any] = {
        "scope": scope,
        "data_set": data_set,
        "origin": data_set.origin,
        "file_format": format_in_words(data_set.origin.get("format", "")),
        "flow": flow_in_words(data_set.origin.get("flow", ())),
        "runs": runs_of_data_set(data_set=data_set),
        "why_no_answers": why_refused(data_set.consented) if data_set.consented < FEWEST else "",
        "may_run": scope.may(Permission.EVALUATION_RUN),
        "refusal": refusal,
    }
    page = "evaluation/data_sets/show.html"
    return render(request, page, told, status=422 if refusal else 200)


def _found(scope: Scope, data_set_id: int) -> DataSet:
    try:
        return data_set_at(site=scope.site, data_set_id=data_set_id)
    except DataSetIsGoneError as error:
        raise Http404 from error


def _kind(kind: str, *, has_answers: bool) -> ExportKind:
    found = next((one for one in ExportKind if one.value == kind), None)
    if found is None or found.has_answers is not has_answers:
        raise Http404
    return found


def _file(file: ExportFile) -> HttpResponse:
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
