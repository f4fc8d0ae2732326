"""Looking again at who stands before or behind the others of their tier, while they wait."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from mentoringup.audit.domain import record
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.registration.domain.locking import in_session
from mentoringup.registration.domain.plans import plan_of
from mentoringup.registration.domain.remembering import precedence_of
from mentoringup.registration.enums import WAITING, RegistrationState
from mentoringup.registration.models import Registration, SeatPlan


def rerank_person(*, person_id: int, site: Site, actor: Person | None, now: datetime) -> int:
    """Put the waiting requests of somebody where their marks and their last term put them now.

    Each session is a transaction of its own; call it while no session is held. Repeating it changes
    nothing.

    Args:
        person_id: whose.
        site: where marks and memory count.
        actor: who made it happen; None for the clock.
        now: when.

    Returns:
        How many requests stand elsewhere than before.
    """
    waiting = Registration.objects.filter(
        person=person_id, state__in=WAITING, session__implementation__series__site=site
    )
    session_ids = sorted(set(waiting.order_by().values_list("session", flat=True)))
    return sum(
        _rerank_in(session_id, person_id, actor=actor, now=now) for session_id in session_ids
    )


def rerank_marked(*, now: datetime) -> int:
    """Rerank everybody who waits at a site that uses marks, and has one: marks run out."""
    marks = SeatPlan.objects.filter(no_show_marks=True).values("series__site")
    marked = Registration.objects.filter(
        state=RegistrationState.NO_SHOW, session__implementation__series__site__in=marks
    ).values("person")
    waiting = Registration.objects.filter(
        person__in=marked,
        state__in=WAITING,
        session__starts_at__gt=now,
        session__implementation__series__site__in=marks,
    )
    pairs = set(waiting.order_by().values_list("person", "session__implementation__series__site"))
    sites = Site.objects.in_bulk({site_id for _person_id, site_id in pairs})
    changed = 0
    for person_id, site_id in sorted(pairs):
        changed += rerank_person(person_id=person_id, site=sites[site_id], actor=None, now=now)
    return changed


@task()
def rerank_by_night() -> None:
    """Marks run out by the day."""
    rerank_marked(now=timezone.now())


def _rerank_in(session_id: int, person_id: int, *, actor: Person | None, now: datetime) -> int:
    with in_session(session_id) as session:
        plan = plan_of(session.implementation.series)
        changed = 0
        for one in Registration.objects.filter(
            session=session, person=person_id, state__in=WAITING
        ):
            one.session, was = session, one.precedence
            one.precedence = precedence_of(
                email=one.email, person_id=person_id, session=session, plan=plan, now=now
            )
            if one.precedence != was:
                one.save(update_fields=["precedence"])
                _record(one, was, actor=actor, now=now)
                changed += 1
    return changed


def _record(one: Registration, was: int, *, actor: Person | None, now: datetime) -> None:
    record(
        verb="registration.moved-in-line",
        thing=one,
        actor=actor,
        now=now,
        site_id=one.session.implementation.series.site_id,
        name=one.session.title,
        detail={
            "changed": {"precedence": [int(was), int(one.precedence)]},
            "ticket": one.ticket,
        },
    )
