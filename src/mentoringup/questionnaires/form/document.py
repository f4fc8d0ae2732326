"""A form as JSON and back; what is no form is refused with every fault and its place.

The document says nothing that is empty or usual, so that a field added later changes no digest.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from mentoringup.questionnaires.errors import FormIsWrongError
from mentoringup.questionnaires.form.shape import Part, Shape
from mentoringup.questionnaires.form.values import (
    Answer,
    Choice,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Page,
    Role,
    Row,
    Words,
)

_T = TypeVar("_T")

FORMAT: Final = "mentoringup.form/1"
"""The name of the format, as documents say it."""


def to_document(form: Form) -> dict[str, Any]:
    """Write a form as JSON values."""
    return {
        "format": FORMAT,
        "id": form.id,
        "title": dict(form.title),
        "languages": list(form.languages),
        "pages": [_page(page) for page in form.pages],
        **_said(
            intro=dict(form.intro),
            cores=list(form.cores),
            licensed=dict(form.licensed),
        ),
    }


def from_document(doc: Any) -> Form:
    """Read a form.

    Raises:
        FormIsWrongError: the shape is not that of a form; each fault is a sentence with its place.
    """
    shape = Shape()
    form = _read_form(Part(shape=shape, value=doc, place="The questionnaire"))
    if shape.faults or form is None:
        raise FormIsWrongError(shape.faults)
    return form


def digest(doc: Mapping[str, Any]) -> str:
    """SHA-256, as hexadecimal, of a document's content; the order of keys doesn't count."""
    text = json.dumps(doc, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def answers_from(values: Mapping[str, Any]) -> dict[str, Answer]:
    """Read answers that were stored as JSON: lists become tuples.

    Raises:
        TypeError: a value is no answer.
    """
    return {name: _answer(value) for name, value in values.items()}


def _answer(value: Any) -> Answer:
    if isinstance(value, list | tuple) and all(type(code) is int for code in value):
        return tuple(value)
    if isinstance(value, str) or type(value) is int:
        return value
    raise TypeError(f"{value!r} is no answer; expected a code, a list of codes or a text")


def _said(**parts: Any) -> dict[str, Any]:
    """Leave out what says nothing; a zero says something."""
    return {key: part for key, part in parts.items() if part or (part == 0 and part is not False)}


def _page(page: Page) -> dict[str, Any]:
    return {
        "id": page.id,
        "title": dict(page.title),
        "elements": [_element(element) for element in page.elements],
        **_said(intro=dict(page.intro)),
    }


def _element(element: Element) -> dict[str, Any]:
    condition = element.show_if
    return {
        "id": element.id,
        "kind": element.kind.value,
        "text": dict(element.text),
        **_said(
            hint=dict(element.hint),
            rows=[_row(row) for row in element.rows],
            choices=[_choice(choice) for choice in element.choices],
            other=element.other,
            core=element.core,
            role="" if element.role is Role.OPEN else element.role.value,
            compare=element.compare,
            topic=element.topic,
            minimum=_plain(element.minimum),
            maximum=_plain(element.maximum),
            show_if=None if condition is None else _condition(condition),
            is_plan=element.is_plan,
        ),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "text": dict(row.text),
        "topic": row.topic,
        **_said(competency=row.competency),
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "code": choice.code,
        "label": dict(choice.label),
        **_said(not_applicable=choice.not_applicable, favorable=choice.favorable),
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "question": condition.question,
        "operator": condition.operator.value,
        **_said(codes=list(condition.codes)),
    }


def _plain(number: float | None) -> float | None:
    """Whole numbers without a fraction: databases differ in what they make of 1.0."""
    return int(number) if number is not None and number == int(number) else number


def _read_form(part: Part) -> Form | None:
    keys = part.keys(
        required=("format", "id", "title", "languages", "pages"),
        optional=("intro", "cores", "licensed"),
    )
    if keys is None:
        return None
    keys["format"].one_of([FORMAT])
    return Form(
        id=keys["id"].instrument_id(),
        title=keys["title"].words(),
        languages=tuple(each.language() for each in keys["languages"].entries(at_least=1)),
        pages=tuple(_present(_read_page(page) for page in keys["pages"].entries())),
        intro=_words(keys, "intro"),
        cores=tuple(each.instrument_id() for each in _entries(keys, "cores")),
        licensed=keys["licensed"].texts() if "licensed" in keys else {},
    )


def _read_page(part: Part) -> Page | None:
    keys = part.keys(required=("id", "title", "elements"), optional=("intro",), named="page")
    if keys is None:
        return None
    return Page(
        id=keys["id"].name(),
        title=keys["title"].words(),
        elements=tuple(_present(_read_element(each) for each in keys["elements"].entries())),
        intro=_words(keys, "intro"),
    )


_ELEMENT_MAY_SAY: Final = (
    *("hint", "rows", "choices", "other", "core", "role", "compare", "topic", "minimum"),
    *("maximum", "show_if", "is_plan"),
)


def _read_element(part: Part) -> Element | None:
    keys = part.keys(required=("id", "kind", "text"), optional=_ELEMENT_MAY_SAY, named="element")
    if keys is None:
        return None
    return Element(
        id=keys["id"].name(),
        kind=ElementKind(keys["kind"].one_of([kind.value for kind in ElementKind])),
        text=keys["text"].words(),
        hint=_words(keys, "hint"),
        rows=tuple(_present(_read_row(row) for row in _entries(keys, "rows"))),
        choices=tuple(_present(_read_choice(each) for each in _entries(keys, "choices"))),
        other=keys["other"].code() if "other" in keys else None,
        core=keys["core"].instrument_id() if "core" in keys else "",
        role=_role(keys),
        compare=_flag(keys, "compare"),
        topic=keys["topic"].text() if "topic" in keys else "",
        minimum=keys["minimum"].number() if "minimum" in keys else None,
        maximum=keys["maximum"].number() if "maximum" in keys else None,
        show_if=_read_condition(keys["show_if"]) if "show_if" in keys else None,
        is_plan=_flag(keys, "is_plan"),
    )


def _read_row(part: Part) -> Row | None:
    keys = part.keys(required=("id", "text", "topic"), optional=("competency",))
    if keys is None:
        return None
    return Row(
        id=keys["id"].name(),
        text=keys["text"].words(),
        topic=keys["topic"].text(),
        competency=keys["competency"].name() if "competency" in keys else None,
    )


def _read_choice(part: Part) -> Choice | None:
    keys = part.keys(required=("code", "label"), optional=("not_applicable", "favorable"))
    if keys is None:
        return None
    return Choice(
        code=keys["code"].code(),
        label=keys["label"].words(),
        not_applicable=_flag(keys, "not_applicable"),
        favorable=_flag(keys, "favorable"),
    )


def _read_condition(part: Part) -> Condition | None:
    keys = part.keys(required=("question", "operator"), optional=("codes",))
    if keys is None:
        return None
    return Condition(
        question=keys["question"].name(),
        operator=Operator(keys["operator"].one_of([each.value for each in Operator])),
        codes=tuple(each.code() for each in _entries(keys, "codes")),
    )


def _role(keys: Mapping[str, Part]) -> Role:
    if "role" not in keys:
        return Role.OPEN
    return Role(keys["role"].one_of([role.value for role in Role]))


def _words(keys: Mapping[str, Part], key: str) -> Words:
    return keys[key].words() if key in keys else {}


def _entries(keys: Mapping[str, Part], key: str) -> list[Part]:
    return keys[key].entries() if key in keys else []


def _flag(keys: Mapping[str, Part], key: str) -> bool:
    return key in keys and keys[key].flag()


def _present(parts: Iterable[_T | None]) -> list[_T]:
    """Those that could be read; a fault is noted for each of the others."""
    return [part for part in parts if part is not None]
