"""Why the order of a session is what it is, in whole sentences. Pure."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from mentoringup.eligibility.words import listed
from mentoringup.registration.enums import Order
from mentoringup.registration.plan import Phase, Plan, Window
from mentoringup.registration.plan_words import tier_in_sentence
from mentoringup.ui.dates import say_time


def order_sentences(
    plan: Plan,
    window: Window,
    *,
    tiers: int,
    undrawn: Collection[int],
    zone: str,
    now: datetime,
) -> list[str]:
    """The order, and whose turn it is now.

    Args:
        plan: the rules.
        window: of the session.
        tiers: how many the series has before whoever is left.
        undrawn: tiers whose draw has not taken place.
        zone: in which moments are told.
        now: when.
    """
    said = []
    if tiers:
        said.append(_("Earlier priorities stand before later ones, whenever they asked."))
    said.append(
        _("Within a priority the place was drawn, for those who asked before the draw.")
        if plan.order is Order.DRAW
        else _("Within a priority whoever asked first stands first.")
    )
    if plan.remembers:
        said.append(_("Before them stands who got no seat last term."))
    if plan.no_show_marks:
        said.append(_("Behind them stands who often stayed away."))
    said.append(_turn_now(window, tiers=tiers, undrawn=undrawn, zone=zone, now=now))
    if plan.needs_proof:
        said.append(
            _(
                "A turn passes over people who have not shown that they belong; "
                "they keep their place."
            )
        )
    said.append(_("A turn passes over people who have another seat at the same time."))
    return said


def _turn_now(
    window: Window, *, tiers: int, undrawn: Collection[int], zone: str, now: datetime
) -> str:
    if window.phase(now) is Phase.NONE:
        return _("This session takes no requests.")
    if now >= window.cutoff:
        return _("Nothing is offered any more since %(moment)s.") % {
            "moment": _at(window.cutoff, zone)
        }
    due = window.due_tiers(now, undrawn=sorted(undrawn))
    names = [tier_in_sentence(tier, tiers=tiers) for tier in range(min(due, tiers + 1))]
    nexts = [turn for turn in window.turns[due : tiers + 1] if turn > now]
    words = {
        "tiers": listed(names),
        "next": tier_in_sentence(due, tiers=tiers),
        "moment": _at(nexts[0], zone) if nexts else "",
    }
    if not names and nexts:
        return _("Nobody has a turn yet; the first is on %(moment)s.") % words
    if not nexts:
        return _("Everybody has a turn now.")
    return _("Seats go to %(tiers)s; from %(moment)s on, also to %(next)s.") % words


def _at(moment: datetime, zone: str) -> str:
    return say_time(moment, None, zone).words
