"""What somebody wants printed."""

from dataclasses import dataclass

from mentoringup.guides.enums import IN_LARGE_PRINT, FileFormat, GuideKind, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One document in one form. Two that are equal are the same file, as long as nothing changes.

    Attributes:
        language: of what participants read.
    """

    kind: GuideKind
    format: FileFormat
    paper: Paper
    is_large: bool
    language: str

    def __post_init__(self) -> None:
        """Slides have no large print: they are the same file either way."""
        is_large = self.is_large and self.kind in IN_LARGE_PRINT
        object.__setattr__(self, "is_large", is_large)
