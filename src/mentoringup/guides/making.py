"""From a plan to a file: the one entry to `documents` and `printing`. No database, no clock."""

from collections.abc import Callable
from dataclasses import dataclass

from mentoringup.guides.documents.occasion import Occasion
from mentoringup.guides.documents.request import GuideRequest
from mentoringup.guides.enums import FileFormat

__all__ = ["MEDIA_TYPES", "GuideRequest", "MadeFile", "Occasion", "make"]

MEDIA_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.HTML: "text/html; charset=utf-8",
    FileFormat.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


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
    raise NotImplementedError
