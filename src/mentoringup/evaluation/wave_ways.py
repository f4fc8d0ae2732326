"""Where a wave leads once its answers are in: freezing, data set, finding."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentoringup.access.permissions import Permission
from mentoringup.evaluation.domain.queries_data_sets import data_set_of_wave, latest_finding_of
from mentoringup.organizations.gate import Scope
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.models import Wave
from mentoringup.training.staff_places import Way


def ways_of(wave: Wave, scope: Scope) -> list[Way]:
    """What can be seen or done with the answers of the wave."""
    slug = scope.site.slug
    if wave.state in {WaveState.OPEN, WaveState.CLOSED}:
        if not scope.may(Permission.EVALUATION_RUN):
            return []
        freeze = reverse("evaluation:freeze_wave", args=[slug, wave.pk])
        return [Way(address=freeze, label=_("Freeze the answers and evaluate them"), icon="lock")]
    if wave.state != WaveState.FROZEN or not scope.may(Permission.EVALUATION_VIEW):
        return []
    data_set = data_set_of_wave(wave=wave)
    if data_set is None:
        return []
    ways = [
        Way(
            address=reverse("evaluation:data_set", args=[slug, data_set.pk]),
            label=_("The frozen data set"),
            icon="lock",
        )
    ]
    finding = latest_finding_of(data_set=data_set)
    if finding is not None:
        page = reverse("evaluation:show_run", args=[slug, finding.pk])
        ways.insert(0, Way(address=page, label=_("The finding"), icon="eye"))
    return ways
