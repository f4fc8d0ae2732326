"""What an address of a site names, or 404; and what forms of surveys offer."""

from django.http import Http404

from mentoringup.organizations.gate import Scope
from mentoringup.organizations.models import Site
from mentoringup.questionnaires.domain.queries import questionnaires_of
from mentoringup.surveys.domain.consent_texts import consent_texts_of
from mentoringup.surveys.domain.queries import survey_at, wave_at
from mentoringup.surveys.errors import SurveyIsGoneError
from mentoringup.surveys.models import Survey, Wave


def found_survey(scope: Scope, survey_id: int) -> Survey:
    """The survey of the site, or 404."""
    try:
        return survey_at(site=scope.site, survey_id=survey_id)
    except SurveyIsGoneError:
        raise Http404 from None


def found_wave(scope: Scope, wave_id: int) -> Wave:
    """The wave of the site, or 404."""
    try:
        return wave_at(site=scope.site, wave_id=wave_id)
    except SurveyIsGoneError:
        raise Http404 from None


def questionnaires_to_choose(site: Site) -> list[tuple[int, str]]:
    """Questionnaires of the site in use, for a select."""
    return [(one.pk, one.name) for one in questionnaires_of(site=site)]


def consents_to_choose(site: Site) -> list[tuple[int, str]]:
    """Versions of the site's consent text, latest first, for a select."""
    return [
        (one.pk, f"{one.version}: {one.approval}" if one.approval else str(one.version))
        for one in consent_texts_of(site=site)
    ]
