"""The report as a tagged PDF that conforms to PDF/UA-1."""

from dataclasses import dataclass
from pathlib import Path

import typst

from mentoreval.report.pandoc import Document, write
from mentoreval.report.resources import TEMPLATES, fonts


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
    content, warnings = typst.compile_with_warnings(
        str(source), root=str(folder), font_paths=fonts(), pdf_standards="ua-1", timestamp=0
    )
    return Printed(content=content, warnings=tuple(str(warning) for warning in warnings))
