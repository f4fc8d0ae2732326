"""What is to be made: a plan, a pack, and how the reader wants it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoringup.curriculum.pack.values import Pack
from mentoringup.guides.documents.occasion import Occasion
from mentoringup.guides.enums import IN_LARGE_PRINT, FileFormat, GuideKind, Paper
from mentoringup.planning.plan import Plan


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

    def __post_init__(self) -> None:
        """Slides have no large print: they are the same file either way."""
        is_large = self.is_large and self.kind in IN_LARGE_PRINT
        object.__setattr__(self, "is_large", is_large)
