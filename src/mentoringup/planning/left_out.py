"""What a proposal left out, in sentences: why it did not fit, and what it would take."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.curriculum.enums import ModuleKind
from mentoringup.curriculum.pack.values import Pack
from mentoringup.planning.names import name_of_module
from mentoringup.planning.plan import Plan
from mentoringup.planning.planner.problem import LeftOut


def sentences_of(left_out: Iterable[LeftOut], *, plan: Plan, pack: Pack) -> list[str]:
    """One text for each module that was left out of a plan, those that were asked for first."""
    ordered = sorted(left_out, key=lambda one: (not one.is_required, not one.is_wished))
    return [_text(one, plan, pack) for one in ordered]


def _text(one: LeftOut, plan: Plan, pack: Pack) -> str:
    told = {"module": name_of_module(one.module, pack=pack)}
    if one.is_required:
        opening = _("“%(module)s” must be in the plan, but did not fit.") % told
    elif one.is_wished:
        opening = _("“%(module)s” would be good, but did not fit.") % told
    else:
        opening = _("“%(module)s” did not fit.") % told
    if not one.shortest:
        return f"{opening} {_('It has nothing for this audience and way of meeting.')}"
    return " ".join([opening, *_order(one, pack), *_time(one, plan), *_instead(one, pack)])


def _order(one: LeftOut, pack: Pack) -> Iterator[str]:
    """What is in the way beside time."""
    if one.is_alone:
        yield _("It opens or closes a training, and nothing else fits into this one.")
    if one.waits_for:
        yield (
            _("It builds on %(modules)s, which comes too late or not at all.")
            % {"modules": _names(one.waits_for, pack)}
        )
    if one.precedes:
        yield (
            _("It has to come before %(modules)s, which comes too early.")
            % {"modules": _names(one.precedes, pack)}
        )


def _time(one: LeftOut, plan: Plan) -> Iterator[str]:
    """How many minutes there are, and how many it takes."""
    told: dict[str, object] = {"shortest": one.shortest, "missing": one.missing}
    if (session := plan.session(one.session)) is None:
        yield (
            _(
                "It takes at least %(shortest)d minutes; a new session would have to take "
                "%(missing)d."
            )
            % told
        )
        return
    told |= {"session": session.title, "gap": max(one.largest_gap, 0)}
    if one.is_alone:
        yield _("It takes at least %(shortest)d minutes.") % told
    if one.missing <= 0:
        return
    if one.kind is ModuleKind.OPENING and session is plan.sessions[0]:
        text = _(
            "It opens the training and takes at least %(shortest)d minutes; “%(session)s” has "
            "%(gap)d left."
        )
    elif one.kind is ModuleKind.CLOSING and session is plan.sessions[-1]:
        text = _(
            "It closes the training and takes at least %(shortest)d minutes; “%(session)s” has "
            "%(gap)d left."
        )
    else:
        text = _("It takes at least %(shortest)d minutes; “%(session)s” has %(gap)d left.")
    yield text % told
    longer = ngettext(
        "“%(session)s” would have to be %(missing)d minute longer.",
        "“%(session)s” would have to be %(missing)d minutes longer.",
        one.missing,
    )
    yield longer % told


def _instead(one: LeftOut, pack: Pack) -> Iterator[str]:
    """What could make room for it."""
    if one.shorten:
        yield (_("Or shorten one of these: %(modules)s.") % {"modules": _names(one.shorten, pack)})
    others = [module for module in one.instead_of if module not in one.shorten]
    if others:
        yield _("Or leave out one of these: %(modules)s.") % {"modules": _names(others, pack)}


def _names(modules: Iterable[str], pack: Pack) -> str:
    return ", ".join(
        _("“%(title)s”") % {"title": name_of_module(one, pack=pack)} for one in modules
    )
