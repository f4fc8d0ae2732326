"""Files of a run: to be kept, or a figure that answers to the pointer."""

from csp.decorators import csp_exempt
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.html import escape
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.evaluation.domain.queries_runs import (
    RunIsGoneError,
    file_at,
    file_of_kind,
    run_at,
)
from mentoringup.evaluation.enums import FileKind
from mentoringup.evaluation.models import Run
from mentoringup.guides.downloading import attachment
from mentoringup.organizations.gate import Scope, in_site

_NOTHING = "default-src 'none'; sandbox"
_ALIVE = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'"
)
"""Scripts of the file alone run, in a place of their own: no cookie, no network, no way out."""

_ONLY = (
    "<style>body *:not(:has(#{id})):not(#{id}):not(#{id} *),#{id} figcaption{{display:none}}"
    "body,body *:has(#{id}){{margin:0;padding:0;border:0;max-width:none}}"
    "#{id}{{margin:0.5rem}}</style></head>"
)
"""Leaves one figure of a page."""


@require_safe
@csp_exempt()
@in_site(Permission.EVALUATION_VIEW)
def download_file(
    request: HttpRequest, scope: Scope, run_id: int, file_id: int
) -> HttpResponseBase:
    """A file, to be kept and not shown: it is told to be nothing but what it is."""
    run = _run(scope, run_id)
    found = file_at(run=run, file_id=file_id, with_answers=scope.may(Permission.EVALUATION_RUN))
    if found is None:
        raise Http404
    etag = f'"run-file-{found.pk}-{run.results_sha256[:16]}"'
    answer = get_conditional_response(request, etag=etag) or HttpResponse(
        bytes(found.content),
        content_type=found.media_type,
        headers={"Content-Disposition": attachment(f"{run.name} {found.name}")},
    )
    return _guarded(answer, etag, _NOTHING)


@require_safe
@csp_exempt()
@xframe_options_sameorigin
@in_site(Permission.EVALUATION_VIEW)
def live_figure(
    request: HttpRequest, scope: Scope, run_id: int, figure_id: str
) -> HttpResponseBase:
    """One figure with its scripts, for a frame that may do nothing else."""
    run = _run(scope, run_id)
    known = {one["id"] for one in run.told.get("figures", ())}
    found = file_of_kind(run=run, kind=FileKind.REPORT_INTERACTIVE)
    if found is None or figure_id not in known:
        raise Http404
    etag = f'"live-{found.pk}-{figure_id}"'
    page = bytes(found.content).decode()
    only = _ONLY.format(id=escape(figure_id))
    answer = get_conditional_response(request, etag=etag) or HttpResponse(
        page.replace("</head>", only, 1), content_type="text/html; charset=utf-8"
    )
    return _guarded(answer, etag, _ALIVE)


def _guarded(answer: HttpResponseBase, etag: str, policy: str) -> HttpResponseBase:
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = policy
    return answer


def _run(scope: Scope, run_id: int) -> Run:
    try:
        return run_at(site=scope.site, run_id=run_id)
    except RunIsGoneError:
        raise Http404 from None
