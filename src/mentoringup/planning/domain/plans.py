"""How plans are begun, changed, copied and put away.

A change is a function from plan to plan; what it gives is stored as the next revision. Undo and
redo move between revisions and store none.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.planning import models
from mentoringup.planning.domain.queries import StoredPlan
from mentoringup.planning.enums import Change, PlanState
from mentoringup.planning.errors import (
    NothingToUndoError,
    PlanIsGoneError,
    PlanRefusedError,
    SomebodyChangedItError,
)
from mentoringup.planning.plan import LONGEST_TITLE, Plan, from_document, to_document

type_of_edit = Callable[[Plan], Plan]


@transaction.atomic
def create_plan(
    *,
    site: Site,
    name: str,
    plan: Plan,
    actor: Person,
    now: datetime,
    state: PlanState = PlanState.PLAN,
    change: Change = Change.CREATED,
) -> models.Plan:
    """A new plan of the site, at its first revision."""
    document = to_document(plan)
    row = models.Plan.objects.create(
        site=site,
        name=name[:LONGEST_TITLE],
        state=state,
        document=document,
        created_at=now,
        changed_at=now,
        created_by=actor,
    )
    models.PlanRevision.objects.create(
        plan=row, number=1, document=document, change=change, made_at=now, made_by=actor
    )
    _record("plan.created", row, actor, now)
    return row


@transaction.atomic
def change_plan(
    *,
    row: models.Plan,
    revision: int,
    change: Change,
    edit: type_of_edit,
    actor: Person,
    now: datetime,
    title: str = "",
) -> StoredPlan:
    """Store what an edit makes of a plan as its next revision; nothing happens if nothing differs.

    `title` is that of the item or session the edit is about.

    Raises:
        SomebodyChangedItError: the plan no longer stands at that revision.
        PlanRefusedError: it is put away, or the edit refuses.
    """
    held = _held(row, revision)
    before = from_document(held.document)
    after = edit(before)
    if after == before:
        return StoredPlan(row=held, plan=before)
    held.document = to_document(after)
    models.PlanRevision.objects.create(
        plan=held,
        number=held.latest + 1,
        after=held.revision,
        document=held.document,
        change=change,
        title=title[:LONGEST_TITLE],
        made_at=now,
        made_by=actor,
    )
    held.latest += 1
    held.revision, held.changed_at = held.latest, now
    held.save(update_fields=["document", "latest", "revision", "changed_at"])
    _record("plan.changed", held, actor, now, plan_change=change.value)
    return StoredPlan(row=held, plan=after)


@transaction.atomic
def undo_change(*, row: models.Plan, revision: int, actor: Person, now: datetime) -> StoredPlan:
    """Go back to the revision that the present one was made from.

    Raises:
        SomebodyChangedItError, PlanRefusedError: as `change_plan`.
        NothingToUndoError: the plan stands at its first revision.
    """
    held = _held(row, revision)
    after = held.revisions.filter(number=held.revision).values_list("after", flat=True).first()
    if after is None:
        raise NothingToUndoError
    return _gone_to(held, after, Change.UNDONE, actor, now)


@transaction.atomic
def redo_change(*, row: models.Plan, revision: int, actor: Person, now: datetime) -> StoredPlan:
    """Go to the latest revision that was made from the present one.

    Raises:
        SomebodyChangedItError, PlanRefusedError: as `change_plan`.
        NothingToUndoError: none was, or it was taken back before another change.
    """
    held = _held(row, revision)
    number = held.revisions.filter(after=held.revision).aggregate(last=Max("number"))["last"]
    if number is None:
        raise NothingToUndoError
    return _gone_to(held, number, Change.REDONE, actor, now)


@transaction.atomic
def rename_plan(*, row: models.Plan, name: str, actor: Person, now: datetime) -> models.Plan:
    """Call a plan something else. That is no revision: undo does not bring the old name back."""
    held = models.Plan.objects.select_for_update().get(pk=row.pk)
    if held.name != name:
        held.name = name
        held.save(update_fields=["name"])
        _record("plan.renamed", held, actor, now)
    return held


def copy_plan(*, site: Site, plan: StoredPlan, actor: Person, now: datetime) -> models.Plan:
    """A plan of its own that begins as this one stands; it belongs to no series yet."""
    name = _("Copy of %(name)s") % {"name": plan.row.name}
    return create_plan(site=site, name=name, plan=plan.plan, actor=actor, now=now)


def save_as_template(*, site: Site, plan: StoredPlan, actor: Person, now: datetime) -> models.Plan:
    """A template that others begin from, as this plan stands. The plan stays."""
    return create_plan(
        site=site,
        name=plan.row.name,
        plan=plan.plan,
        actor=actor,
        now=now,
        state=PlanState.TEMPLATE,
    )


@transaction.atomic
def archive_plan(*, row: models.Plan, actor: Person, now: datetime) -> models.Plan:
    """Put a plan away: it can be seen and copied, not changed."""
    return _moved(row, PlanState.ARCHIVED, "plan.archived", actor, now)


@transaction.atomic
def unarchive_plan(*, row: models.Plan, actor: Person, now: datetime) -> models.Plan:
    """Take a plan up again; what was a template comes back as a plan."""
    return _moved(row, PlanState.PLAN, "plan.unarchived", actor, now)


def _moved(
    row: models.Plan, state: PlanState, verb: str, actor: Person, now: datetime
) -> models.Plan:
    held = models.Plan.objects.select_for_update().get(pk=row.pk)
    if held.state != state:
        held.state = state
        held.save(update_fields=["state"])
        _record(verb, held, actor, now)
    return held


def _held(row: models.Plan, revision: int) -> models.Plan:
    """The plan, held against others until the transaction ends."""
    held = models.Plan.objects.select_for_update().filter(pk=row.pk).first()
    if held is None:
        raise PlanIsGoneError
    if held.state == PlanState.ARCHIVED:
        raise PlanRefusedError(_("This plan is put away. Take it up again to change it."))
    if held.revision != revision:
        raise SomebodyChangedItError
    return held


def _gone_to(
    held: models.Plan, number: int, change: Change, actor: Person, now: datetime
) -> StoredPlan:
    held.document = held.revisions.get(number=number).document
    held.revision, held.changed_at = number, now
    held.save(update_fields=["document", "revision", "changed_at"])
    _record("plan.changed", held, actor, now, plan_change=change.value)
    return StoredPlan(row=held, plan=from_document(held.document))


def _record(verb: str, row: models.Plan, actor: Person, now: datetime, **detail: str) -> None:
    record(
        verb=verb,
        thing=row,
        actor=actor,
        now=now,
        site_id=row.site_id,
        name=row.name,
        detail=detail,
    )
