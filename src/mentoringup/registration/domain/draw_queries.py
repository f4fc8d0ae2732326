"""Reads about draws. What the public gets is a value without names, and without a sealed seed."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from mentoringup.registration import drawing
from mentoringup.registration.domain.plans import plan_of, window_for
from mentoringup.registration.draw_page import FEW, DrawLink, DrawOnPage, SessionOfDraw
from mentoringup.registration.enums import WAITING, DrawState
from mentoringup.registration.models import Draw, Registration
from mentoringup.registration.plan_words import tier_name
from mentoringup.training.domain.pages import tiers_on_page
from mentoringup.training.domain.queries import live_series
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Series, Session, Tier
from mentoringup.training.sentences import priority_sentences


def site_of_draw(*, draw_id: int) -> str | None:
    """The slug of the site of a draw that the public may see, or None. One query."""
    return (
        _shown()
        .filter(pk=draw_id)
        .values_list("session__implementation__series__site__slug", flat=True)
        .first()
    )


def public_draw(*, draw_id: int, language: str) -> DrawOnPage | None:
    """A draw of a session that the public may see, or None. A flat number of queries."""
    draw = _whole(_shown()).filter(pk=draw_id).first()
    if draw is None:
        return None
    with translation.override(language):
        return _on_page(draw)


def faults_in_draws(*, sessions: Sequence[int] | None = None) -> list[str]:
    """What is wrong with stored draws, in whole sentences for an operator; empty if nothing is.

    The seed must fit its commitment, the order must be what seed and tickets give, and whoever took
    part must still stand in that order.

    Args:
        sessions: primary keys; None for all.
    """
    found = Draw.objects.all() if sessions is None else Draw.objects.filter(session__in=sessions)
    return [fault for draw in found.order_by("pk").iterator() for fault in _faults(draw)]


def _shown() -> QuerySet[Draw]:
    """Draws of sessions that are on a public page."""
    return Draw.objects.filter(session__implementation__series__in=live_series()).exclude(
        session__state=SessionState.DRAFT
    )


def _whole(draws: QuerySet[Draw]) -> QuerySet[Draw]:
    series = "session__implementation__series"
    tiers = Prefetch(f"{series}__tiers", queryset=Tier.objects.select_related("unit"))
    return draws.select_related(f"{series}__site", f"{series}__seat_plan").prefetch_related(
        tiers, f"{series}__site__terms"
    )


def _on_page(draw: Draw) -> DrawOnPage:
    session = draw.session
    series = session.implementation.series
    plan, window = plan_of(series), window_for(session=session)
    is_drawn = draw.state == DrawState.DRAWN
    waiting = 0 if is_drawn else _waiting(draw)
    return DrawOnPage(
        id=draw.pk,
        session=_session(session),
        tier=draw.tier,
        groups=len(series.tiers.all()) + 1,
        group=_group(series, draw.tier),
        commitment=draw.commitment,
        committed_at=draw.committed_at,
        opens_at=window.opens if window else None,
        due_at=window.turn_of(draw.tier) if window else None,
        asked=len(draw.entries) if is_drawn else (waiting if waiting >= FEW else None),
        is_nobody_waiting=waiting == 0,
        keeps_precedence=plan.remembers or plan.no_show_marks,
        drawn_at=draw.drawn_at,
        seed=draw.seed if is_drawn else "",
        entries=tuple(draw.entries),
        order=tuple(draw.order),
        siblings=_siblings(series),
    )


def _session(session: Session) -> SessionOfDraw:
    series = session.implementation.series
    return SessionOfDraw(
        site_name=series.site.name,
        site_slug=series.site.slug,
        series_slug=series.slug,
        series_title=series.title,
        slug=session.slug,
        title=session.title,
        language=series.site.language,
        zone=session.zone or series.site.zone,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        is_cancelled=session.state == SessionState.CANCELLED
        or series.state == SeriesState.CANCELLED,
    )


def _waiting(draw: Draw) -> int:
    return Registration.objects.filter(
        session=draw.session_id, tier=draw.tier, state__in=WAITING
    ).count()


def _group(series: Series, tier: int) -> str:
    """Who is drawn, a sentence."""
    sentences = priority_sentences(tiers_on_page(series))
    if not sentences:
        return _("Everybody who may come.")
    if tier >= len(sentences):
        return _("Everybody who is in none of the priority groups.")
    return sentences[tier]


def _siblings(series: Series) -> tuple[DrawLink, ...]:
    """All draws of the series that the public may see, in the order of its sessions."""
    found = (
        Draw.objects.filter(session__implementation__series=series)
        .exclude(session__state=SessionState.DRAFT)
        .order_by("session__starts_at", "session__position", "session", "tier")
        .values_list("pk", "session__title", "tier", "state")
    )
    tiers = len(series.tiers.all())
    return tuple(
        DrawLink(
            id=pk,
            session_title=title,
            group=tier_name(tier, tiers=tiers),
            is_drawn=state == DrawState.DRAWN,
        )
        for pk, title, tier, state in found
    )


def _faults(draw: Draw) -> list[str]:
    name = f"Draw {draw.pk} of session {draw.session_id}"
    found = []
    if drawing.commitment_of(draw.seed) != draw.commitment:
        found.append(f"{name}: the seed does not fit its commitment.")
    if draw.state != DrawState.DRAWN:
        return found
    if list(drawing.draw(draw.entries, seed=draw.seed)) != draw.order:
        found.append(f"{name}: the order is not the one that seed and tickets give.")
    places = dict(
        Registration.objects.filter(session=draw.session_id, ticket__in=draw.entries).values_list(
            "ticket", "place"
        )
    )
    stand = [places[ticket] for ticket in draw.order if ticket in places]
    if stand != sorted(stand):
        found.append(f"{name}: the requests no longer stand in the order in which they were drawn.")
    return found
