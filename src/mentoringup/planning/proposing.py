"""A plan proposed: from a plan and a pack to the planner's problem, and from its answer to a plan.

What stays: locked items, and items of the facilitator's own, since nobody could propose them again.
Everything else is planned anew. A module of which all items are locked stays as it is; of one that
has locked and other items, the rest is planned anew in the session of the first locked one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mentoringup.curriculum.enums import Length
from mentoringup.curriculum.pack.values import Chosen, Module, Pack
from mentoringup.planning.arranging import Curriculum, arranged
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.plan import Item, Plan, PlannedSession
from mentoringup.planning.planner.problem import (
    BREAK_MINUTES,
    SECONDS,
    Candidate,
    LeftOut,
    Problem,
    Proposal,
    Room,
)
from mentoringup.planning.planner.rules import ancestors_of
from mentoringup.planning.planner.solving import propose
from mentoringup.planning.resting import is_tiring, meal_for, new_break, with_breaks

_MOST_ROUNDS = 6
"""How often minutes are taken from training for one break more, where stretches are too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPlan:
    """A plan with what the planner put into it.

    Attributes:
        left_out: modules that are not in it, and why.
        is_best: whether it is proved that no better one exists.
        seconds: that it took.
    """

    plan: Plan
    left_out: tuple[LeftOut, ...]
    is_best: bool
    seconds: float


def propose_plan(
    plan: Plan, *, pack: Pack, ids: Iterator[str], seconds: float = SECONDS
) -> ProposedPlan:
    """Fill a plan's sessions with the modules that are best for its settings.

    Args:
        plan: with its settings, sessions, and the items that stay.
        pack: that its settings name.
        ids: of new items.
        seconds: that the solver may take.
    """
    problem, took = problem_of(plan, pack=pack), 0.0
    for _round in range(_MOST_ROUNDS):
        proposal = propose(problem, seconds=max(0.0, seconds - took))
        took += proposal.seconds
        filled = planned(plan, proposal, pack=pack, ids=ids)
        taught = {one.session for one in proposal.placements}
        tiring = {
            session.id
            for session in filled.sessions
            if session.id in taught and is_tiring(session.items)
        }
        if not tiring:
            break
        problem = _with_a_break_more(problem, tiring)
    return ProposedPlan(
        plan=filled, left_out=proposal.left_out, is_best=proposal.is_best, seconds=took
    )


def _with_a_break_more(problem: Problem, sessions: set[str]) -> Problem:
    rooms = (
        replace(room, reserved=room.reserved + BREAK_MINUTES) if room.session in sessions else room
        for room in problem.rooms
    )
    return replace(problem, rooms=tuple(rooms))


def stays(item: Item) -> bool:
    """Whether a proposal leaves an item as it is."""
    return item.is_locked or item.kind is ItemKind.OWN


def problem_of(plan: Plan, *, pack: Pack) -> Problem:
    """What the planner is asked for a plan."""
    taught = _Taught(plan, pack)
    return Problem(
        rooms=tuple(_room(session) for session in plan.sessions),
        candidates=tuple(taught.candidate(module) for module in taught.modules),
    )


def planned(plan: Plan, proposal: Proposal, *, pack: Pack, ids: Iterator[str]) -> Plan:
    """The plan with a proposal in it; notes of activities that were in it before come along."""
    taught = _Taught(plan, pack)
    curriculum = _curriculum(taught)
    notes = {
        (item.module, item.activity): item.note
        for _, item in plan.items()
        if item.note and not stays(item)
    }

    def new_items(module: Module, length: Length) -> list[Item]:
        return [
            item_of(
                module,
                chosen,
                item_id=next(ids),
                note=notes.get((module.id, chosen.activity), ""),
            )
            for chosen in taught.rest_of(module, length)
        ]

    def session_with_items(session: PlannedSession) -> PlannedSession:
        new = {
            one.module: new_items(pack.module_by_id[one.module], one.length)
            for one in proposal.placements
            if one.session == session.id
        }
        staying = frozenset(item.id for item in session.items if stays(item))
        items = arranged(session.items, staying=staying, new=new, curriculum=curriculum)
        return replace(
            session,
            items=with_breaks(
                items,
                minutes=session.minutes,
                make_break=lambda: new_break(next(ids)),
                meal=meal_for(session.minutes, items),
            ),
        )

    return replace(plan, sessions=tuple(session_with_items(one) for one in plan.sessions))


class _Taught:
    """What may be taught in a plan, and what of it stands already.

    Attributes:
        modules: of the edition, and those beside it of which something stays, in the pack's order.
    """

    def __init__(self, plan: Plan, pack: Pack) -> None:
        self._settings = plan.settings
        activities = [
            (session, item) for session, item in plan.items() if item.kind is ItemKind.ACTIVITY
        ]
        self._locked = {(item.module, item.activity) for _, item in activities if stays(item)}
        self._open = {item.module for _, item in activities if not stays(item)}
        self._first_in: dict[str, str] = {}
        for session, item in activities:
            if stays(item):
                self._first_in.setdefault(item.module, session.id)
        edition = pack.edition_by_id.get(plan.settings.edition)
        self._of_edition = frozenset(edition.modules if edition else ())
        asked = {*plan.settings.required, *plan.settings.wishes}
        self.modules = tuple(
            module
            for module in pack.modules
            if module.id in self._of_edition | self._first_in.keys() | asked
        )

    def rest_of(self, module: Module, length: Length) -> tuple[Chosen, ...]:
        """The activities of a length, but for those that stay."""
        chosen = module.activities_in(
            length, edition=self._settings.edition, mode=self._settings.mode
        )
        return tuple(one for one in chosen if (module.id, one.activity) not in self._locked)

    def candidate(self, module: Module) -> Candidate:
        """A module for the planner; one that a locked length teaches already has no rank left."""
        rests = self._rests(module)
        is_taught = module.id in self._first_in and not all(rests.values())
        return Candidate(
            module=module.id,
            kind=module.kind,
            minutes={
                length: sum(
                    module.activity_by_id[one.activity].minutes_in(one.form) for one in rest
                )
                for length, rest in rests.items()
                if rest
            },
            activities={length: len(rest) for length, rest in rests.items() if rest},
            builds_on=module.builds_on,
            is_core=module.is_core and not is_taught,
            is_required=module.id in self._settings.required and not is_taught,
            is_wished=module.id in self._settings.wishes and not is_taught,
            stays_in=self._first_in.get(module.id, "") if module.id in self._open else "",
        )

    def _rests(self, module: Module) -> Mapping[Length, tuple[Chosen, ...]]:
        if module.id not in self._of_edition:
            return {}
        return {length: self.rest_of(module, length) for length in module.lengths}


def _room(session: PlannedSession) -> Room:
    staying = [item for item in session.items if stays(item)]
    breaks = [item.minutes for item in staying if item.kind is ItemKind.BREAK]
    taken = sum(item.minutes for item in staying)
    if meal := meal_for(session.minutes, staying):
        breaks.append(meal)
        taken += meal
    return Room(
        session=session.id,
        minutes=session.minutes,
        taken=taken,
        resting=sum(breaks),
        has_breaks=len(breaks),
        holds=tuple(item.module for item in staying if item.kind is ItemKind.ACTIVITY),
    )


def _curriculum(taught: _Taught) -> Curriculum:
    names = [module.id for module in taught.modules]
    ancestors = ancestors_of(tuple(taught.candidate(module) for module in taught.modules))
    return Curriculum(
        kinds={module.id: module.kind for module in taught.modules},
        ancestors={
            name: frozenset(names[number] for number in before)
            for name, before in zip(names, ancestors, strict=True)
        },
        places={
            (module.id, one.activity): nth
            for module in taught.modules
            for length in sorted(module.lengths, key=list(Length).index)
            for nth, one in enumerate(module.lengths[length].activities)
        },
    )


def item_of(module: Module, chosen: Chosen, *, item_id: str, note: str = "") -> Item:
    """An activity as an item, in the form that is chosen."""
    activity = module.activity_by_id[chosen.activity]
    return Item(
        id=item_id,
        kind=ItemKind.ACTIVITY,
        minutes=activity.minutes_in(chosen.form),
        title=activity.title,
        module=module.id,
        activity=activity.id,
        form=chosen.form,
        note=note,
    )
