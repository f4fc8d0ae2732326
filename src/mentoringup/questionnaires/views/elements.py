"""One element: adding and changing it; parts of an instrument are shown, and can be parted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.questionnaires.domain.queries import form_at_revision, form_of
from mentoringup.questionnaires.editing.arranging import (
    EditRefusedError,
    NoSuchPlaceError,
    add_element,
    element_at,
    page_of,
    replace_element,
)
from mentoringup.questionnaires.editing.cores import cores_of
from mentoringup.questionnaires.enums import Change
from mentoringup.questionnaires.errors import QuestionnaireIsGoneError
from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.questionnaires.form.values import Element, ElementKind, Form, said
from mentoringup.questionnaires.forms_condition import offered_in
from mentoringup.questionnaires.forms_element import KINDS, ElementForm
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.questionnaires.views.finding import (
    context_of,
    found,
    found_element,
    found_page,
    language,
    number_in,
)
from mentoringup.questionnaires.views.saving import Refusal, overtaken, saved


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def new_element(
    request: HttpRequest, scope: Scope, questionnaire_id: int, page_id: str, kind: str
) -> HttpResponse:
    """A new element of some kind on a page."""
    row = found(scope, questionnaire_id)
    form = form_of(row)
    page = found_page(form, page_id)
    if kind not in list(ElementKind):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    asked = ElementForm(sent, form=form, kind=ElementKind(kind))
    refusal: Refusal | None = None
    if sent is not None and asked.is_valid():
        element = asked.element()
        try:
            changed = add_element(form, element, page_id=page.id, after=sent.get("after", ""))
        except EditRefusedError as error:
            refusal = Refusal(status=422, sentence=str(error.what))
        else:
            refusal = _stored(scope, row, form, changed, element, asked, Change.ADDED, sent)
        if refusal is None and asked.is_valid():
            messages.success(request, _("Added. This is how the questionnaire stands now."))
            return redirect(_address(scope, row, element))
    told = {"form": asked, "refusal": refusal, "page": page, "kind_words": KINDS[asked.kind]}
    return _rendered(request, scope, row, told)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def edit_element(
    request: HttpRequest, scope: Scope, questionnaire_id: int, element_id: str
) -> HttpResponse:
    """An element of the site to change; one of an instrument to read."""
    row = found(scope, questionnaire_id)
    form = form_of(row)
    if request.method == "POST" and element_id not in {one.id for one in form.elements}:
        return _gone(request, scope, row, form, element_id)
    element = found_element(form, element_id)
    if element.core:
        return _locked(request, scope, row, form, element)
    sent = request.POST if request.method == "POST" else None
    asked = ElementForm(sent, form=form, kind=element.kind, element=element)
    refusal: Refusal | None = None
    if sent is not None and asked.is_valid():
        changed = replace_element(form, element_id, asked.element())
        refusal = _stored(scope, row, form, changed, asked.element(), asked, Change.CHANGED, sent)
        if refusal is None and asked.is_valid():
            messages.success(request, _("Saved."))
            return redirect(_address(scope, row, element))
    told = {
        "form": asked,
        "refusal": refusal,
        "page": page_of(form, element_id),
        "element": element,
        "kind_words": KINDS[element.kind],
    }
    return _rendered(request, scope, row, told)


def _gone(
    request: HttpRequest, scope: Scope, row: Questionnaire, form: Form, element_id: str
) -> HttpResponse:
    """Somebody removed the element meanwhile: what was typed is kept, to be added anew."""
    revision = number_in(request.POST, "revision")
    try:
        before = form_at_revision(questionnaire=row, number=revision)
        element = element_at(before, element_id)
    except (QuestionnaireIsGoneError, NoSuchPlaceError) as error:
        raise Http404 from error
    page_id = page_of(before, element_id).id
    page = next((one for one in form.pages if one.id == page_id), form.pages[0])
    sent = request.POST.copy()
    sent["name"] = element_id
    told = {
        "form": ElementForm(sent, form=form, kind=element.kind),
        "refusal": overtaken(row, revision),
        "page": page,
        "kind_words": KINDS[element.kind],
        "action": reverse(
            "questionnaires:new_element",
            args=[scope.site.slug, row.pk, page.id, element.kind.value],
        ),
    }
    return _rendered(request, scope, row, told)


def _stored(  # noqa: PLR0917  what a form was, is, and says
    scope: Scope,
    row: Questionnaire,
    before: Form,
    after: Form,
    element: Element,
    asked: ElementForm,
    change: Change,
    sent: Any,
) -> Refusal | None:
    """Store it, unless it brings a new fault that blocks: that is told in the form."""
    known = {fault.sentence for fault in faults_of(before)}
    for fault in faults_of(after):
        if fault.is_blocking and fault.element == element.id and fault.sentence not in known:
            asked.add_error(None, str(fault.sentence))
    if asked.errors:
        return None
    return saved(
        scope,
        row,
        after,
        revision=number_in(sent, "revision"),
        change=change,
        title=said(element.text, language()),
    )


def _rendered(
    request: HttpRequest, scope: Scope, row: Questionnaire, told: dict[str, Any]
) -> HttpResponse:
    refusal, asked = told["refusal"], told["form"]
    status = refusal.status if refusal else 422 if asked.is_bound else 200
    row.refresh_from_db()
    told = {
        **context_of(scope, row),
        **told,
        "plain_fields": [field for field in asked if not field.name.startswith("if_")],
        "offered": offered_in(asked),
    }
    return render(request, "questionnaires/element.html", told, status=status)


def _locked(
    request: HttpRequest, scope: Scope, row: Questionnaire, form: Form, element: Element
) -> HttpResponse:
    told = {
        **context_of(scope, row, form),
        "element": element,
        "core": cores_of(form).get(element.core),
        "text": said(element.text, language()),
        "rows": [(one.id, said(one.text, language())) for one in element.rows],
        "choices": [(one.code, said(one.label, language())) for one in element.choices],
        "other_pages": [
            (one.id, said(one.title, language()))
            for one in form.pages
            if one.id != page_of(form, element.id).id
        ],
    }
    if request.method == "POST":  # nothing of a locked element can be saved
        told["refusal"] = Refusal(
            status=422,
            sentence=_("This is part of an included instrument and locked: it can only be moved."),
        )
        return render(request, "questionnaires/locked.html", told, status=422)
    return render(request, "questionnaires/locked.html", told)


def _address(scope: Scope, row: Questionnaire, element: Element) -> str:
    address = reverse("questionnaires:show_questionnaire", args=[scope.site.slug, row.pk])
    return f"{address}#element-{element.id}"
