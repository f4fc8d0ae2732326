"""The report as a Word document: styles, captions, editable tables, alternative texts."""

import zipfile
from pathlib import Path
from string import Template
from typing import NamedTuple
from xml.sax.saxutils import escape

import vl_convert
import yaml

from mentoreval.figures.render import to_png
from mentoreval.report.pandoc import convert
from mentoreval.report.paths import FONTS, TEMPLATES

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
_MARGINS = 2 * 1304
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Size(NamedTuple):
    """Width and height in twentieths of a point."""

    width: int
    height: int


SIZES = {"us-letter": Size(12240, 15840), "a4": Size(11906, 16838)}


def render(markdown: str, *, folder: Path, paper: str) -> bytes:
    """Give the file's content; its pictures are `figures/<id>.svg` in `folder`.

    Word gets them as PNG: its older versions, and other programs, show no SVG. `paper` is a key of
    `SIZES`.
    """
    vl_convert.register_font_directory(str(FONTS))
    for picture in sorted((folder / "figures").glob("*.svg")):
        picture.with_suffix(".png").write_bytes(to_png(picture.read_text(encoding="utf-8")))
    reference, output = folder / "reference.docx", folder / "report.docx"
    _write_reference(reference, markdown, SIZES[paper])
    convert(
        markdown,
        to="docx",
        folder=folder,
        arguments=(
            f"--lua-filter={TEMPLATES / 'tables.lua'}",
            f"--lua-filter={TEMPLATES / 'docx.lua'}",
            f"--reference-doc={reference}",
            f"--output={output}",
        ),
    )
    return output.read_bytes()


def _write_reference(path: Path, markdown: str, size: Size) -> None:
    """Write the document from which pandoc takes styles, page, running head and foot."""
    metadata = yaml.safe_load(markdown.split("---\n", 2)[1])
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
            part = zipfile.ZipInfo(name, date_time=_EPOCH)
            archive.writestr(part, Template(text).substitute(escaped))
