"""What other priority groups of a series do to those who have asked: everybody is sorted anew.

Registered with `training.domain.following_admission`, which locks series and sessions before any of
this runs. A request keeps its place in the order of arrival; whether its person may still come is
looked at when a seat is given. Seats and offers stay, but their tier follows too: it says who
gives a seat up first where there are fewer, and where they then stand in line.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Count, F, Q, QuerySet
from django.utils import translation
from django.utils.translation import ngettext

from mentoringup.audit.domain import record
from mentoringup.people.models import Person
from mentoringup.registration.domain.admission import declared_by, gate_of
from mentoringup.registration.domain.locking import locked
from mentoringup.registration.domain.settling import settle_held
from mentoringup.registration.domain.tier_words import tier_words
from mentoringup.registration.enums import ACTIVE, WAITING, Cause
from mentoringup.registration.models import Registration
from mentoringup.training.models import Series, Session

ROWS_AT_ONCE = 500


def forbid_tiers(series: Series, *, now: datetime) -> str:  # noqa: ARG001  as every follower
    """Why the groups can't change: a draw binds its group to those who asked."""
    bound = first_bound(Session.objects.filter(implementation__series=series))
    if bound is None:
        return ""
    return ngettext(
        "The seats of “%(session)s” are drawn group by group: the draw is sealed, and %(n)d person "
        "has asked. So the priority groups can't change any more. Nothing was saved; put the "
        "groups back as they were to save the rest.",
        "The seats of “%(session)s” are drawn group by group: the draw is sealed, and %(n)d people "
        "have asked. So the priority groups can't change any more. Nothing was saved; put the "
        "groups back as they were to save the rest.",
        bound.asked,
    ) % {"session": bound.title, "n": bound.asked}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A session whose draw is sealed, and how many have asked for it."""

    title: str
    asked: int


def first_bound(sessions: QuerySet[Session]) -> Bound | None:
    """The first of these sessions that a draw binds to those who asked."""
    asked = Count("registrations", filter=Q(registrations__state__in=ACTIVE), distinct=True)
    bound = sessions.filter(draws__isnull=False).annotate(asked=asked).filter(asked__gt=0)
    found = bound.order_by("starts_at", "pk").values_list("title", "asked").first()
    return Bound(title=found[0], asked=found[1]) if found else None


def follow_tiers(series: Series, *, actor: Person | None, now: datetime) -> Sequence[str]:
    """Sort every active request into the groups as they are now, and give seats accordingly."""
    of_series = Session.objects.filter(implementation__series=series).order_by()
    judge_again(of_series.values_list("pk", flat=True))
    active = Registration.objects.filter(session__in=of_series, state__in=ACTIVE).order_by()
    return say_moved(
        sort_anew(series, set(active.values_list("session", flat=True)), actor=actor, now=now)
    )


def judge_again(session_ids: Collection[int]) -> None:
    """Have those judged again who ask right now and wait for one of these sessions.

    They look whether the session is as they read it (`asking.ask_for`). What they read beside the
    row that they wait for is older than what is written here; that row itself is not.
    """
    Session.objects.filter(pk__in=session_ids).update(version=F("version") + 1)


def sort_anew(
    series: Series, session_ids: Collection[int], *, actor: Person | None, now: datetime
) -> list[Registration]:
    """Sort the active requests of some of its sessions, and give seats accordingly.

    Returns:
        Those in line whose group is another one now.
    """
    stored = Series.objects.select_related("site").get(pk=series.pk)
    moved: list[Registration] = []
    for session_id in sorted(session_ids):
        session = locked(session_id)
        moved += _sorted_anew(session, stored, actor=actor, now=now)
        settle_held(session=session, cause=Cause.TURN, actor=actor, now=now)
    return moved


def say_moved(moved: Iterable[Registration]) -> Sequence[str]:
    """How many people in line stand elsewhere; none for nobody."""
    people = len({one.email for one in moved})
    if not people:
        return ()
    return (
        ngettext(
            "%(n)d person in line stands in another priority group now.",
            "%(n)d people in line stand in another priority group now.",
            people,
        )
        % {"n": people},
    )


def _sorted_anew(
    session: Session, series: Series, *, actor: Person | None, now: datetime
) -> list[Registration]:
    """Store the tier of each active request; gives those in line whose tier is another one now."""

    @cache
    def words(tier: int, language: str) -> str:
        with translation.override(language):
            return tier_words(series, tier)

    rows = Registration.objects.filter(session=session, state__in=ACTIVE).order_by("place")
    requests = list(rows)
    judged = gate_of(series).judge([declared_by(one) for one in requests])
    changed, moved = [], []
    for one, verdict in zip(requests, judged, strict=True):
        was, said = one.tier, one.tier_words
        one.tier, one.tier_words = verdict.tier, words(verdict.tier, one.language)
        if (was, said) != (one.tier, one.tier_words):
            changed.append(one)
        if was != one.tier:
            _note(one, session, was=was, actor=actor, now=now)
            moved.append(one)
    Registration.objects.bulk_update(changed, ["tier", "tier_words"], batch_size=ROWS_AT_ONCE)
    return [one for one in moved if one.state in WAITING]


def _note(
    request: Registration, session: Session, *, was: int, actor: Person | None, now: datetime
) -> None:
    record(
        verb="registration.moved-in-line",
        thing=request,
        actor=actor,
        now=now,
        site_id=session.implementation.series.site_id,
        name=session.title,
        detail={"changed": {"tier": [was, request.tier]}, "ticket": request.ticket},
    )
