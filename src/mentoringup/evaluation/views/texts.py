"""Answers in words: read after closing, shuffled, redacted by a person, exported."""

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.evaluation.domain.free_texts import (
    FreeText,
    Suggested,
    TextIsGoneError,
    TooFewTextsError,
    export_texts,
    open_questions,
    review_text,
    suggest,
    texts_of,
)
from mentoringup.evaluation.domain.queries_data_sets import data_set_at
from mentoringup.evaluation.errors import DataSetIsGoneError, EvaluationRefusedError
from mentoringup.evaluation.models import DataSet
from mentoringup.guides.downloading import attachment
from mentoringup.organizations.gate import Scope, in_site

A_PAGE = 20
"""Answers on a page."""


@require_safe
@never_cache
@in_site(Permission.EVALUATION_VIEW)
def list_questions(request: HttpRequest, scope: Scope, data_set_id: int) -> HttpResponse:
    """The questions that were answered in words."""
    data_set = _data_set(scope, data_set_id)
    context = {
        "scope": scope,
        "data_set": data_set,
        "questions": open_questions(data_set=data_set),
    }
    return render(request, "evaluation/texts/list.html", context)


@require_safe
@never_cache
@in_site(Permission.EVALUATION_VIEW)
def show_texts(request: HttpRequest, scope: Scope, data_set_id: int, question: str) -> HttpResponse:
    """The answers to a question: as written for reviewers, as redacted for everybody else."""
    data_set = _data_set(scope, data_set_id)
    return _texts_page(request, scope, data_set, question)


@require_POST
@in_site(Permission.EVALUATION_RUN)
def review(request: HttpRequest, scope: Scope, data_set_id: int, question: str) -> HttpResponse:
    """Keep what may be read of one answer."""
    data_set = _data_set(scope, data_set_id)
    sent = request.POST.get("number", "")
    number = int(sent) if sent.isdecimal() and len(sent) < len("1000000") else 0
    text = "" if "keep_back" in request.POST else request.POST.get("text", "")
    try:
        review_text(
            data_set=data_set,
            question=question,
            number=number,
            text=text,
            actor=scope.actor,
            now=timezone.now(),
        )
    except TextIsGoneError:
        raise Http404 from None
    except EvaluationRefusedError as error:
        return _texts_page(request, scope, data_set, question, refusal=str(error))
    messages.success(request, _("Answer %(number)d was reviewed.") % {"number": number})
    page = (number - 1) // A_PAGE + 1
    address = reverse("evaluation:show_texts", args=[scope.site.slug, data_set.pk, question])
    return redirect(f"{address}?page={page}#text-{number}")


@require_POST
@in_site(Permission.EVALUATION_RUN)
def download_texts(
    request: HttpRequest, scope: Scope, data_set_id: int, question: str
) -> HttpResponse:
    """Reviewed answers of those who consented, as CSV; noted in the history, so a POST."""
    data_set = _data_set(scope, data_set_id)
    try:
        content = export_texts(
            data_set=data_set, question=question, actor=scope.actor, now=timezone.now()
        )
    except TextIsGoneError:
        raise Http404 from None
    except TooFewTextsError as error:
        return _texts_page(request, scope, data_set, question, refusal=str(error))
    name = attachment(f"{data_set.name} {question}.csv")
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": name, "X-Content-Type-Options": "nosniff"},
    )


def _texts_page(
    request: HttpRequest, scope: Scope, data_set: DataSet, question: str, *, refusal: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"scope": scope, "data_set": data_set, "refusal": refusal}
    asked = {one.id: one for one in open_questions(data_set=data_set)}
    if question not in asked:
        raise Http404
    context["question"] = asked[question]
    try:
        texts = texts_of(data_set=data_set, question=question)
    except TooFewTextsError as error:
        context["too_few"] = str(error)
        texts = ()
    may_review = scope.may(Permission.EVALUATION_RUN)
    shown = texts if may_review else tuple(one for one in texts if one.stored)
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    context["page"] = page
    context["may_review"] = may_review
    context["waiting"] = sum(one.stored is None for one in texts)
    if may_review:
        listed = tuple(page.object_list)
        suggested = suggest(data_set=data_set, texts=listed)
        context["rows"] = [_row(one, two) for one, two in zip(listed, suggested, strict=True)]
    return render(request, "evaluation/texts/show.html", context, status=422 if refusal else 200)


def _row(one: FreeText, suggested: Suggested) -> dict[str, Any]:
    """An answer with its marks as pieces of text, and what the field begins with."""
    edges = [0, *(edge for span in suggested.spans for edge in (span.start, span.end))]
    edges.append(len(one.text))
    pieces = [
        (one.text[start:end], place % 2 == 1)
        for place, (start, end) in enumerate(pairwise(edges))
        if start < end
    ]
    return {
        "number": one.number,
        "pieces": pieces,
        "marks": len(suggested.spans),
        "is_reviewed": one.stored is not None,
        "is_kept_back": one.stored == "",
        "text": suggested.text if one.stored is None else one.stored,
    }


def _data_set(scope: Scope, data_set_id: int) -> DataSet:
    try:
        return data_set_at(site=scope.site, data_set_id=data_set_id)
    except DataSetIsGoneError:
        raise Http404 from None
