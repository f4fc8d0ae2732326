"""What is done with a plan as a whole: settings, sessions of a series, copies, templates."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.planning import editing
from mentoringup.planning.domain.links import (
    PlannableDelivery,
    PlannableSession,
    deliveries_to_plan,
    link_sessions,
    links_of,
)
from mentoringup.planning.domain.plans import (
    archive_plan,
    change_plan,
    copy_plan,
    rename_plan,
    save_as_template,
    unarchive_plan,
)
from mentoringup.planning.domain.queries import StoredPlan
from mentoringup.planning.enums import Change, PlanState
from mentoringup.planning.errors import PlanRefusedError, SomebodyChangedItError
from mentoringup.planning.forms import LinkForm, SettingsForm
from mentoringup.planning.views.finding import found_plan, language, pack_of, revision_in
from mentoringup.ui.dates import say_time


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.PLAN_EDIT)
def edit_settings(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """Name, audience, mode, group and modules of a plan."""
    stored = found_plan(scope, plan_id)
    pack = pack_of(scope, stored)
    sent = request.POST if request.method == "POST" else None
    initial = SettingsForm.initial_of(stored.row.name, stored.plan.settings)
    form = SettingsForm(sent, pack=pack, language=language(), initial=initial)
    status = 200
    if sent is not None:
        status = 422
        if form.is_valid():
            try:
                _save_settings(scope, stored, form, revision=revision_in(sent))
            except PlanRefusedError as error:
                form.add_error(None, str(error.what))
            except SomebodyChangedItError:
                status = 409
                words = _("Somebody changed the plan just now. Save once more to keep yours.")
                form.add_error(None, words)
            else:
                messages.success(request, _("Saved."))
                return redirect("planning:show_plan", scope.site.slug, plan_id)
    told = {"scope": scope, "row": stored.row, "form": form}
    return render(request, "planning/settings.html", told, status=status)


def _save_settings(scope: Scope, stored: StoredPlan, form: SettingsForm, *, revision: int) -> None:
    now = timezone.now()
    change_plan(
        row=stored.row,
        revision=revision,
        change=Change.SETTINGS,
        edit=lambda plan: editing.change_settings(plan, settings=form.settings(), pack=form.pack),
        actor=scope.actor,
        now=now,
    )
    rename_plan(row=stored.row, name=form.cleaned_data["name"], actor=scope.actor, now=now)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.PLAN_EDIT)
def link_plan(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """Choose a series, then which of its sessions each planned session is."""
    stored = found_plan(scope, plan_id)
    deliveries = deliveries_to_plan(site=scope.site)
    asked = request.POST.get("series") or request.GET.get("series", "")
    asked = asked or str(stored.row.implementation_id or "")
    delivery = next((one for one in deliveries if str(one.id) == asked), None)
    form, status = _link_form(request, stored, delivery), 200
    if request.method == "POST":
        status = 422
        if "unlink" in request.POST or (delivery and form.is_valid()):
            is_off = "unlink" in request.POST
            try:
                link_sessions(
                    row=stored.row,
                    delivery_id=None if is_off or delivery is None else delivery.id,
                    pairs={} if is_off else form.pairs(),
                    actor=scope.actor,
                    now=timezone.now(),
                )
            except PlanRefusedError as error:
                form.add_error(None, str(error.what))
            else:
                messages.success(request, _("Saved."))
                return redirect("planning:show_plan", scope.site.slug, plan_id)
    told: dict[str, Any] = {
        "scope": scope,
        "row": stored.row,
        "plan": stored.plan,
        "deliveries": deliveries,
        "delivery": delivery,
        "form": form,
    }
    return render(request, "planning/link.html", told, status=status)


def _link_form(
    request: HttpRequest, stored: StoredPlan, delivery: PlannableDelivery | None
) -> LinkForm:
    """Sessions in their order are the first guess where none was chosen yet."""
    sessions = delivery.sessions if delivery else ()
    links = links_of(plan_id=stored.row.pk)
    if delivery is None or stored.row.implementation_id != delivery.id:
        pairs = zip(stored.plan.sessions, sessions, strict=False)
        links = {planned.id: real.id for planned, real in pairs}
    return LinkForm(
        request.POST if request.method == "POST" and delivery else None,
        plan=stored.plan,
        sessions=[(one.id, _label(one)) for one in sessions],
        initial=dict(links),
    )


def _label(session: PlannableSession) -> str:
    if session.starts_at is None:
        return _("%(title)s (no date yet)") % {"title": session.title}
    when = say_time(session.starts_at, session.ends_at, session.zone or "UTC").words
    return f"{session.title} ({when})"


@require_POST
@in_site(Permission.PLAN_EDIT)
def copy(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """A plan of its own that begins as this one stands."""
    stored = found_plan(scope, plan_id)
    row = copy_plan(site=scope.site, plan=stored, actor=scope.actor, now=timezone.now())
    messages.success(request, _("This is the copy. Give it a name of its own under Settings."))
    return redirect("planning:show_plan", scope.site.slug, row.pk)


@require_POST
@in_site(Permission.PLAN_EDIT)
def make_template(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """A template of the site, as this plan stands."""
    stored = found_plan(scope, plan_id)
    row = save_as_template(site=scope.site, plan=stored, actor=scope.actor, now=timezone.now())
    messages.success(request, _("This is the template. Your plan stays as it is."))
    return redirect("planning:show_plan", scope.site.slug, row.pk)


@require_POST
@in_site(Permission.PLAN_EDIT)
def put_away(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """Archive a plan, or take it up again: whichever it is not."""
    row = found_plan(scope, plan_id).row
    if row.state == PlanState.ARCHIVED:
        unarchive_plan(row=row, actor=scope.actor, now=timezone.now())
        messages.success(request, _("The plan is taken up again."))
    else:
        archive_plan(row=row, actor=scope.actor, now=timezone.now())
        messages.success(request, _("The plan is put away. You can take it up again any time."))
    return redirect("planning:show_plan", scope.site.slug, plan_id)
