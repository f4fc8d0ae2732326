"""Draws: seeds are sealed before anybody can ask, and what they give is stored in one step.

A draw exchanges the places of those who wait in its tier, and nothing else. Precedence stays in
force because it stands before the place in the order, so the draw itself need not know, and its
public record need not tell, who stands before or behind the others.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from mentoringup.audit.domain import record
from mentoringup.people.models import Person
from mentoringup.registration import drawing
from mentoringup.registration.domain.locking import locked
from mentoringup.registration.domain.plans import is_giving_seats
from mentoringup.registration.enums import WAITING, DrawState, Order
from mentoringup.registration.models import Draw, Registration
from mentoringup.registration.plan import Plan, Window
from mentoringup.training.models import Session

SEED_BYTES = 32


def commit_draws(*, session: Session, plan: Plan, window: Window, now: datetime) -> list[Draw]:
    """Seal a seed for each tier of a live session and publish its commitment.

    Repeating adds only what is missing. Nothing happens where nothing will be drawn: the session or
    its series isn't published, has begun, takes no requests, or seats follow the order of arrival.

    Args:
        session: which.
        plan: of its series.
        window: of the session; whether it is open already is seen on the public page.
        now: when.

    Returns:
        The draws that were added.
    """
    if (
        plan.order is not Order.DRAW
        or window.opens is None
        or now >= window.cutoff
        or not is_giving_seats(session, now=now)
    ):
        return []
    wanted = range(len(window.turns))
    if not _missing(session, wanted):
        return []
    with transaction.atomic():
        held = locked(session.pk)
        return [_commit(held, tier, now=now) for tier in _missing(held, wanted)]


def draw_due(
    *, session: Session, window: Window, now: datetime, actor: Person | None = None
) -> list[Draw]:
    """Carry out the draw of each tier whose turn has come, once, for a series whose plan draws.

    Inside the transaction that holds the session. A tier that was added so late that no seed was
    sealed for it gets one now, and its page says so.

    Args:
        session: held by the caller.
        window: of the session.
        now: when.
        actor: who made it happen; None for the clock.

    Returns:
        The draws that were carried out now.
    """
    known = {one.tier: one for one in Draw.objects.filter(session=session)}
    tiers = {*known, *(range(len(window.turns)) if window.opens else ())}
    done = []
    for tier in sorted(one for one in tiers if window.turn_of(one) <= now):
        draw = known.get(tier) or _commit(session, tier, now=now)
        if draw.state == DrawState.COMMITTED:
            draw.session = session
            done.append(_carry_out(draw, actor=actor, now=now))
    return done


def undrawn_tiers(*, session: Session) -> list[int]:
    """Tiers whose draw has not taken place: nobody of them, or of later ones, has a turn."""
    waiting = Draw.objects.filter(session=session, state=DrawState.COMMITTED)
    return list(waiting.order_by("tier").values_list("tier", flat=True))


def place_in_line(*, registration: Registration) -> int:
    """The place of a request that comes back into line; the session must be held.

    It is the one that it had, unless its tier was drawn without it: whoever was not in line then
    stands behind all who were, and behind everybody who has asked since.
    """
    drawn = Draw.objects.filter(
        session=registration.session_id, tier=registration.tier, state=DrawState.DRAWN
    ).first()
    if drawn is None or registration.ticket in drawn.entries:
        return registration.place
    rows = Registration.objects.filter(session=registration.session_id)
    in_draw = rows.filter(ticket__in=drawn.entries).aggregate(last=Max("place"))["last"] or 0
    if registration.place > in_draw:
        return registration.place
    last = rows.aggregate(place=Max("place"), ticket=Max("ticket"))
    return max(last["place"] or 0, last["ticket"] or 0) + 1


def _missing(session: Session, wanted: Iterable[int]) -> list[int]:
    sealed = set(Draw.objects.filter(session=session).values_list("tier", flat=True))
    return [tier for tier in wanted if tier not in sealed]


def _commit(session: Session, tier: int, *, now: datetime) -> Draw:
    """Only its hash leaves the database before the draw; the history keeps that for good."""
    seed = secrets.token_hex(SEED_BYTES)
    draw = Draw.objects.create(
        session=session,
        tier=tier,
        seed=seed,
        commitment=drawing.commitment_of(seed),
        committed_at=now,
    )
    record(
        verb="draw.committed",
        thing=draw,
        actor=None,
        now=now,
        site_id=session.implementation.series.site_id,
        name=session.title,
        detail={"tier": tier, "commitment": draw.commitment},
    )
    return draw


def _carry_out(draw: Draw, *, actor: Person | None, now: datetime) -> Draw:
    """The only place that writes the state of a draw, with its outcome."""
    rows = Registration.objects.filter(session=draw.session, tier=draw.tier, state__in=WAITING)
    waiting = {one.ticket: one for one in rows.only("place", "ticket")}
    order = drawing.draw(waiting, seed=draw.seed)
    _exchange_places([waiting[ticket] for ticket in order])
    draw.state, draw.drawn_at = DrawState.DRAWN, now
    draw.entries, draw.order = sorted(waiting), list(order)
    draw.save(update_fields=["state", "drawn_at", "entries", "order"])
    record(
        verb="draw.drawn",
        thing=draw,
        actor=actor,
        now=now,
        site_id=draw.session.implementation.series.site_id,
        name=draw.session.title,
        detail={"tier": draw.tier, "asked": len(order), "tickets": list(order)},
    )
    return draw


def _exchange_places(drawn: list[Registration]) -> None:
    """Give these requests, first drawn first, the very places that they have together."""
    places = sorted(one.place for one in drawn)
    moved = []
    for one, place in zip(drawn, places, strict=True):
        if one.place != place:
            one.place = place
            moved.append(one)
    Registration.objects.bulk_update(moved, ["place"], batch_size=500)
