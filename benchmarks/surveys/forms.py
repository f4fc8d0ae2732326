"""What a respondent sees of a page: its form's fields, read from the HTML of any survey tool."""

import re
from dataclasses import dataclass
from html import unescape

_FORM = re.compile(rb"<form\b([^>]*)>(.*?)</form>", re.DOTALL | re.IGNORECASE)
_FIELD = re.compile(rb"<(input|textarea|select|button|option)\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([a-zA-Z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One control: `kind` is its type, `textarea`, `select`, `option` or `button`."""

    kind: str
    name: str
    value: str
    is_checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageForm:
    """A form with its fields in order; `action` is empty for the page's own address."""

    method: str
    action: str
    fields: tuple[Field, ...]

    def values_of(self, kind: str) -> dict[str, list[str]]:
        """Values that controls of a kind offer, by name."""
        found: dict[str, list[str]] = {}
        for one in self.fields:
            if one.kind == kind and one.name:
                found.setdefault(one.name, []).append(one.value)
        return found

    def checked(self) -> dict[str, str]:
        """What is chosen already, of radio buttons."""
        return {one.name: one.value for one in self.fields if one.is_checked}


def forms_in(page: bytes) -> list[PageForm]:
    """The forms of a page in order."""
    return [_form(head, body) for head, body in _FORM.findall(page)]


def _form(head: bytes, body: bytes) -> PageForm:
    attributes = _attributes(head)
    fields = []
    select = ""
    for tag, inside in _FIELD.findall(body):
        given = _attributes(inside)
        kind = tag.decode().lower()
        if kind == "input":
            kind = given.get("type", "text")
        if kind == "select":
            select = given.get("name", "")
        fields.append(
            Field(
                kind=kind,
                name=select if kind == "option" else given.get("name", ""),
                value=given.get("value", ""),
                is_checked="checked" in given,
            )
        )
    return PageForm(
        method=attributes.get("method", "get").upper(),
        action=attributes.get("action", ""),
        fields=tuple(fields),
    )


def _attributes(text: bytes) -> dict[str, str]:
    return {
        name.decode().lower(): unescape(value.decode().strip("\"'"))
        for name, value in _ATTRIBUTE.findall(text)
    }
