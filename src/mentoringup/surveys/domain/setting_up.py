"""Turning evaluation on for an implementation, changing how, and turning it off."""

from datetime import datetime

from django.db import transaction

from mentoringup.audit.domain import record
from mentoringup.people.models import Person
from mentoringup.questionnaires.domain.queries import questionnaire_at
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.surveys import keys
from mentoringup.surveys.domain.planning import new_ref, plan_waves
from mentoringup.surveys.domain.queries import OPENED, is_fixed, setup_of
from mentoringup.surveys.domain.ready_made import ready_made
from mentoringup.surveys.domain.states import change_state, hold_survey, hold_wave
from mentoringup.surveys.domain.waves import close_wave
from mentoringup.surveys.enums import SurveyState, WaveKind, WaveState
from mentoringup.surveys.errors import (
    AudienceIsFixedError,
    KeyIsGoneError,
    ModeIsFixedError,
    SomebodySavedFirstError,
    WaveIsInAnotherStateError,
    WaveIsInUseError,
)
from mentoringup.surveys.models import Survey, Wave
from mentoringup.surveys.setup import Setup
from mentoringup.training.models import Implementation


def turn_on(
    *, implementation: Implementation, setup: Setup, actor: Person | None, now: datetime
) -> Survey:
    """Have an implementation evaluated: invitations, reminders and closing follow by themselves.

    Makes the survey's key, its waves and, where the site has none, ready-made questionnaires of
    ours. A survey that was turned off is turned on again, with its links.

    Args:
        implementation: of the site.
        setup: how.
        actor: who turns it on; None where a site does it for whatever it announces.
        now: when.

    Raises:
        ModeIsFixedError: it was on before, in the other mode.
        AudienceIsFixedError: it was on before, for others.
        KeyIsGoneError: it was on before, and its key is destroyed.
    """
    with transaction.atomic():
        survey, is_new = Survey.objects.get_or_create(
            implementation=implementation,
            defaults={
                "site": implementation.series.site,
                "created_at": now,
                "created_by": actor,
                "mode": setup.mode,
                "audience": setup.audience,
                "asks_untaught": setup.asks_untaught,
            },
        )
        held = hold_survey(survey.pk)
        if not is_new:
            _check_fixed(held, setup)
        if held.key_gone_on is not None:
            raise KeyIsGoneError(held.code)
        keys.create(held.code)
        if held.state != SurveyState.ON:
            held.state = SurveyState.ON
            _tell("survey.turned-on", held, actor=actor, now=now)
        _write(held, setup, actor=actor, now=now)
    return held


def change_setup(
    *, survey: Survey, setup: Setup, version: int, actor: Person, now: datetime
) -> Survey:
    """Change how a survey goes on. Waves that were opened stay as they are.

    Mode, audience, and whether untaught modules are asked about are fixed once a wave was opened.

    Args:
        survey: which.
        setup: everything, also what does not change.
        version: of the survey that the writer had before them.
        actor: who changes it.
        now: when.

    Raises:
        ModeIsFixedError: a wave was opened, and the mode would be another.
        AudienceIsFixedError: a wave was opened, and others would be asked, or about other things.
        WaveIsInUseError: a wave that was opened would go.
        SomebodySavedFirstError: it was changed meanwhile.
    """
    with transaction.atomic():
        held = hold_survey(survey.pk)
        if held.version != version:
            raise SomebodySavedFirstError
        _check_fixed(held, setup)
        before = setup_of(held)
        _write(held, setup, actor=actor, now=now)
        fields = [name for name in Setup.__slots__ if getattr(before, name) != getattr(setup, name)]
        _tell("survey.changed", held, actor=actor, now=now, fields=fields)
    return held


def choose_questionnaire(
    *, wave: Wave, questionnaire_id: int, actor: Person, now: datetime
) -> Wave:
    """Have a wave that is still to come ask something else.

    Raises:
        WaveIsInUseError: it was opened; a changed questionnaire is for the next wave.
        QuestionnaireIsGoneError: the site has none of that number.
    """
    with transaction.atomic():
        try:
            held = hold_wave(wave, states=[WaveState.PLANNED])
        except WaveIsInAnotherStateError as error:
            raise WaveIsInUseError(wave.state) from error
        held.questionnaire = questionnaire_at(
            site=held.survey.site, questionnaire_id=questionnaire_id
        )
        held.save(update_fields=["questionnaire"])
        _tell("survey.changed", held.survey, actor=actor, now=now, fields=["questionnaire_id"])
    return held


def turn_off(*, survey: Survey, actor: Person, now: datetime) -> Survey:
    """Take waves that are still to come out of the plan, and close those that are open.

    Answers, links and the key stay; turning it on again plans what is still to come.
    """
    with transaction.atomic():
        held = hold_survey(survey.pk)
        if held.state != SurveyState.ON:
            return held
        for wave in Wave.objects.filter(survey=held):
            if wave.state == WaveState.PLANNED:
                _cancel(wave, held, actor=actor, now=now)
            elif wave.state == WaveState.OPEN:
                close_wave(wave=wave, actor=actor, now=now)
        held.state = SurveyState.OFF
        held.version += 1
        held.save(update_fields=["state", "version"])
        _tell("survey.turned-off", held, actor=actor, now=now)
    return held


def _check_fixed(held: Survey, setup: Setup) -> None:
    """See that what people rely on who were asked already stays as it was told to them."""
    if not is_fixed(held):
        return
    if setup.mode != held.mode:
        raise ModeIsFixedError(held.mode)
    if (setup.audience, setup.asks_untaught) != (held.audience, held.asks_untaught):
        raise AudienceIsFixedError(held.audience)


def _write(held: Survey, setup: Setup, *, actor: Person | None, now: datetime) -> None:
    """Store settings and waves; the survey is held."""
    held.mode, held.audience = setup.mode, setup.audience
    held.asks_untaught, held.invites_mentors = setup.asks_untaught, setup.invites_mentors
    held.layouts = [one.value for one in setup.layouts]
    held.open_days, held.reminder_days = setup.open_days, list(setup.reminder_days)
    held.consent_id = setup.consent_id
    held.key_destroyed_on = setup.key_destroyed_on
    held.version += 1
    held.save()
    _write_waves(held, setup, actor=actor, now=now)
    plan_waves(held, now)
    held.refresh_from_db(fields=["key_destroyed_on"])


def _write_waves(held: Survey, setup: Setup, *, actor: Person | None, now: datetime) -> None:
    """Add waves that are wanted and cancel those that are not; the survey is held.

    Raises:
        WaveIsInUseError: one that is not wanted was opened.
    """
    wanted = setup.all_kinds()
    there = {WaveKind(one.kind): one for one in Wave.objects.filter(survey=held)}
    for kind, wave in there.items():
        if kind in wanted:
            continue
        if wave.state == WaveState.PLANNED:
            _cancel(wave, held, actor=actor, now=now)
        elif wave.state in OPENED:
            raise WaveIsInUseError(kind)
    for kind in wanted:
        found = there.get(kind)
        if found is None:
            questionnaire = _questionnaire(held, kind, setup, actor=actor, now=now)
            Wave.objects.create(
                survey=held, ref=new_ref(), kind=kind, questionnaire=questionnaire, mode=held.mode
            )
            continue
        if found.state in OPENED:
            continue
        if kind is WaveKind.POST and setup.questionnaire_id is not None:
            found.questionnaire = _questionnaire(held, kind, setup, actor=actor, now=now)
        found.mode, found.state = held.mode, WaveState.PLANNED
        found.save(update_fields=["questionnaire", "mode", "state"])


def _questionnaire(
    held: Survey, kind: WaveKind, setup: Setup, *, actor: Person | None, now: datetime
) -> Questionnaire:
    if kind is WaveKind.POST and setup.questionnaire_id is not None:
        return questionnaire_at(site=held.site, questionnaire_id=setup.questionnaire_id)
    return ready_made(site=held.site, kind=kind, actor=actor, now=now)


def _cancel(wave: Wave, held: Survey, *, actor: Person | None, now: datetime) -> None:
    wave.survey = held
    change_state(wave, to=WaveState.CANCELLED, verb="wave.cancelled", actor=actor, now=now)


def _tell(
    verb: str,
    survey: Survey,
    *,
    actor: Person | None,
    now: datetime,
    fields: list[str] | None = None,
) -> None:
    record(
        verb=verb,
        thing=survey,
        actor=actor,
        now=now,
        site_id=survey.site_id,
        name=str(survey),
        detail={"fields": fields} if fields else {},
    )
