"""What somebody wants printed."""

from dataclasses import dataclass

from mentoringup.guides.enums import FileFormat, GuideKind, Paper


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
