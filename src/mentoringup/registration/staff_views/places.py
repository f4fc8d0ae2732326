"""What the addresses of these pages name, or 404."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils import timezone

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope
from mentoringup.registration.domain.desk_queries import (
    facilitates,
    hold_in,
    request_in,
    session_at,
)
from mentoringup.registration.domain.queries import plan_of, tiers_of, window_for
from mentoringup.registration.models import Hold, Registration
from mentoringup.registration.plan import Plan, Window
from mentoringup.registration.plan_words import tier_name
from mentoringup.training.models import Series, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A session as the office looks at it, with the rules on its seats.

    Attributes:
        window: None while the date isn't known.
        tiers: how many the series has.
        zone: in which moments are told: the session's, else the site's.
    """

    scope: Scope
    session: Session
    plan: Plan
    window: Window | None
    tiers: int
    now: datetime

    @property
    def series(self) -> Series:
        """The session's."""
        return self.session.implementation.series

    @property
    def zone(self) -> str:
        """Of the session, else of the site."""
        return self.session.zone or self.scope.site.zone

    @property
    def here(self) -> list[object]:
        """Arguments of the session's addresses."""
        return [self.scope.site.slug, self.series.slug, self.session.pk]

    @property
    def is_too_late_for_offers(self) -> bool:
        """Whether nothing is offered any more: those in line may come for what stays empty."""
        return self.window is not None and self.now >= self.window.last_offer

    @property
    def may_decide(self) -> bool:
        """Whether the actor may give and take seats."""
        return self.scope.may(Permission.REGISTRATION_DECIDE)

    @property
    def may_see_needs(self) -> bool:
        """Whether the actor may see access needs: whoever decides, and whoever facilitates."""
        return self.may_decide or facilitates(person=self.scope.actor, session=self.session)

    @property
    def has_begun(self) -> bool:
        """Whether the session has begun."""
        return self.session.starts_at is not None and self.session.starts_at <= self.now

    @property
    def context(self) -> dict[str, object]:
        """What the templates of all these pages need."""
        return {
            "scope": self.scope,
            "series": self.series,
            "session": self.session,
            "zone": self.zone,
            "may_decide": self.may_decide,
            "has_begun": self.has_begun,
        }

    def tier_name(self, tier: int) -> str:
        """What a tier is called here."""
        return tier_name(tier, tiers=self.tiers)


def desk_at(scope: Scope, series_slug: str, session_id: int) -> Desk:
    """The session of the address at this site, or 404."""
    session = session_at(site=scope.site, series_slug=series_slug, session_id=session_id)
    if session is None:
        raise Http404
    session.implementation.series.site = scope.site
    plan, tiers = plan_of(session.implementation.series), tiers_of(session.implementation.series)
    return Desk(
        scope=scope,
        session=session,
        plan=plan,
        window=window_for(session=session, plan=plan, tiers=tiers),
        tiers=tiers,
        now=timezone.now(),
    )


def found_request(desk: Desk, registration_id: int) -> Registration:
    """The request of the address in this session, or 404."""
    found = request_in(session=desk.session, registration_id=registration_id)
    if found is None:
        raise Http404
    return found


def found_hold(desk: Desk, hold_id: int) -> Hold:
    """The hold of the address in this session, or 404."""
    found = hold_in(session=desk.session, hold_id=hold_id)
    if found is None:
        raise Http404
    return found
