"""Which implementations and responses count: rules that stand in a small YAML file."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.implementations import Audience, Implementation, Mode
from mentoreval.readers.text_file import read_bytes
from mentoreval.yaml_source import YamlSource, read_yaml, schema_reasons


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


def read_rules(path: Path) -> InclusionRules:
    """Read a YAML file of rules; what it doesn't say is as in `InclusionRules()`.

    Raises:
        InputRefusedError: with every fault and its line.
    """
    source = read_yaml(read_bytes(path), file=path.name)
    reasons = schema_reasons(source, _schema()) or list(_impossible_days(source))
    if reasons:
        raise InputRefusedError(reasons)
    return _rules(source.value)


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


def _schema() -> Mapping[str, Any]:
    text = files("mentoreval").joinpath("inclusion_rules.schema.json").read_text("utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def _impossible_days(source: YamlSource) -> Iterator[Reason]:
    """Say which days no calendar has, and whether the last comes before the first."""
    days = {key: source.value[key] for key in ("first_date", "last_date") if key in source.value}
    for key, day in days.items():
        try:
            date.fromisoformat(day)
        except ValueError:
            yield source.reason(f"found '{day}', a day that no calendar has", key)
    if days.get("last_date", "9") < days.get("first_date", ""):
        what = f"the last date, {days['last_date']}, comes before the first, {days['first_date']}"
        yield source.reason(what, "last_date")


def _rules(value: Mapping[str, Any]) -> InclusionRules:
    default = InclusionRules()
    return InclusionRules(
        minimum_hours=float(value.get("minimum_hours", default.minimum_hours)),
        audiences=tuple(map(Audience, value.get("audiences", default.audiences))),
        modes=tuple(map(Mode, value.get("modes", default.modes))),
        first_date=value.get("first_date"),
        last_date=value.get("last_date"),
        research_consent=value.get("research_consent", True) in (True, "yes"),
    )
