"""A document as a PowerPoint file in our own design."""

from pathlib import Path

from mentoreval.report.pandoc import Document, write
from mentoringup.guides.printing.resources import TEMPLATES


def to_pptx(document: Document, *, folder: Path) -> bytes:
    """Give the file's content."""
    output = folder / "slides.pptx"
    write(
        document,
        to="pptx",
        folder=folder,
        options=(
            f"--reference-doc={TEMPLATES / 'reference.pptx'}",
            f"--lua-filter={TEMPLATES / 'pptx.lua'}",
            "--slide-level=2",
            f"--output={output}",
        ),
    )
    return output.read_bytes()
