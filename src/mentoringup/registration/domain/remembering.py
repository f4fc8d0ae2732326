"""Who comes before or behind the others of their tier: no seat last term, or no-shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from mentoringup.organizations.calendars import TermDates, term_of
from mentoringup.organizations.domain.queries import terms_of
from mentoringup.organizations.models import Site
from mentoringup.registration.enums import ATTENDANCE, Cause, Precedence, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.registration.plan import Plan
from mentoringup.training.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class NoShows:
    """Seats at a site within the window that the plan looks at, and how many stayed empty.

    Attributes:
        forgotten_at: when the oldest of them is no longer counted; None without any.
    """

    seats: int
    missed: int
    forgotten_at: datetime | None

    def puts_behind(self, plan: Plan) -> bool:
        """Whether the plan puts such a person behind the others of the tier."""
        return (
            plan.no_show_marks
            and self.seats >= plan.no_show_least
            and self.missed * 100 >= plan.no_show_percent * self.seats
        )


def precedence_of(
    *, email: str, person_id: int | None, session: Session, plan: Plan, now: datetime
) -> Precedence:
    """Where somebody stands within the tier. No query where the plan looks at neither."""
    if not (plan.no_show_marks or plan.remembers):
        return Precedence.PLAIN
    site = session.implementation.series.site
    mine = _theirs(email, person_id, site)
    if plan.no_show_marks and _no_shows(mine, plan=plan, now=now).puts_behind(plan):
        return Precedence.AFTER_NO_SHOWS
    if plan.remembers and _got_nothing(mine, session=session, site=site):
        return Precedence.REMEMBERED
    return Precedence.PLAIN


def no_shows_of(
    *, email: str, person_id: int | None, site: Site, plan: Plan, now: datetime
) -> NoShows:
    """What a person is shown about their own marks."""
    return _no_shows(_theirs(email, person_id, site), plan=plan, now=now)


def term_before(day: date, terms: Sequence[TermDates]) -> TermDates | None:
    """The last term that ended before the one of that day (before the day, between terms)."""
    here = term_of(day, terms)
    border = here.starts_on if here else day
    earlier = [one for one in terms if one.ends_on < border]
    return max(earlier, key=lambda one: one.ends_on, default=None)


def _theirs(email: str, person_id: int | None, site: Site) -> QuerySet[Registration]:
    who = Q(email=email) if person_id is None else Q(email=email) | Q(person=person_id)
    return Registration.objects.filter(
        who, session__implementation__series__site=site, confirmed_at__isnull=False
    )


def _no_shows(mine: QuerySet[Registration], *, plan: Plan, now: datetime) -> NoShows:
    window = timedelta(days=plan.no_show_days)
    rows = list(
        mine.filter(state__in=ATTENDANCE, session__starts_at__gt=now - window)
        .order_by("session__starts_at")
        .values_list("state", "session__starts_at")
    )
    missed = [starts_at for state, starts_at in rows if state == RegistrationState.NO_SHOW]
    return NoShows(
        seats=len(rows),
        missed=len(missed),
        forgotten_at=missed[0] + window if missed and missed[0] else None,
    )


def _got_nothing(mine: QuerySet[Registration], *, session: Session, site: Site) -> bool:
    """Whether somebody waited in vain in the term before, and had no seat at all in it.

    In vain means until the session was over. Whoever lost a seat because there were fewer, and then
    waited, counts; whoever let an offer run out, or gave a seat back, does not.
    """
    if session.local_date is None:
        return False
    term = term_before(session.local_date, terms_of(site=site))
    if term is None:
        return False
    then = mine.filter(session__local_date__range=(term.starts_on, term.ends_on))
    ends = set(then.values_list("state", "ended_by"))
    had_seat = any(state in {RegistrationState.SEATED, *ATTENDANCE} for state, _cause in ends)
    gave_back = (RegistrationState.CANCELLED, Cause.CANCELLED) in ends
    waited = (RegistrationState.EXPIRED, Cause.SESSION_OVER) in ends
    return waited and not had_seat and not gave_back
