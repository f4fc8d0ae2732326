"""What the rules on seats mean for one session, in whole sentences with dates. Pure."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mentoringup.registration.enums import Order
from mentoringup.registration.plan import Plan, Window
from mentoringup.training.sentences import priority_name
from mentoringup.ui.dates import say_time


def tier_name(tier: int, *, tiers: int) -> str:
    """What a tier, from 0, is called in a series with so many; whoever is in none comes last."""
    if tiers == 0:
        return _("Everybody")
    return priority_name(tier) if tier < tiers else _("Everybody else")


_IN_SENTENCES = (
    gettext_lazy("the first priority"),
    gettext_lazy("the second priority"),
    gettext_lazy("the third priority"),
    gettext_lazy("the fourth priority"),
    gettext_lazy("the fifth priority"),
)


def tier_in_sentence(tier: int, *, tiers: int) -> str:
    """The same inside a sentence: “the first priority”, “everybody else”."""
    if tiers == 0:
        return _("everybody")
    if tier >= tiers:
        return _("everybody else")
    if tier < len(_IN_SENTENCES):
        return str(_IN_SENTENCES[tier])
    return _("priority %(number)d") % {"number": tier + 1}


def tier_names(tiers: int) -> list[str]:
    """What all tiers of a series with so many are called, in their order."""
    return [tier_name(tier, tiers=tiers) for tier in range(tiers + 1)]


def order_words(plan: Plan) -> str:
    """Who comes first within a tier."""
    if plan.order is Order.DRAW:
        return _("Within a priority a draw decides, among all who asked before it.")
    return _("Within a priority whoever asked first comes first.")


def plan_sentences(plan: Plan, window: Window, *, tiers: int, zone: str) -> list[str]:
    """What the rules mean for a session.

    Args:
        plan: the rules.
        window: of the session.
        tiers: how many the series has.
        zone: in which the moments are told.
    """
    if window.opens is None:
        return [_("No RSVP is needed for this session, so nobody is given a seat.")]
    return [
        _opening(window, zone),
        order_words(plan),
        *_turns(plan, window, tiers=tiers, zone=zone),
        _offers(plan),
        _cutoff(window, zone),
        _confirming(plan),
        *_further(plan),
    ]


def _opening(window: Window, zone: str) -> str:
    moments = {
        "opens": _at(window.opens or window.closes, zone),
        "closes": _at(window.closes, zone),
    }
    return _("Requests are taken from %(opens)s until %(closes)s.") % moments


def _turns(plan: Plan, window: Window, *, tiers: int, zone: str) -> list[str]:
    sentences = []
    for tier, turn in enumerate(window.turns):
        words = {"tier": tier_name(tier, tiers=tiers), "moment": _at(turn, zone)}
        if plan.order is Order.DRAW:
            said = _("%(tier)s: drawn on %(moment)s among all who have asked by then.")
        elif turn == window.opens:
            said = _("%(tier)s: gets seats from the opening on.")
        else:
            said = _("%(tier)s: waits in line until %(moment)s, then gets seats that are left.")
        sentences.append(said % words)
    return sentences


def _offers(plan: Plan) -> str:
    usual = _hours(plan.offer_hours)
    if plan.late_days == 0 or plan.late_offer_hours == plan.offer_hours:
        return _("A seat that becomes free is offered; an offer stands for %(hours)s.") % {
            "hours": usual
        }
    words = {
        "hours": usual,
        "days": ngettext("the last day", "the last %(n)d days", plan.late_days)
        % {"n": plan.late_days},
        "late": _hours(plan.late_offer_hours),
    }
    return (
        _(
            "A seat that becomes free is offered; an offer stands for %(hours)s, "
            "in %(days)s before the session for %(late)s."
        )
        % words
    )


def _cutoff(window: Window, zone: str) -> str:
    return _(
        "Nothing is offered after %(moment)s: free seats then go to those who ask when nobody "
        "waits, and those still in line are on the list “come if you can”."
    ) % {"moment": _at(window.cutoff, zone)}


def _confirming(plan: Plan) -> str:
    return _(
        "A seat is kept for %(minutes)s for a visitor who has to confirm an address first."
    ) % {"minutes": _minutes(plan.confirm_minutes)}


def _further(plan: Plan) -> list[str]:
    sentences = []
    if plan.needs_proof:
        sentences.append(
            _("Only those get seats who prove that they belong; the others keep their place.")
        )
    if plan.remembers:
        sentences.append(
            _("Who got no seat last term stands before the others of the same priority.")
        )
    if plan.no_show_marks:
        words = {
            "percent": plan.no_show_percent,
            "least": plan.no_show_least,
            "days": plan.no_show_days,
        }
        sentences.append(
            _(
                "Who stayed away from at least %(percent)d percent of %(least)d or more seats "
                "within %(days)d days stands behind the others of the same priority."
            )
            % words
        )
    return sentences


def _at(moment: datetime, zone: str) -> str:
    return say_time(moment, None, zone).words


def _hours(number: int) -> str:
    return ngettext("%(n)d hour", "%(n)d hours", number) % {"n": number}


def _minutes(number: int) -> str:
    hours, minutes = divmod(number, 60)
    if minutes == 0:
        return _hours(hours)
    return ngettext("%(n)d minute", "%(n)d minutes", number) % {"n": number}
