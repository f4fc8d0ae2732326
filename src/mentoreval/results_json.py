"""`results.json`: the frozen values of `results/` as JSON, and back, without losing a digit."""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from numbers import Integral, Real
from textwrap import shorten
from typing import Any, Union, get_args, get_origin, get_type_hints

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.results import SCHEMA, Results

_WORDS = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    types.NoneType: "null",
}


def to_json(results: Results) -> dict[str, Any]:
    """Give the results as plain dictionaries, lists, texts and numbers.

    A value that was not computed stays as None beside its `reason`; an optional field without a
    value is left out; tuples become lists; floats keep every digit. The schema comes first, so
    that a reader of the file meets it first.
    """
    plain: dict[str, Any] = _plain(results)
    return {"schema": plain.pop("schema"), **plain}


def from_json(mapping: Mapping[str, Any], *, file: str | None = None) -> Results:
    """Read what `to_json` gave.

    Args:
        mapping: the parsed JSON object.
        file: name of the file, for the reasons.

    Raises:
        InputRefusedError: the schema is another one, a field is missing or unknown, or a value
            has the wrong type; every place is named.
    """
    found = mapping.get("schema")
    if found != SCHEMA:
        what = f"the schema is {found!r}; this version reads {SCHEMA!r}"
        raise InputRefusedError([Reason(what=what, file=file)])
    reasons: list[str] = []
    results: Results = _read(Results, mapping, "", reasons)
    if reasons:
        raise InputRefusedError(Reason(what=reason, file=file) for reason in reasons)
    return results


def dumps(results: Results) -> str:
    """Give the text of `results.json`: the same results always give the same bytes.

    Raises:
        ValueError: a number is infinite or not a number, which JSON can't say.
    """
    return json.dumps(to_json(results), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def loads(text: str, *, file: str | None = None) -> Results:
    """Read the text of a `results.json`.

    Raises:
        InputRefusedError: the text is no JSON object, or `from_json` refuses it.
    """
    try:
        mapping = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"this is no JSON ({error.msg}); expected a results.json that mentoreval wrote"
        reason = Reason(what=what, file=file, line=error.lineno)
        raise InputRefusedError([reason]) from error
    if not isinstance(mapping, dict):
        raise InputRefusedError([Reason(what="a JSON object was expected", file=file)])
    return from_json(mapping, file=file)


def _plain(value: Any) -> Any:
    """Turn values into JSON's own types; numpy's numbers become Python's."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    if is_dataclass(value):
        named = ((field, getattr(value, field.name)) for field in fields(value))
        return {
            field.name: _plain(item)
            for field, item in named
            if item is not None or field.default is not None
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no place in results.json")


@cache
def _declared(cls: type) -> tuple[tuple[Field[Any], Any], ...]:
    """The fields of a dataclass with their resolved types; resolving is slow, so once."""
    hints = get_type_hints(cls)
    return tuple((field, hints[field.name]) for field in fields(cls))


def _read(kind: Any, value: Any, place: str, reasons: list[str]) -> Any:
    """Read `value` as the type `kind`; what can't be read adds a reason and gives None."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _read_dataclass(kind, value, place, reasons)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_union(get_args(kind), value, place, reasons)
    if origin is tuple:
        return _read_tuple(get_args(kind), value, place, reasons)
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(get_args(kind)[1], value, place, reasons)
    if _is_a(kind, value):
        return float(value) if kind is float else value
    return _wrong(_WORDS[kind], value, place, reasons)


def _is_a(kind: Any, value: Any) -> bool:
    """Tell whether a JSON scalar has the declared type; true is no number, 1 may be a float."""
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, (int, float) if kind is float else kind)


def _wrong(expected: str, value: Any, place: str, reasons: list[str]) -> None:
    shown = shorten(json.dumps(value, ensure_ascii=False), width=60, placeholder="...")
    reasons.append(f"{place or 'the file'}: {expected} was expected, found {shown}")


def _inside(place: str, name: str | int) -> str:
    return f"{place}.{name}" if place else str(name)


def _read_dataclass(kind: type, value: Any, place: str, reasons: list[str]) -> Any:
    if not isinstance(value, Mapping):
        return _wrong("an object", value, place, reasons)
    read: dict[str, Any] = {}
    for field, hint in _declared(kind):
        inside = _inside(place, field.name)
        if field.name in value:
            read[field.name] = _read(hint, value[field.name], inside, reasons)
        elif field.default is MISSING and field.default_factory is MISSING:
            reasons.append(f"{inside}: is missing")
            read[field.name] = None
    known = {field.name for field, _ in _declared(kind)}
    reasons.extend(
        f"{_inside(place, name)}: is not known; a newer version may have written it"
        for name in value
        if name not in known
    )
    return kind(**read)


def _read_union(kinds: tuple[Any, ...], value: Any, place: str, reasons: list[str]) -> Any:
    if value is None and types.NoneType in kinds:
        return None
    others = [kind for kind in kinds if kind is not types.NoneType]
    if len(others) == 1:
        return _read(others[0], value, place, reasons)
    for kind in others:
        if _is_a(kind, value):
            return _read(kind, value, place, reasons)
    expected = " or ".join(_WORDS[kind] for kind in kinds)
    return _wrong(expected, value, place, reasons)


def _read_tuple(kinds: tuple[Any, ...], value: Any, place: str, reasons: list[str]) -> Any:
    if not isinstance(value, list | tuple):
        return _wrong("a list", value, place, reasons)
    if len(kinds) > 1 and kinds[1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        return _wrong(f"a list of {len(kinds)}", value, place, reasons)
    return tuple(
        _read(kind, item, _inside(place, index), reasons)
        for index, (kind, item) in enumerate(zip(kinds, value, strict=True))
    )


def _read_mapping(kind: Any, value: Any, place: str, reasons: list[str]) -> Any:
    if not isinstance(value, Mapping):
        return _wrong("an object", value, place, reasons)
    return {name: _read(kind, item, _inside(place, name), reasons) for name, item in value.items()}
