"""Ready-made questionnaires of ours, written into a site when a survey first needs them."""

from datetime import datetime

from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.questionnaires.domain.writing import start_questionnaire
from mentoringup.questionnaires.enums import QuestionnaireState
from mentoringup.questionnaires.form import starting
from mentoringup.questionnaires.form.values import Form
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.surveys.enums import FOLLOW_UPS, WaveKind


def ready_made(*, site: Site, kind: WaveKind, actor: Person | None, now: datetime) -> Questionnaire:
    """The site's copy of what we ask in a wave; the one there is, where there is one in use."""
    form = form_for(kind)
    there = Questionnaire.objects.filter(site=site, state=QuestionnaireState.ACTIVE)
    found = there.filter(document__id=form.id).order_by("pk").first()
    if found is not None:
        return found
    title = form.title.get(site.language) or form.title["en"]
    return start_questionnaire(site=site, name=title, form=form, actor=actor, now=now)


def form_for(kind: WaveKind) -> Form:
    """What we ask in a wave."""
    if kind is WaveKind.PRE:
        return starting.pre_form()
    if kind is WaveKind.MENTOR:
        return starting.mentor_form()
    return starting.follow_up_form(kind) if kind in FOLLOW_UPS else starting.post_form()
