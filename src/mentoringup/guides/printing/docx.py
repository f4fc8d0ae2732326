"""A document as a Word file: styles, editable tables, alternative texts."""

import re
from pathlib import Path

from mentoreval.report.docx import SIZES, write_reference
from mentoreval.report.pandoc import Document, write
from mentoreval.report.pictures import to_png
from mentoringup.guides.enums import GuideKind, Paper
from mentoringup.guides.printing.resources import TEMPLATES

_SIZE = re.compile(r'<w:(sz|szCs) w:val="(\d+)"/>')
_LARGE = 1.7
_BASE = 21
"""Half points of ordinary text in the styles."""
_ROWS_AT_FULL_SIZE = 30
_SMALLEST, _SMALLEST_LARGE = 13, 32
"""Half points, in ordinary and in large print."""


def to_docx(
    document: Document, *, folder: Path, kind: GuideKind, paper: Paper, is_large: bool
) -> bytes:
    """Give the file's content; its figures lie in `folder`."""
    to_png(folder / "figures")
    reference, output = folder / "reference.docx", folder / "guide.docx"
    scale = _LARGE if is_large else 1.0
    if kind is GuideKind.AGENDA and not is_large:
        scale = _agenda_scale(scale, rows=int(document.metadata["rows"]))
    write_reference(
        reference,
        {**document.metadata, "footer": document.metadata["footer"]},
        SIZES[paper.value],
        restyle=lambda styles: _restyled(styles, scale=scale, is_large=is_large),
    )
    write(
        document,
        to="docx",
        folder=folder,
        options=(
            f"--lua-filter={TEMPLATES / 'docx.lua'}",
            f"--reference-doc={reference}",
            f"--output={output}",
        ),
    )
    return output.read_bytes()


def _agenda_scale(scale: float, *, rows: int) -> float:
    """Smaller type for an agenda of many rows, so that it stays on one page."""
    fitting = scale * min(1.0, _ROWS_AT_FULL_SIZE / scale / max(rows, 1))
    return max(fitting, _SMALLEST / _BASE)


def _restyled(styles: str, *, scale: float, is_large: bool) -> str:
    """Add our own styles, and set all type in another size."""
    more = (TEMPLATES / "styles.xml").read_text(encoding="utf-8")
    whole = styles.replace("</w:styles>", f"{more}</w:styles>")
    if scale == 1:
        return whole
    smallest = _SMALLEST_LARGE if is_large else _SMALLEST
    return _SIZE.sub(lambda found: _scaled(found, scale, smallest), whole)


def _scaled(found: re.Match[str], scale: float, smallest: int) -> str:
    return f'<w:{found[1]} w:val="{max(smallest, round(int(found[2]) * scale))}"/>'
