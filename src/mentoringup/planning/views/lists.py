"""The plans of a site, and the page on which one is begun."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.curriculum.domain.library import packs_at
from mentoringup.curriculum.pack.values import Pack
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.planning.beginning import of_meetings, of_sessions
from mentoringup.planning.domain.links import (
    PlannableDelivery,
    deliveries_to_plan,
    link_sessions,
)
from mentoringup.planning.domain.listing import listed_plans
from mentoringup.planning.domain.packs import pack_for
from mentoringup.planning.domain.plans import create_plan
from mentoringup.planning.domain.proposals import proposed_plan
from mentoringup.planning.domain.starting import TemplateToUse, plan_of_template, templates_for
from mentoringup.planning.enums import Change, PlanState
from mentoringup.planning.forms import Begin, NewPlanForm
from mentoringup.planning.ids import new_ids
from mentoringup.planning.left_out import sentences_of
from mentoringup.planning.plan import Plan
from mentoringup.planning.views.finding import keep_proposal, language

_A_PAGE = 50
_STATES = {
    "": PlanState.PLAN,
    "templates": PlanState.TEMPLATE,
    "archived": PlanState.ARCHIVED,
}


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def list_plans(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Plans, templates, or what was put away."""
    shown = request.GET.get("show", "")
    shown = shown if shown in _STATES else ""
    rows = listed_plans(site=scope.site, states=[_STATES[shown]], language=language())
    told = {
        "scope": scope,
        "shown": shown,
        "page": Paginator(rows, _A_PAGE).get_page(request.GET.get("page")),
        "may_plan": scope.may(Permission.PLAN_EDIT),
    }
    return render(request, "planning/list.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.PLAN_EDIT)
def new_plan(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A training to plan: time, people, modules; proposed at once, or with empty sessions."""
    packs = packs_at(site=scope.site)
    slugs = [one.slug for one in packs]
    asked = request.POST.get("pack") or request.GET.get("pack", "")
    slug = asked if asked in slugs else next(iter(slugs), "")
    pack = pack_for(site=scope.site, slug=slug)
    deliveries = deliveries_to_plan(site=scope.site)
    templates = templates_for(site=scope.site, pack=pack, language=language())
    form = NewPlanForm(
        request.POST if request.method == "POST" else None,
        pack=pack,
        language=language(),
        series=[(str(one.id), one.name) for one in deliveries],
        templates=[(one.key, one.name) for one in templates],
        initial=_initial(request, deliveries, templates, pack),
    )
    if request.method == "POST" and form.is_valid():
        return _begun(request, scope, form, deliveries)
    told = {
        "scope": scope,
        "form": form,
        "pack": pack,
        "packs": [(one.slug, one.row.titles.get(language()) or one.row.title) for one in packs],
        "deliveries": deliveries,
        "templates": templates,
    }
    return render(
        request, "planning/new.html", told, status=422 if request.method == "POST" else 200
    )


def _initial(
    request: HttpRequest,
    deliveries: tuple[PlannableDelivery, ...],
    templates: tuple[TemplateToUse, ...],
    pack: Pack,
) -> dict[str, Any]:
    """What the address asks for: a series or a template to begin with."""
    known: dict[str, Any] = {"begin": Begin.HOURS.value, "mode": "in-person"}
    series, template = request.GET.get("series", ""), request.GET.get("template", "")
    delivery = next((one for one in deliveries if str(one.id) == series), None)
    if delivery is not None:
        known |= {"begin": Begin.SERIES.value, "series": series, "mode": delivery.mode.value}
        if delivery.edition in pack.edition_by_id:
            known["edition"] = delivery.edition
    if template in {one.key for one in templates}:
        known |= {"begin": Begin.TEMPLATE.value, "template": template}
    return known


def _begun(
    request: HttpRequest,
    scope: Scope,
    form: NewPlanForm,
    deliveries: tuple[PlannableDelivery, ...],
) -> HttpResponse:
    """Store what the form says; a proposal is made first, so that nothing half is stored."""
    delivery = None
    if form.cleaned_data["begin"] == Begin.SERIES:
        chosen = form.cleaned_data["series"]
        delivery = next(one for one in deliveries if str(one.id) == chosen)
    plan = _plan_to_begin(scope, form, delivery)
    is_full = any(session.items for session in plan.sessions)
    is_proposed = request.POST.get("then") != "blank" and not is_full
    proposed = proposed_plan(plan, pack=form.pack) if is_proposed else None
    now = timezone.now()
    row = create_plan(
        site=scope.site,
        name=form.name_for(plan),
        plan=proposed.plan if proposed else plan,
        change=Change.PROPOSED if proposed else Change.CREATED,
        actor=scope.actor,
        now=now,
    )
    if delivery is not None:
        sessions = zip(plan.sessions, delivery.sessions, strict=False)
        pairs = {planned.id: real.id for planned, real in sessions}
        link_sessions(row=row, delivery_id=delivery.id, pairs=pairs, actor=scope.actor, now=now)
    if proposed:
        keep_proposal(
            request,
            row.pk,
            sentences=sentences_of(proposed.left_out, plan=proposed.plan, pack=form.pack),
            is_best=proposed.is_best,
        )
    messages.success(request, _("The plan is begun. Change whatever you like; undo goes back."))
    return redirect("planning:show_plan", scope.site.slug, row.pk)


def _plan_to_begin(scope: Scope, form: NewPlanForm, delivery: PlannableDelivery | None) -> Plan:
    """The plan before it is proposed; one of a template may be full already."""
    settings = form.settings()
    if delivery is not None:
        meetings = [one.meeting for one in delivery.sessions]
        return of_meetings(settings, meetings=meetings, ids=new_ids())
    if form.cleaned_data["begin"] == Begin.TEMPLATE:
        return plan_of_template(
            site=scope.site,
            key=form.cleaned_data["template"],
            settings=settings,
            pack=form.pack,
            language=language(),
        )
    return of_sessions(settings, minutes=form.lengths(), ids=new_ids())
