"""Activities of the library to add to a plan, found by words."""

from dataclasses import dataclass

from mentoringup.curriculum.enums import Form
from mentoringup.curriculum.pack.values import Activity, Module, Pack
from mentoringup.planning.names import name_of_module
from mentoringup.planning.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityToAdd:
    """An activity that suits a plan.

    Attributes:
        short: minutes of its short form; None where it has none.
        objectives: texts of what it serves.
        is_in_plan: whether the plan has it already.
    """

    id: str
    title: str
    kind: str
    minutes: int
    short: int | None
    objectives: tuple[str, ...]
    is_in_plan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleToAdd:
    """A module with those of its activities that were looked for."""

    id: str
    name: str
    activities: tuple[ActivityToAdd, ...]


def activities_to_add(
    plan: Plan, *, pack: Pack, words: str, module: str, language: str
) -> tuple[ModuleToAdd, ...]:
    """Activities that suit the plan's audience and mode and have every word somewhere.

    `module` narrows them to one; empty for all.
    """
    wanted = words.casefold().split()
    there = {(item.module, item.activity) for item in plan.each_item()}
    found = []
    for one in pack.modules:
        if module and one.id != module:
            continue
        activities = tuple(
            _to_add(one, activity, is_in_plan=(one.id, activity.id) in there)
            for activity in one.activities
            if activity.suits(edition=plan.settings.edition, mode=plan.settings.mode)
            and _has_all(wanted, one, activity, pack=pack, language=language)
        )
        if activities:
            name = name_of_module(one.id, pack=pack)
            found.append(ModuleToAdd(id=one.id, name=name, activities=activities))
    return tuple(found)


def _has_all(
    wanted: list[str], module: Module, activity: Activity, *, pack: Pack, language: str
) -> bool:
    translated = pack.translations.get(language)
    of_module = translated.modules.get(module.id) if translated else None
    texts = [
        module.name,
        activity.title,
        str(activity.kind.label),
        *(step.do for step in activity.steps),
        *(one.text for one in module.objectives if one.id in activity.objectives),
    ]
    if of_module:
        texts += [of_module.name, of_module.activities.get(activity.id, ("", ""))[0]]
    text = " ".join(texts).casefold()
    return all(word in text for word in wanted)


def _to_add(module: Module, activity: Activity, *, is_in_plan: bool) -> ActivityToAdd:
    return ActivityToAdd(
        id=activity.id,
        title=activity.title,
        kind=str(activity.kind.label),
        minutes=activity.minutes_in(Form.FULL),
        short=activity.minutes_in(Form.SHORT) if activity.has_short_form else None,
        objectives=tuple(one.text for one in module.objectives if one.id in activity.objectives),
        is_in_plan=is_in_plan,
    )
