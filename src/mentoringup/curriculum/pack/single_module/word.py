"""The single file as DOCX, by pandoc, and back.

Pandoc reads no other files (`--sandbox`). HTML and addresses that run something become plain text.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypandoc

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.curriculum.pack.archive import members

_MARKDOWN: Final = "commonmark+pipe_tables"
LARGEST_DOCX: Final = 2_000_000
_LARGEST_UNPACKED: Final = 20_000_000
_SECONDS: Final = 30
_SAFE: Final = ("http://", "https://", "mailto:", "tel:", "#")


@dataclass(frozen=True, slots=True, kw_only=True)
class FromWord:
    """A DOCX as Markdown.

    Attributes:
        not_understood: what was left out.
    """

    text: str
    not_understood: tuple[Reason, ...]


def to_word(markdown: str) -> bytes:
    """A DOCX of Markdown; the same text gives the same bytes."""
    tree = json.loads(_pandoc(markdown.encode(), "--from", _MARKDOWN, "--to", "json"))
    tree["blocks"] = _changed(tree["blocks"], _harmless)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "module.docx")
        _pandoc(json.dumps(tree).encode(), "--from", "json", "--to", "docx", "--output", str(out))
        return out.read_bytes()


def from_word(content: bytes, *, name: str) -> FromWord:
    """The Markdown of a DOCX; tracked changes are taken, comments left out.

    Raises:
        InputRefusedError: it is no DOCX, too large, or pandoc can't read it.
    """
    if len(content) > LARGEST_DOCX:
        what = f"has {len(content):,} bytes; expected at most {LARGEST_DOCX:,}"
        raise InputRefusedError([Reason(what=what, file=name)])
    if "word/document.xml" not in members(content, name=name, largest=_LARGEST_UNPACKED):
        what = "is no Word file; expected a .docx"
        raise InputRefusedError([Reason(what=what, file=name)])
    try:
        read = _pandoc(content, "--from", "docx", "--to", "json")
        tree = json.loads(read)
        odd = list(_odd(tree["blocks"], name))
        tree["blocks"] = _changed(tree["blocks"], _without_pictures)
        written = _pandoc(
            json.dumps(tree).encode(), "--from", "json", "--to", _MARKDOWN, "--wrap=none"
        )
    except (subprocess.SubprocessError, ValueError) as error:
        what = "can't be read as a Word file; save it again as .docx"
        raise InputRefusedError([Reason(what=what, file=name)]) from error
    return FromWord(text=written.decode(), not_understood=tuple(odd))


def _pandoc(content: bytes, *options: str) -> bytes:
    """What pandoc writes.

    Raises:
        subprocess.SubprocessError: it fails, or takes too long.
    """
    # A fixed date instead of the clock, so that the same text gives the same file.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "315532800"}
    done = subprocess.run(  # noqa: S603  pandoc of the wheel, with options of ours alone
        [pypandoc.get_pandoc_path(), "--sandbox", *options],
        input=content,
        capture_output=True,
        env=environment,
        timeout=_SECONDS,
        check=True,
    )
    return done.stdout


def _changed(node: Any, change: Callable[[dict[str, Any]], list[Any] | None]) -> Any:
    """A tree with elements replaced by none or several, from the inside out."""
    if isinstance(node, list):
        found: list[Any] = []
        for one in node:
            inside = _changed(one, change)
            replaced = change(inside) if isinstance(inside, dict) and "t" in inside else None
            found += [inside] if replaced is None else replaced
        return found
    if isinstance(node, dict):
        return {key: _changed(value, change) for key, value in node.items()}
    return node


def _harmless(element: dict[str, Any]) -> list[Any] | None:
    """HTML as the text that it is; a picture as its words; no address that runs something."""
    match element["t"]:
        case "RawInline":
            return [{"t": "Str", "c": element["c"][1]}]
        case "RawBlock":
            return [{"t": "Para", "c": [{"t": "Str", "c": element["c"][1].strip()}]}]
        case "Image":
            words: list[Any] = element["c"][1]
            return words
        case "Link" if not element["c"][2][0].casefold().startswith(_SAFE):
            return [*element["c"][1], {"t": "Str", "c": f" ({element['c'][2][0]})"}]
        case _:
            return None


def _without_pictures(element: dict[str, Any]) -> list[Any] | None:
    """Plain structure: no pictures, no notes, no wrappers, cells of one line."""
    match element["t"]:
        case "Image" | "Note" | "RawInline" | "RawBlock":
            return []
        case "Underline" | "SmallCaps":
            plain: list[Any] = element["c"]
            return plain
        case "Span" | "Div":
            inside: list[Any] = element["c"][1]
            return inside
        case "Header":
            return [{"t": "Header", "c": [element["c"][0], ["", [], []], element["c"][2]]}]
        case "Table":
            return [_plain_table(element)]
        case _:
            return None


def _plain_table(table: dict[str, Any]) -> dict[str, Any]:
    """A table whose cells are one line each, without widths, so that it is written with bars."""
    attributes, _caption, columns, head, bodies, foot = table["c"]
    for rows in (head[1], *(part[index] for part in bodies for index in (2, 3)), foot[1]):
        for row in rows:
            for cell in row[1]:
                cell[4] = [{"t": "Plain", "c": list(_in_one_line(cell[4]))}]
    plain = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _one in columns]
    return {"t": "Table", "c": [attributes, [None, []], plain, head, bodies, foot]}


def _in_one_line(blocks: list[Any]) -> Iterator[Any]:
    for place, block in enumerate(blocks):
        if place:
            yield {"t": "LineBreak"}
        if block["t"] in {"Plain", "Para"}:
            yield from block["c"]
        else:
            yield {"t": "Str", "c": " ".join(_words(block))}


def _words(node: Any) -> Iterator[str]:
    """The words in a piece of a tree."""
    if isinstance(node, dict):
        if node.get("t") in {"Str", "Code"}:
            yield node["c"] if isinstance(node["c"], str) else node["c"][1]
        else:
            yield from _words(list(node.values()))
    elif isinstance(node, list):
        for one in node:
            yield from _words(one)


def _odd(node: Any, name: str) -> Iterator[Reason]:
    """Say which pictures and notes are left out."""
    if isinstance(node, list):
        for one in node:
            yield from _odd(one, name)
    elif isinstance(node, dict):
        kind = node.get("t")
        if kind == "Image":
            words = " ".join(_words(node["c"][1]))[:60]
            yield Reason(what=f"a picture ('{words}') is left out", file=name)
        elif kind == "Note":
            words = " ".join(_words(node["c"]))[:60]
            yield Reason(what=f"a footnote ('{words}') is left out", file=name)
        else:
            yield from _odd(list(node.values()), name)
