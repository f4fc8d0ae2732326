"""The report as a Word document: styles, captions, editable tables, alternative texts."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from string import Template
from typing import NamedTuple
from xml.sax.saxutils import escape

from mentoreval.report.marks import shown
from mentoreval.report.pandoc import Document, write
from mentoreval.report.pictures import to_png
from mentoreval.report.resources import TEMPLATES

_PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-relations.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document-relations.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/header1.xml": "header1.xml",
    "word/footer1.xml": "footer1.xml",
}
_STYLES = "word/styles.xml"
_MARGINS = 2 * 1304
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Size(NamedTuple):
    """Width and height in twentieths of a point."""

    width: int
    height: int


SIZES = {"us-letter": Size(12240, 15840), "a4": Size(11906, 16838)}


def render(document: Document, *, folder: Path, paper: str) -> bytes:
    """Give the file's content; its pictures are `figures/<id>.svg` in `folder`.

    `paper` is a key of `SIZES`.
    """
    to_png(folder / "figures")
    reference, output = folder / "reference.docx", folder / "report.docx"
    head = shown(document.metadata["running-head"])
    write_reference(reference, {**document.metadata, "running-head": head}, SIZES[paper])
    write(
        document,
        to="docx",
        folder=folder,
        options=(
            f"--lua-filter={TEMPLATES / 'tables.lua'}",
            f"--lua-filter={TEMPLATES / 'docx.lua'}",
            f"--reference-doc={reference}",
            f"--output={output}",
        ),
    )
    return output.read_bytes()


def write_reference(
    path: Path, metadata: Mapping[str, str], size: Size, *, restyle: Callable[[str], str] = str
) -> None:
    """Write the document from which pandoc takes styles, page, running head and foot.

    `restyle` is given the XML of the styles and gives it back, with what another document adds.
    """
    values = {
        "running_head": metadata["running-head"],
        "banner": metadata.get("banner-short", ""),
        "footer": metadata["footer"],
        "page": metadata["page-word"],
        "language": metadata["lang"],
        "width": str(size.width),
        "height": str(size.height),
        "tab": str(size.width - _MARGINS),
    }
    escaped = {name: escape(value) for name, value in values.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, template in _PARTS.items():
            text = (TEMPLATES / "docx" / template).read_text(encoding="utf-8")
            filled = Template(text).substitute(escaped)
            part = zipfile.ZipInfo(name, date_time=_EPOCH)
            archive.writestr(part, restyle(filled) if name == _STYLES else filled)
