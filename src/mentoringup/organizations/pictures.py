"""Which uploaded pictures are taken: judged by their bytes, never by name or declared type.

A picture is only taken if its frame is whole: signature, size, and the mark of its end. SVG is
refused, since it can carry script.
"""

import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_BYTES: Final = 512 * 1024
MOST_PIXELS_A_SIDE: Final = 2000


class PictureKind(StrEnum):
    """The kinds, by their file ending."""

    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"

    @property
    def media_type(self) -> str:
        """As a browser is told."""
        return {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a picture is; width and height in pixels."""

    kind: PictureKind
    width: int
    height: int


def read_picture(content: bytes) -> Picture | None:
    """What the bytes are, or None where they are no whole PNG, JPEG or WebP."""
    try:
        return _png(content) or _jpeg(content) or _webp(content)
    except (struct.error, IndexError):
        return None


def _png(content: bytes) -> Picture | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", content[16:24])
    position = 8
    while position < len(content):
        (length,) = struct.unpack(">I", content[position : position + 4])
        name = content[position + 4 : position + 8]
        position += 12 + length
        if name == b"IEND":
            whole = position == len(content)
            return Picture(kind=PictureKind.PNG, width=width, height=height) if whole else None
    return None


_FRAME_MARKS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _jpeg(content: bytes) -> Picture | None:
    if not content.startswith(b"\xff\xd8\xff") or not content.endswith(b"\xff\xd9"):
        return None
    position = 2
    while content[position] == 0xFF:  # noqa: PLR2004  the first byte of each mark of a JPEG
        mark = content[position + 1]
        (length,) = struct.unpack(">H", content[position + 2 : position + 4])
        if mark in _FRAME_MARKS:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return Picture(kind=PictureKind.JPEG, width=width, height=height)
        position += 2 + length
    return None


def _webp(content: bytes) -> Picture | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    (length,) = struct.unpack("<I", content[4:8])
    if length + 8 != len(content):
        return None
    size = _webp_size(content[12:16], content[20:])
    if size is None:
        return None
    return Picture(kind=PictureKind.WEBP, width=size[0], height=size[1])


def _webp_size(chunk: bytes, body: bytes) -> tuple[int, int] | None:
    """Width and height: each of the three coders writes them in its own place."""
    if chunk == b"VP8X":
        return (
            1 + int.from_bytes(body[4:7], "little"),
            1 + int.from_bytes(body[7:10], "little"),
        )
    if chunk == b"VP8L" and body[0] == 0x2F:  # noqa: PLR2004  the signature of lossless WebP
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return None
