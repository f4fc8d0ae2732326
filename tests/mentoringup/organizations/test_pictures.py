import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.organizations.pictures import Picture, PictureKind, read_picture
from tiny_pictures import jpeg, png, webp

SAMPLES = {
    "png": png(),
    "jpeg": jpeg(),
    "lossy webp": webp(b"VP8 "),
    "lossless webp": webp(b"VP8L"),
    "extended webp": webp(b"VP8X"),
}
KINDS = [PictureKind.PNG, PictureKind.JPEG, PictureKind.WEBP, PictureKind.WEBP, PictureKind.WEBP]


def test_each_kind_is_known_by_its_bytes_with_its_size():
    found = [read_picture(content) for content in SAMPLES.values()]

    assert found == [Picture(kind=kind, width=4, height=3) for kind in KINDS]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_picture_that_was_cut_off_is_none(name):
    content = SAMPLES[name]

    assert [read_picture(content[:size]) for size in range(len(content))] == [None] * len(content)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_picture_with_a_script_behind_it_is_none(name):
    assert read_picture(SAMPLES[name] + b"<script>alert(1)</script>") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"GIF89a\x01\x00\x01\x00",
        b"<!doctype html>",
        b"%PDF-1.7",
    ],
)
def test_other_files_are_no_pictures(content):
    assert read_picture(content) is None


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_damaged_bytes_never_raise(name, data):
    content = bytearray(SAMPLES[name])
    for _ in range(4):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    read_picture(bytes(content))
