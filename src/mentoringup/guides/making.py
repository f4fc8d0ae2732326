"""From a plan to a file: the one entry to `documents` and `printing`. No database, no clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mentoringup.curriculum.pack.values import Pack
from mentoringup.guides.documents.occasion import Occasion
from mentoringup.guides.enums import FileFormat, GuideKind, Paper
from mentoringup.planning.plan import Plan

MEDIA_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.HTML: "text/html; charset=utf-8",
    FileFormat.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideRequest:
    """What is to be made.

    Attributes:
        name: the plan's.
        site: the name of the site whose plan it is.
        occasions: when and where, by id of the planned session; those that are missing have no
            clock, and their agenda counts minutes from the start.
        language: of what participants read, and of the words around the facilitator's texts.
    """

    plan: Plan
    pack: Pack
    name: str
    site: str
    kind: GuideKind
    format: FileFormat
    paper: Paper = Paper.LETTER
    is_large: bool = False
    language: str = "en"
    occasions: Mapping[str, Occasion] = field(default_factory=dict)


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
