"""Brackets, headings, images."""

from dataclasses import replace

import pytest


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Ask Dr. Kim (", "Ask Dr. Kim"),
        ("Read it (see the list.", "Read it (see the list)."),
        ("Read [the list\n\nNext.", "Read [the list]\n\nNext."),
        ("A (b [c", "A (b [c])"),
        ("- one (two\n- three", "- one (two)\n- three"),
        ("Emails (", "Emails"),
    ],
)
def test_an_open_bracket_is_closed(sound, faults, repaired, text, better):
    page = replace(sound, description=text)
    assert [name for name, _place, _found in faults(page)] == ["unclosed-bracket"]
    page = repaired(page, "unclosed-bracket")
    assert (page.description, faults(page)) == (better, [])


@pytest.mark.parametrize(
    "text",
    [
        "All (of it) is [fine](https://example.org).",
        "An interval [0, 1) is fine, and so is 1) this.",
        "It was hard :( but we did it.",
        "Code `f(` is code.",
        "```\nf(\n```",
    ],
)
def test_brackets_that_mean_something_else_are_left_alone(sound, faults, text):
    assert faults(replace(sound, description=text)) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Text.\n\n## Dates", "Text."),
        ("## Dates\n\n## Places\n\nHere.", "## Places\n\nHere."),
        ("## Dates\n\n# Places\n\nHere.", "# Places\n\nHere."),
        ("##\n\nHere.", "Here."),
        ("Dates\n-----\n\nPlaces\n======\n\nHere.", "Places\n======\n\nHere."),
    ],
)
def test_a_heading_without_text_is_removed(sound, faults, repaired, text, better):
    page = replace(sound, description=text)
    assert [name for name, _place, _found in faults(page)] == ["heading-without-text"]
    page = repaired(page, "heading-without-text")
    assert (page.description, faults(page)) == (better, [])


@pytest.mark.parametrize("text", ["# A\n\n## B\n\nText.", "Text with #hash", "```\n# comment\n```"])
def test_headings_with_text_and_other_marks_are_fine(sound, faults, text):
    assert faults(replace(sound, description=text)) == []


@pytest.mark.parametrize(
    "image", ["![](map.png)", "![ ](map.png)", "![map.png](map.png)", '<img src="map.png">']
)
def test_an_image_needs_words(sound, faults, image):
    assert faults(replace(sound, description=f"See {image}")) == [
        ("image-without-alt", "series description", image)
    ]


def test_an_image_with_words_is_fine(sound, faults):
    assert faults(replace(sound, description="![The way to Room 4](map.png)")) == []
