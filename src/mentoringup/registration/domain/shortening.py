"""Offers of a session that was moved: none stands longer than the new time allows."""

from datetime import datetime, timedelta

from mentoringup.audit.domain import record
from mentoringup.people.models import Person
from mentoringup.registration.domain.plans import plan_of
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.registration.plan import Plan
from mentoringup.training.models import Session


def latest_end(plan: Plan, *, now: datetime, starts_at: datetime) -> datetime:
    """Until when an offer may stand that was made for another time.

    That is the cut-off; where it is close or over, whoever holds an offer still has the hours of a
    late one to answer, but never longer than until the session begins.
    """
    cutoff = starts_at - timedelta(hours=plan.cutoff_hours)
    return max(cutoff, min(now + timedelta(hours=plan.late_offer_hours), starts_at))


def shorten_offers(*, session: Session, actor: Person | None, now: datetime) -> int:
    """End offers earlier that would stand too long, inside the transaction that holds the session.

    Returns:
        How many.
    """
    if session.starts_at is None:
        return 0
    series = session.implementation.series
    latest = latest_end(plan_of(series), now=now, starts_at=session.starts_at)
    rows = Registration.objects.filter(
        session=session, state=RegistrationState.OFFERED, offered_until__gt=latest
    )
    found = list(rows.order_by("pk"))
    for one in found:
        was, one.offered_until = one.offered_until, latest
        one.save(update_fields=["offered_until"])
        record(
            verb="registration.offer-shortened",
            thing=one,
            actor=actor,
            now=now,
            site_id=series.site_id,
            name=session.title,
            detail={
                "changed": {"offered_until": [was.isoformat() if was else "", latest.isoformat()]},
                "ticket": one.ticket,
            },
        )
    return len(found)
