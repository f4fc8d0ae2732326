"""How a room is opened: the plan as it stands is copied, so that later changes don't reach it."""

from datetime import datetime

from django.db import transaction

from mentoringup.audit.domain import record
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.errors import (
    NothingToLeadError,
    PlanIsNotLedError,
    SessionHasBegunError,
    SessionIsGoneError,
)
from mentoringup.delivery.models import DeliveredItem, Delivery
from mentoringup.people.models import Person
from mentoringup.planning.enums import ItemKind, PlanState
from mentoringup.planning.models import Plan
from mentoringup.planning.plan import PlannedSession, from_document


@transaction.atomic
def open_delivery(*, plan: Plan, key: str, actor: Person, now: datetime) -> Delivery:
    """Open the room of a planned session; the one that is open, if there is one.

    Raises:
        SessionIsGoneError: the plan has no such session.
        NothingToLeadError: it has no items.
        PlanIsNotLedError: the plan is a template, or put away.
    """
    row = Plan.objects.select_for_update().get(pk=plan.pk)
    found = Delivery.objects.filter(plan=row, key=key).first()
    if found is not None:
        return found
    if row.state != PlanState.PLAN:
        raise PlanIsNotLedError
    session = _session(row, key)
    delivery = Delivery.objects.create(
        plan=row, key=key, revision=row.revision, opened_by=actor, opened_at=now
    )
    _copy_items(delivery, session)
    _record("opened", delivery, session, actor, now)
    return delivery


@transaction.atomic
def take_plan_anew(*, delivery: Delivery, actor: Person, now: datetime) -> Delivery:
    """Have the room follow the plan as it stands now, while nothing was said in it.

    Raises:
        SessionHasBegunError: something was.
        SessionIsGoneError: the plan has no such session any more.
        NothingToLeadError: it has no items.
    """
    plan = Plan.objects.select_for_update().get(pk=delivery.plan_id)
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.started_at or row.items.exclude(state=ItemState.PLANNED, note="").exists():
        raise SessionHasBegunError
    if row.revision == plan.revision:
        return row
    session = _session(plan, row.key)
    row.items.all().delete()
    row.revision = plan.revision
    row.save(update_fields=["revision"])
    _copy_items(row, session)
    _record("renewed", row, session, actor, now)
    return row


def _session(plan: Plan, key: str) -> PlannedSession:
    session = from_document(plan.document).session(key)
    if session is None:
        raise SessionIsGoneError
    if not session.items:
        raise NothingToLeadError
    return session


def _copy_items(delivery: Delivery, session: PlannedSession) -> None:
    DeliveredItem.objects.bulk_create(
        DeliveredItem(
            delivery=delivery,
            item=item.id,
            position=position,
            title=item.title,
            module=item.module,
            activity=item.activity,
            is_break=item.kind is ItemKind.BREAK,
            planned_minutes=item.minutes,
        )
        for position, item in enumerate(session.items)
    )


def _record(
    done: str, delivery: Delivery, session: PlannedSession, actor: Person, now: datetime
) -> None:
    record(
        verb=f"delivery.{done}",
        thing=delivery,
        actor=actor,
        now=now,
        site_id=delivery.plan.site_id,
        name=session.title or delivery.plan.name,
        detail={"revision": delivery.revision},
    )
