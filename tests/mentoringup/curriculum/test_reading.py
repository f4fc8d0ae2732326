"""Packs as texts: every fault with file and line, and no text that does anything else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentoreval.errors import InputRefusedError
from mentoringup.curriculum.enums import PartKind
from mentoringup.curriculum.pack.files import MOST_FILES, read_folder, shipped_pack, shipped_texts
from mentoringup.curriculum.pack.markdown_file import read_markdown
from mentoringup.curriculum.pack.paths import part_path, path_of
from mentoringup.curriculum.pack.reading import read_pack, read_part
from mentoringup.curriculum.pack.reading_grade import reading_grade, syllables_of, words_of

LISTENING = "modules/communication/activities/listening-in-threes.md"
CASE = "modules/communication/cases/not-there-yet.md"
MODULE = "modules/communication/module.yaml"
SHEET = "worksheets/mentoring-map.yaml"


def faults(**changed: str | None) -> list[str]:
    """What is said of the shipped pack with these texts in place of its own."""
    texts = {**shipped_texts(), **changed}
    with pytest.raises(InputRefusedError) as refused:
        read_pack({path: text for path, text in texts.items() if text is not None})
    return [str(reason) for reason in refused.value.reasons]


def edited(path: str, old: str, new: str) -> dict[str, str]:
    text = shipped_texts()[path]
    assert text.count(old) >= 1
    return {path: text.replace(old, new, 1)}


def line_of(path: str, words: str) -> int:
    return next(n for n, line in enumerate(shipped_texts()[path].splitlines(), 1) if words in line)


@pytest.mark.parametrize("path", sorted(shipped_texts()))
def test_the_path_of_every_shipped_part_comes_back(path):
    where = part_path(path)

    assert where is not None
    assert path == path_of(where.kind, module=where.module, key=where.key, language=where.language)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "../pack.yaml",
        "/pack.yaml",
        "pack.yml",
        "PACK.yaml",
        "modules//module.yaml",
        "modules/a_b/module.yaml",
        "modules/a/../module.yaml",
        "modules/a/activities/b.fr-FR.md",
        "modules/-a/module.yaml",
        "worksheets/a.md",
        "primer.es.md",
        "pack.yaml\n",
        f"worksheets/{'a' * 41}.yaml",
    ],
)
def test_other_paths_are_no_parts(path):
    assert part_path(path) is None
    with pytest.raises(InputRefusedError):
        read_part(path, "")


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "told"),
    [
        (LISTENING, "objectives: [listen]", "objectives: [lisen]", "objectives:", "did you mean"),
        (LISTENING, "materials:", "material:", "materials:", "material"),
        (LISTENING, "kind: practice", "kind: dancing", "kind:", "dancing"),
        (LISTENING, "## Online", "## On line", "## Online", "is not known"),
        (CASE, "setting:", "seting:", "setting:", "seting"),
        (MODULE, "builds_on: []", "builds_on: [closing]", "builds_on", "comes after it"),
        (MODULE, "id: communication", "id: talking", "id: communication", "expected the same"),
        (SHEET, "minutes: 30", "minutes: soon", "minutes:", "soon"),
    ],
)
def test_a_fault_is_told_with_its_line(path, old, new, line, told):
    said = faults(**edited(path, old, new))

    place = f"{path}, line {line_of(path, line)}:"
    assert any(one.startswith(place) and told in one for one in said), said


def test_every_fault_of_every_file_is_told_at_once_in_the_order_of_the_files():
    said = faults(
        **edited(LISTENING, "kind: practice", "kind: dancing"),
        **edited(CASE, "## Commentary", "## Comentary"),
        **{SHEET: "- a list"},
    )

    files = [one.split(",")[0].split(":")[0] for one in said]
    assert files == sorted(files)
    assert set(files) == {LISTENING, CASE, SHEET}


@pytest.mark.parametrize("path", ["pack.yaml", "primer.md", "strategies.yaml", MODULE])
def test_a_missing_file_is_told(path):
    assert f"{path}: this file is missing" in faults(**{path: None})


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("modules/communication/activities/strange.es.md", "that it translates"),
        ("worksheets/strange.es.yaml", "that it translates"),
        ("modules/strange/module.yaml", "not in this list"),
    ],
)
def test_parts_that_hang_in_the_air_are_told(path, told):
    like = {"strange.es.md": LISTENING.replace(".md", ".es.md"), "strange.es.yaml": SHEET}
    text = shipped_texts().get(like.get(path.rsplit("/", 1)[-1], MODULE), "")

    assert any(told in one for one in faults(**{path: text}))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: expected '---'"),
        ("---\ntitle: a\n", "line 1: the YAML block that begins here"),
        ("---\ntitle: a\ntitle: b\n---\n", "line 3"),
        ("---\ntitle: a\n---\n## One\n\n## One\n", "line 6: the heading '## One' is already on"),
        ("---\na: &x 1\nb: *x\n---\n", "line 2"),
        ("---\na: !!python/object:os.system x\n---\n", "line 2"),
    ],
)
def test_markdown_that_cant_be_taken_apart_is_refused_with_its_line(text, told):
    with pytest.raises(InputRefusedError) as refused:
        read_markdown(text, file="a.md")

    assert told in str(refused.value)


def test_a_markdown_file_is_taken_apart_by_its_headings_outside_code():
    found = read_markdown(
        "---\ntitle: a\n---\nLead.\n\n## One ##\nFirst.\n```\n## no heading\n```\n## Two\n\n",
        file="a.md",
    )

    assert found.front.value == {"title": "a"}
    assert found.lead == "Lead."
    assert found.sections == {"One": "First.\n```\n## no heading\n```", "Two": ""}
    assert found.lines == {"One": 6, "Two": 11}


KINDS_OF_PATHS = [
    path_of(kind, module="communication", key="a", language=language)
    for kind in PartKind
    for language in ("", "es")
]


@given(path=st.sampled_from(KINDS_OF_PATHS), text=st.text(max_size=400))
@example(path=LISTENING, text="---\n{}\n---\n")
@example(path=LISTENING, text="---\n- 1\n---\n")
@example(path="pack.yaml", text="\x00")
@example(path="pack.yaml", text="a: " + "[" * 300)
@example(path="strategies.yaml", text="? [a]\n: b")
@example(path="pack.yaml", text="1: 2\n")
@example(path="primer.md", text="---\ntitle: 2020-13-45\n---\n")
@example(path="primer.md", text="---\ntitle: 99999999999999999999999999e9999999\n---\n")
def test_reading_any_text_gives_a_value_or_refuses(path, text):
    try:
        read_part(path, text)
    except InputRefusedError as error:
        assert error.reasons  # noqa: PT017  a value is as good


@given(data=st.data())
def test_reading_a_shipped_text_with_a_piece_torn_out_gives_a_value_or_refuses(data):
    path = data.draw(st.sampled_from(sorted(shipped_texts())))
    text = shipped_texts()[path]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 200)))
    put = data.draw(st.sampled_from(["", "\n", ": ", "- ", "'", '"', "{", "]", "\t", "---\n", "0"]))

    try:
        read_part(path, text[:start] + put + text[end:])
    except InputRefusedError as error:
        assert all(reason.file == path for reason in error.reasons)  # noqa: PT017  as above


def test_the_same_texts_give_the_same_pack():
    assert read_pack(dict(reversed(shipped_texts().items()))) == shipped_pack()


def test_a_folder_is_read_with_what_lies_aside_left_out(tmp_path):
    (tmp_path / "README.md").write_text("aside")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("aside")
    (tmp_path / "primer.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo")

    assert read_folder(tmp_path) == {"primer.md": "one\ntwo"}


def test_a_folder_with_links_bad_bytes_and_strange_files_is_refused(tmp_path):
    (tmp_path / "pack.yaml").symlink_to("/etc/passwd")
    (tmp_path / "primer.md").write_bytes(b"one\ntwo \xff")
    (tmp_path / "notes.txt").write_text("strange")
    (tmp_path / "strategies.yaml").write_bytes(b"x" * 300_001)

    with pytest.raises(InputRefusedError) as refused:
        read_folder(tmp_path)

    said = [str(reason) for reason in refused.value.reasons]
    assert [one.split(":")[0] for one in said] == [
        "notes.txt",
        "pack.yaml",
        "primer.md, line 2",
        "strategies.yaml",
    ]
    assert MOST_FILES == 20_000


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("mentor", 2), ("made", 1), ("asked", 1), ("wanted", 2), ("table", 2), ("b", 1)],
)
def test_syllables_are_counted_by_vowels(word, count):
    assert syllables_of(word) == count


def test_the_grade_follows_its_formula():
    text = "The cat sat on the mat. " * 10

    assert reading_grade(text) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert reading_grade("Too few words.") is None
    assert words_of("**Two** [words](https://a.example/long/address)") == 2
