"""How the seats of a series are given: the form of its rules, and what they mean in words."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.domain.desk_queries import has_committed_draw, plan_version
from mentoringup.registration.domain.office import save_plan
from mentoringup.registration.domain.queries import plan_of, tiers_of, window_for
from mentoringup.registration.errors import DrawIsCommittedError
from mentoringup.registration.errors import SomebodySavedFirstError as RulesWereSavedError
from mentoringup.registration.forms_staff import PlanForm
from mentoringup.registration.plan import Plan
from mentoringup.registration.plan_words import plan_sentences
from mentoringup.training.domain.queries import sessions_of
from mentoringup.training.enums import SessionState
from mentoringup.training.errors import ChangeIsForbiddenError, SomebodySavedFirstError
from mentoringup.training.forms_parts import PartForm
from mentoringup.training.models import Series, Session
from mentoringup.training.staff_views.editing import Answer, begun, take
from mentoringup.training.staff_views.parts import found_series


class PlanEditing:
    """The rules of a stored series, as `editing.take` needs them."""

    def __init__(self, *, scope: Scope, slug: str) -> None:
        self.scope = scope
        self.series = found_series(scope, slug)
        self.version = plan_version(series=self.series)
        self.plan = plan_of(self.series)

    def form(self, data: QueryDict | None = None, *, at_least: int = 0) -> PlanForm:  # noqa: ARG002  rules have no rows
        """The form, sent or as stored."""
        return PlanForm(data, initial=PlanForm.initial_of(self.plan))

    def unsent(self, form: PartForm) -> PlanForm:
        """An unsent form with what was typed."""
        return PlanForm(initial={name: form[name].value() for name in form.fields})

    def save(self, form: PartForm, *, agreed: str) -> None:  # noqa: ARG002  nothing is asked first
        """Store it."""
        if not isinstance(form, PlanForm):
            raise TypeError
        try:
            save_plan(
                series=self.series,
                plan=form.plan(),
                version=self.version,
                actor=self.scope.actor,
                now=timezone.now(),
            )
        except RulesWereSavedError as error:
            raise SomebodySavedFirstError from error
        except DrawIsCommittedError as error:
            raise ChangeIsForbiddenError(str(error)) from error


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def edit_plan(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """The rules on seats of a series."""
    read = partial(PlanEditing, scope=scope, slug=series_slug)
    sent = take(request.POST, read) if request.method == "POST" else begun(read())
    if sent.answer is Answer.SAVED:
        messages.success(request, _("Saved. Seats are given by these rules from now on."))
        return redirect("registration:series_seats", scope.site.slug, series_slug)
    editing = read()
    shown = _typed(sent.typed) or editing.plan
    context = {
        "scope": scope,
        "series": editing.series,
        "sent": sent,
        "form": sent.form,
        "is_sealed": has_committed_draw(series=editing.series),
        **_meaning(editing.series, shown),
    }
    return render(request, "registration/staff/plan.html", context, status=sent.answer.status)


@in_site(Permission.REGISTRATION_DECIDE)
@require_POST
def tell_plan(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """What the rules would mean as they are typed now. Changes nothing."""
    series = found_series(scope, series_slug)
    typed = _typed(PlanForm(request.POST))
    context = {"scope": scope, "series": series, "is_unfinished": typed is None}
    context |= _meaning(series, typed or plan_of(series))
    return render(request, "registration/staff/plan_words.html", context)


def _typed(form: PartForm | None) -> Plan | None:
    """The rules that were typed, if they can be read."""
    if isinstance(form, PlanForm) and form.is_valid():
        return form.plan()
    return None


def _meaning(series: Series, plan: Plan) -> dict[str, object]:
    """What rules mean for the next session that has a date."""
    session = _next(series)
    if session is None:
        return {"session": None, "said": []}
    tiers = tiers_of(series)
    window = window_for(session=session, plan=plan, tiers=tiers)
    zone = session.zone or series.site.zone
    said = plan_sentences(plan, window, tiers=tiers, zone=zone) if window else []
    return {"session": session, "said": said}


def _next(series: Series) -> Session | None:
    """The next session that is ahead, a draft only where nothing else is."""
    now = timezone.now()
    ahead = [
        (one.state == SessionState.DRAFT, one.starts_at, one)
        for one in sessions_of(series)
        if one.starts_at is not None
        and one.starts_at > now
        and one.state in {SessionState.PUBLISHED, SessionState.DRAFT}
    ]
    return min(ahead, key=lambda found: found[:2])[2] if ahead else None
