"""One Markdown file as the parts of a module, and what of it was not understood."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from mentoreval.errors import InputRefusedError, Reason, nearest
from mentoringup.curriculum.enums import PartKind
from mentoringup.curriculum.pack.documents import Document
from mentoringup.curriculum.pack.paths import part_path, path_of
from mentoringup.curriculum.pack.single_module import form

MOST_BYTES: Final = 1_000_000
_LARGE = re.compile(r"# +(?P<title>.*\S)\s*$")
_SMALL = re.compile(r"## +(?P<title>.*?) *#* *$")
_NAMED = re.compile(
    r"(?P<kind>\w+)\s*(?:\((?P<language>[a-z]{2}(?:-[a-z]{2})?)\))?\s*:\s*(?P<title>.*\S)"
)
_BY_WORD: Final = {word.casefold(): kind for kind, word in form.KINDS.items()}
_KEY_OF: Final = {word: key for key, word in {**form.SINGLE, **form.SEVERAL}.items()}
_NEEDED: Final[Mapping[PartKind, tuple[str, ...]]] = {
    PartKind.MODULE: ("builds_on", "strategies", "reading"),
    PartKind.ACTIVITY: ("objectives",),
    PartKind.CASE: ("objectives", "themes"),
    PartKind.GUIDANCE: (),
}
"""Keys that stand in a file of the pack's own language even if their list is empty."""
_FIRST: Final = (
    "id",
    "kind",
    "is_core",
    "name",
    "title",
    "setting",
    "mentee",
    "aliases",
    "summary",
)
_FIRST_OF_ALL: Final = (
    *_FIRST,
    *("purpose", "themes", "builds_on", "objectives", "strategies", "materials", "worksheets"),
    *("cases", "editions", "modes", "steps", "pre_work", "follow_up", "reading", "lengths"),
)
"""The order of keys in a part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleFile:
    """What a file said.

    Attributes:
        module: id of the module.
        documents: by path in the pack.
        not_understood: what found no place, and would be left out.
    """

    module: str
    documents: Mapping[str, Document]
    not_understood: tuple[Reason, ...]


@dataclass(slots=True)
class _Block:
    """A large heading with all that stands below it; places are of lines, from 0."""

    kind: PartKind
    language: str
    title: str
    place: int
    front: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    lead: str = ""
    sections: dict[str, str] = field(default_factory=dict)


def read_module_file(text: str, *, name: str, from_word: bool = False) -> ModuleFile:
    """Understand a file; `name` is its name in messages.

    Raises:
        InputRefusedError: too large, no module in it, or two parts of one name.
    """
    if len(text.encode()) > MOST_BYTES:
        what = f"has more than {MOST_BYTES:,} bytes; expected one module"
        raise InputRefusedError([Reason(what=what, file=name)])
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    reader = _Reader(name=name, from_word=from_word, lines=plain.split("\n"))
    blocks = list(reader.blocks())
    module = next((one for one in blocks if one.kind is PartKind.MODULE and not one.language), None)
    if module is None or part_path(path_of(PartKind.GUIDANCE, module=module.key)) is None:
        what = "no heading '# Module: …' with a table below it that gives the module's id"
        raise InputRefusedError([Reason(what=what, file=name), *reader.odd])
    documents: dict[str, Document] = {}
    for block in blocks:
        path = reader.path_in(block, module.key)
        if path is None:
            continue
        if path in documents:
            raise InputRefusedError([reader.reason(block.place, "this part is there twice")])
        documents[path] = Document(front=_ordered(block), lead=block.lead, sections=block.sections)
    return ModuleFile(module=module.key, documents=documents, not_understood=tuple(reader.odd))


def _ordered(block: _Block) -> dict[str, Any]:
    """Keys as packs have them, with the lists that have to be there."""
    front = dict(block.front)
    if not block.language:
        for key in _NEEDED[block.kind]:
            front.setdefault(key, [])
    return {key: front[key] for key in _FIRST_OF_ALL if key in front}


@dataclass(slots=True)
class _Reader:
    """Goes through the lines once.

    Attributes:
        odd: what was not understood so far.
    """

    name: str
    from_word: bool
    lines: Sequence[str]
    odd: list[Reason] = field(default_factory=list)

    def reason(self, place: int, what: str) -> Reason:
        """About a line; those of a Word file can't be counted."""
        line = None if self.from_word else place + 1
        return Reason(what=what, file=self.name, line=line)

    def blocks(self) -> Iterator[_Block]:
        """Every large heading that names a part, with what is below it."""
        marks = [*self._headings(_LARGE, 0, len(self.lines)), (len(self.lines), "")]
        for (place, title), (end, _next) in pairwise(marks):
            found = _NAMED.fullmatch(form.title_value(title, from_word=self.from_word))
            kind = _BY_WORD.get(found["kind"].casefold()) if found else None
            if found is None or kind is None:
                self._say(place, f"the heading '{title[:60]}' names no part; {_meant(title)}")
                continue
            block = _Block(
                kind=kind, language=found["language"] or "", title=found["title"], place=place
            )
            block.front["name" if kind is PartKind.MODULE else "title"] = block.title
            self._fill(block, place + 1, end)
            yield block

    def path_in(self, block: _Block, module: str) -> str | None:
        """Where in the pack a block belongs."""
        key = module if block.kind is PartKind.MODULE else block.key
        path = path_of(block.kind, module=module, key=key, language=block.language)
        if part_path(path) is None:
            self._say(block.place, f"'{block.title[:60]}' has no id that fits; it is left out")
            return None
        if block.kind is PartKind.MODULE and block.key != module:
            self._say(block.place, "this is another module; a file holds one")
            return None
        return path

    def _headings(self, pattern: re.Pattern[str], start: int, end: int) -> list[tuple[int, str]]:
        found, in_code = [], False
        for place in range(start, end):
            in_code ^= bool(form.CODE.match(self.lines[place]))
            if not in_code and (heading := pattern.match(self.lines[place])):
                found.append((place, heading["title"]))
        return found

    def _fill(self, block: _Block, start: int, end: int) -> None:
        start = self._properties(block, start, end)
        marks = [*self._headings(_SMALL, start, end), (end, "")]
        self._lead(block, start, marks[0][0])
        for (place, title), (after, _next) in pairwise(marks):
            self._section(block, title, place, after)

    def _properties(self, block: _Block, start: int, end: int) -> int:
        """Read the table below the heading; give the place after it."""
        while start < end and not self.lines[start].strip():
            start += 1
        table = form.table_at(self.lines[:end], start)
        if table is None or table.columns != (form.PROPERTY.casefold(), form.VALUE.casefold()):
            return start
        for offset, (word, cell) in enumerate(table.rows):
            place = start + 2 + offset
            name = form.cell_value(word, is_plain=True, from_word=self.from_word).casefold()
            value = form.cell_value(cell, is_plain=True, from_word=self.from_word).strip()
            if name == form.ID:
                block.key = value
                if block.kind is PartKind.MODULE and not block.language:
                    block.front["id"] = value
            elif (key := _KEY_OF.get(name)) is None:
                self._say(place, f"no property is called '{name[:60]}'; it is left out")
            elif key in form.SEVERAL:
                if value:
                    block.front.setdefault(key, []).append(value)
            else:
                block.front[key] = _yes_or_no(value) if key == "is_core" else value
        return table.end

    def _lead(self, block: _Block, start: int, end: int) -> None:
        text = self._text(start, end)
        if text and block.kind is PartKind.MODULE:
            self._say(start, f"text without a heading: '{text[:60]}'; it is left out")
        else:
            block.lead = text

    def _section(self, block: _Block, title: str, place: int, end: int) -> None:
        title = form.title_value(title, from_word=self.from_word)
        if block.kind is PartKind.MODULE:
            self._of_module(block, title, place, end)
        elif title == form.STEPS and block.kind is PartKind.ACTIVITY and not block.language:
            after = place + 1
            block.front["steps"], after = self._rows(after, end, form.STEP_COLUMNS)
            # The text of an activity begins at a heading, so nothing belongs between.
            self._nothing(after, end)
        else:
            block.sections[title] = self._text(place + 1, end)

    def _of_module(self, block: _Block, title: str, place: int, end: int) -> None:
        start = place + 1
        texts = {word: key for key, word in form.TEXTS.items()}
        lengths = {word: length for length, word in form.LENGTHS.items()}
        if title in texts:
            block.front[texts[title]] = self._text(start, end)
        elif title == form.OBJECTIVES:
            rows, start = self._rows(start, end, form.OBJECTIVE_COLUMNS)
            block.front["objectives"] = (
                {row.get("id", ""): row.get("text", "") for row in rows} if block.language else rows
            )
            self._nothing(start, end)
        elif title == form.READING:
            block.front["reading"], start = self._rows(start, end, form.READING_COLUMNS)
            self._nothing(start, end)
        elif title in lengths:
            chosen, start = self._rows(start, end, form.CHOSEN_COLUMNS)
            unserved, start = self._rows(start, end, form.UNSERVED_COLUMNS, is_needed=False)
            length: dict[str, Any] = {"activities": [_chosen(row) for row in chosen]}
            if unserved:
                pairs = ([row.get(name, "") for name in form.UNSERVED_COLUMNS] for row in unserved)
                length["unserved"] = {objective: reason for objective, reason in pairs}  # noqa: C416  lists of two
            block.front.setdefault("lengths", {})[str(lengths[title])] = length
            self._nothing(start, end)
        else:
            known = [*texts, form.OBJECTIVES, form.READING, *lengths]
            self._say(place, f"no heading of a module is '{title[:60]}'; {_meant(title, known)}")

    def _rows(
        self, start: int, end: int, columns: Sequence[str], *, is_needed: bool = True
    ) -> tuple[list[dict[str, Any]], int]:
        """The rows of a table with these columns, without empty cells; and the place after it."""
        while start < end and not self.lines[start].strip():
            start += 1
        table = form.table_at(self.lines[:end], start)
        if table is None or not set(table.columns) & set(columns):
            if is_needed:
                self._say(start - 1, f"expected a table with the columns {', '.join(columns)}")
            return [], start
        for name in set(table.columns) - set(columns):
            self._say(start, f"no column is called '{name[:60]}'; it is left out")
        rows = [self._row(table.columns, cells, columns) for cells in table.rows]
        return [row for row in rows if row], table.end

    def _row(
        self, names: Sequence[str], cells: Sequence[str], columns: Sequence[str]
    ) -> dict[str, Any]:
        found = {
            name: form.cell_value(
                cell, is_plain=name not in form.MARKDOWN_COLUMNS, from_word=self.from_word
            ).strip()
            for name, cell in zip(names, cells, strict=True)
        }
        return {
            name: int(found[name])
            if name in form.NUMBERS and found[name].isdecimal()
            else found[name]
            for name in columns
            if found.get(name)
        }

    def _text(self, start: int, end: int) -> str:
        lines = [line.rstrip() for line in self.lines[start:end]]
        return form.unsheltered("\n".join(lines).strip("\n").strip())

    def _nothing(self, start: int, end: int) -> None:
        """Say that text stands where none is expected."""
        if text := self._text(start, end):
            self._say(start, f"text beside a table: '{text[:60]}'; it is left out")

    def _say(self, place: int, what: str) -> None:
        self.odd.append(self.reason(place, what))


def _chosen(row: Mapping[str, Any]) -> Any:
    activity = row.get("activity", "")
    return {activity: row["form"]} if row.get("form", "full") != "full" else activity


def _yes_or_no(value: str) -> bool | str:
    return {"yes": True, "no": False}.get(value.casefold(), value)


def _meant(title: str, known: Sequence[str] = tuple(form.KINDS.values())) -> str:
    near = nearest(title.partition(":")[0], known)
    if near:
        return f"did you mean '{near}'?"
    return f"expected one of: {', '.join(known)}"
