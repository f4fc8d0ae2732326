"""What was delivered: planned and delivered minutes of a plan's sessions."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.delivery.domain.queries import delivered_of_plan
from mentoringup.delivery.exports import csv_of
from mentoringup.delivery.fidelity import (
    totals_by_activity,
    totals_by_module,
    training_total,
)
from mentoringup.delivery.views.finding import found_plan
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.planning.domain.packs import pack_for
from mentoringup.planning.domain.queries import StoredPlan
from mentoringup.planning.enums import PlanState


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def delivered(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """Every session of the plan: lead it, or read what became of it."""
    plan = found_plan(scope, plan_id)
    sessions = delivered_of_plan(plan=plan)
    led = [one for one in sessions if one.is_led]
    names = _module_names(plan)
    told = {
        "scope": scope,
        "plan": plan,
        "sessions": sessions,
        "led": led,
        "total": training_total(led),
        "modules": [(names.get(one.name, one.name), one) for one in totals_by_module(led)],
        "activities": [
            (names.get(module, module), total)
            for module, _activity, total in totals_by_activity(led)
        ],
        "may_lead": scope.may(Permission.PLAN_EDIT),
        "may_open": plan.row.state == PlanState.PLAN,
    }
    return render(request, "delivery/delivered.html", told)


@require_safe
@never_cache
@in_site(Permission.CURRICULUM_VIEW)
def export_delivered(request: HttpRequest, scope: Scope, plan_id: int) -> StreamingHttpResponse:
    """The same, item by item, as CSV."""
    plan = found_plan(scope, plan_id)
    has_notes = scope.may(Permission.PLAN_EDIT)
    lines = csv_of(delivered_of_plan(plan=plan), has_notes=has_notes)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"delivered-{plan.row.pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _module_names(plan: StoredPlan) -> dict[str, str]:
    pack = pack_for(site=plan.row.site, slug=plan.plan.settings.pack)
    return {module.id: module.name for module in pack.modules}
