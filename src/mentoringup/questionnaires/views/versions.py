"""What was changed, what was published, and how two of them differ."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.questionnaires.domain.publishing import publish
from mentoringup.questionnaires.domain.queries import (
    form_at_revision,
    form_of,
    form_of_version,
    revisions_of,
    version_at,
    versions_of,
)
from mentoringup.questionnaires.domain.writing import restore_revision
from mentoringup.questionnaires.editing.comparing import changes_between
from mentoringup.questionnaires.errors import (
    FormIsWrongError,
    QuestionnaireIsGoneError,
    QuestionnaireIsPutAwayError,
    SomebodySavedFirstError,
)
from mentoringup.questionnaires.form.document import digest, to_document
from mentoringup.questionnaires.form.values import Form
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.questionnaires.uses import uses_of
from mentoringup.questionnaires.views.editor import findings_of
from mentoringup.questionnaires.views.finding import context_of, found, language, number_in
from mentoringup.questionnaires.views.saving import Refusal, overtaken, put_away

_A_PAGE = 50
DRAFT = 0
"""In the place of a version's number: what is being written."""


@require_safe
@in_site(Permission.SURVEY_VIEW)
def show_history(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """Every change, the latest first; one of them in words."""
    return _history_page(request, scope, found(scope, questionnaire_id), None)


@require_POST
@in_site(Permission.SURVEY_EDIT)
def restore(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """Bring an earlier revision back."""
    row = found(scope, questionnaire_id)
    revision = number_in(request.POST, "revision")
    try:
        restore_revision(
            questionnaire=row,
            number=number_in(request.POST, "number"),
            revision=revision,
            actor=scope.actor,
            now=timezone.now(),
        )
    except QuestionnaireIsGoneError as error:
        raise Http404 from error
    except SomebodySavedFirstError:
        return _history_page(request, scope, row, overtaken(row, revision))
    except QuestionnaireIsPutAwayError:
        return _history_page(request, scope, row, put_away())
    messages.success(request, _("The earlier revision is back. “Undo” takes that back, too."))
    return redirect("questionnaires:show_questionnaire", scope.site.slug, row.pk)


@require_safe
@in_site(Permission.SURVEY_VIEW)
def list_versions(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """What was asked from a moment on, with its fingerprints."""
    return _versions_page(request, scope, found(scope, questionnaire_id), None)


@require_POST
@in_site(Permission.SURVEY_EDIT)
def publish_now(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """Make a version of what is written, before a wave does."""
    row = found(scope, questionnaire_id)
    try:
        version = publish(questionnaire=row, actor=scope.actor, now=timezone.now())
    except FormIsWrongError as error:
        sentence = _("It can’t be asked like this. Put right what is named here first.")
        refusal = Refusal(status=422, sentence=sentence, details=tuple(error.faults))
        return _versions_page(request, scope, row, refusal)
    messages.success(request, _("This is version %(number)d now.") % {"number": version.number})
    return redirect("questionnaires:list_versions", scope.site.slug, row.pk)


@require_safe
@in_site(Permission.SURVEY_VIEW)
def compare(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """What changed from one version to another, or to what is being written."""
    row = found(scope, questionnaire_id)
    first, second = number_in(request.GET, "from"), number_in(request.GET, "to")
    try:
        before, after = _form(row, first), _form(row, second)
    except QuestionnaireIsGoneError as error:
        raise Http404 from error
    told = {
        **context_of(scope, row),
        "first": first,
        "second": second,
        "changes": changes_between(before, after, language=language()),
        "numbers": [one.number for one in versions_of(questionnaire=row)],
    }
    return render(request, "questionnaires/compare.html", told)


def _form(row: Questionnaire, number: int) -> Form:
    if number == DRAFT:
        return form_of(row)
    return form_of_version(version_at(questionnaire=row, number=number))


def _history_page(
    request: HttpRequest, scope: Scope, row: Questionnaire, refusal: Refusal | None
) -> HttpResponse:
    row.refresh_from_db()
    number = number_in(request.GET, "revision")
    changes: tuple[str, ...] | None = None
    if number:
        changes = _changes_of(row, number)
    told: dict[str, Any] = {
        **context_of(scope, row),
        "refusal": refusal,
        "page": Paginator(revisions_of(questionnaire=row), _A_PAGE).get_page(
            request.GET.get("page")
        ),
        "number": number,
        "changes": changes,
    }
    status = refusal.status if refusal else 200
    return render(request, "questionnaires/history.html", told, status=status)


def _changes_of(row: Questionnaire, number: int) -> tuple[str, ...]:
    """What a revision changed; of the oldest one that is kept, nothing is known."""
    try:
        after = form_at_revision(questionnaire=row, number=number)
    except QuestionnaireIsGoneError as error:
        raise Http404 from error
    try:
        before = form_at_revision(questionnaire=row, number=number - 1)
    except QuestionnaireIsGoneError:
        return ()
    return changes_between(before, after, language=language())


def _versions_page(
    request: HttpRequest, scope: Scope, row: Questionnaire, refusal: Refusal | None
) -> HttpResponse:
    form = form_of(row)
    versions = list(versions_of(questionnaire=row))
    uses = uses_of(row, scope)
    sha256 = digest(to_document(form))
    told = {
        **context_of(scope, row, form),
        "refusal": refusal,
        "versions": [(one, uses.get(one.number, [])) for one in versions],
        "will_ask": uses.get(None, []),
        "is_published": any(one.sha256 == sha256 for one in versions),
        "findings": [one for one in findings_of(scope, row, form) if one.is_blocking],
    }
    status = refusal.status if refusal else 200
    return render(request, "questionnaires/versions.html", told, status=status)
