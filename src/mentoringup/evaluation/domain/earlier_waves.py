"""Which earlier wave says how people rated themselves before."""

from mentoringup.evaluation.models import DataSet
from mentoringup.surveys.enums import FOLLOW_UPS, Mode, WaveKind


def asked_before(*, data_set: DataSet) -> DataSet | None:
    """The frozen wave with the BEFORE ratings of a follow-up's people; None where nothing links.

    The survey before the training goes before the one after it, in which people look back.
    """
    wave = data_set.wave
    if wave is None or wave.kind not in FOLLOW_UPS or wave.mode != Mode.CONFIDENTIAL:
        return None
    of_survey = DataSet.objects.filter(wave__survey=wave.survey_id)
    for kind in (WaveKind.PRE, WaveKind.POST):
        if found := of_survey.filter(wave__kind=kind).first():
            return found
    return None
