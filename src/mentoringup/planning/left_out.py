"""What a proposal left out, in sentences: why it did not fit, and what it would take."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.curriculum.pack.values import Pack
from mentoringup.planning.names import name_of_module
from mentoringup.planning.planner.problem import LeftOut


def sentences_of(left_out: Iterable[LeftOut], *, pack: Pack) -> list[str]:
    """One text for each module that was left out, those that were asked for first."""
    ordered = sorted(left_out, key=lambda one: (not one.is_required, not one.is_wished))
    return [_text(one, pack) for one in ordered]


def _text(one: LeftOut, pack: Pack) -> str:
    told = {"module": name_of_module(one.module, pack=pack)}
    if one.is_required:
        opening = _("“%(module)s” must be in the plan, but did not fit.") % told
    elif one.is_wished:
        opening = _("“%(module)s” would be good, but did not fit.") % told
    else:
        opening = _("“%(module)s” did not fit.") % told
    return " ".join([opening, *_takes(one, pack)])


def _takes(one: LeftOut, pack: Pack) -> list[str]:
    said: list[str] = []
    if one.waits_for:
        said.append(
            _("It builds on %(modules)s, which comes too late or not at all.")
            % {"modules": _names(one.waits_for, pack)}
        )
    if one.missing > 0:
        said.append(
            _("It takes at least %(shortest)d minutes; the session with most room has %(gap)d.")
            % {"shortest": one.shortest, "gap": max(one.largest_gap, 0)}
        )
        said.append(
            ngettext(
                "One session would have to be %(missing)d minute longer.",
                "One session would have to be %(missing)d minutes longer.",
                one.missing,
            )
            % {"missing": one.missing}
        )
    if one.instead_of:
        said.append(
            _("Or shorten or leave out one of these: %(modules)s.")
            % {"modules": _names(one.instead_of, pack)}
        )
    return said


def _names(modules: Iterable[str], pack: Pack) -> str:
    return ", ".join(
        _("“%(title)s”") % {"title": name_of_module(one, pack=pack)} for one in modules
    )
