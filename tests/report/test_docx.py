import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from mentoreval.report import docx
from mentoreval.report.pandoc import read

Part = Callable[[str], str]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHORT = """---
title: T
subtitle: S
lang: en-US
running-head: "Head & more"
footer: F
page-word: Page
---

# One {#one}

Text.
"""


def styles_used(document: str) -> set[str]:
    return set(re.findall(r'<w:(?:pStyle|tblStyle) w:val="([^"]+)"', document))


def test_our_styles_are_used(word_part: Part) -> None:
    assert styles_used(word_part("word/document.xml")) >= {
        "Title", "Subtitle", "Banner", "Lead", "KeyFigure", "Heading1", "Heading2", "Table",
        "TableCaption", "ImageCaption", "Notes",
    }  # fmt: skip


def test_every_style_that_is_used_is_defined(word_part: Part) -> None:
    defined = set(re.findall(r'w:styleId="([^"]+)"', word_part("word/styles.xml")))
    assert styles_used(word_part("word/document.xml")) - defined == set()


def test_every_picture_is_a_png_with_an_alternative_text(word_part: Part, page: str) -> None:
    document = word_part("word/document.xml")
    alternatives = re.findall(r'<pic:cNvPr [^>]*descr="([^"]+)"', document)
    assert len(alternatives) == document.count("<pic:pic>") == page.count("<figure ")
    relations = word_part("word/_rels/document.xml.rels")
    assert ".svg" not in relations


def test_tables_repeat_their_heads_and_can_be_edited(word_part: Part) -> None:
    document = word_part("word/document.xml")
    assert document.count("<w:tblHeader") == document.count("<w:tbl>")


def test_a_group_row_spans_its_table(word_part: Part) -> None:
    document = word_part("word/document.xml")
    (row,) = re.findall(r"<w:tr>(?:(?!</w:tr>).)*Career stage</w:t>.*?</w:tr>", document)[:1]
    assert "gridSpan" in row


def test_the_running_head_says_synthetic(word_part: Part) -> None:
    (name,) = re.findall(r'Target="(header\d+\.xml)"', word_part("word/_rels/document.xml.rels"))
    header = word_part(f"word/{name}")
    assert "Ratings before and after the training" in header
    assert "Synthetic data" in header


def test_language_and_title_are_set(word_part: Part) -> None:
    assert re.search(r'<w:lang [^>]*w:val="en-US"', word_part("word/styles.xml"))
    title = "<dc:title>Ratings before and after the training</dc:title>"
    assert title in word_part("docProps/core.xml")


@pytest.mark.parametrize(("paper", "size"), [("us-letter", (12240, 15840)), ("a4", (11906, 16838))])
def test_the_page_has_the_size_asked_for(tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "made.docx").write_bytes(docx.render(read(SHORT), folder=tmp_path, paper=paper))
    with zipfile.ZipFile(tmp_path / "made.docx") as archive:
        document = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314  our own file
    (page,) = document.iter(f"{WORD}pgSz")
    assert (int(page.attrib[f"{WORD}w"]), int(page.attrib[f"{WORD}h"])) == size


def test_a_title_with_an_ampersand_makes_a_sound_header(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "made.docx").write_bytes(docx.render(read(SHORT), folder=tmp_path, paper="a4"))
    with zipfile.ZipFile(tmp_path / "made.docx") as archive:
        header = ET.fromstring(archive.read("word/header1.xml"))  # noqa: S314  our own file
    assert "Head & more" in [text.text for text in header.iter(f"{WORD}t")]
