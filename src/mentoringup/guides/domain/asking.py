"""Asking for documents: a row and a job, in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from mentoringup.audit.domain import record
from mentoringup.guides.domain.basis import basis_of
from mentoringup.guides.enums import GuideState
from mentoringup.guides.jobs import make_guide
from mentoringup.guides.models import Guide
from mentoringup.guides.values import Wish
from mentoringup.people.models import Person
from mentoringup.planning.domain.queries import StoredPlan, plan_at
from mentoringup.planning.models import Plan

OVERDUE = timedelta(minutes=10)
"""Whoever asks again for a document that takes longer has it begun again."""


def ask_for_guides(
    *, stored: StoredPlan, wishes: Sequence[Wish], actor: Person, now: datetime
) -> tuple[Guide, ...]:
    """Have documents made of the plan as it stands; the guides, in the order of the wishes.

    What was made already, or is being made, from the same things is given and not made again. What
    failed, or has taken longer than `OVERDUE`, is begun again. The plan's row is held, so that of
    two people who ask at once the second finds what the first asked for.
    """
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=stored.row.pk)
        held = plan_at(site=stored.row.site, plan_id=stored.row.pk)
        basis = basis_of(stored=held)
        return tuple(_ask(held, wish, basis, actor, now) for wish in wishes)


def is_overdue(guide: Guide, *, now: datetime) -> bool:
    """Whether it should have been made long ago: its workers died, or none is running."""
    is_open = guide.state in {GuideState.WAITING, GuideState.WORKING}
    return is_open and guide.asked_at < now - OVERDUE


def _ask(stored: StoredPlan, wish: Wish, basis: str, actor: Person, now: datetime) -> Guide:
    guide = Guide.objects.defer("content").filter(**_same(stored, wish, basis)).first()
    if guide is None:
        guide = Guide(**_same(stored, wish, basis))
    elif guide.state != GuideState.FAILED and not is_overdue(guide, now=now):
        return guide
    guide.state, guide.progress, guide.step, guide.fault = GuideState.WAITING, 0, "", ""
    guide.asked_at, guide.asked_by = now, actor
    guide.save()
    record(
        verb="guide.asked",
        thing=guide,
        actor=actor,
        now=now,
        site_id=stored.row.site_id,
        name=stored.row.name,
        detail={
            "document": wish.kind.value,
            "format": wish.format.value,
            "plan_revision": guide.revision,
        },
    )
    make_guide.enqueue(guide.pk)
    return guide


def _same(stored: StoredPlan, wish: Wish, basis: str) -> dict[str, object]:
    """What two documents have in common that are the same file."""
    return {
        "plan": stored.row,
        "revision": stored.row.revision,
        "kind": wish.kind,
        "format": wish.format,
        "paper": wish.paper,
        "is_large": wish.is_large,
        "language": wish.language,
        "basis": basis,
    }
