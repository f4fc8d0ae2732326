"""The files of a pack in a folder: read as texts, with limits."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.curriculum.pack.paths import part_path
from mentoringup.curriculum.pack.reading import read_pack
from mentoringup.curriculum.pack.values import Pack

MOST_FILES = 20_000
LARGEST_FILE = 60_000
"""Bytes; the longest part of the shipped pack has some 12,000."""


def read_folder(folder: Path | Traversable) -> dict[str, str]:
    """The texts of a pack's files by path with slashes.

    Files whose name begins with a dot or is README or LICENSE are passed over; any other file that
    is no part is a fault.

    Raises:
        InputRefusedError: no folder, a file that is no part, a link, too large, or not UTF-8.
    """
    if not folder.is_dir():
        raise InputRefusedError([Reason(what="expected a folder", file=str(folder))])
    texts: dict[str, str] = {}
    reasons: list[Reason] = []
    for path, file in _files(folder, ""):
        try:
            texts[path] = _text(path, file)
        except InputRefusedError as error:
            reasons += error.reasons
        if len(texts) > MOST_FILES:
            reasons.append(Reason(what=f"more than {MOST_FILES:,} files", file=str(folder)))
            break
    if reasons:
        raise InputRefusedError(reasons)
    return texts


def is_aside(name: str) -> bool:
    """Whether a file may lie in a pack without being part of it."""
    return name.startswith(".") or name.partition(".")[0] in {"README", "LICENSE"}


def text_of(path: str, content: bytes) -> str:
    """The text of one file.

    Raises:
        InputRefusedError: no part of a pack, too large, or not UTF-8.
    """
    if part_path(path) is None:
        what = "no file of a pack has this name; see docs/curriculum-packs.md"
        raise InputRefusedError([Reason(what=what, file=path)])
    if len(content) > LARGEST_FILE:
        what = f"has {len(content):,} bytes; expected at most {LARGEST_FILE:,}"
        raise InputRefusedError([Reason(what=what, file=path)])
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"byte {content[error.start]:#04x} is not UTF-8; save the file as UTF-8"
        raise InputRefusedError([Reason(what=what, file=path, line=line)]) from error


def _text(path: str, file: Path | Traversable) -> str:
    if isinstance(file, Path) and file.is_symlink():
        raise InputRefusedError([Reason(what="is a link; expected a file", file=path)])
    return text_of(path, file.read_bytes())


def _files(folder: Path | Traversable, above: str) -> Iterator[tuple[str, Path | Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{above}{entry.name}"
        if is_aside(entry.name):
            continue
        if entry.is_dir() and not (isinstance(entry, Path) and entry.is_symlink()):
            yield from _files(entry, f"{path}/")
        else:
            yield path, entry


@cache
def shipped_texts() -> dict[str, str]:
    """The texts of the pack that ships with the project."""
    return read_folder(resources.files("mentoringup.curriculum").joinpath("packs", "open"))


@cache
def shipped_pack() -> Pack:
    """The pack that ships with the project."""
    return read_pack(shipped_texts())
