"""The questionnaires of a site: the list, beginning, copying, renaming, putting away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.questionnaires.domain.queries import questionnaires_of
from mentoringup.questionnaires.domain.writing import (
    archive_questionnaire,
    copy_questionnaire,
    rename_questionnaire,
    start_questionnaire,
    unarchive_questionnaire,
)
from mentoringup.questionnaires.editing.beginning import form_to_begin
from mentoringup.questionnaires.editing.cores import offers_for
from mentoringup.questionnaires.enums import QuestionnaireState
from mentoringup.questionnaires.forms import READY_MADE, NewForm, RenameForm
from mentoringup.questionnaires.views.finding import context_of, found

_A_PAGE = 50
_STATES = {"": QuestionnaireState.ACTIVE, "archived": QuestionnaireState.ARCHIVED}


@require_safe
@in_site(Permission.SURVEY_VIEW)
def list_questionnaires(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Those in use, or those that were put away."""
    shown = request.GET.get("show", "")
    shown = shown if shown in _STATES else ""
    rows = questionnaires_of(site=scope.site, states=[_STATES[shown]])
    told = {
        "scope": scope,
        "shown": shown,
        "page": Paginator(rows, _A_PAGE).get_page(request.GET.get("page")),
        "ready_made": READY_MADE,
        "may_edit": scope.may(Permission.SURVEY_EDIT),
    }
    return render(request, "questionnaires/list.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def new_questionnaire(request: HttpRequest, scope: Scope) -> HttpResponse:
    """One that begins with a ready-made one, with instruments, or empty."""
    basis = request.GET.get("basis", "")
    known = {key for key, _words in READY_MADE}
    initial = {"basis": basis} if basis in known else {}
    form = NewForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        row = start_questionnaire(
            site=scope.site,
            name=form.cleaned_data["name"],
            form=form_to_begin(
                form.cleaned_data["basis"],
                instruments=form.cleaned_data["instruments"],
                form_id=form.form_id(),
                title=form.cleaned_data["name"],
            ),
            actor=scope.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The questionnaire is begun. Change whatever you like."))
        return redirect("questionnaires:show_questionnaire", scope.site.slug, row.pk)
    told = {"scope": scope, "form": form, "offers": offers_for()}
    status = 422 if request.method == "POST" else 200
    return render(request, "questionnaires/new.html", told, status=status)


@require_POST
@in_site(Permission.SURVEY_EDIT)
def copy(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """Another one that begins as this one stands."""
    row = found(scope, questionnaire_id)
    made = copy_questionnaire(questionnaire=row, actor=scope.actor, now=timezone.now())
    messages.success(request, _("This is the copy. The original stays as it is."))
    return redirect("questionnaires:show_questionnaire", scope.site.slug, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def rename(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """Another name among colleagues."""
    row = found(scope, questionnaire_id)
    sent = request.POST if request.method == "POST" else None
    form = RenameForm(sent, initial={"name": row.name})
    if sent is not None and form.is_valid():
        rename_questionnaire(
            questionnaire=row,
            name=form.cleaned_data["name"],
            actor=scope.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The questionnaire has its new name."))
        return redirect("questionnaires:show_questionnaire", scope.site.slug, row.pk)
    told = {**context_of(scope, row), "form": form}
    return render(
        request, "questionnaires/rename.html", told, status=422 if sent is not None else 200
    )


@require_POST
@in_site(Permission.SURVEY_EDIT)
def put_away(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """Put it away, or take it up again."""
    row = found(scope, questionnaire_id)
    now = timezone.now()
    if row.state == QuestionnaireState.ARCHIVED:
        unarchive_questionnaire(questionnaire=row, actor=scope.actor, now=now)
        messages.success(request, _("The questionnaire is in use again."))
    else:
        archive_questionnaire(questionnaire=row, actor=scope.actor, now=now)
        messages.success(request, _("The questionnaire is put away. Nothing of it is lost."))
    return redirect("questionnaires:show_questionnaire", scope.site.slug, row.pk)
