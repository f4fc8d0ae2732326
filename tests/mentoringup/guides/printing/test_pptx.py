"""PowerPoint files of every template: a title on every slide, notes, and text that fits."""

import pytest

from mentoringup.guides.enums import FileFormat, GuideKind
from printed_plans import NAME, TEMPLATES, file_of, slides, template_plan

LETTERS, LINES = 90, 14
"""Of body text in 20 points: on a line, and on a slide."""


def deck(template: str) -> list:
    return list(slides(file_of(template, GuideKind.SLIDES, FileFormat.PPTX).content).slides)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_slide_has_a_title(template):
    titles = [one.shapes.title.text_frame.text for one in deck(template)]

    assert titles[0] == NAME
    assert [title for title in titles if not title.strip()] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_activity_has_a_slide_with_notes(template):
    noted = {
        one.shapes.title.text_frame.text.replace("’", "'")
        for one in deck(template)
        if one.has_notes_slide and one.notes_slide.notes_text_frame.text.strip()
    }
    plan = template_plan(template)

    assert {item.title for _session, item in plan.items() if item.activity} <= noted


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_slide_has_more_text_than_it_bears(template):
    heights = []
    for one in deck(template):
        paragraphs = [
            paragraph.text
            for shape in one.placeholders
            if shape.placeholder_format.idx == 1
            for paragraph in shape.text_frame.paragraphs
        ]
        heights.append(sum(max(1, -(-len(text) // LETTERS)) for text in paragraphs))

    assert max(heights) <= LINES


def test_slides_are_wide_and_in_our_type():
    made = slides(file_of(TEMPLATES[0], GuideKind.SLIDES, FileFormat.PPTX).content)

    assert (made.slide_width.inches, made.slide_height.inches) == pytest.approx((13.333, 7.5))
    assert made.core_properties.title == NAME
