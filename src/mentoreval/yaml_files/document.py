"""YAML as values with line numbers, in a small and safe part of the language.

Read are keys, lists, text, whole numbers, decimals, true, false and null. `yes`, `no`, dates and
numbers with a leading zero are text, as in the core schema of YAML 1.2. Anchors, tags and a second
document are refused, so a small file can't become a large value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn, TypeAlias

import yaml

from mentoreval.errors import InputRefusedError, Reason

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and list positions from the top of the file down to a value."""

MAX_BYTES: Final = 1_000_000
"""The largest questionnaires have some 100,000 bytes; above this it is another kind of file."""

MAX_DEPTH: Final = 20

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER: Final = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL: Final = re.compile(r"[-+]?[0-9]{0,15}\.[0-9]{1,15}")
_WORDS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_PROBLEMS: Final[Mapping[str, str]] = {
    "found character that cannot start any token": (
        "a value can't begin with this character; put the value in double quotes, and indent with "
        "spaces, never with tabs"
    ),
    "found a tab character that violates indentation": "indent with spaces, never with tabs",
    "mapping values are not allowed in this context": (
        "a colon and a space inside a value, or a line indented too far; put the value in double "
        "quotes or correct the indentation"
    ),
    "found unexpected end of stream": "a quotation mark is opened and never closed",
    "did not find expected key": "the indentation does not fit the lines above",
    "could not find expected ':'": "expected `key: value`; a colon is missing",
    "did not find expected ',' or ']'": "a list opened with [ is not closed with ]",
    "did not find expected ',' or '}'": "keys opened with { are not closed with }",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The value of a YAML file.

    Attributes:
        file: the name to show in messages.
        value: of dicts with text keys, lists, str, int, float, bool and None.
        lines: line, from 1, of each key and of each entry of a list.
    """

    file: str
    value: Any
    lines: Mapping[KeyPath, int]

    def reason(self, path: KeyPath, what: str) -> Reason:
        """Say `what` about the value at `path`, or about the nearest part that is in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return Reason(what=what, file=self.file, line=self.lines.get(path, 1))


@dataclass(slots=True)
class _Collection:
    """A list or mapping whose end has not come yet; `key` waits for its value."""

    value: list[Any] | dict[str, Any]
    path: KeyPath
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Puts values together from the parser's events, without recursion."""

    file: str
    value: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    open: list[_Collection] = field(default_factory=list)
    documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Use one event.

        Raises:
            InputRefusedError: it belongs to the part of YAML that is not read.
        """
        line = 0 if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.NodeEvent):
            self._take_node(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(line, "a second document begins here (---); expected one")

    def _take_node(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            self._refuse(line, "& and * (anchors and aliases) are not read; write the part out")
        if getattr(event, "tag", None) is not None:
            self._refuse(line, "! (a tag) is not read; put the value in quotes if it is text")
        top = self.open[-1] if self.open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._take_key(top, event, line)
        elif isinstance(event, yaml.ScalarEvent):
            self._place(plain_value(event.value) if event.implicit[0] else event.value, line)
        else:
            if len(self.open) == MAX_DEPTH:
                self._refuse(line, f"more than {MAX_DEPTH} levels inside one another")
            value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.open.append(_Collection(value, self._place(value, line)))

    def _take_key(self, top: _Collection, event: yaml.NodeEvent, line: int) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(line, "found a list or keys where the name of a key was expected")
        path = (*top.path, event.value)
        if path in self.lines:
            self._refuse(line, f"key {event.value!r} is already on line {self.lines[path]}")
        top.key = event.value
        self.lines[path] = line

    def _place(self, value: Any, line: int) -> KeyPath:
        """Put a value where the next one belongs; return its path."""
        if not self.open:
            self.value = value
            return ()
        top = self.open[-1]
        if isinstance(top.value, list):
            path: KeyPath = (*top.path, len(top.value))
            self.lines[path] = line
            top.value.append(value)
            return path
        key, top.key = str(top.key), None
        top.value[key] = value
        return (*top.path, key)

    def _refuse(self, line: int, what: str) -> NoReturn:
        raise InputRefusedError([Reason(what=what, file=self.file, line=line)])


def parse_yaml(content: bytes, *, file: str) -> Document:
    """Read the content of a YAML file; `file` is its name in messages.

    Raises:
        InputRefusedError: too large, not UTF-8, empty, or not the part of YAML that is read.
    """
    text = _decoded(content, file=file)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, text.find(chr(error.character))) + 1
        what = f"a control character (code {error.character}); expected text"
        raise InputRefusedError([Reason(what=what, file=file, line=line)]) from error
    except yaml.MarkedYAMLError as error:
        raise InputRefusedError([_syntax_reason(error, file=file)]) from error
    if not builder.documents:
        raise InputRefusedError([Reason(what="the file is empty", file=file, line=1)])
    return Document(file=file, value=builder.value, lines=builder.lines)


def _decoded(content: bytes, *, file: str) -> str:
    if len(content) > MAX_BYTES:
        what = f"has more than {MAX_BYTES:,} bytes; expected a text of some pages"
        raise InputRefusedError([Reason(what=what, file=file)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"byte {content[error.start]:#04x} is not UTF-8; save the file as UTF-8"
        raise InputRefusedError([Reason(what=what, file=file, line=line)]) from error


def plain_value(text: str) -> str | int | float | bool | None:
    """Tell what a value without quotes is."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _syntax_reason(error: yaml.MarkedYAMLError, *, file: str) -> Reason:
    problem = error.problem or "this is not YAML"
    what = _PROBLEMS.get(problem, f"this is not valid YAML ({problem})")
    mark, start = error.problem_mark, error.context_mark
    if mark is not None and start is not None and start.line != mark.line:
        what += f"; the part it belongs to begins on line {start.line + 1}"
    return Reason(what=what, file=file, line=None if mark is None else mark.line + 1)
