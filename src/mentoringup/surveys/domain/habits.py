"""Evaluating whatever a site announces, with the same settings each time."""

import logging
from datetime import datetime

from django.db import transaction

from mentoringup.audit.domain import record
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.questionnaires.errors import QuestionnaireError
from mentoringup.surveys.domain.setting_up import turn_on
from mentoringup.surveys.errors import SurveyError
from mentoringup.surveys.models import ConsentText, SurveyHabit
from mentoringup.surveys.setup import Setup, from_document, to_document
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Implementation

logger = logging.getLogger(__name__)


def habit_of(*, site: Site) -> SurveyHabit | None:
    """With which settings the site evaluates what it announces; None where it doesn't."""
    return SurveyHabit.objects.filter(site=site).first()


def keep_habit(*, site: Site, setup: Setup, actor: Person, now: datetime) -> SurveyHabit:
    """From now on, evaluate every implementation of the site with these settings once announced."""
    with transaction.atomic():
        habit, _is_new = SurveyHabit.objects.update_or_create(
            site=site, defaults={"setup": to_document(setup), "set_at": now, "set_by": actor}
        )
        _tell("survey-habit.kept", site, actor=actor, now=now)
    return habit


def drop_habit(*, site: Site, actor: Person, now: datetime) -> None:
    """Turn surveys on by hand again; those that are on stay on."""
    with transaction.atomic():
        number, _rows = SurveyHabit.objects.filter(site=site).delete()
        if number:
            _tell("survey-habit.dropped", site, actor=actor, now=now)


def follow_habits(*, now: datetime) -> int:
    """Turn evaluation on where a site wants it for what it announces; answers for how many.

    For implementations with an announced session that is still to end, and without a survey: one
    that somebody turned off stays off. Public sessions of the past are not asked about.
    """
    habits = {one.site_id: one for one in SurveyHabit.objects.select_related("site")}
    if not habits:
        return 0
    due = (
        Implementation.objects.filter(
            series__site__in=habits,
            series__state=SeriesState.PUBLISHED,
            sessions__state=SessionState.PUBLISHED,
            sessions__ends_at__gt=now,
            survey__isnull=True,
        )
        .select_related("series__site")
        .distinct()
    )
    return sum(_begin(one, habits[one.series.site_id], now=now) for one in due)


def _begin(implementation: Implementation, habit: SurveyHabit, *, now: datetime) -> bool:
    setup = from_document(habit.setup)
    if setup.consent_id is not None and not _has_consent(habit, setup.consent_id):
        setup = from_document({**habit.setup, "consent_id": None})
    try:
        turn_on(implementation=implementation, setup=setup, actor=None, now=now)
    except (SurveyError, QuestionnaireError):
        logger.exception("survey could not be turned on", extra={"site": habit.site_id})
        return False
    return True


def _has_consent(habit: SurveyHabit, consent_id: int) -> bool:
    return ConsentText.objects.filter(pk=consent_id, site=habit.site_id).exists()


def _tell(verb: str, site: Site, *, actor: Person, now: datetime) -> None:
    record(verb=verb, thing=site, actor=actor, now=now, site_id=site.pk, name=site.name)
