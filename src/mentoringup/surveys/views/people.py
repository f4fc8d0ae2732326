"""Whom a survey asks: the list, adding somebody, uploading a list, and no more mails."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mentoringup.access.permissions import Permission
from mentoringup.eligibility.roster_file import RosterCantBeReadError
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.surveys.asked import Asked
from mentoringup.surveys.domain.audience import (
    add_people,
    remove_participant,
    stop_participant,
)
from mentoringup.surveys.domain.queries import participant_at, people_of, waves_of
from mentoringup.surveys.domain.rosters import preview_roster, take_roster
from mentoringup.surveys.enums import AudienceKind, Mode, SurveyState
from mentoringup.surveys.errors import NobodyToRemoveError, SurveyIsGoneError
from mentoringup.surveys.forms import AddPersonForm, ListForm
from mentoringup.surveys.models import Participant, Survey
from mentoringup.surveys.views.finding import found_survey

PEOPLE_ON_A_PAGE = 50
MOST_REMARKS = 200
FIRST_PEOPLE = 10


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.SURVEY_VIEW)
def list_people(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Whom a survey asks and how far that is; a form for one more."""
    survey = _with_people(scope, survey_id)
    may_edit = scope.may(Permission.SURVEY_EDIT)
    form = AddPersonForm(request.POST if request.method == "POST" and may_edit else None)
    if form.is_bound and form.is_valid():
        asked = Asked(email=form.cleaned_data["email"], name=form.cleaned_data["name"])
        change = add_people(survey=survey, people=[asked], actor=scope.actor, now=timezone.now())
        if change.added:
            messages.success(request, _("%(email)s is asked too.") % {"email": asked.email})
            return redirect("surveys:list_people", scope.site.slug, survey.pk)
        form.add_error("email", _("This address is on the list already."))
    page = Paginator(people_of(survey), PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    told = {
        "scope": scope,
        "survey": survey,
        "waves": [one for one in waves_of(survey) if one.state != "cancelled"],
        "page": page,
        "has_ways": may_edit and any(_has_ways(one) for one in page),
        "mentors": people_of(survey, mentors=True).count(),
        "form": form,
        "may_edit": may_edit,
        "is_on": survey.state == SurveyState.ON,
        "is_anonymous": survey.mode == Mode.ANONYMOUS,
        "follows_attendance": survey.audience == AudienceKind.ATTENDANCE,
    }
    return render(request, "surveys/list_people.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def upload_people(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Take a list, show what it would do, and do it once that is confirmed."""
    survey = _with_people(scope, survey_id)
    if request.method == "POST" and "confirm" in request.POST:
        return _confirmed(request, scope, survey)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _preview(request, scope, survey, form.text)
        except RosterCantBeReadError as error:
            form.add_error("file" if form.cleaned_data.get("file") else "lines", str(error))
    told = {"scope": scope, "survey": survey, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "surveys/upload_people.html", told, status=status)


@require_POST
@in_site(Permission.SURVEY_EDIT)
def remove_person(
    request: HttpRequest, scope: Scope, survey_id: int, participant_id: int
) -> HttpResponse:
    """Take somebody off the list who was not invited yet."""
    survey = _with_people(scope, survey_id)
    one = _participant(survey, participant_id)
    try:
        remove_participant(participant=one, actor=scope.actor, now=timezone.now())
    except NobodyToRemoveError:
        messages.error(
            request,
            _("%(email)s was invited meanwhile, and stays on the list. You can stop the mails.")
            % {"email": one.email},
        )
    else:
        messages.success(request, _("%(email)s is off the list.") % {"email": one.email})
    return redirect("surveys:list_people", scope.site.slug, survey.pk)


@require_POST
@in_site(Permission.SURVEY_EDIT)
def stop_person(
    request: HttpRequest, scope: Scope, survey_id: int, participant_id: int
) -> HttpResponse:
    """Write no more to somebody who asked the office for that."""
    survey = _with_people(scope, survey_id)
    one = _participant(survey, participant_id)
    stop_participant(participant=one, actor=scope.actor, now=timezone.now())
    messages.success(
        request, _("%(email)s gets no more mails about this survey.") % {"email": one.email}
    )
    return redirect("surveys:list_people", scope.site.slug, survey.pk)


def _with_people(scope: Scope, survey_id: int) -> Survey:
    """The survey, or 404 where it knows nobody: whoever has the link may answer."""
    survey = found_survey(scope, survey_id)
    if survey.audience == AudienceKind.PUBLIC:
        raise Http404
    return survey


def _has_ways(one: Participant) -> bool:
    """Whether somebody can be taken off the list, or spared mails."""
    was_asked = one.asked  # type: ignore[attr-defined]  # as `people_of` fetches it
    return not was_asked or not one.is_opted_out


def _participant(survey: Survey, participant_id: int) -> Participant:
    try:
        return participant_at(survey=survey, participant_id=participant_id)
    except SurveyIsGoneError:
        raise Http404 from None


def _preview(request: HttpRequest, scope: Scope, survey: Survey, text: str) -> HttpResponse:
    preview = preview_roster(survey=survey, text=text)
    told = {
        "scope": scope,
        "survey": survey,
        "preview": preview,
        "first": preview.new[:FIRST_PEOPLE],
        "faults": preview.faults[:MOST_REMARKS],
        "more": max(0, len(preview.faults) - MOST_REMARKS),
        "lines": text,
    }
    return render(request, "surveys/preview_people.html", told)


def _confirmed(request: HttpRequest, scope: Scope, survey: Survey) -> HttpResponse:
    text = request.POST.get("lines", "")
    try:
        change = take_roster(survey=survey, text=text, actor=scope.actor, now=timezone.now())
    except RosterCantBeReadError as error:
        form = ListForm({"lines": text})
        form.add_error("lines", str(error))
        told = {"scope": scope, "survey": survey, "form": form}
        return render(request, "surveys/upload_people.html", told, status=422)
    messages.success(
        request,
        ngettext("%(added)d person is asked too.", "%(added)d people are asked too.", change.added)
        % {"added": change.added},
    )
    return redirect("surveys:list_people", scope.site.slug, survey.pk)
