"""How the history tells what was done with surveys, waves, consent texts and letters."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.surveys.enums import SurveyLetterKind, WaveKind
from mentoringup.surveys.models import Survey, Wave


def _survey_page(site_slug: str, survey_id: str) -> str:
    """Where the survey is; empty once it is gone."""
    is_there = Survey.objects.filter(site__slug=site_slug, pk=survey_id).exists()
    return reverse("surveys:show_survey", args=[site_slug, survey_id]) if is_there else ""


def _wave_page(site_slug: str, wave_id: str) -> str:
    """Where its survey is; empty once it is gone."""
    found = Wave.objects.filter(survey__site__slug=site_slug, pk=wave_id)
    survey_id = found.values_list("survey_id", flat=True).first()
    return reverse("surveys:show_survey", args=[site_slug, survey_id]) if survey_id else ""


def _wave(value: Any) -> str | Promise:
    return WaveKind(value).label if value in WaveKind.values else str(value)


def _letter(value: Any) -> str | Promise:
    return SurveyLetterKind(value).label if value in SurveyLetterKind.values else str(value)


name_thing("surveys.survey", label=_("survey"), page=_survey_page)
name_thing("surveys.wave", label=_("wave of a survey"), page=_wave_page)
name_thing("surveys.consenttext", label=_("consent text"))

name_verb(
    "survey.turned-on",
    label=_("evaluation turned on"),
    sentence=_("%(actor)s turned the evaluation of “%(name)s” on."),
)
name_verb(
    "survey.changed",
    label=_("evaluation changed"),
    sentence=_("%(actor)s changed how “%(name)s” is evaluated."),
)
name_verb(
    "survey.turned-off",
    label=_("evaluation turned off"),
    sentence=_("%(actor)s turned the evaluation of “%(name)s” off."),
)
name_verb(
    "survey.audience-changed",
    label=_("people of a survey changed"),
    sentence=_(
        "%(actor)s changed whom the survey about “%(name)s” asks: %(added)s added,"
        " %(removed)s removed."
    ),
)
name_verb(
    "survey.person-stopped",
    label=_("mails to somebody stopped"),
    sentence=_("%(actor)s stopped the mails to somebody whom the survey about “%(name)s” asks."),
)
name_verb(
    "survey.key-destroyed",
    label=_("key of a survey destroyed"),
    sentence=_("%(actor)s destroyed the key of the survey about “%(name)s”."),
)
name_verb(
    "survey-habit.kept",
    label=_("every evaluation turned on"),
    sentence=_("%(actor)s had “%(name)s” evaluate whatever it announces."),
)
name_verb(
    "survey-habit.dropped",
    label=_("no evaluation by itself any more"),
    sentence=_("%(actor)s had “%(name)s” turn evaluations on by hand again."),
)
name_verb(
    "consent.written",
    label=_("consent text written"),
    sentence=_("%(actor)s wrote version %(consent_version)s of the consent text of “%(name)s”."),
)
name_verb(
    "survey-letter.saved",
    label=_("mail text changed"),
    sentence=_("%(actor)s changed the text of the mail “%(survey_letter)s” (%(letter_language)s)."),
)
name_verb(
    "survey-letter.restored",
    label=_("mail text taken back"),
    sentence=_(
        "%(actor)s had the mail “%(survey_letter)s” (%(letter_language)s) go out in our words"
        " again."
    ),
)
for _verb, _label, _sentence in (
    ("opened", _("survey opened"), _("%(actor)s opened the survey of “%(name)s” (%(wave)s).")),
    ("closed", _("survey closed"), _("%(actor)s closed the survey of “%(name)s” (%(wave)s).")),
    (
        "extended",
        _("survey extended"),
        _("%(actor)s changed when the survey of “%(name)s” closes (%(wave)s)."),
    ),
    (
        "reopened",
        _("survey reopened"),
        _("%(actor)s opened the survey of “%(name)s” again (%(wave)s)."),
    ),
    (
        "reminded",
        _("reminder sent by hand"),
        _("%(actor)s sent a reminder of the survey of “%(name)s” (%(wave)s)."),
    ),
    (
        "planned-again",
        _("survey planned again"),
        _("%(actor)s took the survey of “%(name)s” into the plan again (%(wave)s)."),
    ),
    (
        "paper-typed",
        _("form on paper typed in"),
        _("%(actor)s typed form %(paper_number)s of “%(name)s” in (%(wave)s)."),
    ),
    (
        "paper-taken-over",
        _("form on paper taken over"),
        _("%(actor)s had form %(paper_number)s of “%(name)s” count as answers (%(wave)s)."),
    ),
    (
        "paper-removed",
        _("typed form removed"),
        _("%(actor)s removed what was typed of form %(paper_number)s of “%(name)s” (%(wave)s)."),
    ),
    (
        "paper-restored",
        _("typed form put back"),
        _("%(actor)s put back what was typed of form %(paper_number)s of “%(name)s” (%(wave)s)."),
    ),
    ("frozen", _("answers frozen"), _("%(actor)s froze the answers about “%(name)s” (%(wave)s).")),
    (
        "cancelled",
        _("survey cancelled"),
        _("%(actor)s took the survey of “%(name)s” out of the plan (%(wave)s)."),
    ),
    (
        "moved",
        _("survey moved"),
        _("%(actor)s set by hand when the survey of “%(name)s” is open (%(wave)s)."),
    ),
    (
        "follows",
        _("survey follows the sessions again"),
        _("%(actor)s had the survey of “%(name)s” follow the sessions again (%(wave)s)."),
    ),
):
    name_verb(f"wave.{_verb}", label=_label, sentence=_sentence)

name_detail("wave", label=_("which survey"), text=_wave)
name_detail("paper_number", label=_("number of the form"))
name_detail("added", label=_("added"))
name_detail("removed", label=_("removed"))
name_detail("consent_version", label=_("version of the consent text"))
name_detail("survey_letter", label=_("mail"), text=_letter)
