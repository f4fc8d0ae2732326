"""Word files of every template: headings, tables with head rows, editable, titled."""

import pytest

from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.guides.enums import FileFormat, GuideKind, Paper
from printed_plans import (
    NAME,
    PRINTED,
    TEMPLATES,
    an_item,
    curly,
    file_of,
    large_file_of,
    made,
    module_file,
    plan_with,
    word,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def headings(document) -> list[tuple[int, str]]:
    return [
        (int(paragraph.style.name.removeprefix("Heading ")), paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading ")
    ]


@pytest.mark.parametrize("kind", PRINTED)
@pytest.mark.parametrize("template", TEMPLATES)
def test_headings_skip_no_level_and_none_is_empty(template, kind):
    found = headings(word(file_of(template, kind, FileFormat.DOCX).content))
    levels = [level for level, _text in found]

    assert [text for _level, text in found if not text.strip()] == []
    assert max(after - before for before, after in zip([0, *levels], levels, strict=False)) == 1


@pytest.mark.parametrize("kind", PRINTED)
@pytest.mark.parametrize("template", TEMPLATES)
def test_tables_have_head_rows_that_repeat(template, kind):
    tables = word(file_of(template, kind, FileFormat.DOCX).content).tables

    assert tables
    assert [
        table for table in tables if table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is None
    ] == []


@pytest.mark.parametrize("kind", PRINTED)
def test_it_has_its_title_and_language(kind):
    document = word(file_of(TEMPLATES[0], kind, FileFormat.DOCX).content)

    titles = [one.text for one in document.paragraphs if one.style.name == "Title"]
    assert (titles, document.core_properties.title) == ([NAME], NAME)
    assert document.styles.element.find(f".//{W}lang").get(f"{W}val") == "en"


@pytest.mark.parametrize("template", TEMPLATES)
def test_modules_are_bands_of_their_hue_and_sessions_begin_pages(template):
    document = word(file_of(template, GuideKind.FACILITATOR, FileFormat.DOCX).content)
    bands = [one for one in document.paragraphs if one.style.name == "Heading 2"]
    module = next(one for one in bands if one.text.startswith("Maintaining"))
    chapters = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    primer = next(one for one in chapters if one.text.startswith("Before your first"))

    assert module._p.find(f"{W}pPr/{W}pBdr/{W}left").get(f"{W}color") == "4A90D9"
    assert primer.paragraph_format.page_break_before


def test_links_within_the_document_lead_to_bookmarks():
    content = module_file("professional-development", GuideKind.PACKET, FileFormat.DOCX)
    body = word(content.content).element.body

    targets = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    links = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    assert links
    assert links <= targets


def test_figures_have_alternative_texts():
    content = module_file("professional-development", GuideKind.PACKET, FileFormat.DOCX)
    shapes = word(content.content).inline_shapes

    texts = [shape._inline.docPr.get("descr") for shape in shapes]
    assert [text[:11] for text in texts] == ["Three rings"]


def test_worksheets_have_lines_to_write_on():
    content = module_file("communication", GuideKind.PACKET, FileFormat.DOCX).content
    document = word(content)
    sheet = shipped_pack().worksheet_by_id["communication-preferences"]
    wanted = sum(
        field.lines
        for section in sheet.sections
        for field in section.fields
        if field.kind == "text"
    )

    lines = [one for one in document.paragraphs if one.style.name == "Writing Line"]
    assert len(lines) >= wanted
    told = curly(" ".join(one.text for one in document.paragraphs))
    labels = [field.label for section in sheet.sections for field in section.fields]
    assert [label for label in labels if curly(label) not in told] == []


@pytest.mark.parametrize(("paper", "inches"), [(Paper.LETTER, 8.5), (Paper.A4, 8.27)])
def test_pages_have_the_size_of_the_paper(paper, inches):
    content = made(plan_with(an_item()), GuideKind.AGENDA, FileFormat.DOCX, paper=paper).content

    assert round(word(content).sections[0].page_width.inches, 2) == inches


def test_large_print_is_larger():
    content = made(plan_with(an_item()), GuideKind.PACKET, FileFormat.DOCX, is_large=True).content
    sizes = word(content).styles.element.find(f"{W}docDefaults").iter(f"{W}sz")

    assert [int(size.get(f"{W}val")) / 2 for size in sizes] == [18]


@pytest.mark.parametrize("kind", PRINTED)
def test_no_style_of_large_print_is_below_sixteen_points(kind):
    content = made(plan_with(an_item()), kind, FileFormat.DOCX, is_large=True).content

    sizes = {int(size.get(f"{W}val")) / 2 for size in word(content).styles.element.iter(f"{W}sz")}
    assert min(sizes) >= 16


def test_a_crowded_agenda_in_large_print_is_not_scaled_down():
    content = large_file_of("six-sessions", GuideKind.AGENDA, FileFormat.DOCX).content
    sizes = word(content).styles.element.find(f"{W}docDefaults").iter(f"{W}sz")

    assert [int(size.get(f"{W}val")) / 2 for size in sizes] == [18]
