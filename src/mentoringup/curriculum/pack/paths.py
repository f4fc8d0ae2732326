"""What a file of a pack is, told by its path; and the path of a part."""

import re
from dataclasses import dataclass

from mentoringup.curriculum.enums import PartKind

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_LANGUAGE = r"(?:\.(?P<language>[a-z]{2}(?:-[a-z]{2})?))?"
_PATTERNS = {
    PartKind.PACK: re.compile(r"pack\.yaml"),
    PartKind.STRATEGIES: re.compile(rf"strategies{_LANGUAGE}\.yaml"),
    PartKind.PRIMER: re.compile(r"primer\.md"),
    PartKind.MODULE: re.compile(rf"modules/(?P<module>{_ID})/module{_LANGUAGE}\.yaml"),
    PartKind.GUIDANCE: re.compile(rf"modules/(?P<module>{_ID})/guidance\.md"),
    PartKind.ACTIVITY: re.compile(
        rf"modules/(?P<module>{_ID})/activities/(?P<key>{_ID}){_LANGUAGE}\.md"
    ),
    PartKind.CASE: re.compile(rf"modules/(?P<module>{_ID})/cases/(?P<key>{_ID}){_LANGUAGE}\.md"),
    PartKind.WORKSHEET: re.compile(rf"worksheets/(?P<key>{_ID}){_LANGUAGE}\.yaml"),
}
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPath:
    """A file's place in a pack.

    Attributes:
        module: id of the module it belongs to; empty outside modules.
        key: id of the activity, case or worksheet; of a module the module's; else empty.
        language: empty for the pack's own language.
    """

    path: str
    kind: PartKind
    module: str = ""
    key: str = ""
    language: str = ""


def part_path(path: str) -> PartPath | None:
    """What the file at `path` (with slashes, from the pack's folder) is; None if it is nothing."""
    for kind, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(path):
            named = {name: value or "" for name, value in found.groupdict().items()}
            module = named.get("module", "")
            key = module if kind is PartKind.MODULE else named.get("key", "")
            if max(len(module), len(key)) > _LONGEST_ID:
                return None
            return PartPath(
                path=path, kind=kind, module=module, key=key, language=named.get("language", "")
            )
    return None


def path_of(kind: PartKind, *, module: str = "", key: str = "", language: str = "") -> str:
    """The path of a part; the other way round than `part_path`."""
    spoken = f".{language}" if language else ""
    return {
        PartKind.PACK: "pack.yaml",
        PartKind.STRATEGIES: f"strategies{spoken}.yaml",
        PartKind.PRIMER: "primer.md",
        PartKind.MODULE: f"modules/{module}/module{spoken}.yaml",
        PartKind.GUIDANCE: f"modules/{module}/guidance.md",
        PartKind.ACTIVITY: f"modules/{module}/activities/{key}{spoken}.md",
        PartKind.CASE: f"modules/{module}/cases/{key}{spoken}.md",
        PartKind.WORKSHEET: f"worksheets/{key}{spoken}.yaml",
    }[kind]
