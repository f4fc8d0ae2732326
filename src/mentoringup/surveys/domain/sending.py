"""Sending what was answered: once, however often."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import F

from mentoringup.questionnaires.form.flow import shown_answers
from mentoringup.surveys import keys as survey_keys
from mentoringup.surveys import links
from mentoringup.surveys.domain.answering import held_wave, invitation_of, latest
from mentoringup.surveys.domain.closing import seal_ticket
from mentoringup.surveys.domain.recording import record_response
from mentoringup.surveys.domain.visiting import Visit, sent_response
from mentoringup.surveys.draft import Draft
from mentoringup.surveys.enums import InvitationState, Mode, Origin, WaveState
from mentoringup.surveys.errors import KeyIsGoneError, LinkIsUnknownError, WaveIsClosedError
from mentoringup.surveys.models import Draft as DraftRow
from mentoringup.surveys.models import Invitation, Keepsake, Response, Wave, WaveMinutes
from mentoringup.surveys.pseudonyms import mentee_of, pseudonym_of
from mentoringup.surveys.sealing import seal

log = logging.getLogger(__name__)


def submit(*, coming: Visit, now: datetime) -> Response:
    """Send what she answered. Sent again, it takes the place of what was sent, and counts once.

    Nothing in the transaction touches the people's half of the schema in an anonymous wave: that
    somebody answered is a sealed ticket (`closing.flush_tickets`).

    Raises:
        LinkIsUnknownError: she has not begun, and has not sent.
        WaveIsNotOpenYetError, WaveIsClosedError: the wave takes no answers.
    """
    coming.must_take_answers(now)
    with transaction.atomic():
        wave = held_wave(coming)
        if wave.state != WaveState.OPEN:
            raise WaveIsClosedError
        fresh = latest(coming)
        earlier = sent_response(coming)
        if fresh.draft is None:
            if earlier is None:
                raise LinkIsUnknownError
            return earlier  # pressed twice
        response = _record(fresh, fresh.draft, wave, now=now)
        if earlier is None:
            _count_minutes(wave, fresh.draft, now=now)
            _mark_as_answered(coming, wave)
        _keep_plans(coming, response)
        DraftRow.objects.filter(locator=coming.keys.locator).delete()
        return response


def _record(coming: Visit, draft: Draft, wave: Wave, *, now: datetime) -> Response:
    pages = coming.asking.pages(draft.answers)
    pseudonym, about = pseudonyms_of(coming, wave)
    return record_response(
        wave=wave,
        answers=shown_answers(pages, draft.answers),
        shown=[element.id for page in pages for element in page.elements],
        layout=draft.layout,
        language=draft.language,
        consent=draft.consent,
        origin=Origin.ONLINE,
        day=coming.asking.day_of(now),
        locator=coming.keys.locator,
        pseudonym=pseudonym,
        about=about,
    )


def pseudonyms_of(coming: Visit, wave: Wave) -> tuple[str, str]:
    """Of the person and of whom she speaks about; empty where nobody can tell."""
    if wave.mode == Mode.ANONYMOUS or links.is_public(coming.token):
        return "", ""
    participant = invitation_of(ref=coming.asking.ref, token=coming.token).participant
    try:
        key = survey_keys.load(wave.survey.code)
    except KeyIsGoneError:
        log.warning("A survey's key is gone while a wave is open; an answer has no pseudonym.")
        return "", ""
    return pseudonym_of(key, participant), mentee_of(key, participant)


def _mark_as_answered(coming: Visit, wave: Wave) -> None:
    if links.is_public(coming.token):
        return
    ticket = links.ticket_of(coming.token, coming.asking.ref)
    if wave.mode == Mode.CONFIDENTIAL:
        Invitation.objects.filter(ticket=ticket).update(state=InvitationState.ANSWERED)
        return
    try:
        seal_ticket(survey=wave.survey, wave=wave, ticket=ticket)
    except KeyIsGoneError:
        log.warning("A survey's key is gone while a wave is open; an answer is not marked.")


def _count_minutes(wave: Wave, draft: Draft, *, now: datetime) -> None:
    minutes = draft.minutes(now)
    if minutes is None:
        return
    row = WaveMinutes.objects.filter(wave=wave, minutes=minutes)
    if not row.update(count=F("count") + 1):
        WaveMinutes.objects.bulk_create(
            [WaveMinutes(wave=wave, minutes=minutes)], ignore_conflicts=True
        )
        row.update(count=F("count") + 1)


def _keep_plans(coming: Visit, response: Response) -> None:
    """Seal what she plans, for herself."""
    form = coming.asking.form
    plans = {
        element.id: response.answers[element.id]
        for element in (form.elements if form else ())
        if element.is_plan and isinstance(response.answers.get(element.id), str)
    }
    if not plans:
        return
    keys = links.keepsake_keys(coming.token, coming.asking.code)
    Keepsake.objects.update_or_create(
        locator=keys.locator,
        defaults={
            "survey_id": coming.asking.survey_id,
            "sealed": seal(keys.key, {"plans": plans}, place=keys.locator),
        },
    )
