"""What the pages of one questionnaire have in common."""

from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import get_language

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope
from mentoringup.questionnaires.domain.queries import form_of, questionnaire_at
from mentoringup.questionnaires.editing.arranging import NoSuchPlaceError, element_at, page_at
from mentoringup.questionnaires.enums import QuestionnaireState
from mentoringup.questionnaires.errors import QuestionnaireIsGoneError
from mentoringup.questionnaires.form.values import Element, Form, Page
from mentoringup.questionnaires.models import Questionnaire

_LONGEST_REVISION = 9
"""Digits."""


def found(scope: Scope, questionnaire_id: int) -> Questionnaire:
    """The questionnaire of the site, or there is no such page."""
    try:
        return questionnaire_at(site=scope.site, questionnaire_id=questionnaire_id)
    except QuestionnaireIsGoneError as error:
        raise Http404 from error


def found_element(form: Form, element_id: str) -> Element:
    """The element of the form, or there is no such page."""
    try:
        return element_at(form, element_id)
    except NoSuchPlaceError as error:
        raise Http404 from error


def found_page(form: Form, page_id: str) -> Page:
    """The page of the form, or there is no such page of the site."""
    try:
        return page_at(form, page_id)
    except NoSuchPlaceError as error:
        raise Http404 from error


def number_in(sent: QueryDict, name: str) -> int:
    """A number that a form says; 0, which nothing has, for anything else."""
    text = sent.get(name, "")
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_REVISION
    return int(text) if is_number else 0


def language() -> str:
    """The reader's."""
    return get_language() or "en"


def context_of(scope: Scope, row: Questionnaire, form: Form | None = None) -> dict[str, Any]:
    """What the frame of every page of a questionnaire needs."""
    is_archived = row.state == QuestionnaireState.ARCHIVED
    may_edit = scope.may(Permission.SURVEY_EDIT)
    return {
        "scope": scope,
        "row": row,
        "form_value": form if form is not None else form_of(row),
        "is_archived": is_archived,
        "may_write": may_edit,
        "may_edit": may_edit and not is_archived,
        "language": language(),
    }
