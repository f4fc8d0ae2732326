"""Reads about plans. Each is a flat number of queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from mentoringup.organizations.models import Site
from mentoringup.planning import models
from mentoringup.planning.clock import SessionClock
from mentoringup.planning.enums import PlanState
from mentoringup.planning.errors import PlanIsGoneError
from mentoringup.planning.plan import Plan, from_document
from mentoringup.training.enums import SessionState

__all__ = [
    "PlanIsGoneError",
    "SessionClock",
    "StoredPlan",
    "clock_of",
    "plan_as_of",
    "plan_at",
    "plans_at",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """A plan as it is stored, and as a value.

    Attributes:
        row: with `implementation`, its series and `created_by` at hand.
    """

    row: models.Plan
    plan: Plan


def plans_at(*, site: Site, states: Collection[PlanState] = ()) -> tuple[StoredPlan, ...]:
    """Plans of the site in these states (all, if none is named), latest changed first."""
    rows = models.Plan.objects.filter(site=site).select_related(
        "implementation__series", "created_by"
    )
    if states:
        rows = rows.filter(state__in=states)
    return tuple(StoredPlan(row=row, plan=from_document(row.document)) for row in rows)


def plan_at(*, site: Site, plan_id: int) -> StoredPlan:
    """A plan of the site.

    Raises:
        PlanIsGoneError: the site has none with this number.
    """
    row = (
        models.Plan.objects.filter(site=site, pk=plan_id)
        .select_related("site", "implementation__series", "created_by")
        .first()
    )
    if row is None:
        raise PlanIsGoneError
    return StoredPlan(row=row, plan=from_document(row.document))


def plan_as_of(*, plan_id: int, revision: int) -> Plan:
    """A plan as it stood at a revision.

    Raises:
        PlanIsGoneError: there is no such plan or revision.
    """
    found = models.PlanRevision.objects.filter(plan_id=plan_id, number=revision)
    document = found.values_list("document", flat=True).first()
    if document is None:
        raise PlanIsGoneError
    return from_document(document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What undo and redo would do.

    Attributes:
        back: what made the present revision; None for the first.
        forth: what made the revision that redo goes to; None where there is none.
    """

    back: models.PlanRevision | None
    forth: models.PlanRevision | None


def steps_of(*, row: models.Plan) -> Steps:
    """What undo and redo would do to a plan as it stands. One query."""
    around = models.PlanRevision.objects.filter(
        Q(number=row.revision) | Q(after=row.revision), plan=row
    )
    found = list(around.select_related("made_by").defer("document").order_by("number"))
    present = next((one for one in found if one.number == row.revision), None)
    further = [one for one in found if one.after == row.revision]
    return Steps(
        back=present if present and present.after is not None else None,
        forth=further[-1] if further else None,
    )


def latest_change(*, row: models.Plan) -> models.PlanRevision | None:
    """The revision that a plan stands at, with who made it. One query."""
    found = models.PlanRevision.objects.filter(plan=row, number=row.revision)
    return found.select_related("made_by").defer("document").first()


def clock_of(*, plan_id: int) -> Mapping[str, SessionClock]:
    """The session of the series that each planned session is, by the planned session's id.

    Planned sessions that are none are missing. One query.
    """
    links = models.SessionOfPlan.objects.filter(plan_id=plan_id).select_related("session")
    return {
        link.key: SessionClock(
            session_id=link.session_id,
            title=link.session.title,
            starts_at=link.session.starts_at,
            ends_at=link.session.ends_at,
            zone=link.session.zone,
            place=link.session.place,
            link=link.session.link,
            is_cancelled=link.session.state == SessionState.CANCELLED,
        )
        for link in links
    }
