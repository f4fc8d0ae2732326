"""A good proposal in milliseconds: what is wanted most first, each into the earliest session."""

from collections.abc import Iterable, Mapping

from mentoringup.planning.planner.rules import Choice, Rules
from mentoringup.planning.planner.worth import rank_of

_MOST_REARRANGEMENTS = 40
"""How often all that is chosen may be placed anew to make room for one more."""


class Draft:
    """A proposal that grows; it keeps to the rules at any time.

    Attributes:
        chosen: by the numbers of candidates.
        left: minutes that each session can still take.
    """

    def __init__(self, rules: Rules, chosen: Mapping[int, Choice] | None = None) -> None:
        self._rules = rules
        self.chosen = dict(chosen or {})
        self.left = list(rules.spare)
        for choice in self.chosen.values():
            self.left[choice.room] -= choice.minutes

    def put(self, choice: Choice) -> None:
        """Choose it, instead of what was chosen for its candidate."""
        if before := self.chosen.get(choice.candidate):
            self.left[before.room] += before.minutes
        self.chosen[choice.candidate] = choice
        self.left[choice.room] -= choice.minutes

    def fits(self, choice: Choice) -> bool:
        """Whether there are the minutes, and the order is kept."""
        before = self.chosen.get(choice.candidate)
        freed = before.minutes if before and before.room == choice.room else 0
        return choice.minutes <= self.left[choice.room] + freed and self.is_in_order(
            choice.candidate, choice.room
        )

    def is_in_order(self, candidate: int, room: int) -> bool:
        """Whether a candidate may go into a session, after and before what is chosen."""
        chosen, rules = self.chosen, self._rules
        return all(
            chosen[one].room <= room for one in rules.ancestors[candidate] & chosen.keys()
        ) and all(chosen[one].room >= room for one in rules.descendants[candidate] & chosen.keys())

    def put_earliest(self, candidate: int) -> bool:
        """Choose its shortest length in the earliest session where it fits, if any."""
        for choice in self._rules.choices[candidate]:
            if choice.step == 0 and self.fits(choice):
                self.put(choice)
                return True
        return False


def filled(rules: Rules, chosen: Mapping[int, Choice] | None = None) -> dict[int, Choice]:
    """A proposal to which nothing can be added, and of which nothing can be longer, as it stands.

    Args:
        rules: to keep to.
        chosen: a proposal that keeps to them, to begin with; all of it stays where it is. Without
            one, what was placed may be placed anew to make room.
    """
    draft = Draft(rules, chosen)
    rearranged = 0 if chosen is None else _MOST_REARRANGEMENTS
    for number in _by_rank(rules):
        if number in draft.chosen or not rules.choices[number]:
            continue
        if rules.needs_company(number) and not _teaches(rules, draft.chosen):
            continue
        if not draft.put_earliest(number) and rearranged < _MOST_REARRANGEMENTS:
            rearranged += 1
            draft = _rearranged(rules, {*draft.chosen, number}) or draft
    _lengthen(rules, draft)
    return draft.chosen


def _by_rank(rules: Rules) -> list[int]:
    """Candidates by what they are worth, the frame's among equals last, then by curriculum."""
    candidates = rules.problem.candidates
    return sorted(
        range(len(candidates)),
        key=lambda number: (rank_of(candidates[number]), candidates[number].kind.is_frame, number),
    )


def _teaches(rules: Rules, chosen: Iterable[int]) -> bool:
    return any(not rules.problem.candidates[number].kind.is_frame for number in chosen)


def _rearranged(rules: Rules, numbers: set[int]) -> Draft | None:
    """All of them at their shortest, each in the earliest session, in the curriculum's order."""
    shortest = (min(one.minutes for one in rules.choices[number]) for number in numbers)
    if sum(shortest) > sum(rules.spare):
        return None
    draft = Draft(rules)
    return draft if all(draft.put_earliest(number) for number in sorted(numbers)) else None


def _lengthen(rules: Rules, draft: Draft) -> None:
    """Each by one length in turn, where it is, as long as there is time."""
    for step in (1, 2):
        for number in _by_rank(rules):
            if (now := draft.chosen.get(number)) is None:
                continue
            for choice in rules.choices[number]:
                if (choice.room, choice.step) == (now.room, step) and draft.fits(choice):
                    draft.put(choice)
