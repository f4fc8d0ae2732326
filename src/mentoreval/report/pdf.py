"""The report as a tagged PDF that conforms to PDF/UA-1."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import typst

from mentoreval.report.pandoc import Document, write
from mentoreval.report.resources import TEMPLATES, fonts

_UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_MARKS = frozenset({"Cf", "Mn", "Me"})
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF and what the compiler remarked on it (nothing, when all is well)."""

    content: bytes
    warnings: tuple[str, ...]


def render(document: Document, *, folder: Path, paper: str) -> Printed:
    """Print the document; its pictures are `figures/<id>.svg` in `folder`.

    `paper` is a name that Typst knows.
    """
    text = write(
        document,
        to="typst",
        folder=folder,
        options=(
            f"--template={TEMPLATES / 'report.typ'}",
            f"--lua-filter={TEMPLATES / 'tables.lua'}",
            f"--lua-filter={TEMPLATES / 'typst.lua'}",
            f"--variable=paper:{paper}",
        ),
    )
    source = folder / "report.typ"
    # Narrow tables stand at the left, under their captions; pandoc would center them.
    source.write_text(text.replace("align(center)[#table(", "align(left)[#table("), "utf-8")
    return _printed(source, root=folder)


def _printed(source: Path, *, root: Path) -> Printed:
    """Compile; a character that no font has becomes a question mark, since PDF/UA takes no gap.

    Raises:
        typst.TypstError: the source can't be compiled for another reason.
    """
    while True:
        try:
            content, warnings = typst.compile_with_warnings(
                str(source), root=str(root), font_paths=fonts(), pdf_standards="ua-1", timestamp=0
            )
        except typst.TypstError as error:
            text = source.read_text("utf-8")
            legible = _without(text, _UNKNOWN.findall(str(error)))
            if legible == text:
                raise
            source.write_text(legible, "utf-8")
        else:
            return Printed(content=content, warnings=tuple(str(one) for one in warnings))


def _without(text: str, unknown: list[str]) -> str:
    """Take them out; marks and joiners too, of which the compiler tells the letter before them."""
    told = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), "".join(unknown))
    if not told:
        return text
    whole = unicodedata.normalize("NFC", text)
    bare = "".join(one for one in whole if unicodedata.category(one) not in _MARKS)
    return bare.translate({ord(sign): "?" for sign in told if not sign.isascii()})
