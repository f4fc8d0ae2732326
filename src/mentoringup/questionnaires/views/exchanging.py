"""Questionnaires in from a file, and out as files and on paper."""

import base64
import binascii
import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mentoreval.errors import InputRefusedError, MentorevalError
from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.questionnaires.domain.queries import form_of
from mentoringup.questionnaires.domain.writing import LONGEST_NAME, take_over_questionnaire
from mentoringup.questionnaires.editing.comparing import condition_in_words
from mentoringup.questionnaires.editing.cores import cores_of
from mentoringup.questionnaires.editing.reading_files import Source, form_from_file
from mentoringup.questionnaires.errors import FormIsWrongError
from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.questionnaires.form.document import to_document
from mentoringup.questionnaires.form.instrument import yaml_of
from mentoringup.questionnaires.form.values import Form, said
from mentoringup.questionnaires.forms_element import KINDS
from mentoringup.questionnaires.forms_import import ImportForm, TakeOverForm
from mentoringup.questionnaires.views.finding import context_of, found, language

if TYPE_CHECKING:
    from mentoringup.questionnaires.form.importing import Imported

_MOST_TOLD = 50
"""Reasons told one by one."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.SURVEY_EDIT)
def import_file(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Take a file, show what was understood, and take it over once that is confirmed."""
    if request.method != "POST":
        return _ask(request, scope, ImportForm())
    if "sent" in request.POST:
        return _take_over(request, scope)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, scope, form)
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        read, source = form_from_file(content, name=file.name)
    except InputRefusedError as error:
        return _ask(request, scope, form, reasons=[str(one) for one in error.reasons])
    initial = {
        "sent": base64.b64encode(content).decode(),
        "file_name": file.name,
        "name": (said(read.form.title, language()) or file.name)[:LONGEST_NAME],
    }
    return _show(request, scope, TakeOverForm(initial=initial), read, source)


@require_safe
@in_site(Permission.SURVEY_VIEW)
def export_yaml(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """The mentoreval instrument that the questionnaire is."""
    row = found(scope, questionnaire_id)
    form = form_of(row)
    faults = [one.sentence for one in faults_of(form) if one.is_blocking]
    try:
        text = "" if faults else yaml_of(form)
    except MentorevalError as error:
        faults = [str(error)]
    if faults:
        told = {**context_of(scope, row, form), "faults": faults}
        return render(request, "questionnaires/no_export.html", told, status=422)
    return _file(text, name=f"{form.id}.yaml", kind="application/yaml; charset=utf-8")


@require_safe
@in_site(Permission.SURVEY_VIEW)
def export_json(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """The whole document: pages, conditions, translations and all."""
    row = found(scope, questionnaire_id)
    text = json.dumps(to_document(form_of(row)), ensure_ascii=False, indent=1)
    name = f"{slugify(row.name) or 'questionnaire'}.json"
    return _file(text, name=name, kind="application/json; charset=utf-8")


@require_safe
@in_site(Permission.SURVEY_VIEW)
def print_view(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """Everything that can be asked, on paper: with codes, names of variables and conditions."""
    row = found(scope, questionnaire_id)
    form = form_of(row)
    asked = request.GET.get("language", "")
    spoken = asked if asked in form.languages else form.languages[0]
    told = {
        **context_of(scope, row, form),
        "spoken": spoken,
        "title": said(form.title, spoken),
        "intro": said(form.intro, spoken),
        "pages": _on_paper(form, spoken),
        "cores": cores_of(form).values(),
    }
    return render(request, "questionnaires/print.html", told)


def _on_paper(form: Form, spoken: str) -> list[dict[str, object]]:
    return [
        {
            "title": said(page.title, spoken),
            "intro": said(page.intro, spoken),
            "elements": [
                {
                    "element": one,
                    "text": said(one.text, spoken),
                    "hint": said(one.hint, spoken),
                    "kind": KINDS[one.kind],
                    "rows": [(row.id, said(row.text, spoken)) for row in one.rows],
                    "choices": [(each.code, said(each.label, spoken)) for each in one.choices],
                    "condition": condition_in_words(one.show_if, form, language=spoken)
                    if one.show_if
                    else "",
                }
                for one in page.elements
            ],
        }
        for page in form.pages
    ]


def _take_over(request: HttpRequest, scope: Scope) -> HttpResponse:
    form = TakeOverForm(request.POST)
    form.is_valid()
    try:
        content = base64.b64decode(form.cleaned_data.get("sent", ""), validate=True)
        read, source = form_from_file(content, name=form.cleaned_data.get("file_name", ""))
    except binascii.Error:
        return _ask(request, scope, ImportForm(), reasons=[_("Choose the file once more.")])
    except InputRefusedError as error:
        return _ask(request, scope, ImportForm(), reasons=[str(one) for one in error.reasons])
    if not form.is_valid():
        return _show(request, scope, form, read, source)
    try:
        row = take_over_questionnaire(
            site=scope.site,
            name=form.cleaned_data["name"],
            form=read.form,
            actor=scope.actor,
            now=timezone.now(),
        )
    except FormIsWrongError as error:
        return _ask(request, scope, ImportForm(), reasons=error.faults)
    messages.success(
        request,
        _("The questionnaire was taken over. The wording of its instruments is locked.")
        if read.form.cores or read.form.licensed
        else _("The questionnaire was taken over. Change whatever you like."),
    )
    return redirect("questionnaires:show_questionnaire", scope.site.slug, row.pk)


def _ask(
    request: HttpRequest, scope: Scope, form: ImportForm, *, reasons: list[str] | None = None
) -> HttpResponse:
    told = {"scope": scope, "form": form, "reasons": (reasons or [])[:_MOST_TOLD]}
    status = 422 if reasons or form.is_bound else 200
    return render(request, "questionnaires/import.html", told, status=status)


def _show(
    request: HttpRequest, scope: Scope, form: TakeOverForm, read: "Imported", source: Source
) -> HttpResponse:
    told = {
        "scope": scope,
        "form": form,
        "read": read.form,
        "source": source.value,
        "title": said(read.form.title, language()),
        "pages": _on_paper(read.form, read.form.languages[0]),
        "questions": len(read.form.variables()),
        "remarks": [*read.remarks, *(one.sentence for one in faults_of(read.form))],
    }
    status = 422 if form.is_bound else 200
    return render(request, "questionnaires/import_preview.html", told, status=status)


def _file(text: str, *, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
