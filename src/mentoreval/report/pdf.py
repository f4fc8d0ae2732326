"""The report as a tagged PDF that conforms to PDF/UA-1."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from mentoreval.report.pandoc import convert
from mentoreval.report.paths import FONTS, TEMPLATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF and what the compiler remarked on it (nothing, when all is well)."""

    content: bytes
    warnings: tuple[str, ...]


@cache
def _fonts() -> typst.Fonts:
    """Our fonts and the compiler's own; never the machine's, so that every page breaks alike."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
    )


def render(markdown: str, *, folder: Path, paper: str) -> Printed:
    """Print the document; its pictures are `figures/<id>.svg` in `folder`.

    `paper` is a name that Typst knows.
    """
    document = convert(
        markdown,
        to="typst",
        folder=folder,
        arguments=(
            f"--template={TEMPLATES / 'report.typ'}",
            f"--lua-filter={TEMPLATES / 'tables.lua'}",
            f"--lua-filter={TEMPLATES / 'typst.lua'}",
            f"--variable=paper:{paper}",
        ),
    )
    source = folder / "report.typ"
    # Narrow tables stand at the left, under their captions; pandoc would center them.
    source.write_text(document.replace("align(center)[#table(", "align(left)[#table("), "utf-8")
    content, warnings = typst.compile_with_warnings(
        str(source), root=str(folder), font_paths=_fonts(), pdf_standards="ua-1", timestamp=0
    )
    return Printed(content=content, warnings=tuple(str(warning) for warning in warnings))
