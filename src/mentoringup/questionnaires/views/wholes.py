"""Title, languages and instruments of a questionnaire; the words of a page; translations."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.questionnaires.domain.queries import form_of
from mentoringup.questionnaires.editing.arranging import (
    EditRefusedError,
    NoSuchPlaceError,
    change_page,
)
from mentoringup.questionnaires.editing.cores import add_core, cores_of, offers_for, remove_core
from mentoringup.questionnaires.editing.translating import (
    LOCKED_LANGUAGE,
    texts_of,
    with_translations,
    without_language,
)
from mentoringup.questionnaires.enums import Change
from mentoringup.questionnaires.form.values import Form, said
from mentoringup.questionnaires.forms import PageForm, SettingsForm, WordsField, language_name
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.questionnaires.views.finding import (
    context_of,
    found,
    found_page,
    language,
    number_in,
)
from mentoringup.questionnaires.views.saving import Refusal, saved


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def edit_settings(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """Title, introduction, languages; and which instruments are included."""
    row = found(scope, questionnaire_id)
    form = form_of(row)
    sent = request.POST if request.method == "POST" else None
    asked = SettingsForm(sent, form=form)
    refusal: Refusal | None = None
    if sent is not None and asked.is_valid():
        languages = asked.languages()
        changed = replace(form, title=asked.words("title"), intro=asked.words("intro"))
        for code in set(form.languages) - set(languages):
            changed = without_language(changed, code)
        changed = replace(changed, languages=languages)
        revision = number_in(sent, "revision")
        refusal = saved(scope, row, changed, revision=revision, change=Change.SETTINGS)
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect("questionnaires:edit_settings", scope.site.slug, row.pk)
    return _settings_page(request, scope, row, asked, refusal)


@require_POST
@in_site(Permission.SURVEY_EDIT)
def change_cores(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """Include an instrument, or take one out as a whole."""
    row = found(scope, questionnaire_id)
    form = form_of(row)
    change = {"add": add_core, "remove": remove_core}.get(request.POST.get("do", ""))
    if change is None:
        raise Http404
    core = request.POST.get("instrument", "")
    try:
        changed = change(form, core)
    except NoSuchPlaceError as error:
        raise Http404 from error
    except EditRefusedError as error:
        refusal: Refusal | None = Refusal(status=422, sentence=str(error.what))
    else:
        revision = number_in(request.POST, "revision")
        refusal = saved(scope, row, changed, revision=revision, change=Change.CORES, title=core)
    if refusal is not None:
        return _settings_page(request, scope, row, SettingsForm(None, form=form), refusal)
    messages.success(
        request,
        _("The instrument is included; its pages stand last.")
        if change is add_core
        else _("The instrument was taken out. “Undo” brings it back."),
    )
    return redirect("questionnaires:edit_settings", scope.site.slug, row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def edit_page(
    request: HttpRequest, scope: Scope, questionnaire_id: int, page_id: str
) -> HttpResponse:
    """Title and introduction of a page."""
    row = found(scope, questionnaire_id)
    form = form_of(row)
    page = found_page(form, page_id)
    sent = request.POST if request.method == "POST" else None
    asked = PageForm(sent, languages=form.languages, title=page.title, intro=page.intro)
    refusal: Refusal | None = None
    if sent is not None and asked.is_valid():
        changed = change_page(form, page_id, title=asked.words("title"), intro=asked.words("intro"))
        refusal = saved(
            scope,
            row,
            changed,
            revision=number_in(sent, "revision"),
            change=Change.PAGES,
            title=said(page.title, language()),
        )
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect("questionnaires:show_questionnaire", scope.site.slug, row.pk)
    row.refresh_from_db()
    told = {
        **context_of(scope, row),
        "form": asked,
        "refusal": refusal,
        "title": said(page.title, language()),
    }
    return render(request, "questionnaires/page.html", told, status=_status(asked, refusal))


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def translate(request: HttpRequest, scope: Scope, questionnaire_id: int, code: str) -> HttpResponse:
    """Every text beside its original, in one language."""
    row = found(scope, questionnaire_id)
    form = form_of(row)
    if code not in form.languages[1:]:
        raise Http404
    refusal: Refusal | None = None
    fields, faults = _text_fields(form, code, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not faults:
        changed = with_translations(form, code, {one["text"].key: one["value"] for one in fields})
        refusal = saved(
            scope,
            row,
            changed,
            revision=number_in(request.POST, "revision"),
            change=Change.WORDS,
            title=language_name(code),
        )
        if refusal is None:
            messages.success(request, _("The translations are saved."))
            return redirect("questionnaires:translate", scope.site.slug, row.pk, code)
    row.refresh_from_db()
    done = sum(bool(one["value"]) for one in fields)
    told = {
        **context_of(scope, row),
        "refusal": refusal,
        "faults": faults,
        "code": code,
        "language_name": language_name(code),
        "original_code": form.languages[0],
        "original_name": language_name(form.languages[0]),
        "fields": fields,
        "done": done,
        "all": len(fields),
    }
    status = refusal.status if refusal else 422 if faults else 200
    return render(request, "questionnaires/translate.html", told, status=status)


def _text_fields(form: Form, code: str, sent: Any) -> tuple[list[dict[str, Any]], int]:
    """A field for each text, with what was typed; and how many can't be stored."""
    fields: list[dict[str, Any]] = []
    faults = 0
    for text in texts_of(form, code):
        is_locked = bool(text.core) and code == LOCKED_LANGUAGE
        field = WordsField(language=code, required=False)
        value = (
            text.translated if sent is None or is_locked else sent.get(text.key, text.translated)
        )
        fault = ""
        try:
            value = field.clean(value) if sent is not None else value
        except ValidationError as error:
            fault = " ".join(error.messages)
            faults += 1
        page = form.pages[text.where.page - 1] if text.where.page else None
        fields.append(
            {
                "text": text,
                "value": value,
                "fault": fault,
                "is_locked": is_locked,
                "page": said(page.title, language()) if page else "",
                "is_long": len(text.original) > 45,  # noqa: PLR2004  more than a line of the page
            }
        )
    return fields, faults


def _settings_page(
    request: HttpRequest,
    scope: Scope,
    row: Questionnaire,
    asked: SettingsForm,
    refusal: Refusal | None,
) -> HttpResponse:
    row.refresh_from_db()
    form = form_of(row)
    cores = cores_of(form)
    told = {
        **context_of(scope, row, form),
        "form": asked,
        "refusal": refusal,
        "cores": [cores[name] for name in (*form.cores, *form.licensed) if name in cores],
        "offers": offers_for(form),
    }
    status = _status(asked, refusal)
    return render(request, "questionnaires/settings.html", told, status=status)


def _status(asked: Any, refusal: Refusal | None) -> int:
    if refusal is not None:
        return refusal.status
    return 422 if asked.is_bound else 200
