"""A document as a tagged PDF that conforms to PDF/UA-1."""

from collections.abc import Iterator
from pathlib import Path

import typst

from mentoreval.report.pandoc import Document, write
from mentoreval.report.resources import fonts
from mentoringup.guides.enums import GuideKind, Paper
from mentoringup.guides.printing.resources import TEMPLATES

_CONTENTS = {GuideKind.FACILITATOR: "2", GuideKind.PACKET: "1"}
"""Levels of headings in the table of contents."""


def to_pdf(
    document: Document,
    *,
    folder: Path,
    kind: GuideKind,
    paper: Paper,
    is_large: bool,
    hues: tuple[str, ...],
) -> bytes:
    """Print the document; its figures lie in `folder`."""
    text = write(
        document,
        to="typst",
        folder=folder,
        options=(
            f"--template={TEMPLATES / 'guide.typ'}",
            f"--lua-filter={TEMPLATES / 'typst.lua'}",
            f"--variable=paper:{paper.value}",
            *_variables(kind, is_large=is_large, hues=hues),
        ),
    )
    source = folder / "guide.typ"
    source.write_text(text, encoding="utf-8")
    content: bytes = typst.compile(
        str(source), root=str(folder), font_paths=fonts(), pdf_standards="ua-1", timestamp=0
    )
    return content


def _variables(kind: GuideKind, *, is_large: bool, hues: tuple[str, ...]) -> Iterator[str]:
    if is_large:
        yield "--variable=large:true"
    if kind is GuideKind.AGENDA:
        yield "--variable=agenda:true"
    if kind in _CONTENTS:
        yield f"--variable=contents:{_CONTENTS[kind]}"
    yield from (f"--variable=hue:{hue}" for hue in hues)
