"""Web pages of every template: one title, no level skipped, nothing from outside, no script."""

import re
from itertools import pairwise

import pytest

from mentoringup.guides.enums import FileFormat, GuideKind
from printed_plans import (
    NAME,
    TEMPLATES,
    an_item,
    file_of,
    made,
    module_file,
    page,
    plan_with,
    template_plan,
)

KINDS = list(GuideKind)
OUTSIDE = re.compile(r"url\((?!data:)|@import|src=|<link|<iframe|<object|<embed", re.IGNORECASE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_it_has_one_title_and_skips_no_level(template, kind):
    found = page(file_of(template, kind, FileFormat.HTML).content)
    levels = [int(one.name[1]) for one in found.find_all(re.compile("^h[1-6]$"))]

    assert [one.text for one in found.find_all("h1")] == [NAME]
    assert levels[0] == 1
    assert max(after - before for before, after in pairwise(levels)) <= 1
    assert [one for one in found.find_all(re.compile("^h[1-6]$")) if not one.text.strip()] == []
    assert found.html["lang"] == "en"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_it_needs_nothing_from_outside(template, kind):
    content = file_of(template, kind, FileFormat.HTML).content.decode()

    assert OUTSIDE.findall(content) == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not GuideKind.SLIDES])
def test_pages_have_no_script(kind):
    assert page(file_of(TEMPLATES[0], kind, FileFormat.HTML).content).find_all("script") == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_ids_are_unique_and_links_lead_somewhere(template):
    found = page(file_of(template, GuideKind.FACILITATOR, FileFormat.HTML).content)
    ids = [one["id"] for one in found.find_all(id=True)]
    links = {one["href"] for one in found.find_all("a", href=True)}

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("template", TEMPLATES)
def test_tables_say_what_their_heads_head(template):
    found = page(file_of(template, GuideKind.PACKET, FileFormat.HTML).content)
    heads = found.find_all("th")

    assert heads
    assert [head for head in heads if head.get("scope") not in {"col", "row"}] == []
    assert [head for head in heads if not head.text.strip()] == []
    assert [one for one in found.find_all("table") if not one.caption.text.strip()] == []


def test_figures_are_inside_and_have_names():
    found = page(module_file("professional-development", GuideKind.PACKET, FileFormat.HTML).content)

    assert [one["aria-label"][:11] for one in found.find_all("svg")] == ["Three rings"]


def test_slides_have_a_heading_each_and_notes_that_open_without_a_script():
    found = page(file_of("four-hours", GuideKind.SLIDES, FileFormat.HTML).content)
    sections = found.main.find_all("section", recursive=False)

    assert len(sections) > 20
    assert [one for one in sections if one.find(["h1", "h2"]) is None] == []
    assert len(found.find_all("details")) > 10
    assert found.find("section", class_="opening").h1.text == NAME


def test_every_activity_has_a_slide():
    found = page(file_of("four-hours", GuideKind.SLIDES, FileFormat.HTML).content)
    titles = {one.text.replace("’", "'") for one in found.find_all("h2")}

    plan = template_plan("four-hours")
    planned = {item.title for _session, item in plan.items() if item.activity}
    assert planned <= titles


def test_markup_in_names_and_notes_is_shown_as_text():
    evil = "<script>alert(1)</script> {=html}"
    noted = an_item(title=evil, note=evil)

    found = page(
        made(plan_with(noted), GuideKind.FACILITATOR, FileFormat.HTML, name=evil, site=evil).content
    )

    assert found.find_all("script") == []
    assert found.h1.text == evil
