"""Which sessions of a series the sessions of a plan are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.curriculum.enums import Mode
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.planning import models
from mentoringup.planning.beginning import Meeting
from mentoringup.planning.enums import PlanState
from mentoringup.planning.errors import PlanRefusedError
from mentoringup.planning.plan import from_document
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Implementation, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannableSession:
    """A session of a series that a plan can be for."""

    id: int
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    minutes: int | None

    @property
    def meeting(self) -> Meeting:
        """What a plan begins with."""
        return Meeting(title=self.title, minutes=self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannableDelivery:
    """An implementation with sessions.

    Attributes:
        edition: id of the edition; empty where none is said.
        sessions: in their order, those that are cancelled left out.
    """

    id: int
    name: str
    edition: str
    mode: Mode
    sessions: tuple[PlannableSession, ...]


def deliveries_to_plan(*, site: Site) -> tuple[PlannableDelivery, ...]:
    """Implementations of the site's series that have sessions, newest first. Two queries."""
    sessions = Session.objects.exclude(state=SessionState.CANCELLED).order_by("position", "pk")
    rows = (
        Implementation.objects.filter(series__site=site)
        .exclude(series__state=SeriesState.CANCELLED)
        .select_related("series", "edition")
        .prefetch_related(Prefetch("sessions", queryset=sessions))
        .order_by("-pk")
    )
    return tuple(
        PlannableDelivery(
            id=row.pk,
            name=f"{row.series.title}: {row.name}" if row.name else row.series.title,
            edition=row.edition.slug if row.edition else "",
            mode=Mode(row.mode),
            sessions=tuple(_plannable(one) for one in row.sessions.all()),
        )
        for row in rows
        if row.sessions.all()
    )


def delivery_to_plan(*, site: Site, delivery_id: int) -> PlannableDelivery | None:
    """One of them."""
    found = deliveries_to_plan(site=site)
    return next((one for one in found if one.id == delivery_id), None)


def links_of(*, plan_id: int) -> Mapping[str, int]:
    """Numbers of the sessions of the series, by the planned session's id."""
    return dict(models.SessionOfPlan.objects.filter(plan_id=plan_id).values_list("key", "session"))


@transaction.atomic
def link_sessions(
    *,
    row: models.Plan,
    delivery_id: int | None,
    pairs: Mapping[str, int],
    actor: Person,
    now: datetime,
) -> models.Plan:
    """Say which sessions of which implementation a plan is for; None takes it off its series.

    `pairs` has numbers of the series' sessions by the planned session's id.

    Raises:
        PlanRefusedError: a template, a stranger, or one session chosen twice.
    """
    held = models.Plan.objects.select_for_update().get(pk=row.pk)
    if held.state == PlanState.TEMPLATE and delivery_id is not None:
        raise PlanRefusedError(_("A template belongs to no series. Copy it first."))
    delivery = None if delivery_id is None else _delivery(held, delivery_id)
    chosen = pairs if delivery else {}
    _refuse_strange(held, delivery, chosen)
    held.sessions.all().delete()
    models.SessionOfPlan.objects.bulk_create(
        models.SessionOfPlan(plan=held, key=key, session_id=session_id)
        for key, session_id in chosen.items()
    )
    held.implementation, held.changed_at = delivery, now
    held.save(update_fields=["implementation", "changed_at"])
    record(
        verb="plan.linked" if delivery else "plan.unlinked",
        thing=held,
        actor=actor,
        now=now,
        site_id=held.site_id,
        name=held.name,
    )
    return held


def _delivery(held: models.Plan, delivery_id: int) -> Implementation:
    at_site = Implementation.objects.filter(series__site_id=held.site_id)
    if (found := at_site.filter(pk=delivery_id).first()) is None:
        raise PlanRefusedError(_("This site has no such series."))
    return found


def _refuse_strange(
    held: models.Plan, delivery: Implementation | None, chosen: Mapping[str, int]
) -> None:
    if len(set(chosen.values())) < len(chosen):
        raise PlanRefusedError(_("A session of the series was chosen for two planned sessions."))
    planned = {one.id for one in from_document(held.document).sessions}
    known = set(delivery.sessions.values_list("pk", flat=True)) if delivery else set()
    if not set(chosen) <= planned or not set(chosen.values()) <= known:
        raise PlanRefusedError(_("A session that was chosen is no longer there."))


def _plannable(row: Session) -> PlannableSession:
    minutes = None
    if row.starts_at and row.ends_at:
        minutes = round((row.ends_at - row.starts_at).total_seconds() / 60)
    return PlannableSession(
        id=row.pk,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        minutes=minutes,
    )
