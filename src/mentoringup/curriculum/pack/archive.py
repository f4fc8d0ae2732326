"""A pack as one zip file, out and in; whatever is odd about a file refuses it whole."""

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.curriculum.pack.files import is_aside, text_of

LARGEST_ZIP: Final = 1_250_000
"""Bytes of a zip; the pack that ships has some 400,000."""
MOST_FILES: Final = 5_000
LARGEST_UNPACKED: Final = 30_000_000
"""Bytes of all files together, declared or counted while they are read."""
_SAME_DATE: Final = (1980, 1, 1, 0, 0, 0)
_RIGHTS: Final = (stat.S_IFREG | 0o644) << 16
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_ENCRYPTED: Final = 0x1
_OF_MACOS: Final = "__MACOSX/"
_MOST_TOLD: Final = 50
_CHUNK: Final = 65_536


def packed(texts: Mapping[str, str], *, folder: str) -> bytes:
    """A zip of the texts in one folder; the same texts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(texts):
            entry = zipfile.ZipInfo(f"{folder}/{path}", date_time=_SAME_DATE)
            entry.external_attr = _RIGHTS
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, texts[path].encode())
    return out.getvalue()


def unpacked(content: bytes, *, name: str) -> dict[str, str]:
    """The texts of a pack's files by path; `name` is that of the zip, for messages.

    The files lie in one folder or in none. Files that may lie in a pack without being part of it,
    and what macOS adds, are passed over.

    Raises:
        InputRefusedError: no zip, too large, a path that leads outside, a link, an encrypted file,
            a name twice, a name that no part has, or a text that is not UTF-8; with every reason.
    """
    files = members(content, name=name)
    reasons: list[Reason] = []
    texts: dict[str, str] = {}
    for path, text in _without_folder(files).items():
        if any(is_aside(part) for part in path.split("/")):
            continue
        try:
            texts[path] = text_of(path, text)
        except InputRefusedError as error:
            reasons += error.reasons
    if not texts and not reasons:
        reasons.append(Reason(what="holds no files of a pack", file=name))
    _refuse(reasons)
    return texts


def members(content: bytes, *, name: str, largest: int = LARGEST_UNPACKED) -> dict[str, bytes]:
    """The files of a zip by name, with every danger of zips refused.

    Raises:
        InputRefusedError: with the names that are at fault.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse(list(_of_size(entries, name, largest)))
            _refuse(list(_of_entries(entries)))
            return _read_all(archive, entries, name, largest)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        what = "is no zip file that can be read; expected a pack as it was exported"
        raise InputRefusedError([Reason(what=what, file=name)]) from error
    except (OSError, ValueError, RuntimeError, zlib.error) as error:
        what = "is damaged and can't be unpacked"
        raise InputRefusedError([Reason(what=what, file=name)]) from error


def _of_size(entries: Sequence[zipfile.ZipInfo], name: str, largest: int) -> Iterator[Reason]:
    """Say whether there are too many files, or whether they say themselves that they are large."""
    if len(entries) > MOST_FILES:
        what = f"holds {len(entries):,} files; expected at most {MOST_FILES:,}"
        yield Reason(what=what, file=name)
    declared = sum(entry.file_size for entry in entries)
    if declared > largest:
        what = f"unpacks to {declared:,} bytes; expected at most {largest:,}"
        yield Reason(what=what, file=name)


def _of_entries(entries: Sequence[zipfile.ZipInfo]) -> Iterator[Reason]:
    """Say which names lead outside, and which files are none."""
    for entry in entries:
        file = _shown(entry.orig_filename)
        if leads_outside(entry.orig_filename):
            yield Reason(what="the name leads outside of the pack", file=file)
        elif _is_odd(entry):
            yield Reason(what="is a link or a device; expected a file", file=file)
        elif entry.flag_bits & _ENCRYPTED:
            yield Reason(what="is encrypted; expected a file that anybody can read", file=file)
    counts = Counter(entry.filename.casefold() for entry in entries if not entry.is_dir())
    for found, count in counts.items():
        if count > 1:
            yield Reason(what=f"is there {count} times; expected once", file=_shown(found))


def leads_outside(path: str) -> bool:
    r"""Whether a name is absolute, names a drive, climbs up, or holds `\` or a null."""
    parts = path.removesuffix("/").split("/")
    return (
        not path
        or "\\" in path
        or not path.isprintable()
        or bool(_DRIVE.match(path))
        or any(part in {"", ".", ".."} for part in parts)
    )


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    """Whether Unix rights say that it is neither a file nor a folder."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return kind not in {0, stat.S_IFREG, stat.S_IFDIR}


def _read_all(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], name: str, largest: int
) -> dict[str, bytes]:
    """Unpack, and count while doing so: what a zip declares needn't be true."""
    files: dict[str, bytes] = {}
    left = largest
    for entry in entries:
        if entry.is_dir() or entry.filename.startswith(_OF_MACOS):
            continue
        content = bytearray()
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    what = f"unpacks to more than {largest:,} bytes; it is refused unread"
                    raise InputRefusedError([Reason(what=what, file=name)])
                content += chunk
        files[entry.filename] = bytes(content)
    return files


def _without_folder(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Take away the one folder in which all files lie, if they do and the pack's file is there."""
    tops = {path.partition("/")[0] for path in files if not is_aside(path.partition("/")[0])}
    if "pack.yaml" in files or len(tops) != 1:
        return dict(files)
    (top,) = tops
    if top in {"modules", "worksheets"}:
        return dict(files)
    return {path.removeprefix(f"{top}/"): content for path, content in files.items()}


def _shown(name: str) -> str:
    """A name as a message can show it."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name[:200])


def _refuse(reasons: Sequence[Reason]) -> None:
    if len(reasons) > _MOST_TOLD:
        more = len(reasons) - _MOST_TOLD
        rest = Reason(what=f"{more:,} more faults like these")
        raise InputRefusedError([*reasons[:_MOST_TOLD], rest])
    if reasons:
        raise InputRefusedError(reasons)
