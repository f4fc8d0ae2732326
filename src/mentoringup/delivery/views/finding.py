"""What an address names, or 404."""

from django.http import Http404

from mentoringup.delivery.domain.queries import delivery_of
from mentoringup.delivery.models import Delivery
from mentoringup.organizations.gate import Scope
from mentoringup.planning.domain.queries import PlanIsGoneError, StoredPlan, plan_at


def found_plan(scope: Scope, plan_id: int) -> StoredPlan:
    """The plan of the address at this site, or 404."""
    try:
        return plan_at(site=scope.site, plan_id=plan_id)
    except PlanIsGoneError as error:
        raise Http404 from error


def found_delivery(scope: Scope, plan_id: int, key: str) -> tuple[StoredPlan, Delivery]:
    """The plan, and the delivery of one of its sessions, or 404 while nobody opened its room."""
    plan = found_plan(scope, plan_id)
    delivery = delivery_of(plan=plan, key=key)
    if delivery is None:
        raise Http404
    return plan, delivery
