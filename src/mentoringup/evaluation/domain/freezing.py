"""Freezing a wave: its answers become a data set, and no link finds a response any more."""

import hashlib
import random
from datetime import datetime
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.loading import parse_instrument
from mentoreval.instruments.model import Instrument
from mentoringup.audit.domain import record
from mentoringup.evaluation import wide_file
from mentoringup.evaluation.domain.delivered import implementation_row
from mentoringup.evaluation.domain.flow import flow_of
from mentoringup.evaluation.domain.rows import rows_of_wave
from mentoringup.evaluation.enums import DataSetSource
from mentoringup.evaluation.errors import EvaluationRefusedError
from mentoringup.evaluation.models import DataSet
from mentoringup.evaluation.wide_file import ColumnIsTakenError
from mentoringup.people.models import Person
from mentoringup.questionnaires.domain.queries import form_of_version
from mentoringup.questionnaires.form.instrument import yaml_of
from mentoringup.questionnaires.form.values import Form
from mentoringup.questionnaires.models import QuestionnaireVersion
from mentoringup.surveys.domain.states import hold_survey
from mentoringup.surveys.domain.waves import close_wave, freeze_wave
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.models import Response, Wave


def freeze(
    *, wave: Wave, actor: Person | None, now: datetime, chance: Random | None = None
) -> DataSet:
    """Make the data set of a wave, closing it first if it is open; once, whoever asks again.

    In the demo, where nobody is real, file and origin say so, as those of an uploaded export do
    that has such a column: every page and report made of it has it from there.

    In one transaction: the file with its hash, the questionnaire, what is known of the
    implementation and of those who did not answer; then the wave is frozen, which takes from every
    response what its link found it by. The actor is None where the site does it by itself; chance
    gives the order of the rows, None takes the system's.

    Raises:
        EvaluationRefusedError: the wave has not opened, was cancelled, or asks what can't be
            written.
    """
    with transaction.atomic():
        locked = hold_to_freeze(wave)
        if locked.state == WaveState.FROZEN:
            return DataSet.objects.get(wave=locked)
        if locked.state == WaveState.OPEN:
            locked = close_wave(wave=locked, actor=actor, now=now)
        if locked.state != WaveState.CLOSED:
            raise EvaluationRefusedError(
                _("Only a wave that was open can be frozen; this one is %(state)s.")
                % {"state": locked.get_state_display()}
            )
        try:
            found = _made(locked, actor, now, chance or random.SystemRandom())
        except (InputRefusedError, ColumnIsTakenError) as error:
            raise EvaluationRefusedError(str(error)) from error
        found.save(force_insert=True)
        freeze_wave(wave=locked, actor=actor, now=now)
        record(
            verb="data-set.frozen",
            thing=found,
            actor=actor,
            now=now,
            site_id=found.site_id,
            name=found.name,
            detail={"rows": found.rows, "sha256": found.sha256},
        )
    return found


def hold_to_freeze(wave: Wave) -> Wave:
    """The wave as it is now, locked until the transaction ends: no answer comes in meanwhile.

    The survey comes first, as wherever a wave is opened or closed, so that nobody waits in a
    circle.
    """
    hold_survey(wave.survey_id)
    return Wave.objects.select_for_update(of=("self",)).get(pk=wave.pk)


def _made(wave: Wave, actor: Person | None, now: datetime, chance: Random) -> DataSet:
    survey = wave.survey
    site = survey.site
    version = _asked(wave)
    form = form_of_version(version)
    text = yaml_of(form, version=version.instrument_version)
    instrument = parse_instrument(text.encode(), file=f"{form.id}.yaml")
    implementation = implementation_row(wave=wave)
    responses = list(wave.responses.order_by("pk"))
    content = _content(
        wave,
        responses,
        form=form,
        instrument=instrument,
        implementation=implementation["id"],
        chance=chance,
    )
    with translation.override(site.language):
        name = f"{survey.implementation}: {wave.get_kind_display()}"
    return DataSet(
        site=site,
        name=name[:200],
        source=DataSetSource.WAVE,
        wave=wave,
        implementations=[implementation],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        instrument=text,
        instrument_id=instrument.id,
        instrument_version=instrument.version,
        instrument_sha256=instrument.sha256,
        cores={core.id: core.sha256 for core in instrument.cores},
        rows=len(responses),
        consented=sum(one.consent is True for one in responses),
        origin=_origin(wave, responses),
        frozen_at=now,
        frozen_by=actor,
    )


def _asked(wave: Wave) -> QuestionnaireVersion:
    if wave.asked is None:
        raise EvaluationRefusedError(_("This wave was never opened: there is nothing to freeze."))
    return wave.asked


def _content(
    wave: Wave,
    responses: list[Response],
    *,
    form: Form,
    instrument: Instrument,
    implementation: str,
    chance: Random,
) -> bytes:
    rows = list(
        rows_of_wave(
            wave=wave,
            form=form,
            responses=responses,
            implementation=implementation,
            is_synthetic=settings.DEMO,
        )
    )
    asks = wave.consent_id is not None or any(one.consent is not None for one in responses)
    return wide_file.write_wide(rows, instrument=instrument, asks_consent=asks, chance=chance)


def _origin(wave: Wave, responses: list[Response]) -> dict[str, Any]:
    """Where the answers come from, and who is not among them; no words of anybody."""
    version = _asked(wave)
    return {
        "kind": wave.kind,
        "mode": wave.mode,
        "questionnaire": version.questionnaire_id,
        "version": version.number,
        "version_sha256": version.sha256,
        "consent_version": wave.consent.version if wave.consent else None,
        "flow": flow_of(wave=wave, responses=len(responses)),
        "synthetic": settings.DEMO,
    }
