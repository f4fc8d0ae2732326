"""Which implementations and responses count: rules as values, and the test of each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from mentoreval.implementations import Audience, Implementation, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionRules:
    """What an implementation and a response must be to count.

    Attributes:
        minimum_hours: planned length that is just long enough.
        audiences: for whom the training may have been, in the order shown.
        modes: how people may have met; with fewer than all, an unknown mode doesn't count.
        first_date, last_date: ISO dates between which the training must have begun, both
            included; with either, an unknown date doesn't count.
        research_consent: a response counts only with consent to research.
    """

    minimum_hours: float = 4.0
    audiences: tuple[Audience, ...] = (Audience.MENTEES,)
    modes: tuple[Mode, ...] = tuple(Mode)
    first_date: str | None = None
    last_date: str | None = None
    research_consent: bool = True

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why an implementation may be excluded, in the order in which the rules are applied."""
        return tuple(reason for reason, _ in _grounds(self))

    def in_words(self) -> Mapping[str, str]:
        """The rules in force, each as a sentence, by the name that the file gives it."""
        words = {}
        if self.minimum_hours > 0:
            words["minimum_hours"] = f"The training lasted {_hours(self)} or longer."
        if set(self.audiences) != set(Audience):
            words["audiences"] = f"The training was for {_either(self.audiences)}."
        if set(self.modes) != set(Mode):
            words["modes"] = f"The training was held {_either(self.modes)}."
        if self.first_date is not None:
            words["first_date"] = f"The training began on {self.first_date} or later."
        if self.last_date is not None:
            words["last_date"] = f"The training began on {self.last_date} or earlier."
        if self.research_consent:
            words["research_consent"] = "The person consented to research."
        return words


def implementation_exclusion(implementation: Implementation, rules: InclusionRules) -> str | None:
    """The first of `rules.reasons` that excludes an implementation, None if it counts."""
    return next((reason for reason, holds in _grounds(rules) if holds(implementation)), None)


@cache
def _grounds(
    rules: InclusionRules,
) -> tuple[tuple[str, Callable[[Implementation], bool]], ...]:
    """Reason and test of each rule in force, in the order in which they are applied."""
    first, last = rules.first_date, rules.last_date
    grounds: list[tuple[str, Callable[[Implementation], bool]]] = []
    if rules.minimum_hours > 0:
        grounds.append(
            (f"shorter than {_hours(rules)}", lambda one: one.hours < rules.minimum_hours)
        )
    if set(rules.audiences) != set(Audience):
        reason = f"for others than {_either(rules.audiences)}"
        grounds.append((reason, lambda one: one.audience not in rules.audiences))
    if set(rules.modes) != set(Mode):
        reason = f"not known to be held {_either(rules.modes)}"
        grounds.append((reason, lambda one: one.mode not in rules.modes))
    if first is not None or last is not None:
        grounds.append(("begun on an unknown date", lambda one: one.date is None))
    if first is not None:
        grounds.append((f"begun before {first}", lambda one: (one.date or first) < first))
    if last is not None:
        grounds.append((f"begun after {last}", lambda one: (one.date or last) > last))
    return tuple(grounds)


def _hours(rules: InclusionRules) -> str:
    return f"{rules.minimum_hours:g} hour{'' if rules.minimum_hours == 1 else 's'}"


def _either(words: Iterable[str]) -> str:
    return " or ".join(words)
