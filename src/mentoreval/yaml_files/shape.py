"""The shape of a YAML file, checked with a JSON Schema and told in plain words."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from typing import Any, Final, TypeAlias

import jsonschema_rs

from mentoreval.errors import Reason, nearest
from mentoreval.yaml_files.document import Document, KeyPath

MOST_FAULTS: Final = 100
"""Faults told of one file: nobody reads more, and a file of nonsense must not take long."""

_LONGEST_SHOWN: Final = 40
_MOST_LISTED: Final = 20

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeFaults:
    """What the schema found.

    Attributes:
        reasons: one a fault, in the order of the file.
        only_unknown_keys: everything else has its shape, so the meaning can be checked too.
    """

    reasons: tuple[Reason, ...]
    only_unknown_keys: bool


def read_schema(package: str, name: str) -> Schema:
    """Read a JSON Schema that is shipped with a package."""
    schema: Schema = json.loads(files(package).joinpath(name).read_text("utf-8"))
    return schema


def shape_faults(document: Document, schema: Schema) -> ShapeFaults:
    """Hold a document against a JSON Schema.

    Each part of the schema says in its `description` what is expected there.
    """
    validator = jsonschema_rs.Draft202012Validator(schema)
    errors = list(validator.iter_errors(document.value))
    found = (pair for error in errors for pair in _in_words(error, document, schema))
    reasons = [document.reason(path, what) for path, what in islice(found, MOST_FAULTS)]
    return ShapeFaults(
        reasons=tuple(sorted(reasons, key=lambda reason: reason.line or 0)),
        only_unknown_keys=all(error.kind.name == "additionalProperties" for error in errors),
    )


def shown(value: Any) -> str:
    """Name a value as a message shows it."""
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}..."
        return "'" + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in short) + "'"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "keys and values"
    named = {None: "nothing", True: "true", False: "false"}
    return named[value] if value is None or isinstance(value, bool) else f"the number {value}"


def meant(word: str, known: Iterable[str]) -> str:
    """End a message with the nearest known word, or with what is known."""
    candidates = list(known)
    near = nearest(word, candidates)
    if near:
        return f"did you mean '{near}'?"
    if not candidates:
        return "there is none"
    more = len(candidates) - _MOST_LISTED
    listed = ", ".join(candidates[:_MOST_LISTED])
    return f"expected one of: {listed}" + (f" and {more} more" if more > 0 else "")


def _in_words(
    error: jsonschema_rs.ValidationError, document: Document, schema: Schema
) -> Iterator[tuple[KeyPath, str]]:
    """Give path and message; one error can name several unknown keys."""
    path = _path_in(document.value, error.instance_path)
    rule = _rule(schema, error.schema_path[:-1])
    details = error.kind.as_dict()
    match error.kind.name:
        case "additionalProperties":
            for key in details["unexpected"]:
                yield (*path, key), f"unknown key {shown(key)}; {meant(key, rule['properties'])}"
        case "required":
            key = details["property"]
            if not _is_misspelt(key, error.instance, rule):
                wanted = _described(rule["properties"][key], schema)
                yield path, f"'{key}' is missing; expected {wanted}"
        case "enum":
            known = [str(option) for option in rule["enum"]]
            yield path, f"found {shown(error.instance)}; {meant(str(error.instance), known)}"
        case "propertyNames":
            name = details["error"].instance
            yield (*path, name), f"found {shown(name)}; expected {_described(rule, schema)}"
        case _:
            what = f"found {shown(error.instance)}; expected {_described(rule, schema)}"
            unquoted = rule.get("type") == "string" and isinstance(error.instance, int | float)
            yield path, f"{what} (put it in quotes)" if unquoted else what


def _is_misspelt(key: str, found: object, rule: Schema) -> bool:
    """Tell whether an unknown key means `key`; that one is faulted, so `key` need not be."""
    if not isinstance(found, dict) or rule.get("additionalProperties") is not False:
        return False
    known = rule["properties"]
    unknown = [word for word in found if word not in known]
    return any(nearest(word, known) == key for word in unknown[:MOST_FAULTS])


def _described(rule: Schema, schema: Schema) -> str:
    """Say what a rule of the schema expects."""
    return str(_resolved(rule, schema)["description"])


def _resolved(rule: Any, schema: Schema) -> Any:
    """Follow a `$ref`."""
    if isinstance(rule, dict) and "$ref" in rule:
        return _rule(schema, rule["$ref"].removeprefix("#/").split("/"))
    return rule


def _rule(schema: Schema, path: Iterable[str | int]) -> Any:
    """Give the part of a schema to which an error's path leads."""
    rule: Any = schema
    for key in path:
        rule = _resolved(rule, schema) if key == "$ref" else rule[key]
    return rule


def _path_in(value: Any, path: Iterable[str | int]) -> KeyPath:
    """Make the keys text again that the validator shows as numbers."""
    found: list[str | int] = []
    for key in path:
        found.append(str(key) if isinstance(value, dict) else key)
        value = value[found[-1]]
    return tuple(found)
