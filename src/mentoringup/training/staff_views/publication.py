"""Publishing, cancelling, taking back, and repairs in one click."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.checks.finding import Severity
from mentoringup.training.domain.checking import findings_once_published
from mentoringup.training.domain.queries import page_of, sessions_of
from mentoringup.training.domain.states import (
    SERIES_STEPS,
    SESSION_STEPS,
    cancel_series,
    foresee_series_step,
    foresee_session_step,
    publish_series,
    take_back_series,
)
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.errors import (
    ConsequencesNotSeenError,
    MoveNotPossibleError,
    SomebodySavedFirstError,
)
from mentoringup.training.forms_series import ReasonForm
from mentoringup.training.models import Series, Session
from mentoringup.training.staff_views.asking_back import agreed_in, asked_back
from mentoringup.training.staff_views.parts import (
    found_series,
    language,
    shown_all,
)
from mentoringup.training.staff_views.places import Shown
from mentoringup.training.staff_views.questions import (
    series_done,
    series_question,
    session_question,
)
from mentoringup.training.staff_views.repairs import take_step
from mentoringup.training.staff_views.sessions import found_session


@in_site(Permission.SERIES_PUBLISH)
def publish(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """What publishing will do, what keeps it from being done, and the button."""
    series = found_series(scope, series_slug)
    here = [scope.site.slug, series_slug]
    if series.state != SeriesState.DRAFT:
        return redirect("training:edit_series", *here)
    drafts = [one for one in sessions_of(series) if one.state == SessionState.DRAFT]
    staying = _staying(request, drafts)
    if request.method == "POST" and "publish" in request.POST:
        try:
            outcome = publish_series(
                series=series,
                drafts_stay=staying,
                agreed=agreed_in(request),
                actor=scope.actor,
                now=timezone.now(),
            )
        except ConsequencesNotSeenError:
            outcome = None  # the page below says them
        except (MoveNotPossibleError, SomebodySavedFirstError):
            messages.error(request, _("The series was changed just now. Look at it once more."))
            return redirect("training:publish_series", *here)
        if outcome is not None and outcome.is_done:
            messages.success(request, _("The series is published."))
            return redirect("training:edit_series", *here)
    return _publish_page(request, scope, series, drafts, staying)


def _publish_page(
    request: HttpRequest, scope: Scope, series: Series, drafts: list[Session], staying: list[int]
) -> HttpResponse:
    ahead = foresee_series_step(
        series=series, to=SeriesState.PUBLISHED, drafts_stay=staying, now=timezone.now()
    )
    is_refused = request.method == "POST" and "publish" in request.POST
    findings = _ahead(series, staying)
    context = {
        "scope": scope,
        "series": series,
        "drafts": [(one, one.pk in staying) for one in drafts],
        "others": [one for one in sessions_of(series) if one.state != SessionState.DRAFT],
        "blocking": [one for one in findings if one.finding.severity is Severity.BLOCK],
        "warnings": [one for one in findings if one.finding.severity is Severity.WARN],
        **asked_back(request, ahead),
    }
    context["was_asked"] = is_refused and context["was_asked"]
    status = 409 if is_refused else 200
    return render(request, "training/staff/publish.html", context, status=status)


@in_site(Permission.SERIES_PUBLISH)
def move_series(request: HttpRequest, scope: Scope, series_slug: str, to: str) -> HttpResponse:
    """Cancel a series, or make it a draft again, after saying what that does."""
    series = found_series(scope, series_slug)
    wanted = {"cancelled": SeriesState.CANCELLED, "draft": SeriesState.DRAFT}.get(to)
    if wanted is None or wanted not in SERIES_STEPS[SeriesState(series.state)]:
        raise Http404
    form = ReasonForm(request.POST or None)
    here = [scope.site.slug, series_slug]
    if request.method == "POST" and form.is_valid():
        step = cancel_series if wanted is SeriesState.CANCELLED else take_back_series
        try:
            step(
                series=series,
                reason=form.cleaned_data["reason"],
                agreed=agreed_in(request),
                actor=scope.actor,
                now=timezone.now(),
            )
        except ConsequencesNotSeenError:
            pass  # the page below says them
        except (MoveNotPossibleError, SomebodySavedFirstError):
            messages.error(request, _("The series was changed just now. Look at it once more."))
            return redirect("training:edit_series", *here)
        else:
            messages.success(request, series_done(wanted))
            return redirect("training:edit_series", *here)
    ahead = foresee_series_step(series=series, to=wanted, now=timezone.now())
    context = {
        "scope": scope,
        "series": series,
        "form": form,
        **series_question(series, wanted),
        **asked_back(request, ahead),
        "back": reverse("training:edit_series", args=here),
    }
    return _confirm(request, context)


@in_site(Permission.SERIES_PUBLISH)
def change_session(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int, to: str
) -> HttpResponse:
    """One step of a session's state, after saying what that does."""
    series = found_series(scope, series_slug)
    session = found_session(series, session_id)
    steps = SESSION_STEPS[SessionState(session.state)] - {SessionState.DONE}
    if to not in steps:
        raise Http404
    form = ReasonForm(request.POST or None)
    here = [scope.site.slug, series_slug]
    if request.method == "POST" and form.is_valid():
        reason, agreed = form.cleaned_data["reason"], agreed_in(request)
        try:
            problem = take_step(session, SessionState(to), reason, scope, agreed=agreed)
        except ConsequencesNotSeenError:
            pass  # the page below says them
        else:
            _say_step(request, session, problem)
            return redirect(reverse("training:edit_series", args=here) + "#sessions")
    ahead = foresee_session_step(session=session, to=SessionState(to), now=timezone.now())
    context = {
        "scope": scope,
        "series": series,
        "form": form,
        **session_question(session, SessionState(to)),
        **asked_back(request, ahead),
        "back": reverse("training:edit_session", args=[*here, session_id]),
    }
    return _confirm(request, context)


def _confirm(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The page that asks; 409 where it asks again."""
    status = 409 if context["was_asked"] else 200
    return render(request, "training/staff/confirm.html", context, status=status)


def _say_step(request: HttpRequest, session: Session, problem: str) -> None:
    """What came of a step of a session."""
    if problem:
        messages.error(request, problem)
        return
    words = {"title": session.title, "state": session.get_state_display()}
    messages.success(request, _("“%(title)s” is now: %(state)s.") % words)


def _ahead(series: Series, staying: list[int]) -> list[Shown]:
    now = timezone.now()
    found = findings_once_published(
        series=series, now=now, language=language(), drafts_stay=staying
    )
    page = page_of(series, language=language(), now=now, with_drafts=True)
    return shown_all(found, series=series, page=page)


def _staying(request: HttpRequest, drafts: list[Session]) -> list[int]:
    asked = set(request.POST.getlist("stay"))
    return [one.pk for one in drafts if str(one.pk) in asked]
