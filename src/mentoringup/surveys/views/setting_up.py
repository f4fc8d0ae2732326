"""The surveys of a site, and turning evaluation on, changing it, turning it off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.questionnaires.errors import QuestionnaireError
from mentoringup.surveys.domain.consent_texts import latest_consent
from mentoringup.surveys.domain.habits import drop_habit, habit_of, keep_habit
from mentoringup.surveys.domain.obstacles import obstacles_of
from mentoringup.surveys.domain.queries import (
    Asking,
    asking_in,
    implementation_at,
    implementations_of,
    is_fixed,
    setup_of,
    waves_of,
)
from mentoringup.surveys.domain.setting_up import change_setup, turn_off, turn_on
from mentoringup.surveys.enums import AudienceKind, SurveyState
from mentoringup.surveys.errors import (
    AudienceIsFixedError,
    KeyIsGoneError,
    ModeIsFixedError,
    SomebodySavedFirstError,
    SurveyIsGoneError,
    WaveIsInUseError,
)
from mentoringup.surveys.forms import SetupForm, initial_of
from mentoringup.surveys.models import Survey
from mentoringup.surveys.setup import Setup, from_document
from mentoringup.surveys.views.finding import (
    consents_to_choose,
    found_survey,
    questionnaires_to_choose,
)
from mentoringup.training.models import Implementation


@require_safe
@in_site(Permission.SURVEY_VIEW)
def list_surveys(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every implementation of the site, with its survey where evaluation is on."""
    told = {
        "scope": scope,
        "rows": implementations_of(site=scope.site),
        "habit": habit_of(site=scope.site),
        "may_edit": scope.may(Permission.SURVEY_EDIT),
    }
    return render(request, "surveys/list_surveys.html", told)


@require_safe
@in_site(Permission.SURVEY_VIEW)
def show_survey(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """One survey: its waves, whom it asks, how it is set up."""
    survey = found_survey(scope, survey_id)
    waves = waves_of(survey)
    asking = asking_in(waves)
    is_public, is_on = survey.audience == AudienceKind.PUBLIC, survey.state == SurveyState.ON
    may_plan = scope.may(Permission.SURVEY_EDIT) and is_on
    told = {
        "scope": scope,
        "survey": survey,
        "has_ways": is_public or (may_plan and any(one.state == "planned" for one in waves)),
        "rows": [(one, asking.get(one.pk, Asking()), obstacles_of(one)) for one in waves],
        "setup": setup_of(survey),
        "is_on": is_on,
        "is_public": is_public,
        "habit": habit_of(site=scope.site),
        "may_edit": scope.may(Permission.SURVEY_EDIT),
    }
    return render(request, "surveys/show_survey.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def turn_on_survey(request: HttpRequest, scope: Scope, implementation_id: int) -> HttpResponse:
    """Turn evaluation on for an implementation, in one page."""
    try:
        implementation = implementation_at(site=scope.site, implementation_id=implementation_id)
    except SurveyIsGoneError:
        raise Http404 from None
    survey: Survey | None = getattr(implementation, "survey", None)
    form = _form(request, scope, _proposed(scope, survey), survey=survey)
    if request.method != "POST" or not form.is_valid():
        return _setup_page(request, scope, form, implementation, survey=survey)
    try:
        made = turn_on(
            implementation=implementation,
            setup=form.setup(),
            actor=scope.actor,
            now=timezone.now(),
        )
    except KeyIsGoneError:
        form.add_error(None, _("The key of this survey was destroyed: it can’t go on."))
        return _setup_page(request, scope, form, implementation, survey=survey)
    except (AudienceIsFixedError, ModeIsFixedError, WaveIsInUseError, QuestionnaireError) as error:
        form.add_error(None, _sentence(error))
        return _setup_page(request, scope, form, implementation, survey=survey)
    messages.success(request, _("Evaluation is on. Invitations, reminders and closing follow."))
    return redirect("surveys:show_survey", scope.site.slug, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def edit_survey(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Change how a survey goes on."""
    survey = found_survey(scope, survey_id)
    form = _form(request, scope, setup_of(survey), survey=survey)
    if request.method != "POST" or not form.is_valid():
        return _setup_page(request, scope, form, survey.implementation, survey=survey)
    try:
        change_setup(
            survey=survey,
            setup=form.setup(),
            version=form.cleaned_data["version"] or 0,
            actor=scope.actor,
            now=timezone.now(),
        )
    except (
        AudienceIsFixedError,
        ModeIsFixedError,
        SomebodySavedFirstError,
        WaveIsInUseError,
        QuestionnaireError,
    ) as error:
        form.add_error(None, _sentence(error))
        return _setup_page(request, scope, form, survey.implementation, survey=survey)
    messages.success(request, _("The settings are saved."))
    return redirect("surveys:show_survey", scope.site.slug, survey.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def turn_off_survey(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Turn evaluation off: ask, then do."""
    survey = found_survey(scope, survey_id)
    if request.method != "POST":
        told = {"scope": scope, "survey": survey, "waves": waves_of(survey)}
        return render(request, "surveys/turn_off.html", told)
    turn_off(survey=survey, actor=scope.actor, now=timezone.now())
    messages.success(request, _("Evaluation is off. Answers that came in are kept."))
    return redirect("surveys:show_survey", scope.site.slug, survey.pk)


@require_POST
@in_site(Permission.SURVEY_EDIT)
def keep_as_habit(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Evaluate whatever the site announces from now on as this survey does."""
    survey = found_survey(scope, survey_id)
    keep_habit(site=scope.site, setup=setup_of(survey), actor=scope.actor, now=timezone.now())
    messages.success(
        request, _("From now on, every training that you announce is evaluated like this.")
    )
    return redirect("surveys:list_surveys", scope.site.slug)


@require_POST
@in_site(Permission.SURVEY_EDIT)
def end_habit(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Turn evaluations on by hand again."""
    drop_habit(site=scope.site, actor=scope.actor, now=timezone.now())
    messages.success(request, _("Evaluations are turned on by hand again; those that are on stay."))
    return redirect("surveys:list_surveys", scope.site.slug)


def _proposed(scope: Scope, survey: Survey | None) -> Setup:
    """What the form of a new survey begins with: as before, as usual, or as we propose."""
    if survey is not None:
        return setup_of(survey)
    habit = habit_of(site=scope.site)
    if habit is not None:
        return from_document(habit.setup)
    latest = latest_consent(site=scope.site)
    return Setup(consent_id=latest.pk if latest else None)


def _form(request: HttpRequest, scope: Scope, setup: Setup, *, survey: Survey | None) -> SetupForm:
    return SetupForm(
        request.POST if request.method == "POST" else None,
        initial=initial_of(setup, version=survey.version if survey else None),
        questionnaires=questionnaires_to_choose(scope.site),
        consents=consents_to_choose(scope.site),
        is_fixed=survey is not None and is_fixed(survey),
    )


def _setup_page(
    request: HttpRequest,
    scope: Scope,
    form: SetupForm,
    implementation: Implementation,
    *,
    survey: Survey | None,
) -> HttpResponse:
    told = {"scope": scope, "form": form, "implementation": implementation, "survey": survey}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "surveys/set_up.html", told, status=status)


def _sentence(error: Exception) -> str:
    """Why settings were refused."""
    match error:
        case ModeIsFixedError():
            return _("The first survey has opened: anonymous or confidential is fixed by now.")
        case AudienceIsFixedError():
            return _("The first survey has opened: who is asked, and about what, is fixed by now.")
        case WaveIsInUseError():
            return _("A survey that was opened can’t be taken out of the plan any more.")
        case SomebodySavedFirstError():
            return _("Somebody changed this survey meanwhile. Open the page again to see how.")
        case _:
            return _("The questionnaire can’t be used as it is. Look at what its editor says.")
