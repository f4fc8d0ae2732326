"""What other rules with names do to those who have asked: `retiering` sorts them anew.

Registered with `eligibility.domain.following`. Sessions that have begun are left alone: nobody
stands in line for them any more, and whoever had a seat had it by the rules of that time.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.registration.domain.retiering import (
    first_bound,
    judge_again,
    say_moved,
    sort_anew,
)
from mentoringup.registration.enums import ACTIVE
from mentoringup.registration.models import Registration
from mentoringup.training.models import Series, Session


def hold_namers(site: Site) -> None:
    """Lock all series of the site, in the order of their keys; a new one needs the site."""
    rows = Series.objects.filter(site=site).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))


def forbid_rules(rule_ids: Collection[int], *, now: datetime) -> str:
    """Why they can't say something else: a draw binds a group to those who asked."""
    bound = first_bound(_ahead(now).filter(implementation__series__tiers__rule__in=rule_ids))
    if bound is None:
        return ""
    return ngettext(
        "The rule decides who is in which priority group of “%(session)s”, whose seats are drawn "
        "group by group: the draw is sealed, and %(n)d person has asked. So the rule can’t say "
        "something else before that session begins. Nothing was saved; write a new rule for other "
        "series.",
        "The rule decides who is in which priority group of “%(session)s”, whose seats are drawn "
        "group by group: the draw is sealed, and %(n)d people have asked. So the rule can’t say "
        "something else before that session begins. Nothing was saved; write a new rule for other "
        "series.",
        bound.asked,
    ) % {"session": bound.title, "n": bound.asked}


def follow_rules(
    rule_ids: Collection[int], *, actor: Person | None, now: datetime
) -> Sequence[str]:
    """Sort those who asked into the groups as they are now; seats and offers stand."""
    naming = Series.objects.filter(Q(tiers__rule__in=rule_ids) | Q(eligible_rule__in=rule_ids))
    sessions = _ahead(now).filter(implementation__series__in=naming)
    held = list(sessions.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    judge_again(held)
    asked = _asked(held, Series.objects.filter(tiers__rule__in=rule_ids))
    series = Series.objects.in_bulk(asked)
    return say_moved(
        one
        for key, in_line in sorted(asked.items())
        for one in sort_anew(series[key], in_line, actor=actor, now=now)
    )


def _asked(session_ids: Collection[int], series: QuerySet[Series]) -> dict[int, set[int]]:
    """Those of the sessions for which somebody has asked, by series."""
    active = Registration.objects.filter(state__in=ACTIVE, session__in=session_ids)
    pairs = active.filter(session__implementation__series__in=series).order_by()
    found: dict[int, set[int]] = defaultdict(set)
    for key, session in pairs.values_list("session__implementation__series", "session").distinct():
        found[key].add(session)
    return found


def _ahead(now: datetime) -> QuerySet[Session]:
    """Sessions that have not begun, or have no date any more."""
    return Session.objects.filter(Q(starts_at__gt=now) | Q(starts_at__isnull=True))
