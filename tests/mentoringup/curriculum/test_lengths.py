"""What is longer than anybody's text is refused with file and line, before anything reads it."""

import pytest

from mentoreval.errors import InputRefusedError
from mentoringup.curriculum.pack import documents, reading
from mentoringup.curriculum.pack.files import LARGEST_FILE, shipped_texts, text_of
from mentoringup.curriculum.pack.preview import preview_of
from mentoringup.curriculum.pack.reading import read_pack

LISTENING = "modules/communication/activities/listening-in-threes.md"
HEADING = "## What to listen for\n"
TEXT = shipped_texts()[LISTENING]
LINE = TEXT[: TEXT.index(HEADING)].count("\n") + 3
PARAGRAPHS = {
    "letters": "word " * 1_001,
    "opening brackets": "[" * 201,
    "asterisks and underscores": "*a **b " * 201,
}


def with_paragraph(paragraph: str) -> str:
    return TEXT.replace(HEADING, f"{HEADING}\n{paragraph}\n\n", 1)


@pytest.mark.parametrize("what", PARAGRAPHS)
def test_a_paragraph_that_is_too_much_is_a_fault_of_the_pack_with_its_line(what):
    broken = {**shipped_texts(), LISTENING: with_paragraph(PARAGRAPHS[what])}

    with pytest.raises(InputRefusedError) as refused:
        read_pack(broken)

    (reason,) = refused.value.reasons
    assert (reason.file, reason.line) == (LISTENING, LINE)
    assert what in reason.what


@pytest.mark.parametrize("what", PARAGRAPHS)
def test_a_paragraph_that_is_too_much_has_no_preview(what):
    with pytest.raises(InputRefusedError, match=what):
        preview_of(LISTENING, with_paragraph(PARAGRAPHS[what]))


@pytest.mark.parametrize("paragraph", ["a\n\n" * 20_001, "[]\n\n" * 3_001])
def test_a_text_that_is_too_much_is_refused_unread(paragraph, monkeypatch):
    monkeypatch.setattr(documents, "read_markdown", None)
    monkeypatch.setattr(reading, "_READERS", None)
    text = with_paragraph(paragraph)

    with pytest.raises(InputRefusedError, match="expected at most"):
        preview_of(LISTENING, text)
    with pytest.raises(InputRefusedError, match="expected at most"):
        reading.read_part(LISTENING, text)


def test_a_file_that_is_too_large_is_refused_on_import():
    assert LARGEST_FILE == 60_000
    with pytest.raises(InputRefusedError, match="expected at most 60,000"):
        text_of(LISTENING, b"x" * 60_001)


def test_long_lists_and_yaml_are_many_paragraphs():
    items = "\n".join(f"- item {number} of a list without empty lines" for number in range(300))

    assert preview_of(LISTENING, with_paragraph(items)).texts
