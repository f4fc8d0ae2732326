"""One file of a pack as a value: its text held against its schema and headings.

Each reader takes text and path, and gives a value or raises `InputRefusedError` with every reason.
What one file can't know (whether an id it names exists) is for `reading`.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.yaml_files.shape import read_schema
from mentoreval.yaml_files.source import YamlSource, read_yaml, schema_reasons
from mentoringup.curriculum.enums import (
    ActivityKind,
    FieldKind,
    FilledBy,
    Form,
    Group,
    Length,
    Mode,
    ModuleKind,
    Setting,
    Speaker,
)
from mentoringup.curriculum.pack.markdown_file import MarkdownFile, read_markdown
from mentoringup.curriculum.pack.values import (
    Activity,
    ActivityNotes,
    Case,
    Chosen,
    Field,
    Guidance,
    LengthOfModule,
    Module,
    ModuleTranslation,
    Objective,
    Primer,
    Reference,
    Section,
    Step,
    Strategy,
    Worksheet,
)

PARTICIPANTS = "For participants"
QUESTIONS = "Questions"
COMMENTARY = "Commentary"
NOTES: Mapping[str, str] = {
    "What to say": "say",
    "What to listen for": "listen",
    "What tends to go wrong": "wrong",
    "How to close": "close",
    "Online": "online",
    "With a large group": "large",
    PARTICIPANTS: "participants",
}
"""Headings of an activity, and the field of `ActivityNotes` that each fills."""
GUIDANCE = (
    "What to say",
    "Where to send somebody",
    "What stays private",
    "When it is more than a difficulty",
)


@cache
def _schema(name: str) -> Mapping[str, Any]:
    return read_schema("mentoringup.curriculum.pack", f"schemas/{name}.json")


def read_values(text: str, *, path: str, schema: str) -> YamlSource:
    """A YAML file that fits its schema.

    Raises:
        InputRefusedError: it doesn't.
    """
    source = read_yaml(text.encode(), file=path)
    _refuse(schema_reasons(source, _schema(schema)))
    return source


def read_module(text: str, *, path: str) -> tuple[Module, YamlSource]:
    """A module without its activities, cases and guidance, and where each of its parts stands."""
    source = read_values(text, path=path, schema="module")
    given = source.value
    module = Module(
        id=given["id"],
        kind=ModuleKind(given["kind"]),
        is_core=given["is_core"],
        name=given["name"],
        aliases=tuple(given.get("aliases", ())),
        summary=given["summary"],
        purpose=given["purpose"].strip(),
        builds_on=tuple(given["builds_on"]),
        objectives=tuple(Objective(**one) for one in given["objectives"]),
        strategies=tuple(given["strategies"]),
        pre_work=given["pre_work"].strip(),
        follow_up=given["follow_up"].strip(),
        reading=tuple(Reference(**one) for one in given["reading"]),
        lengths={length: _length(given["lengths"][length]) for length in Length},
        guidance=Guidance(title="", text=""),
        activities=(),
        cases=(),
    )
    return module, source


def _length(given: Mapping[str, Any]) -> LengthOfModule:
    chosen = []
    for one in given["activities"]:
        ((name, form),) = one.items() if isinstance(one, dict) else ((one, Form.FULL),)
        chosen.append(Chosen(activity=name, form=Form(form)))
    return LengthOfModule(activities=tuple(chosen), unserved=given.get("unserved", {}))


def read_module_words(text: str, *, path: str) -> ModuleTranslation:
    """A module's words in another language, without those of activities and cases."""
    given = read_values(text, path=path, schema="module-words").value
    return ModuleTranslation(
        name=given["name"],
        aliases=tuple(given.get("aliases", ())),
        summary=given["summary"],
        objectives=given["objectives"],
        pre_work=given.get("pre_work", "").strip(),
        follow_up=given.get("follow_up", "").strip(),
    )


def read_activity(text: str, *, path: str, module: str, key: str) -> tuple[Activity, YamlSource]:
    """An activity, and where each part of its front matter stands."""
    found = _fitting(text, path=path, schema="activity")
    required = [heading for heading in NOTES if heading != PARTICIPANTS]
    given = found.front.value
    _refuse([*found.missing(list(NOTES), required=required), *_short_steps(found.front)])
    notes = {name: found.sections.get(heading, "") for heading, name in NOTES.items()}
    activity = Activity(
        id=key,
        module=module,
        title=given["title"],
        kind=ActivityKind(given["kind"]),
        objectives=tuple(given["objectives"]),
        strategies=tuple(given.get("strategies", ())),
        materials=tuple(given.get("materials", ())),
        worksheets=tuple(given.get("worksheets", ())),
        cases=tuple(given.get("cases", ())),
        editions=tuple(given.get("editions", ())),
        modes=tuple(Mode(mode) for mode in given.get("modes", ())),
        steps=tuple(_step(one) for one in given["steps"]),
        notes=ActivityNotes(**notes),
    )
    return activity, found.front


def _step(given: Mapping[str, Any]) -> Step:
    return Step(
        minutes=given["minutes"],
        short=given.get("short", given["minutes"]),
        group=Group(given["group"]),
        speaker=Speaker(given.get("speaks", Speaker.PARTICIPANTS)),
        do=given["do"].strip(),
    )


def _short_steps(front: YamlSource) -> list[Reason]:
    """Say which steps are longer when short, and whether the short form is empty."""
    steps = front.value["steps"]
    reasons = [
        front.reason(
            f"{step['short']} minutes in the short form, {step['minutes']} in the full one; "
            "expected fewer",
            *("steps", place, "short"),
        )
        for place, step in enumerate(steps)
        if step.get("short", 0) > step["minutes"]
    ]
    if not sum(step.get("short", step["minutes"]) for step in steps):
        reasons.append(front.reason("nothing is left in the short form", "steps"))
    return reasons


def read_case(text: str, *, path: str, module: str, key: str) -> tuple[Case, YamlSource]:
    """A case, and where each part of its front matter stands."""
    found = _fitting(text, path=path, schema="case")
    headings = (QUESTIONS, COMMENTARY)
    _refuse([*found.missing(headings, required=headings), *_without_story(found)])
    given = found.front.value
    case = Case(
        id=key,
        module=module,
        title=given["title"],
        setting=Setting(given["setting"]),
        mentee=given["mentee"],
        themes=tuple(given["themes"]),
        objectives=tuple(given["objectives"]),
        editions=tuple(given.get("editions", ())),
        story=found.lead,
        questions=found.sections[QUESTIONS],
        commentary=found.sections[COMMENTARY],
    )
    return case, found.front


def _without_story(found: MarkdownFile) -> list[Reason]:
    if found.lead:
        return []
    what = "no story stands before the first heading"
    return [Reason(what=what, file=found.front.file, line=1)]


def read_activity_words(text: str, *, path: str) -> tuple[str, str]:
    """Title and participants' section of an activity in another language."""
    found = _fitting(text, path=path, schema="title")
    _refuse(found.missing((PARTICIPANTS,), required=()))
    return found.front.value["title"], found.sections.get(PARTICIPANTS, "")


def read_case_words(text: str, *, path: str) -> tuple[str, str, str]:
    """Title, story and questions of a case in another language."""
    found = _fitting(text, path=path, schema="title")
    _refuse([*found.missing((QUESTIONS,), required=(QUESTIONS,)), *_without_story(found)])
    return found.front.value["title"], found.lead, found.sections[QUESTIONS]


def read_guidance(text: str, *, path: str) -> Guidance:
    """A module's guidance."""
    found = _fitting(text, path=path, schema="title")
    _refuse(found.missing(GUIDANCE, required=GUIDANCE))
    return Guidance(title=found.front.value["title"], text=_body(found))


def read_primer(text: str, *, path: str) -> Primer:
    """The facilitator's primer."""
    found = _fitting(text, path=path, schema="title")
    return Primer(title=found.front.value["title"], text=_body(found))


def _body(found: MarkdownFile) -> str:
    parts = [f"## {title}\n\n{text}" for title, text in found.sections.items()]
    return "\n\n".join([*([found.lead] if found.lead else []), *parts])


def read_strategies(text: str, *, path: str) -> tuple[tuple[Strategy, ...], YamlSource]:
    """Strategies, and where each stands."""
    source = read_values(text, path=path, schema="strategies")
    return tuple(Strategy(**one) for one in source.value), source


def read_worksheet(text: str, *, path: str) -> Worksheet:
    """A worksheet, in any language."""
    source = read_values(text, path=path, schema="worksheet")
    given = source.value
    _refuse(_faulty_fields(source))
    return Worksheet(
        id=given["id"],
        title=given["title"],
        purpose=given["purpose"],
        filled_by=FilledBy(given["filled_by"]),
        minutes=given["minutes"],
        privacy=given["privacy"],
        sections=tuple(_section(one) for one in given["sections"]),
    )


def _section(given: Mapping[str, Any]) -> Section:
    return Section(
        title=given["title"],
        intro=given.get("intro", "").strip(),
        fields=tuple(_field(one) for one in given["fields"]),
    )


def _field(given: Mapping[str, Any]) -> Field:
    lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    return Field(**{**given, "kind": FieldKind(given["kind"]), **lists})


def _faulty_fields(source: YamlSource) -> list[Reason]:
    """Say which ids stand twice, and which tables have no rows."""
    reasons: list[Reason] = []
    seen: set[str] = set()
    for n, section in enumerate(source.value["sections"]):
        for m, field in enumerate(section["fields"]):
            place = ("sections", n, "fields", m)
            if field["id"] in seen:
                what = f"another field is called '{field['id']}' already"
                reasons.append(source.reason(what, *place, "id"))
            seen.add(field["id"])
            if field["kind"] == FieldKind.TABLE and not (
                field.get("rows") or field.get("empty_rows")
            ):
                reasons.append(source.reason("expected rows, empty_rows, or both", *place))
    return reasons


def _fitting(text: str, *, path: str, schema: str) -> MarkdownFile:
    """Take a Markdown file apart and hold its front matter against a schema."""
    found = read_markdown(text, file=path)
    _refuse(schema_reasons(found.front, _schema(schema)))
    return found


def _refuse(reasons: Sequence[Reason]) -> None:
    if reasons:
        raise InputRefusedError(reasons)
