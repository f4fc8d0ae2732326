"""How what is being written becomes what is asked: a version that nobody changes."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from mentoringup.audit.domain import record
from mentoringup.people.models import Person
from mentoringup.questionnaires.domain.queries import form_of
from mentoringup.questionnaires.errors import FormIsWrongError
from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.questionnaires.form.document import digest, to_document
from mentoringup.questionnaires.form.instrument import instrument_of
from mentoringup.questionnaires.models import Questionnaire, QuestionnaireVersion


@transaction.atomic
def publish(
    *, questionnaire: Questionnaire, actor: Person | None, now: datetime
) -> QuestionnaireVersion:
    """The version with today's content: the one there is, or the next one.

    `actor` is None where a wave opens by itself. The questionnaire's row is held, so that of two
    waves that open at once the second finds the version of the first.

    Raises:
        FormIsWrongError: something in it can't be asked; each fault is a sentence.
    """
    held = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    form = form_of(held)
    if blocking := [fault.sentence for fault in faults_of(form) if fault.is_blocking]:
        raise FormIsWrongError([str(sentence) for sentence in blocking])
    document = to_document(form)
    sha256 = digest(document)
    if same := held.versions.filter(sha256=sha256).first():
        return same
    instrument = instrument_of(form)
    version = QuestionnaireVersion.objects.create(
        questionnaire=held,
        number=(held.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        document=document,
        sha256=sha256,
        instrument_id=instrument.id,
        instrument_version=instrument.version,
        instrument_sha256=instrument.sha256,
        cores={core.id: core.sha256 for core in instrument.cores},
        published_at=now,
        published_by=actor,
    )
    record(
        verb="questionnaire.published",
        thing=held,
        actor=actor,
        now=now,
        site_id=held.site_id,
        name=held.name,
        detail={"version": version.number, "sha256": sha256},
    )
    return version
