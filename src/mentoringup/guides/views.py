"""Printing a plan: what is wanted, how far it is, and the file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.guides.domain.asking import ask_for_guides, is_overdue
from mentoringup.guides.domain.queries import (
    Document,
    content_of,
    documents_of,
    guide_of,
    languages_of,
    newest_first,
    open_before,
    usual_of,
)
from mentoringup.guides.downloading import attachment
from mentoringup.guides.enums import MEDIA_TYPES, FileFormat, GuideState
from mentoringup.guides.forms import AskForm
from mentoringup.guides.models import Guide
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.planning.domain.queries import StoredPlan, plan_at
from mentoringup.planning.errors import PlanIsGoneError


@require_safe
@never_cache
@in_site(Permission.CURRICULUM_VIEW)
def print_plan(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """The form that asks for documents, and those that there are."""
    stored = _plan(scope, plan_id)
    return _print_page(request, scope, stored, _form(request, scope, stored))


@require_POST
@in_site(Permission.PLAN_EDIT)
def ask(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """Have documents made, and show how far they are."""
    stored = _plan(scope, plan_id)
    form = _form(request, scope, stored)
    if not form.is_valid():
        return _print_page(request, scope, stored, form, status=422)
    now = timezone.now()
    guides = ask_for_guides(stored=stored, wishes=form.wishes(), actor=scope.actor, now=now)
    there = sum(guide.state == GuideState.READY for guide in guides)
    if there:
        messages.info(
            request,
            ngettext(
                "It was made already, and nothing has changed since: here it is.",
                "%(there)d of the documents were made already, and nothing has changed since.",
                there,
            )
            % {"there": there},
        )
    numbers = tuple(guide.pk for guide in guides)
    return redirect("guides:show_guides", scope.site.slug, plan_id, numbers)


@require_safe
@never_cache
@in_site(Permission.CURRICULUM_VIEW)
def show_guides(
    request: HttpRequest, scope: Scope, plan_id: int, guide_ids: tuple[int, ...]
) -> HttpResponse:
    """How far some documents are, and the files once they are there; part of it for htmx."""
    stored = _plan(scope, plan_id)
    found = {one.row.pk: one for one in documents_of(stored=stored, ids=guide_ids)}
    if set(found) != set(guide_ids):
        raise Http404
    documents = [found[number] for number in dict.fromkeys(guide_ids)]
    mark = "/".join(f"{one.row.state}-{one.row.progress}-{one.row.step}" for one in documents)
    is_part = bool(request.headers.get("HX-Request"))
    if is_part and request.headers.get("X-Seen") == mark:
        return HttpResponse(status=204)
    context = {
        "scope": scope,
        "plan": stored.row,
        "rows": _progress_of(documents),
        "before": open_before(documents=documents),
        "is_open": any(one.is_open for one in documents),
        "are_ready": all(one.row.state == GuideState.READY for one in documents),
        "may_ask": scope.may(Permission.PLAN_EDIT),
        "mark": mark,
        "is_part": is_part,
    }
    return render(request, f"guides/{'progress' if is_part else 'show'}.html", context)


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def download(request: HttpRequest, scope: Scope, plan_id: int, guide_id: int) -> HttpResponseBase:
    """The file, to be kept and not shown: it is told to be nothing but what it is."""
    guide = guide_of(plan_id=_plan(scope, plan_id).row.pk, guide_id=guide_id)
    if guide is None or guide.state != GuideState.READY:
        raise Http404
    answer = get_conditional_response(request, etag=_etag(guide)) or HttpResponse(
        content_of(guide=guide),
        content_type=MEDIA_TYPES[FileFormat(guide.format)],
        headers={"Content-Disposition": attachment(guide.file_name)},
    )
    answer["ETag"] = _etag(guide)
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _plan(scope: Scope, plan_id: int) -> StoredPlan:
    try:
        return plan_at(site=scope.site, plan_id=plan_id)
    except PlanIsGoneError:
        raise Http404 from None


def _form(request: HttpRequest, scope: Scope, stored: StoredPlan) -> AskForm:
    languages = languages_of(stored=stored)
    usual = usual_of(site=scope.site, person=scope.actor, languages=languages)
    sent = request.POST if request.method == "POST" else None
    return AskForm(sent, usual=usual, languages=languages)


def _print_page(
    request: HttpRequest, scope: Scope, stored: StoredPlan, form: AskForm, *, status: int = 200
) -> HttpResponse:
    newest, earlier = newest_first(documents_of(stored=stored))
    context = {
        "scope": scope,
        "plan": stored.row,
        "form": form,
        "newest": newest,
        "earlier": earlier,
        "may_ask": scope.may(Permission.PLAN_EDIT),
    }
    return render(request, "guides/print.html", context, status=status)


def _progress_of(documents: list[Document]) -> list[dict[str, Any]]:
    """What a page says of each: its words are stored in English, and translated here."""
    now = timezone.now()
    return [
        {
            "document": one,
            "step": _(one.row.step) if one.row.step else "",
            "fault": _(one.row.fault) if one.row.fault else "",
            "is_overdue": is_overdue(one.row, now=now),
        }
        for one in documents
    ]


def _etag(guide: Guide) -> str:
    made = guide.made_at.isoformat() if guide.made_at else ""
    return f'"guide-{guide.pk}-{made}"'
