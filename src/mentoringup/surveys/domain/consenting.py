"""Consent to research after sending: given or withdrawn by the same link, until the freezing."""

from datetime import datetime

from django.db import transaction

from mentoringup.surveys.domain.answering import held_wave
from mentoringup.surveys.domain.recording import count_day, write_mixed
from mentoringup.surveys.domain.visiting import Visit, sent_response
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.errors import LinkIsUnknownError, WaveIsClosedError
from mentoringup.surveys.models import Response


@transaction.atomic
def change_consent(*, coming: Visit, consent: bool, now: datetime) -> Response:
    """Give or withdraw consent to what was sent; an open wave or a closed one, not a frozen one.

    Raises:
        LinkIsUnknownError: nothing was sent by this link, or the wave asks for no consent.
        WaveIsClosedError: the data set is made.
    """
    wave = held_wave(coming)
    if wave.state not in {WaveState.OPEN, WaveState.CLOSED}:
        raise WaveIsClosedError
    response, text = sent_response(coming), wave.consent
    if response is None or text is None:
        raise LinkIsUnknownError
    earlier = Response.objects.get(pk=response.pk)
    response.consent, response.consent_text = consent, text
    write_mixed(wave, response, earlier)
    count_day(
        wave=wave,
        day=coming.asking.day_of(now),
        consented=int(consent) - int(earlier.consent is True),
    )
    return response


def withdraw_consent(*, coming: Visit, now: datetime) -> Response:
    """Take consent back.

    Raises:
        LinkIsUnknownError, WaveIsClosedError: as `change_consent`.
    """
    return change_consent(coming=coming, consent=False, now=now)
