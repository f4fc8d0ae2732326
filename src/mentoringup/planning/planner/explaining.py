"""Why a module is not in a proposal, and what it would take."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mentoringup.planning.planner.greedy import Draft
from mentoringup.planning.planner.problem import BREAK_MINUTES, LeftOut, breaks_in
from mentoringup.planning.planner.rules import Choice, Rules, lengths_of
from mentoringup.planning.planner.worth import rank_of


def left_out(rules: Rules, chosen: Mapping[int, Choice]) -> tuple[LeftOut, ...]:
    """The modules that could be taught, or were asked for, and are not in a proposal.

    The required come first, then the wished, the core and the rest; equals in the order of the
    curriculum.

    Args:
        rules: of the problem.
        chosen: a proposal to which nothing can be added as it stands.
    """
    held = {module for room in rules.problem.rooms for module in room.holds}
    candidates = rules.problem.candidates
    missed = [
        number
        for number, one in enumerate(candidates)
        if number not in chosen
        and (one.stays_in or one.module not in held)
        and (lengths_of(one) or one.is_required or one.is_wished)
    ]
    missed.sort(key=lambda number: (rank_of(candidates[number]), number))
    inquiry = _Inquiry(rules=rules, draft=Draft(rules, chosen))
    return tuple(inquiry.about(number) for number in missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inquiry:
    """Looks into one proposal."""

    rules: Rules
    draft: Draft

    def about(self, number: int) -> LeftOut:
        """Why one module isn't in it."""
        one = self.rules.problem.candidates[number]
        shortest = next((minutes for _, minutes in lengths_of(one)), 0)
        rooms = sorted(self.rules.of_its_kind[number])
        wide = [room for room in rooms if self.draft.left[room] >= shortest]
        in_order = [room for room in rooms if self._is_open(number, room)]
        room = self._widest(in_order or wide or rooms)
        astray = self._widest(wide if wide or in_order else rooms)
        is_blocked = astray is not None and shortest > 0 and astray not in in_order
        is_alone = self._is_alone(number)
        is_time = shortest > 0 and not is_alone and (room is None or room in in_order)
        return LeftOut(
            module=one.module,
            kind=one.kind,
            is_required=one.is_required,
            is_wished=one.is_wished,
            shortest=shortest,
            session="" if room is None else self.rules.problem.rooms[room].session,
            largest_gap=0 if room is None else self.draft.left[room],
            missing=self._missing(room, shortest) if is_time else 0,
            shorten=tuple(self._shorten(room, shortest)) if is_time else (),
            instead_of=tuple(self._instead_of(number, shortest, wide)) if shortest else (),
            waits_for=self._on_the_wrong_side(number, astray, late=True) if is_blocked else (),
            precedes=self._on_the_wrong_side(number, astray, late=False) if is_blocked else (),
            is_alone=is_alone,
        )

    def _is_open(self, number: int, room: int) -> bool:
        return room in self.rules.may_go[number] and self.draft.is_in_order(number, room)

    def _is_alone(self, number: int) -> bool:
        """Whether it would open or close a training in which nothing is taught."""
        return self.rules.needs_company(number) and not self.rules.teaches(self.draft.chosen)

    def _widest(self, rooms: Iterable[int]) -> int | None:
        return max(rooms, key=lambda room: (self.draft.left[room], -room), default=None)

    def _missing(self, room: int | None, shortest: int) -> int:
        """By how much a session must be longer to take so many minutes more; None: a new one."""
        if room is None:
            return shortest + BREAK_MINUTES * breaks_in(shortest)
        of = self.rules.problem.rooms[room]
        more = self.rules.spare[room] - self.draft.left[room] + shortest
        breaks = max(0, breaks_in(of.taken - of.resting + more) - of.has_breaks)
        return max(0, of.taken + of.reserved + more + BREAK_MINUTES * breaks - of.minutes)

    def _shorten(self, room: int | None, shortest: int) -> Iterator[str]:
        """Modules in a session of which a shorter length would leave so many minutes."""
        for other, choice in sorted(self.draft.chosen.items()):
            minutes = min(one.minutes for one in self.rules.choices[other])
            if choice.room == room and self.draft.left[room] + choice.minutes - minutes >= shortest:
                yield self.rules.problem.candidates[other].module

    def _instead_of(self, number: int, shortest: int, wide: list[int]) -> Iterator[str]:
        """Modules that are wanted no more than it is, and whose place it could take."""
        candidates, draft = self.rules.problem.candidates, self.draft
        for other in sorted(draft.chosen):
            if rank_of(candidates[other]) < rank_of(candidates[number]):
                continue
            choice = draft.chosen.pop(other)
            is_enough = draft.left[choice.room] + choice.minutes >= shortest
            rooms = {*wide, choice.room} if is_enough else wide
            if not self._is_alone(number) and any(self._is_open(number, room) for room in rooms):
                yield candidates[other].module
            draft.chosen[other] = choice

    def _on_the_wrong_side(self, number: int, room: int | None, *, late: bool) -> tuple[str, ...]:
        """What it builds on and comes after this session, or builds on it and comes before."""
        candidates = self.rules.problem.candidates
        kin = self.rules.ancestors[number] if late else self.rules.descendants[number]
        places = {candidates[one].module: self._rooms_of(one) for one in sorted(kin)}
        here = room or 0
        wrong = [
            module
            for module, rooms in places.items()
            if any(one > here if late else one < here for one in rooms)
        ]
        if not wrong and room not in self.rules.may_go[number]:
            wrong = [module for module, rooms in places.items() if here in rooms]
        return tuple(wrong)

    def _rooms_of(self, number: int) -> list[int]:
        """Sessions that teach it, by what is locked or chosen."""
        module = self.rules.problem.candidates[number].module
        rooms = [nth for nth, room in enumerate(self.rules.problem.rooms) if module in room.holds]
        if (choice := self.draft.chosen.get(number)) is not None:
            rooms.append(choice.room)
        return rooms
