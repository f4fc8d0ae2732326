"""Which waves ask with a questionnaire, for the page of its versions."""

from django.db.models import Q
from django.urls import reverse

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.questionnaires.uses import Use
from mentoringup.surveys.domain.queries import waves
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.models import Wave


def uses_of(row: Questionnaire, scope: Scope) -> list[Use]:
    """Waves that asked a version of it, and those to come that will; one query without texts."""
    if not scope.may(Permission.SURVEY_VIEW):
        return []
    to_come = Q(asked__isnull=True, questionnaire=row, state=WaveState.PLANNED)
    found = (
        waves()
        .filter(Q(asked__questionnaire=row) | to_come, survey__site=scope.site)
        .defer("asked__document", "questionnaire__document")
        .order_by("-opens_at", "pk")
    )
    return [_use(wave, scope) for wave in found]


def _use(wave: Wave, scope: Scope) -> Use:
    return Use(
        version=wave.asked.number if wave.asked else None,
        label=f"{wave.survey}: {wave.get_kind_display()}",
        state=wave.get_state_display(),
        address=reverse("surveys:show_wave", args=[scope.site.slug, wave.pk]),
    )
