"""From a plan to a file: the one entry to `documents` and `printing`. No database, no clock."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from mentoreval.report.pandoc import Document
from mentoringup.guides.documents.document import GuideDocument
from mentoringup.guides.documents.hues import hue_of
from mentoringup.guides.documents.occasion import Occasion
from mentoringup.guides.documents.request import GuideRequest
from mentoringup.guides.documents.schedule import schedule_of
from mentoringup.guides.documents.writing import write_document
from mentoringup.guides.enums import FORMATS_OF, MEDIA_TYPES, FileFormat, GuideKind
from mentoringup.guides.printing import docx, html, pdf, pptx
from mentoringup.guides.printing.drawing import put_drawings

__all__ = ["MEDIA_TYPES", "GuideRequest", "MadeFile", "Occasion", "make"]

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A file as it is stored and downloaded; its name is safe on every system."""

    name: str
    media_type: str
    content: bytes


def make(request: GuideRequest, *, progress: Callable[[int, str], None]) -> MadeFile:
    """Make the file; `progress` is told percents from 0 to 100, with what is being done in words.

    What a plan names and its pack no longer has is printed by the plan's own title and minutes.

    Raises:
        ValueError: the kind is not made in this format (`guides.enums.FORMATS_OF`).
    """
    if request.format not in FORMATS_OF[request.kind]:
        raise ValueError(f"{request.kind.value} is not made as {request.format.value}")
    progress(5, _("Writing the text"))
    with override(request.language):
        document = write_document(request)
        middle = _("Me")
        name = _file_name(request)
    with TemporaryDirectory(prefix="guide-") as place:
        folder = Path(place).resolve()
        progress(30, _("Drawing what is to be filled in"))
        put_drawings(document.blocks, folder=folder, middle=middle)
        progress(40, _("Laying out the pages"))
        content = _print(request, document, folder)
    progress(100, _("Done"))
    return MadeFile(name=name, media_type=MEDIA_TYPES[request.format], content=content)


def _print(request: GuideRequest, document: GuideDocument, folder: Path) -> bytes:
    # The tree is pandoc's already: there is no Markdown to read.
    read = Document(markdown="", metadata=document.metadata, tree=document.tree)
    is_large = request.is_large
    match request.format:
        case FileFormat.PDF:
            return pdf.to_pdf(
                read,
                folder=folder,
                kind=request.kind,
                paper=request.paper,
                is_large=is_large,
                hues=_hues(request),
            )
        case FileFormat.DOCX:
            return docx.to_docx(
                read, folder=folder, kind=request.kind, paper=request.paper, is_large=is_large
            )
        case FileFormat.PPTX:
            return pptx.to_pptx(read, folder=folder)
    if request.kind is GuideKind.SLIDES:
        return html.to_slides(read, folder=folder).encode()
    return html.to_page(read, folder=folder, hues=_hues(request), is_large=is_large).encode()


def _hues(request: GuideRequest) -> tuple[str, ...]:
    """Colors of the plan's modules, in order."""
    modules = schedule_of(request).modules
    return tuple(dict.fromkeys(hue_of(module.id) for module in modules))


def _file_name(request: GuideRequest) -> str:
    words = slugify(f"{request.name} {request.kind.label}")
    large = "-large" if request.is_large else ""
    name = words[:_LONGEST_NAME].strip("-") or request.kind.value
    return f"{name}{large}.{request.format.value}"
