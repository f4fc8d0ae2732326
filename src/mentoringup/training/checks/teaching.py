"""What the sessions teach, and how much of it."""

from collections.abc import Iterator
from statistics import median_low

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.training.checks.check import Fault, Look, named
from mentoringup.training.checks.clock import minutes_on_the_clock
from mentoringup.training.checks.finding import Place, Repair
from mentoringup.training.page import ModuleOnPage, SessionOnPage

EVIDENCE_MINUTES = 240
"""The shortest training whose effect the published evaluation of the curriculum reports."""


def untaught_module(look: Look) -> Iterator[Fault]:
    """A module of the curriculum that no session teaches."""
    taught = {module for session in look.held for module in session.modules}
    names = [(session, _plain(session.title)) for session in look.held]
    for module in look.page.curriculum:
        if module.id in taught:
            continue
        likely = _session_of_that_name(module, names)
        yield Fault(
            place=Place(part="series", field="sessions")
            if likely is None
            else Place(part="session", key=likely.key, field="modules"),
            found=module.name,
            message=_("No session teaches “%(module)s”.") % {"module": module.name},
            expected=_("Choose it for a session, or say in the description that it is left out."),
            repair=None
            if likely is None
            else Repair(
                label=_("“%(session)s” teaches it") % {"session": named(likely)},
                place=Place(part="session", key=likely.key, field="modules"),
                value=",".join((*likely.modules, module.id)),
            ),
        )


def _session_of_that_name(
    module: ModuleOnPage, names: list[tuple[SessionOnPage, str]]
) -> SessionOnPage | None:
    """The session whose title holds the module's name or another name of it."""
    wanted = [plain for name in (module.name, *module.aliases) if (plain := _plain(name))]
    for session, title in names:
        if any(f" {name} " in f" {title} " for name in wanted):
            return session
    return None


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text[:500].casefold()).split())


def missing_objectives(look: Look) -> Iterator[Fault]:
    """A session that does not say what one can do after it."""
    with_objectives = {module.id for module in look.page.curriculum if module.objectives}
    for session in look.held:
        if any(line.strip() for line in session.objectives):
            continue
        if with_objectives.isdisjoint(session.modules):
            yield Fault(
                place=Place(part="session", key=session.key, field="objectives"),
                found="",
                message=_("“%(session)s” does not say what participants can do afterwards.")
                % {"session": named(session)},
                expected=_("Choose the module that it teaches, or write its objectives."),
            )


def no_evidence_threshold(look: Look) -> Iterator[Fault]:
    """All sessions together stay under the four hours from which there is evidence.

    A session without times counts as long as the middle one of those with times.
    """
    known = [minutes for s in look.held if (minutes := minutes_on_the_clock(s)) is not None]
    if not known:
        return
    usual = median_low(known)
    total = sum(known) + usual * (len(look.held) - len(known))
    if total >= EVIDENCE_MINUTES:
        return
    needed = -(-EVIDENCE_MINUTES // usual)
    yield Fault(
        place=Place(part="series", field="sessions"),
        found=_("%(minutes)d minutes") % {"minutes": total},
        message=_(
            "Who attends every session is trained for %(hours)s hours; the evidence is about "
            "trainings of at least %(threshold)d hours."
        )
        % {"hours": f"{total / 60:.1f}", "threshold": EVIDENCE_MINUTES // 60},
        expected=ngettext(
            "Sessions of %(minutes)d minutes reach it with %(needed)d session.",
            "Sessions of %(minutes)d minutes reach it with %(needed)d sessions.",
            needed,
        )
        % {"minutes": usual, "needed": needed},
    )
