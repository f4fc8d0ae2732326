"""Repairs that findings offer, in one click."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.checks.finding import Place
from mentoringup.training.domain.queries import editor_choices, page_of, sessions_of
from mentoringup.training.domain.states import (
    SESSION_STEPS,
    change_session_state,
    publish_session,
)
from mentoringup.training.enums import SessionState
from mentoringup.training.errors import (
    ChangeIsForbiddenError,
    ConsequencesNotSeenError,
    PageWouldLieError,
    SessionNeedsItsTimeError,
    TrainingError,
)
from mentoringup.training.forms_parts import as_data
from mentoringup.training.models import Series, Session
from mentoringup.training.staff_views.asking_back import agreed_in, asked_back
from mentoringup.training.staff_views.editing import Answer, Editing, take, with_value
from mentoringup.training.staff_views.parts import PARTS, PartEditing, found_series, language
from mentoringup.training.staff_views.places import field_of, is_on, part_of
from mentoringup.training.staff_views.sessions import SessionEditing


@in_site(Permission.SERIES_EDIT)
@require_POST
def repair(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """Set one field as a finding offers, if its form agrees."""
    series = found_series(scope, series_slug)
    place = Place(
        part=request.POST.get("part", ""),
        key=request.POST.get("key", ""),
        field=request.POST.get("field", ""),
    )
    value, agreed = request.POST.get("value", ""), agreed_in(request)
    try:
        problem = _repair(series, place, value, scope, agreed=agreed)
    except ConsequencesNotSeenError as error:
        return _ask_back(request, scope, series, error.sentences)
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, _("Repaired."))
    overview = reverse("training:edit_series", args=[scope.site.slug, series_slug])
    return redirect(f"{overview}#checklist")


def _ask_back(
    request: HttpRequest, scope: Scope, series: Series, sentences: tuple[str, ...]
) -> HttpResponse:
    """Say what the repair would do to seats; the button sends the same repair again."""
    names = ("part", "key", "field", "value")
    context = {
        "scope": scope,
        "series": series,
        "title": _("Repair this?"),
        "kept": [(name, request.POST.get(name, "")) for name in names],
        "action": _("Repair it and do this"),
        "back": reverse("training:edit_series", args=[scope.site.slug, series.slug]),
        **asked_back(request, sentences),
        "was_asked": bool(agreed_in(request)),
    }
    return render(request, "training/staff/confirm.html", context)


def _repair(series: Series, place: Place, value: str, scope: Scope, *, agreed: str) -> str:
    """Do a repair; answers why it can't be done, or nothing."""
    gone = _("This repair no longer fits: the page has changed. Look at the list again.")
    if place.part == "session" and place.field == "state":
        session = _session(series, place)
        if session is None or not scope.may(Permission.SERIES_PUBLISH):
            return gone
        fits = value in SESSION_STEPS[SessionState(session.state)]
        if not fits:
            return gone
        return take_step(session, SessionState(value), "", scope, agreed=agreed)
    page = page_of(series, language=language(), now=timezone.now(), with_drafts=True)
    editing = _editing(series, place, scope) if is_on(place, page) else None
    name = field_of(place, page)
    form = editing.form() if editing else None
    if editing is None or form is None or name not in form.fields:
        return gone
    data = with_value(as_data(form.initial), form, name, value)
    data["agreed"] = agreed
    sent = take(data, lambda: editing)
    if sent.answer is Answer.FORESEEN:
        raise ConsequencesNotSeenError(sent.consequences)
    if sent.answer is Answer.REFUSED:
        return str(sent.findings[0].message)
    return "" if sent.answer is Answer.SAVED else gone


def _session(series: Series, place: Place) -> Session | None:
    return next((one for one in sessions_of(series) if str(one.pk) == place.key), None)


def _editing(series: Series, place: Place, scope: Scope) -> Editing | None:
    choices = editor_choices(site=scope.site, language=language())
    if place.part == "session":
        session = _session(series, place)
        if session is None:
            return None
        return SessionEditing(scope=scope, slug=series.slug, session_id=session.pk, choices=choices)
    part = part_of(place)
    if part not in PARTS or place.part not in {"series", "contact", "question"}:
        return None
    return PartEditing(PARTS[part], scope=scope, slug=series.slug, choices=choices)


def take_step(session: Session, to: SessionState, reason: str, scope: Scope, *, agreed: str) -> str:
    """Take a step; answers why it can't be taken, or nothing.

    Raises:
        ConsequencesNotSeenError: it would do something else than what was agreed to.
    """
    now = timezone.now()
    try:
        if to is SessionState.PUBLISHED:
            outcome = publish_session(session=session, agreed=agreed, actor=scope.actor, now=now)
            return str(outcome.blocking[0].message) if outcome.blocking else ""
        change_session_state(
            session=session, to=to, reason=reason, agreed=agreed, actor=scope.actor, now=now
        )
    except ConsequencesNotSeenError:
        raise
    except ChangeIsForbiddenError as error:
        return str(error)
    except SessionNeedsItsTimeError:
        return _("Give it a date, a start and an end first.")
    except PageWouldLieError as error:
        return str(error.findings[0].message)
    except TrainingError:
        return _("The session was changed just now. Look at it once more.")
    return ""
