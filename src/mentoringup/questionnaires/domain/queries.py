"""Reads about questionnaires. Each is a flat number of queries; lists load no document."""

from collections.abc import Collection
from threading import Lock

from django.db.models import Max, QuerySet

from mentoringup.organizations.models import Site
from mentoringup.questionnaires.enums import QuestionnaireState
from mentoringup.questionnaires.errors import QuestionnaireIsGoneError
from mentoringup.questionnaires.form.document import from_document
from mentoringup.questionnaires.form.values import Form
from mentoringup.questionnaires.models import (
    Questionnaire,
    QuestionnaireRevision,
    QuestionnaireVersion,
)

_MOST_KEPT = 64
"""Forms of versions that a process keeps; of about 100 kB each."""

_forms: dict[str, Form] = {}
_forms_lock = Lock()


def questionnaires_of(
    *, site: Site, states: Collection[QuestionnaireState] = (QuestionnaireState.ACTIVE,)
) -> QuerySet[Questionnaire]:
    """Questionnaires of the site by name, those in use unless other states are named.

    Each has `latest_version`, the number of its latest version, None where none was published. The
    document is loaded only if it is asked for.
    """
    return (
        Questionnaire.objects.filter(site=site, state__in=list(states))
        .defer("document")
        .annotate(latest_version=Max("versions__number"))
        .order_by("name", "id")
    )


def questionnaire_at(*, site: Site, questionnaire_id: int) -> Questionnaire:
    """A questionnaire of the site, put away or not.

    Raises:
        QuestionnaireIsGoneError: the site has none with this number.
    """
    found = Questionnaire.objects.filter(site=site, pk=questionnaire_id)
    row = found.select_related("site").first()
    if row is None:
        raise QuestionnaireIsGoneError
    return row


def form_of(questionnaire: Questionnaire) -> Form:
    """The questionnaire as it is being written."""
    return from_document(questionnaire.document)


def form_of_version(version: QuestionnaireVersion) -> Form:
    """What a version asks. The process keeps it, so that a deferred document is loaded once."""
    kept = _forms.get(version.sha256)
    if kept is not None:
        return kept
    form = from_document(version.document)
    with _forms_lock:
        while len(_forms) >= _MOST_KEPT:
            _forms.pop(next(iter(_forms)))
        _forms[version.sha256] = form
    return form


def versions_of(*, questionnaire: Questionnaire) -> QuerySet[QuestionnaireVersion]:
    """All versions, latest first, without their documents."""
    return questionnaire.versions.defer("document").select_related("published_by")


def version_at(*, questionnaire: Questionnaire, number: int) -> QuestionnaireVersion:
    """The version with this number.

    Raises:
        QuestionnaireIsGoneError: there is none.
    """
    found = questionnaire.versions.filter(number=number).first()
    if found is None:
        raise QuestionnaireIsGoneError
    return found


def revisions_of(*, questionnaire: Questionnaire) -> QuerySet[QuestionnaireRevision]:
    """What was changed, latest first, without the documents."""
    return questionnaire.revisions.defer("document").select_related("made_by")


def form_at_revision(*, questionnaire: Questionnaire, number: int) -> Form:
    """The questionnaire as it stood at a revision.

    Raises:
        QuestionnaireIsGoneError: there is no such revision, or it is so old that it was forgotten.
    """
    found = questionnaire.revisions.filter(number=number)
    document = found.values_list("document", flat=True).first()
    if document is None:
        raise QuestionnaireIsGoneError
    return from_document(document)


def change_to_undo(*, questionnaire: Questionnaire) -> QuestionnaireRevision | None:
    """The latest change, if it can be taken back."""
    latest = questionnaire.revisions.filter(number=questionnaire.revision).defer("document").first()
    if latest is None or latest.after is None:
        return None
    return latest if questionnaire.revisions.filter(number=latest.after).exists() else None
