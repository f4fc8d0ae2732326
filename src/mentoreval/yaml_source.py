"""YAML written by people: a document with the line of each of its parts, and kind errors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, cast

import jsonschema_rs
import yaml

from mentoreval.errors import InputRefusedError, Reason

Place = tuple[str | int, ...]
"""Keys and positions that lead from the top of a document to one of its parts."""

_CORE_SCHEMA: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?(?:0|[1-9]\d{0,17})"), int),
    (re.compile(r"[-+]?(?:0|[1-9]\d*)?\.\d+(?:[eE][-+]?\d+)?"), float),
)
"""What an unquoted word means in YAML 1.2, where yes and no are words as any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlSource:
    """A YAML document and the lines of its parts.

    Attributes:
        file: name of the file, for messages.
        value: the document as dicts, lists and scalars.
        lines: line, from 1, of each part by its place; a mapping's part begins at its key.
    """

    file: str
    value: Any
    lines: Mapping[Place, int]

    def line(self, *place: str | int) -> int:
        """Give the line of a part, or of the nearest part around it."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)

    def reason(self, what: str, *place: str | int) -> Reason:
        """Make a reason that names the file and the line of a part."""
        return Reason(file=self.file, line=self.line(*place), what=what)


def read_yaml(content: bytes, *, file: str, typed: bool = True) -> YamlSource:
    """Read one YAML document.

    Args:
        content: the bytes of the file, UTF-8.
        file: its name, for messages.
        typed: False keeps every scalar as text, so that `007` and `1.10` stay what they are.

    Raises:
        InputRefusedError: if it is no YAML, holds a key twice, or uses anchors.
    """
    try:
        loader = _Composer(content.decode("utf-8-sig"))
        node = loader.get_single_node()
    except UnicodeDecodeError as error:
        what = f"byte {error.start:,} is not UTF-8; save the file as UTF-8"
        line = content.count(b"\n", 0, error.start) + 1
        raise InputRefusedError([Reason(file=file, line=line, what=what)]) from error
    except RecursionError as error:
        what = "the file is nested too deeply to be read"
        raise InputRefusedError([Reason(file=file, what=what)]) from error
    except yaml.YAMLError as error:
        raise InputRefusedError([_no_yaml(file, error)]) from error
    if node is None:
        raise InputRefusedError([Reason(file=file, what="the file is empty; expected YAML")])
    reading = _Reading(file=file, typed=typed)
    value = reading.value_of(node, ())
    if reading.reasons:
        raise InputRefusedError(reading.reasons)
    return YamlSource(file=file, value=value, lines=reading.lines)


def schema_reasons(source: YamlSource, schema: Mapping[str, Any]) -> list[Reason]:
    """Say where a document departs from a JSON Schema, in the order of its lines.

    A subschema's `description` says what is expected there, in words for people.
    """
    validator = jsonschema_rs.validator_for(dict(schema))
    found = [_departure(source, schema, error) for error in validator.iter_errors(source.value)]
    return sorted(found, key=lambda reason: reason.line or 0)


class _Composer(yaml.SafeLoader):
    """Composes nodes; an alias is refused, since a person's file needs none."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark
            problem = "anchors and aliases are not used here; repeat the part"
            raise yaml.composer.ComposerError(None, None, problem, mark)
        return super().compose_node(parent, index)


class _Reading:
    """Turns nodes into values, noting lines and keys that stand twice."""

    def __init__(self, *, file: str, typed: bool) -> None:
        self.lines: dict[Place, int] = {}
        self.reasons: list[Reason] = []
        self._file = file
        self._typed = typed

    def value_of(self, node: yaml.Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value_of(part, (*place, i)) for i, part in enumerate(node.value)]
        return self._scalar(cast("yaml.ScalarNode", node))

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, part in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                what = "a list or mapping stands where a name is expected"
                self.reasons.append(Reason(file=self._file, line=line, what=what))
            elif key in found:
                what = f"“{key}” stands twice; expected once"
                self.reasons.append(Reason(file=self._file, line=line, what=what))
            else:
                self.lines[*place, key] = line
                found[key] = self.value_of(part, (*place, key))
        return found

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if self._typed and node.style is None:
            for pattern, convert in _CORE_SCHEMA:
                if pattern.fullmatch(text):
                    return convert(text)
        return text


def _no_yaml(file: str, error: yaml.YAMLError) -> Reason:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "broken"
    line = None if mark is None else mark.line + 1
    return Reason(file=file, line=line, what=f"this can't be read as YAML: {problem}")


def _departure(
    source: YamlSource, schema: Mapping[str, Any], error: jsonschema_rs.ValidationError
) -> Reason:
    place = tuple(error.instance_path)
    kind = error.kind.as_dict()
    if error.kind.name == "required":
        return source.reason(f"“{kind['property']}” is missing{_under(place)}", *place)
    if error.kind.name == "additionalProperties":
        unexpected = list(kind["unexpected"])
        known = ", ".join(_subschema(schema, error).get("properties", ()))
        names = ", ".join(f"“{name}”" for name in unexpected)
        what = f"{names} is not known here{_under(place)}; expected one of: {known}"
        return source.reason(what, *place, unexpected[0])
    expected = _subschema(schema, error).get("description", error.message)
    what = f"found {_shown(error.instance)}{_under(place)}; expected {expected}"
    return source.reason(what, *place)


def _under(place: Place) -> str:
    return f" under {' > '.join(map(str, place))}" if place else ""


def _subschema(
    schema: Mapping[str, Any], error: jsonschema_rs.ValidationError
) -> Mapping[str, Any]:
    """Give the part of the schema that was not met; `$ref`s within it are followed."""

    def step(part: Any, key: str | int) -> Any:
        if key == "$ref":
            return reduce(step, part["$ref"].removeprefix("#/").split("/"), schema)
        return part[key]

    found: Mapping[str, Any] = reduce(step, list(error.schema_path)[:-1], schema)
    return found


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    return f"“{value}”"
