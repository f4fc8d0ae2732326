"""A report's own name: over each document, in its running head and its properties, as typed."""

import html
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from mentoreval.report import write_report
from mentoreval.report.markdown import assemble
from mentoreval.report.marks import plain, shown
from mentoreval.report.pandoc import read
from mentoreval.results import Results

Write = Callable[[str], Path]
ABOUT = "Ratings before and after the training"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORE = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture
def documents(sample: Results, tmp_path: Path) -> Write:
    def write(name: str) -> Path:
        write_report(sample, figures=(), tables=(), output=tmp_path, name=name)
        return tmp_path

    return write


def words(archive: zipfile.ZipFile, part: str) -> str:
    root = ET.fromstring(archive.read(part))  # noqa: S314  our own file
    return "".join(one.text or "" for one in root.iter(f"{WORD}t"))


@pytest.mark.parametrize(
    "name",
    [
        'Spring #[*_$<>&" 2026',
        '#[*_$<>&"',
        "2026. Spring",
        "+ both // offices -- R&amp;D",
        "= /* styles */ </title>",
        "(1) @x `y` \\ ~ {.z}",
    ],
)
def test_each_document_bears_the_name_as_it_was_typed(documents: Write, name: str) -> None:
    folder = documents(name)

    page = (folder / "report.html").read_text(encoding="utf-8")
    heads = re.findall(r"<title>(.*?)</title>|<h1>(.*?)</h1>", page, re.DOTALL)
    assert [html.unescape(one or other) for one, other in heads] == [name, name]
    assert "/* styles */" not in page.split("<style>")[1].split("</style>")[0]
    printed = PdfReader(folder / "report.pdf")
    assert printed.metadata is not None
    assert printed.metadata.title == name
    assert [name in one.extract_text() for one in printed.pages[:2]] == [True, True]
    with zipfile.ZipFile(folder / "report.docx") as archive:
        (header,) = (one for one in archive.namelist() if "word/header" in one)
        assert words(archive, header).startswith(name)
        assert words(archive, "word/document.xml").startswith(f"{name}{ABOUT}.")
        core = ET.fromstring(archive.read("docProps/core.xml"))  # noqa: S314  our own file
        assert core.findtext(f"{CORE}title") == name


def test_what_the_report_is_about_stands_under_its_name(sample: Results) -> None:
    metadata = read(assemble(sample, figures=(), tables=(), name="Spring")).metadata

    assert (metadata["title"], metadata["running-head"]) == ("Spring", "Spring")
    assert metadata["subtitle"].startswith(f"{ABOUT}. ")


def test_without_a_name_the_title_says_what_it_is_about(sample: Results) -> None:
    metadata = read(assemble(sample, figures=(), tables=())).metadata

    assert (metadata["title"], metadata["running-head"]) == (ABOUT, ABOUT)
    assert ABOUT not in metadata["subtitle"]


def test_signs_that_no_font_has_do_not_stop_the_pdf(documents: Write) -> None:
    printed = PdfReader(documents("Primavera Ñ 🎓 2\ufe0f\u20e3 👩\u200d🎓") / "report.pdf")

    assert printed.metadata is not None
    assert printed.metadata.title == "Primavera Ñ ? 2 ??"


def test_control_signs_are_no_part_of_a_document() -> None:
    assert plain("a\x01b\x85 c") == "a b c"


def test_what_was_made_plain_can_be_shown_where_there_is_no_markdown() -> None:
    text = '#[*_$<>&" \\ \\\\ a'
    assert shown(plain(text)) == text
