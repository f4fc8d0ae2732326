"""A part as it will read: facts, steps and texts, for a preview beside its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mentoringup.curriculum.pack.documents import Document, document_of

_MARKDOWN: Final = frozenset({"purpose", "pre_work", "follow_up", "about"})
"""Keys whose value is Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewText:
    """Markdown under a heading; the heading may be empty."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How a part will read.

    Attributes:
        facts: keys and values that are short.
        rows: tables: heading, columns, rows; all text.
        texts: in their order.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    texts: tuple[PreviewText, ...]


def preview_of(path: str, text: str) -> Preview:
    """How a part will read.

    Raises:
        InputRefusedError: its YAML can't be read.
    """
    document = document_of(path, text)
    front = document.front if isinstance(document.front, dict) else {"": document.front}
    return Preview(
        title=str(front.get("title") or front.get("name") or front.get("id") or path),
        facts=tuple(_facts(front)),
        rows=tuple(_rows(front)),
        texts=tuple(_texts(front, document)),
    )


def _facts(front: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in front.items():
        if key in {"title", "name"} or key in _MARKDOWN:
            continue
        if isinstance(value, list) and value and all(not isinstance(one, dict) for one in value):
            yield key, ", ".join(map(str, value))
        elif isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
            yield key, "; ".join(f"{name}: {one}" for name, one in value.items())
        elif not isinstance(value, list | dict | None):
            yield key, str(value)


def _rows(
    front: Mapping[str, Any],
) -> Iterator[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    for key, value in front.items():
        if key == "lengths" and isinstance(value, dict):
            yield key, ("", "activities", "unserved"), tuple(map(_length, value.items()))
        elif key == "sections" and isinstance(value, list):
            yield from _fields(value)
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            columns = tuple(dict.fromkeys(str(name) for one in value for name in one))
            cells = tuple(tuple(_cell(one.get(name)) for name in columns) for one in value)
            yield key, columns, cells


def _length(item: tuple[str, Any]) -> tuple[str, ...]:
    name, given = item
    if not isinstance(given, dict):
        return name, str(given), ""
    chosen = [
        ", ".join(f"{activity} ({form})" for activity, form in one.items())
        if isinstance(one, dict)
        else str(one)
        for one in given.get("activities") or ()
    ]
    return name, ", ".join(chosen), _cell(given.get("unserved"))


def _fields(
    sections: list[Any],
) -> Iterator[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """A table of fields for each section of a worksheet."""
    for section in sections:
        if isinstance(section, dict) and isinstance(section.get("fields"), list):
            fields = [one for one in section["fields"] if isinstance(one, dict)]
            names = ("label", "kind", "hint")
            rows = tuple(tuple(_cell(one.get(name)) for name in names) for one in fields)
            yield _cell(section.get("title")), names, rows


def _texts(front: Mapping[str, Any], document: Document) -> Iterator[PreviewText]:
    for key, value in front.items():
        if key in _MARKDOWN and isinstance(value, str):
            yield PreviewText(heading=key, text=value)
    if document.lead:
        yield PreviewText(heading="", text=document.lead)
    for heading, text in document.sections.items():
        yield PreviewText(heading=heading, text=text)


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {one}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
