import re
from pathlib import Path

import pytest

from mentoreval.report import pdf
from mentoreval.report.pandoc import read

SHORT = """---
title: "A “quoted” title: with #signs, $5 and *stars*"
subtitle: "S"
kicker: "K"
description: "D"
lang: "en-US"
running-head: "R"
footer: "F"
page-word: "Page"
---

# Heading {#heading}

![**Figure 1.** Caption.](figures/one.svg){#figure-one alt="It says \\"yes\\" \\\\ no."}

| Scale | n |
|:---|---:|
| A | 1 |

: **Table 1. Title.** {#table-one}
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="#0b5c63"/></svg>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "one.svg").write_text(DRAWING, encoding="utf-8")
    return tmp_path


def test_the_sample_compiles_as_pdf_ua_1(pdf_objects: str) -> None:
    assert re.search(r"pdfuaid:part[>=\"' ]*1", pdf_objects)


def test_the_compiler_has_nothing_to_remark(folder: Path) -> None:
    assert pdf.render(read(SHORT), folder=folder, paper="us-letter").warnings == ()


@pytest.mark.parametrize(("paper", "box"), [("us-letter", "612 792"), ("a4", "595.2756 841.8898")])
def test_the_page_has_the_size_asked_for(folder: Path, paper: str, box: str) -> None:
    content = pdf.render(read(SHORT), folder=folder, paper=paper).content.decode("latin-1")
    assert f"/MediaBox[0 0 {box}]" in content


def test_language_title_and_structure_are_set(pdf_objects: str) -> None:
    assert "/Lang(en-US)" in pdf_objects
    assert "Ratings before and after the training" in pdf_objects
    assert "/StructTreeRoot" in pdf_objects
    assert "/DisplayDocTitle true" in pdf_objects


def test_every_figure_is_tagged_and_has_an_alternative_text(pdf_objects: str, page: str) -> None:
    figures = page.count("<figure ")
    alternatives = re.findall(r"/S ?/Figure[^>]*?/Alt|/Alt[^>]*?/S ?/Figure", pdf_objects)
    assert figures > 0
    assert len(re.findall(r"/S ?/Figure\b", pdf_objects)) == figures
    assert len(alternatives) == figures


def test_every_table_has_head_cells_with_a_scope(pdf_objects: str) -> None:
    tables = len(re.findall(r"/S ?/Table\b", pdf_objects))
    heads = len(re.findall(r"/S ?/TH\b", pdf_objects))
    assert tables > 0
    assert heads >= 2 * tables
    assert len(re.findall(r"/Scope ?/Column", pdf_objects)) == heads


def test_headings_and_captions_are_tagged(pdf_objects: str) -> None:
    assert len(re.findall(r"/S ?/H1\b", pdf_objects)) == 6
    assert re.search(r"/S ?/Caption\b", pdf_objects)
