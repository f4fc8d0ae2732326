"""A good proposal in milliseconds: what is wanted most first, each into the earliest session."""

from collections.abc import Iterator, Mapping

from mentoringup.planning.planner.rules import Choice, Rules
from mentoringup.planning.planner.worth import rank_of, total_worth

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

    def put_earliest(self, candidate: int, step: int = 0) -> bool:
        """Choose one of its lengths in the earliest session where it fits, if any."""
        for choice in self._rules.choices[candidate]:
            if choice.step == step and self.fits(choice):
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
        if rules.needs_company(number) and not rules.teaches(draft.chosen):
            continue
        if not draft.put_earliest(number) and rearranged < _MOST_REARRANGEMENTS:
            rearranged += 1
            draft = _placed(rules, dict.fromkeys([*draft.chosen, number], 0)) or draft
    drafts = [draft] if chosen is not None else [draft, *_spread(rules, list(draft.chosen))]
    for one in drafts:
        _lengthen(rules, one)
    return max(drafts, key=lambda one: total_worth(rules, one.chosen.values())).chosen


def _by_rank(rules: Rules) -> list[int]:
    """Candidates by what they are worth, the frame's among equals last, then by curriculum."""
    candidates = rules.problem.candidates
    return sorted(
        range(len(candidates)),
        key=lambda number: (rank_of(candidates[number]), candidates[number].kind.is_frame, number),
    )


def _placed(rules: Rules, steps: Mapping[int, int]) -> Draft | None:
    """All of them, in lengths given by their steps, each in the earliest session.

    They are placed in the curriculum's order. None if they don't fit like that.
    """
    lengths = (
        next((one.minutes for one in rules.choices[number] if one.step == step), None)
        for number, step in steps.items()
    )
    minutes = [length for length in lengths if length is not None]
    if len(minutes) < len(steps) or sum(minutes) > sum(rules.spare):
        return None
    draft = Draft(rules)
    is_placed = all(draft.put_earliest(number, steps[number]) for number in sorted(steps))
    return draft if is_placed else None


def _spread(rules: Rules, numbers: list[int]) -> Iterator[Draft]:
    """The same modules over more sessions, as many of them longer as can be found by halving."""
    steps = dict.fromkeys(numbers, 0)
    for step in (1, 2):
        longer = [
            number
            for number in _by_rank(rules)
            if number in steps and any(one.step == step for one in rules.choices[number])
        ]
        fits, fails = 0, len(longer) + 1
        while fails - fits > 1:
            middle = (fits + fails) // 2
            if _placed(rules, {**steps, **dict.fromkeys(longer[:middle], step)}):
                fits = middle
            else:
                fails = middle
        steps.update(dict.fromkeys(longer[:fits], step))
    if (draft := _placed(rules, steps)) is not None:
        yield draft


def _lengthen(rules: Rules, draft: Draft) -> None:
    """Each by one length in turn, where it is, as long as there is time."""
    for step in (1, 2):
        for number in _by_rank(rules):
            if (now := draft.chosen.get(number)) is None:
                continue
            for choice in rules.choices[number]:
                if (choice.room, choice.step) == (now.room, step) and draft.fits(choice):
                    draft.put(choice)
