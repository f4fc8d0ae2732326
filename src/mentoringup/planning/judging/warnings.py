"""What speaks against a plan, or has to be thought of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.curriculum.enums import Speaker
from mentoringup.curriculum.pack.values import Activity, Pack
from mentoringup.planning.clock import SessionClock
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.names import name_of_module
from mentoringup.planning.plan import Item, Plan, PlannedSession
from mentoringup.planning.planner.problem import BREAK_AFTER
from mentoringup.planning.resting import MEAL_AFTER, SHORTEST_MEAL, has_meal, stretches

EVIDENCE_MINUTES = 240
"""Trainings of fewer hours than four were left out of the finding that this rests on. What is
planned in a session counts, breaks included, and no more than the session has."""
LONGEST_TALK = 15
LARGEST_GROUP, SMALLEST_GROUP = 12, 4
EQUITY = "equity"


class Caution(StrEnum):
    """Of what a warning is."""

    OVER = "over"
    REAL_SESSION = "real-session"
    GONE = "gone"
    UNSUITED = "unsuited"
    REQUIRED = "required"
    THRESHOLD = "threshold"
    EQUITY = "equity"
    ORDER = "order"
    TALK = "talk"
    BREAK = "break"
    MEAL = "meal"
    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning.

    Attributes:
        text: a sentence or two for the person, in the reader's language.
        place: id of the item or session it is about; empty for the whole plan.
    """

    caution: Caution
    text: str
    place: str = ""


def warnings_of(
    plan: Plan, *, pack: Pack, clock: Mapping[str, SessionClock], is_of_a_series: bool = False
) -> tuple[Warned, ...]:
    """All warnings, the gravest first.

    `clock` has the sessions of the series that the planned ones are, by the planned session's id;
    `is_of_a_series` says that every planned session ought to be one.
    """
    found: list[Warned] = []
    for session in plan.sessions:
        found += _over(session)
        found += _real_session(session, clock.get(session.id), is_of_a_series=is_of_a_series)
    if not any(session.items for session in plan.sessions):
        return tuple(found)
    found += _library(plan, pack)
    found += _whole(plan, pack)
    found += _order(plan, pack)
    for session in plan.sessions:
        found += _talk(session, pack)
        found += _breaks(session)
        found += _meal(session)
    found += _group(plan)
    return tuple(found)


def held_minutes(plan: Plan) -> int:
    """Minutes of sessions that are filled, breaks included; what is too long doesn't count."""
    return sum(min(one.minutes, one.planned_minutes) for one in plan.sessions)


def _over(session: PlannedSession) -> Iterator[Warned]:
    over = session.planned_minutes - session.minutes
    if over > 0:
        text = ngettext(
            "“%(session)s” is %(over)d minute too long.",
            "“%(session)s” is %(over)d minutes too long.",
            over,
        )
        yield Warned(
            caution=Caution.OVER,
            text=text % {"session": session.title, "over": over},
            place=session.id,
        )


def _real_session(
    session: PlannedSession, real: SessionClock | None, *, is_of_a_series: bool
) -> Iterator[Warned]:
    told = {"session": session.title}
    if real is None:
        if is_of_a_series:
            text = _(
                "“%(session)s” is no session of the series: the session was removed, or none was "
                "chosen. Choose one."
            )
            yield Warned(caution=Caution.REAL_SESSION, text=text % told, place=session.id)
        return
    told["real"] = real.title
    if real.is_cancelled:
        text = _("“%(session)s” is planned for “%(real)s”, which is cancelled.")
        yield Warned(caution=Caution.REAL_SESSION, text=text % told, place=session.id)
    if real.minutes is not None and real.minutes != session.minutes:
        text = _(
            "“%(session)s” is planned with %(planned)d minutes, but “%(real)s” takes %(minutes)d "
            "in the series."
        ) % {**told, "planned": session.minutes, "minutes": real.minutes}
        yield Warned(caution=Caution.REAL_SESSION, text=text, place=session.id)


def _library(plan: Plan, pack: Pack) -> Iterator[Warned]:
    edition, mode = plan.settings.edition, plan.settings.mode
    for item in plan.each_item():
        if item.kind is not ItemKind.ACTIVITY:
            continue
        activity = _activity(pack, item)
        told: dict[str, object] = {"item": item.title}
        if activity is None:
            text = _("The library no longer has “%(item)s”.") % told
            yield Warned(caution=Caution.GONE, text=text, place=item.id)
        elif not activity.suits(mode=mode):
            told["mode"] = str(mode.label).lower()
            text = _("“%(item)s” is not made for this way of meeting: %(mode)s.") % told
            yield Warned(caution=Caution.UNSUITED, text=text, place=item.id)
        elif not activity.suits(edition=edition):
            text = _("“%(item)s” is not made for this audience.") % told
            yield Warned(caution=Caution.UNSUITED, text=text, place=item.id)


def _whole(plan: Plan, pack: Pack) -> Iterator[Warned]:
    taught = {item.module for item in plan.each_item()}
    for module in plan.settings.required:
        if module not in taught:
            text = _("“%(module)s” must be in the plan, but is not.") % {
                "module": name_of_module(module, pack=pack)
            }
            yield Warned(caution=Caution.REQUIRED, text=text)
    minutes = held_minutes(plan)
    if minutes < EVIDENCE_MINUTES:
        text = ngettext(
            "%(minutes)d minute planned: below the evidence threshold of 4 hours.",
            "%(minutes)d minutes planned: below the evidence threshold of 4 hours.",
            minutes,
        )
        yield Warned(caution=Caution.THRESHOLD, text=text % {"minutes": minutes})
    yield from _equity(plan, pack)


def _equity(plan: Plan, pack: Pack) -> Iterator[Warned]:
    """It is taught from as many minutes as its shortest length takes."""
    edition, module = pack.edition_by_id.get(plan.settings.edition), pack.module_by_id.get(EQUITY)
    if edition is None or module is None or EQUITY not in edition.modules:
        return
    items = [item for item in plan.each_item() if item.module == EQUITY]
    lengths = (
        module.minutes_in(one, edition=edition.id, mode=plan.settings.mode)
        for one in module.lengths
    )
    minutes, shortest = sum(item.minutes for item in items), min(lengths, default=0)
    if not items:
        yield Warned(caution=Caution.EQUITY, text=_("No module on equity and inclusion."))
    elif minutes < shortest:
        text = _(
            "Equity and inclusion has %(minutes)d minutes; its shortest length takes %(least)d."
        )
        told = {"minutes": minutes, "least": shortest}
        yield Warned(caution=Caution.EQUITY, text=text % told, place=items[0].id)


def _order(plan: Plan, pack: Pack) -> Iterator[Warned]:
    """A module that begins before one that it builds on, at the module's first item."""
    first: dict[str, tuple[int, str]] = {}
    for place, item in enumerate(plan.each_item()):
        if item.module:
            first.setdefault(item.module, (place, item.id))
    for module_id, (place, item_id) in first.items():
        module = pack.module_by_id.get(module_id)
        for below in module.builds_on if module else ():
            if below in first and first[below][0] > place:
                text = _("“%(module)s” builds on “%(below)s”, but comes before it.") % {
                    "module": name_of_module(module_id, pack=pack),
                    "below": name_of_module(below, pack=pack),
                }
                yield Warned(caution=Caution.ORDER, text=text, place=item_id)


def _talk(session: PlannedSession, pack: Pack) -> Iterator[Warned]:
    """Stretches in which nobody speaks but the facilitator, at the item that each begins with."""
    stretch, begins = 0.0, ""
    for item, minutes, speaker in [*_spoken(session, pack), (None, 0.0, Speaker.PARTICIPANTS)]:
        if speaker is Speaker.FACILITATOR and item is not None:
            begins = begins if stretch else item.id
            stretch += minutes
            continue
        if round(stretch) >= LONGEST_TALK:
            text = _("%(minutes)d minutes in a row without anyone speaking but you.")
            told = text % {"minutes": round(stretch)}
            yield Warned(caution=Caution.TALK, text=told, place=begins)
        stretch = 0.0


def _spoken(session: PlannedSession, pack: Pack) -> Iterator[tuple[Item | None, float, Speaker]]:
    """Who speaks how long, in order; what is not known counts as participants."""
    for item in session.items:
        if item.kind is ItemKind.OWN:
            yield item, item.minutes, item.speaker
            continue
        activity = _activity(pack, item) if item.kind is ItemKind.ACTIVITY else None
        own = activity.minutes_in(item.form) if activity else 0
        if activity is None or not own:
            yield item, item.minutes, Speaker.PARTICIPANTS
            continue
        for step in activity.steps:
            if minutes := step.minutes_in(item.form):
                yield item, minutes * item.minutes / own, step.speaker


def _breaks(session: PlannedSession) -> Iterator[Warned]:
    for one in stretches(session.items):
        if one.minutes > BREAK_AFTER:
            text = _("%(minutes)d minutes without a break in “%(session)s”.")
            told = text % {"minutes": one.minutes, "session": session.title}
            yield Warned(caution=Caution.BREAK, text=told, place=one.items[0].id)


def _meal(session: PlannedSession) -> Iterator[Warned]:
    if session.planned_minutes > MEAL_AFTER and not has_meal(session.items):
        text = _(
            "Nobody has planned a meal in “%(session)s”, which takes more than 5 hours. A break of "
            "%(least)d minutes or more is enough."
        )
        told = text % {"session": session.title, "least": SHORTEST_MEAL}
        yield Warned(caution=Caution.MEAL, text=told, place=session.id)


def _group(plan: Plan) -> Iterator[Warned]:
    size = plan.settings.group_size
    if size > LARGEST_GROUP:
        text = _(
            "%(size)d participants: 8 to 12 are recommended. Use the variants for large groups "
            "that each activity has, or lead two groups."
        )
        yield Warned(caution=Caution.LARGE, text=text % {"size": size})
    elif size < SMALLEST_GROUP:
        text = ngettext(
            "%(size)d participant: most activities need at least 4.",
            "%(size)d participants: most activities need at least 4.",
            size,
        )
        yield Warned(caution=Caution.SMALL, text=text % {"size": size})


def _activity(pack: Pack, item: Item) -> Activity | None:
    module = pack.module_by_id.get(item.module)
    return module.activity_by_id.get(item.activity) if module else None
