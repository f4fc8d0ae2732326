"""How the minutes of a module or an activity follow one another: values for lists and drawings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentoringup.curriculum.enums import Form, Group, Length, Speaker
from mentoringup.curriculum.pack.values import Activity, Module, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class StepInTime:
    """A step with its place on the clock, in minutes from the start."""

    step: Step
    start: int
    minutes: int

    @property
    def end(self) -> int:
        """When it is over."""
        return self.start + self.minutes

    @property
    def is_talk(self) -> bool:
        """Whether only the facilitator speaks."""
        return self.step.speaker is Speaker.FACILITATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityInTime:
    """An activity in one form, with its steps; those that the form leaves out are not there."""

    activity: Activity
    form: Form
    start: int
    steps: tuple[StepInTime, ...]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(step.minutes for step in self.steps)

    @property
    def end(self) -> int:
        """When it is over."""
        return self.start + self.minutes

    @property
    def is_cut(self) -> bool:
        """Whether it is the short form of an activity that has one."""
        return self.form is Form.SHORT and self.activity.has_short_form

    @property
    def by_group(self) -> tuple[tuple[Group, int], ...]:
        """Minutes in each form of group, in the order in which the groups first come."""
        return tuple(_by_group(self.steps).items())

    @property
    def talk(self) -> int:
        """Minutes in which only the facilitator speaks."""
        return _talk(self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthInTime:
    """A length of a module.

    Attributes:
        unserved: text of each objective that is left out, and why.
    """

    length: Length
    activities: tuple[ActivityInTime, ...]
    unserved: tuple[tuple[str, str], ...]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(one.minutes for one in self.activities)

    @property
    def steps(self) -> tuple[StepInTime, ...]:
        """All steps of all activities."""
        return tuple(step for one in self.activities for step in one.steps)

    @property
    def by_group(self) -> tuple[tuple[Group, int], ...]:
        """Minutes in each form of group."""
        return tuple(_by_group(self.steps).items())

    @property
    def talk(self) -> int:
        """Minutes in which only the facilitator speaks."""
        return _talk(self.steps)


def _talk(steps: Iterable[StepInTime]) -> int:
    return sum(step.minutes for step in steps if step.is_talk)


def _by_group(steps: Iterable[StepInTime]) -> Mapping[Group, int]:
    found: dict[Group, int] = {}
    for step in steps:
        found[step.step.group] = found.get(step.step.group, 0) + step.minutes
    return found


def activity_in_time(activity: Activity, form: Form, *, start: int = 0) -> ActivityInTime:
    """An activity in a form, beginning at a minute."""
    steps, at = [], start
    for step in activity.steps:
        if minutes := step.minutes_in(form):
            steps.append(StepInTime(step=step, start=at, minutes=minutes))
            at += minutes
    return ActivityInTime(activity=activity, form=form, start=start, steps=tuple(steps))


def length_in_time(module: Module, length: Length, *, edition: str | None = None) -> LengthInTime:
    """A length of a module, for an edition or as far as it is for any."""
    activities, at = [], 0
    for chosen in module.activities_in(length, edition=edition):
        one = activity_in_time(module.activity_by_id[chosen.activity], chosen.form, start=at)
        activities.append(one)
        at = one.end
    texts = {objective.id: objective.text for objective in module.objectives}
    unserved = module.lengths[length].unserved.items()
    return LengthInTime(
        length=length,
        activities=tuple(activities),
        unserved=tuple((texts[name], reason) for name, reason in unserved),
    )
