import io
import stat
import warnings
import zipfile

import pytest

from mentoreval.errors import InputRefusedError
from mentoringup.curriculum.pack import archive
from mentoringup.curriculum.pack.archive import members, packed, unpacked
from mentoringup.curriculum.pack.files import shipped_texts


def zip_of(files: dict[str, bytes], change=None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.filename = name
            entry.compress_type = zipfile.ZIP_DEFLATED
            if change:
                change(entry)
            file.writestr(entry, content)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(InputRefusedError) as error:
        unpacked(content, name="x.zip")
    return str(error.value)


def test_a_pack_comes_back_as_it_went():
    content = packed(shipped_texts(), folder="open")

    assert unpacked(content, name="x.zip") == shipped_texts()
    assert len(content) < archive.LARGEST_ZIP


def test_the_same_texts_give_the_same_bytes():
    texts = shipped_texts()

    turned = dict(reversed(texts.items()))

    assert packed(texts, folder="open") == packed(turned, folder="open")


@pytest.mark.parametrize("folder", ["", "open/", "some pack/"])
def test_files_may_lie_in_one_folder_or_in_none(folder):
    files = {f"{folder}pack.yaml": b"id: x\n", f"{folder}README.md": b"", f"{folder}.git/x": b""}

    assert unpacked(zip_of(files), name="x.zip") == {"pack.yaml": "id: x\n"}


def test_what_macos_adds_is_passed_over():
    files = {"open/pack.yaml": b"id: x\n", "__MACOSX/open/._pack.yaml": b"\0\1"}

    assert unpacked(zip_of(files), name="x.zip") == {"pack.yaml": "id: x\n"}


@pytest.mark.parametrize(
    "name",
    [
        "../evil.md",
        "open/../../evil.md",
        "/etc/passwd",
        "C:/evil.md",
        "open\\evil.md",
        "open//primer.md",
        "./primer.md",
        "open/\x07.md",
    ],
)
def test_a_path_that_leads_outside_is_refused_with_its_name(name):
    told = refusal(zip_of({"pack.yaml": b"id: x\n", name: b"x"}))

    assert "leads outside" in told
    assert name.replace("\x07", "\\x07") in told


def test_a_link_is_refused():
    def link(entry):
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert refusal(zip_of({"pack.yaml": b"/etc/passwd"}, link)) == (
        "pack.yaml: is a link or a device; expected a file"
    )


def test_an_encrypted_file_is_refused():
    content = zip_of({"pack.yaml": b"id: x\n"})
    # The flag of the central directory and of the file itself.
    central, local = content.rindex(b"PK\1\2"), content.index(b"PK\3\4")
    marked = bytearray(content)
    marked[central + 8] |= 1
    marked[local + 6] |= 1

    assert "is encrypted" in refusal(bytes(marked))


def test_a_name_twice_is_refused():
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as file:
        warnings.simplefilter("ignore")
        file.writestr("pack.yaml", "id: a\n")
        file.writestr("pack.yaml", "id: b\n")

    assert "is there 2 times" in refusal(out.getvalue())


def test_a_bomb_that_says_how_large_it_is_is_refused_unread(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 1000)
    content = zip_of({"pack.yaml": b"0" * 100_000})

    with pytest.raises(InputRefusedError, match="unpacks to 100,000 bytes"):
        members(content, name="x.zip", largest=1000)


def test_a_bomb_that_lies_about_its_size_is_refused_too():
    content = bytearray(zip_of({"pack.yaml": b"0" * 100_000}))
    central, local = content.rindex(b"PK\1\2"), content.index(b"PK\3\4")
    content[central + 24 : central + 28] = (10).to_bytes(4, "little")
    content[local + 22 : local + 26] = (10).to_bytes(4, "little")

    with pytest.raises(InputRefusedError, match=r"x\.zip: is (no zip|damaged)"):
        members(bytes(content), name="x.zip", largest=1000)


def test_what_is_read_is_counted_too(monkeypatch):
    monkeypatch.setattr(archive, "_of_size", lambda *_: iter(()))

    with pytest.raises(InputRefusedError, match="unpacks to more than 1,000 bytes"):
        members(zip_of({"pack.yaml": b"0" * 100_000}), name="x.zip", largest=1000)


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(archive, "MOST_FILES", 2)

    assert "holds 3 files" in refusal(zip_of({f"modules/{n}/guidance.md": b"" for n in "abc"}))


def test_wrong_names_and_bad_bytes_are_all_told_with_their_lines():
    files = {"open/pack.yaml": b"id: x\n\xff\n", "open/virus.exe": b"MZ"}

    told = refusal(zip_of(files)).splitlines()

    assert told == [
        "pack.yaml, line 2: byte 0xff is not UTF-8; save the file as UTF-8",
        "virus.exe: no file of a pack has this name; see docs/curriculum-packs.md",
    ]


@pytest.mark.parametrize(
    "content", [b"", b"PK\5\6" + bytes(18), b"not a zip", b"PK\3\4" + b"x" * 90]
)
def test_what_is_no_zip_is_one_sentence(content):
    assert refusal(content).startswith("x.zip: ")
