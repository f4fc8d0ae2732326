"""The figures of a document as files in a folder."""

from collections.abc import Iterable
from pathlib import Path

from mentoringup.guides.documents.drawings import draw, sources_in
from mentoringup.guides.documents.tree import Block


def put_drawings(blocks: Iterable[Block], *, folder: Path, middle: str) -> None:
    """Write `figures/<name>.svg` for each figure that blocks show."""
    for source in sources_in(blocks):
        path = folder / source
        path.parent.mkdir(exist_ok=True)
        path.write_text(draw(source, middle=middle), encoding="utf-8")
