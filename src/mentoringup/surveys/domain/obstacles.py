"""What keeps a survey from opening or from writing to people, and telling the office once."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoringup.access.permissions import Permission
from mentoringup.organizations.domain.queries import whom_to_write_to
from mentoringup.outbox.domain import AddressIsWrongError, recheck, write_mail
from mentoringup.questionnaires.domain.queries import form_of
from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.surveys import keys
from mentoringup.surveys.domain.queries import waves
from mentoringup.surveys.enums import AudienceKind, WaveKind, WaveState
from mentoringup.surveys.errors import KeyIsGoneError
from mentoringup.surveys.models import Wave

logger = logging.getLogger(__name__)

KIND = "survey.can-not-open"
"""Of the mails that tell coordinators why a survey is not open though its time has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One thing in the way.

    Attributes:
        sentence: what it is and what to do, in the language that is active.
        questionnaire_id: which one can be put right; None where it is none's fault.
    """

    sentence: str
    questionnaire_id: int | None = None


def obstacles_of(wave: Wave) -> tuple[Obstacle, ...]:
    """What keeps a planned wave from opening, or an open one from writing to people."""
    found: list[Obstacle] = []
    if wave.state in {WaveState.PLANNED, WaveState.OPEN} and lacks_key(wave):
        found.append(Obstacle(sentence=_said_key(wave)))
    if wave.state == WaveState.PLANNED:
        found += [
            Obstacle(sentence=str(one.sentence), questionnaire_id=wave.questionnaire_id)
            for one in faults_of(form_of(wave.questionnaire))
            if one.is_blocking
        ]
    return tuple(found)


def tell_obstacles(*, wave: Wave, now: datetime) -> bool:
    """Write to the coordinators, and into the log, that a wave that is due can't open.

    Once for the same obstacles, however often the clock tries; whether it was done now.
    """
    site = wave.survey.site
    with translation.override(site.language):
        obstacles = obstacles_of(wave)
        subject, text = _words(wave, obstacles)
    if not obstacles:
        return False
    mark = _mark(obstacles)
    readers = whom_to_write_to(site=site, permission=Permission.SURVEY_EDIT)
    is_new = False
    with transaction.atomic():
        for address, person in readers:
            try:
                mail = write_mail(
                    kind=KIND,
                    to=address,
                    person=person,
                    subject=subject,
                    text=text,
                    site_id=site.pk,
                    key=f"{wave.pk}:{mark}:{person.pk if person else 0}",
                    check_with={"wave": wave.pk, "mark": mark},
                    now=now,
                )
            except AddressIsWrongError:
                continue
            is_new = is_new or mail.created_at == now
    if is_new:
        logger.warning("survey can't open", extra={"thing": wave.pk, "obstacles": len(obstacles)})
    return is_new


@recheck(KIND, label=gettext_lazy("A survey that can’t open"))
def is_still_stuck(told: Mapping[str, Any]) -> bool:
    """Whether the wave is still to come, and the same things are in the way."""
    wave = waves().filter(pk=told["wave"], state=WaveState.PLANNED).first()
    if wave is None:
        return False
    with translation.override(wave.survey.site.language):
        return bool(_mark(obstacles_of(wave)) == told["mark"])


def lacks_key(wave: Wave) -> bool:
    """Whether nobody can be given a link; a public link needs no key."""
    survey = wave.survey
    if survey.audience == AudienceKind.PUBLIC and wave.kind != WaveKind.MENTOR:
        return False
    try:
        keys.load(survey.code)
    except KeyIsGoneError:
        return True
    return False


def _said_key(wave: Wave) -> str:
    if wave.survey.key_gone_on is not None:
        return _("The key of this survey was destroyed: nobody can be given a link.")
    return _(
        "The key of this survey is missing on the server, so nobody can be given a link. Ask "
        "whoever runs the server to put the file %(name)s back from a backup."
    ) % {"name": f"study-keys/{wave.survey.code}.key"}


def _mark(obstacles: tuple[Obstacle, ...]) -> str:
    return sha256("\n".join(one.sentence for one in obstacles).encode()).hexdigest()[:24]


def _words(wave: Wave, obstacles: tuple[Obstacle, ...]) -> tuple[str, str]:
    kind = WaveKind(wave.kind).label
    subject = _("A survey can’t open: %(training)s, %(kind)s") % {
        "training": wave.survey.implementation,
        "kind": kind,
    }
    address = reverse("surveys:show_wave", args=[wave.survey.site.slug, wave.pk])
    text = _(
        "The time of the survey “%(kind)s” of %(training)s has come, but it can’t open:\n\n"
        "%(obstacles)s\n\nSee it here: %(address)s\n\nIt opens by itself once this is put right. "
        "You get one mail for this; another one only when something else is in the way."
    ) % {
        "kind": kind,
        "training": wave.survey.implementation,
        "obstacles": "\n".join(f"- {one.sentence}" for one in obstacles),
        "address": f"{settings.BASE_URL}{address}",
    }
    return subject, text
