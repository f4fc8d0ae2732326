"""How questionnaires are begun, changed, copied and put away.

Every change is stored as the next revision of one document; taking a change back is one, too, so
that the number only rises and two who write at once are told.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.questionnaires.domain.queries import form_at_revision, form_of
from mentoringup.questionnaires.editing.locking import check_cores
from mentoringup.questionnaires.enums import Change, QuestionnaireState
from mentoringup.questionnaires.errors import (
    NothingToUndoError,
    QuestionnaireIsGoneError,
    QuestionnaireIsPutAwayError,
    SomebodySavedFirstError,
)
from mentoringup.questionnaires.form.document import from_document, to_document
from mentoringup.questionnaires.form.values import Form
from mentoringup.questionnaires.models import Questionnaire, QuestionnaireRevision

LONGEST_NAME = 200
REVISIONS_KEPT = 200
"""Older revisions are forgotten when the next one is stored; versions never are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How a revision came about; `after` as in `QuestionnaireRevision`."""

    change: Change
    after: int | None
    by: Person | None
    at: datetime
    title: str = ""


@transaction.atomic
def start_questionnaire(
    *, site: Site, name: str, form: Form, actor: Person | None, now: datetime
) -> Questionnaire:
    """A new questionnaire of the site, at its first revision.

    Raises:
        FormIsWrongError: it can't be stored.
    """
    row = Questionnaire.objects.create(
        site=site,
        name=name[:LONGEST_NAME],
        document=_document(form),
        created_at=now,
        changed_at=now,
    )
    _keep(row, Made(change=Change.CREATED, after=None, by=actor, at=now))
    _record("questionnaire.created", row, actor, now)
    return row


@transaction.atomic
def take_over_questionnaire(
    *, site: Site, name: str, form: Form, actor: Person, now: datetime
) -> Questionnaire:
    """A questionnaire from a file, by somebody who said that the site may use its wording.

    Raises:
        FormIsWrongError: it can't be stored.
    """
    row = start_questionnaire(site=site, name=name, form=form, actor=actor, now=now)
    _record("questionnaire.taken_over", row, actor, now)
    return row


@transaction.atomic
def save_form(
    *,
    questionnaire: Questionnaire,
    form: Form,
    revision: int,
    actor: Person,
    now: datetime,
    change: Change = Change.SAVED,
    title: str = "",
) -> Questionnaire:
    """Store what is being written; nothing happens if nothing differs.

    `title` is that of the element or page the change is about.

    Raises:
        SomebodySavedFirstError: it no longer stands at that revision.
        QuestionnaireIsPutAwayError: it is archived.
        CoreIsLockedError: an included instrument was changed.
        FormIsWrongError: it can't be stored: a text is too long, or has control characters.
    """
    held = _held(questionnaire, revision)
    before = form_of(held)
    if form == before:
        return held
    check_cores(before=before, after=form)
    made = Made(change=change, after=held.revision, by=actor, at=now, title=title)
    return _stored(held, form, made)


@transaction.atomic
def undo_change(
    *, questionnaire: Questionnaire, revision: int, actor: Person, now: datetime
) -> Questionnaire:
    """Take the latest change back; asked again, the one before it.

    Raises:
        SomebodySavedFirstError, QuestionnaireIsPutAwayError: as `save_form`.
        NothingToUndoError: it stands at its first revision, or the earlier one was forgotten.
    """
    held = _held(questionnaire, revision)
    after = held.revisions.filter(number=revision).values_list("after", flat=True).first()
    before = held.revisions.filter(number=after).first() if after else None
    if before is None:
        raise NothingToUndoError
    form = form_at_revision(questionnaire=held, number=before.number)
    made = Made(change=Change.UNDONE, after=before.after, by=actor, at=now)
    return _stored(held, form, made)


@transaction.atomic
def restore_revision(
    *, questionnaire: Questionnaire, number: int, revision: int, actor: Person, now: datetime
) -> Questionnaire:
    """Bring an earlier revision back, as the next one.

    Raises:
        SomebodySavedFirstError, QuestionnaireIsPutAwayError: as `save_form`.
        QuestionnaireIsGoneError: there is no such revision.
    """
    held = _held(questionnaire, revision)
    form = form_at_revision(questionnaire=held, number=number)
    if form == form_of(held):
        return held
    made = Made(change=Change.RESTORED, after=held.revision, by=actor, at=now, title=str(number))
    return _stored(held, form, made)


def copy_questionnaire(
    *, questionnaire: Questionnaire, actor: Person, now: datetime
) -> Questionnaire:
    """A questionnaire of its own that begins as this one stands."""
    return start_questionnaire(
        site=questionnaire.site,
        name=_("Copy of %(name)s") % {"name": questionnaire.name},
        form=form_of(questionnaire),
        actor=actor,
        now=now,
    )


@transaction.atomic
def rename_questionnaire(
    *, questionnaire: Questionnaire, name: str, actor: Person, now: datetime
) -> Questionnaire:
    """Call it something else among staff. Respondents read its title, which is part of the form."""
    held = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if held.name != name[:LONGEST_NAME]:
        held.name = name[:LONGEST_NAME]
        held.save(update_fields=["name"])
        _record("questionnaire.renamed", held, actor, now)
    return held


@transaction.atomic
def archive_questionnaire(
    *, questionnaire: Questionnaire, actor: Person, now: datetime
) -> Questionnaire:
    """Put it away: it can be seen and copied, not changed. Waves that ask it go on."""
    return _moved(questionnaire, QuestionnaireState.ARCHIVED, "archived", actor, now)


@transaction.atomic
def unarchive_questionnaire(
    *, questionnaire: Questionnaire, actor: Person, now: datetime
) -> Questionnaire:
    """Take it up again."""
    return _moved(questionnaire, QuestionnaireState.ACTIVE, "unarchived", actor, now)


def _moved(
    row: Questionnaire, state: QuestionnaireState, verb: str, actor: Person, now: datetime
) -> Questionnaire:
    held = Questionnaire.objects.select_for_update().get(pk=row.pk)
    if held.state != state:
        held.state = state
        held.save(update_fields=["state"])
        _record(f"questionnaire.{verb}", held, actor, now)
    return held


def _held(row: Questionnaire, revision: int) -> Questionnaire:
    """The questionnaire, held against others until the transaction ends."""
    held = Questionnaire.objects.select_for_update().filter(pk=row.pk).first()
    if held is None:
        raise QuestionnaireIsGoneError
    if held.state == QuestionnaireState.ARCHIVED:
        raise QuestionnaireIsPutAwayError
    if held.revision != revision:
        raise SomebodySavedFirstError
    return held


def _stored(held: Questionnaire, form: Form, made: Made) -> Questionnaire:
    held.document = _document(form)
    held.revision += 1
    held.changed_at = made.at
    held.save(update_fields=["document", "revision", "changed_at"])
    _keep(held, made)
    held.revisions.filter(number__lte=held.revision - REVISIONS_KEPT).delete()
    _record("questionnaire.changed", held, made.by, made.at, questionnaire_change=made.change.value)
    return held


def _document(form: Form) -> dict[str, Any]:
    """What can be read again, or nothing is stored."""
    document = to_document(form)
    from_document(document)
    return document


def _keep(row: Questionnaire, made: Made) -> None:
    QuestionnaireRevision.objects.create(
        questionnaire=row,
        number=row.revision,
        after=made.after,
        document=row.document,
        change=made.change,
        title=made.title[:LONGEST_NAME],
        made_at=made.at,
        made_by=made.by,
    )


def _record(
    verb: str, row: Questionnaire, actor: Person | None, now: datetime, **detail: Any
) -> None:
    record(
        verb=verb,
        thing=row,
        actor=actor,
        now=now,
        site_id=row.site_id,
        name=row.name,
        detail=detail,
    )
