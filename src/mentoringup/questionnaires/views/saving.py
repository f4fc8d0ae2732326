"""Saving what a page changed; a refusal is told, and what was typed stays."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from mentoringup.organizations.gate import Scope
from mentoringup.questionnaires.domain.queries import form_at_revision, form_of
from mentoringup.questionnaires.domain.writing import save_form
from mentoringup.questionnaires.editing.comparing import changes_between
from mentoringup.questionnaires.enums import Change
from mentoringup.questionnaires.errors import (
    CoreIsLockedError,
    FormIsWrongError,
    QuestionnaireIsGoneError,
    QuestionnaireIsPutAwayError,
    SomebodySavedFirstError,
)
from mentoringup.questionnaires.form.values import Form
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.questionnaires.views.finding import language

_MOST_TOLD = 12
"""Changes of somebody else that are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why nothing was stored.

    Attributes:
        status: of the answer.
        sentence: for the person.
        details: faults, or what somebody else changed meanwhile.
    """

    status: int
    sentence: str
    details: tuple[str, ...] = ()


def saved(
    scope: Scope, row: Questionnaire, form: Form, *, revision: int, change: Change, title: str = ""
) -> Refusal | None:
    """Store a form; None where that went well."""
    try:
        save_form(
            questionnaire=row,
            form=form,
            revision=revision,
            actor=scope.actor,
            now=timezone.now(),
            change=change,
            title=title,
        )
    except SomebodySavedFirstError:
        return overtaken(row, revision)
    except QuestionnaireIsPutAwayError:
        return put_away()
    except CoreIsLockedError:
        return Refusal(
            status=422,
            sentence=_(
                "Included instruments are locked: their questions, choices and words stay together"
                " as they are."
            ),
        )
    except FormIsWrongError as error:
        return Refusal(
            status=422, sentence=_("It can’t be stored like this."), details=tuple(error.faults)
        )
    return None


def overtaken(row: Questionnaire, revision: int) -> Refusal:
    """What somebody else changed since a page was read."""
    row.refresh_from_db()
    try:
        before = form_at_revision(questionnaire=row, number=revision)
    except QuestionnaireIsGoneError:
        changes: tuple[str, ...] = ()
    else:
        changes = changes_between(before, form_of(row), language=language())
    return Refusal(
        status=409,
        sentence=_(
            "Somebody else changed this questionnaire meanwhile. Nothing of yours was stored yet;"
            " what you typed is still here. Look at what changed, then save again."
        ),
        details=changes[:_MOST_TOLD],
    )


def put_away() -> Refusal:
    """It can't be changed."""
    return Refusal(
        status=409,
        sentence=_("This questionnaire is put away. Take it up again to change it."),
    )
