"""PDFs of every template: tagged, titled, with an outline, and pages of the paper asked for."""

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.guides.enums import FileFormat, GuideKind, Paper
from mentoringup.planning.plan import Plan, PlannedSession
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
    module_plan,
    pdf,
    pdf_words,
    plan_with,
    template_plan,
)

LETTER, A4 = (612, 792), (595, 842)
MOST_PAGES = 38
RUNNING_HEAD = 12.0
"""Points of what stands around the pages of large print."""


def sizes_in(content: bytes) -> set[float]:
    """In how many points the words of a PDF are set."""
    sizes = set()

    def visit(text, _matrix, text_matrix, _font, size):
        if text.strip() and not text.strip().isdigit():
            sizes.add(round(abs(size * text_matrix[0]), 1))

    for page in pdf(content).pages:
        page.extract_text(visitor_text=visit)
    return sizes


def structure(reader: PdfReader) -> list[DictionaryObject]:
    """Every element of the tree of tags."""
    found = []
    left = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        node = left.pop().get_object()
        if isinstance(node, ArrayObject):
            left += list(node)
        elif isinstance(node, DictionaryObject):
            found.append(node)
            if "/K" in node:
                left.append(node["/K"])
    return [node for node in found if "/S" in node]


def outline(reader: PdfReader) -> list[str]:
    found, left = [], list(reader.outline)
    while left:
        one = left.pop(0)
        if isinstance(one, list):
            left = [*one, *left]
        else:
            found.append(curly(one.title))
    return found


@pytest.mark.parametrize("kind", PRINTED)
@pytest.mark.parametrize("template", TEMPLATES)
def test_it_is_tagged_and_says_its_language_and_title(template, kind):
    reader = pdf(file_of(template, kind, FileFormat.PDF).content)
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata.title == NAME
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert {"/H1", "/P", "/Table", "/TH"} <= {node["/S"] for node in structure(reader)}


@pytest.mark.parametrize("kind", PRINTED)
@pytest.mark.parametrize("template", TEMPLATES)
def test_its_outline_begins_with_its_first_chapter(template, kind):
    plan = template_plan(template)
    first = {
        GuideKind.FACILITATOR: "How to use this guide",
        GuideKind.PACKET: "When we meet",
        GuideKind.AGENDA: plan.sessions[0].title,
    }

    titles = outline(pdf(file_of(template, kind, FileFormat.PDF).content))

    assert titles[0] == first[kind]


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_activity_is_in_the_outline_of_the_facilitator_guide(template):
    content = file_of(template, GuideKind.FACILITATOR, FileFormat.PDF).content
    titles = outline(pdf(content))

    planned = [item.title for _session, item in template_plan(template).items() if item.activity]
    assert [title for title in planned if curly(title) not in titles] == []


def test_a_packet_for_four_hours_is_no_book():
    pages = pdf(file_of("four-hours", GuideKind.PACKET, FileFormat.PDF).content).pages

    assert len(pages) <= MOST_PAGES


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_agenda_is_one_page(template):
    assert len(pdf(file_of(template, GuideKind.AGENDA, FileFormat.PDF).content).pages) == 1


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_agenda_is_one_page_on_a4_too(template):
    content = made(
        template_plan(template), GuideKind.AGENDA, FileFormat.PDF, paper=Paper.A4
    ).content

    assert len(pdf(content).pages) == 1


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_agenda_in_large_print_is_two_pages_at_most_and_nowhere_below_sixteen_points(template):
    content = large_file_of(template, GuideKind.AGENDA, FileFormat.PDF).content

    assert len(pdf(content).pages) <= 2
    assert {size for size in sizes_in(content) if size < 16} <= {RUNNING_HEAD}


def test_an_agenda_of_the_largest_plan_in_large_print_grows_by_pages_and_stays_large():
    content = made(crowded(40, 1), GuideKind.AGENDA, FileFormat.PDF, is_large=True).content

    assert {size for size in sizes_in(content) if size < 16} <= {RUNNING_HEAD}


def crowded(sessions: int, items: int) -> Plan:
    one = plan_with(an_item())
    return Plan(
        settings=one.settings,
        sessions=tuple(
            PlannedSession(
                id=f"session{number}",
                title=f"Meeting {number} on a rather long list of matters",
                minutes=items * 5,
                items=tuple(an_item(id=f"{number}-{item}", minutes=5) for item in range(items)),
            )
            for number in range(sessions)
        ),
    )


@pytest.mark.parametrize(("sessions", "items"), [(1, 200), (40, 200), (40, 1), (1, 1), (12, 4)])
def test_an_agenda_of_the_largest_plan_is_one_page(sessions, items):
    content = made(crowded(sessions, items), GuideKind.AGENDA, FileFormat.PDF).content

    assert len(pdf(content).pages) == 1


def test_an_agenda_of_an_empty_plan_is_one_page():
    one = plan_with(an_item())
    empty = Plan(settings=one.settings, sessions=())

    assert len(pdf(made(empty, GuideKind.AGENDA, FileFormat.PDF).content).pages) == 1


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, LETTER), (Paper.A4, A4)])
def test_pages_have_the_size_of_the_paper(paper, size):
    content = made(module_plan("welcome"), GuideKind.PACKET, FileFormat.PDF, paper=paper).content
    sizes = {
        (round(page.mediabox.width), round(page.mediabox.height)) for page in pdf(content).pages
    }

    assert sizes == {size}


def test_figures_have_alternative_texts():
    content = module_file("professional-development", GuideKind.PACKET, FileFormat.PDF).content
    figures = [node for node in structure(pdf(content)) if node["/S"] == "/Figure"]

    assert len(figures) == 1
    assert figures[0]["/Alt"].startswith("Three rings around a small circle in the middle")


def test_worksheets_are_printed_with_their_fields():
    told = curly(pdf_words(module_file("communication", GuideKind.PACKET, FileFormat.PDF).content))
    sheet = shipped_pack().worksheet_by_id["communication-preferences"]

    labels = [field.label for section in sheet.sections for field in section.fields]
    assert [label for label in labels if curly(label) not in told] == []


def test_large_print_is_at_least_sixteen_points():
    content = made(
        module_plan("communication"), GuideKind.PACKET, FileFormat.PDF, is_large=True
    ).content

    assert {size for size in sizes_in(content) if size < 16} <= {RUNNING_HEAD}


def test_code_in_large_print_is_large():
    noted = an_item(note="Type `chat` and\n\n```\nwait\n```")

    content = made(plan_with(noted), GuideKind.FACILITATOR, FileFormat.PDF, is_large=True).content

    assert {size for size in sizes_in(content) if size < 16} <= {RUNNING_HEAD}


def test_a_spanish_packet_says_its_language():
    content = made(
        module_plan("communication"), GuideKind.PACKET, FileFormat.PDF, language="es"
    ).content

    assert pdf(content).trailer["/Root"]["/Lang"] == "es"
    assert "Escuchar en grupos de tres" in pdf_words(content)


def test_the_same_plan_gives_the_same_bytes():
    first, second = (
        made(module_plan("welcome"), GuideKind.AGENDA, FileFormat.PDF).content for _time in range(2)
    )

    assert first == second


def test_markup_in_names_and_notes_is_printed_as_text():
    evil = '#panic() $x$ `y` <b>z</b> [w](javascript:1) "q" \\input{a} @ref = *s*'
    noted = an_item(title=evil, note=evil)

    content = made(
        plan_with(noted), GuideKind.FACILITATOR, FileFormat.PDF, name=evil, site=evil
    ).content

    assert curly(pdf_words(content)).count("#panic() $x$ `y` <b>z</b>") >= 3
