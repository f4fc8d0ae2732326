"""Markdown of people becomes safe HTML, with headings that fit the page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.ui import markdown
from mentoringup.ui.markdown import to_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<iframe src=//evil.example></iframe>",
    "<style>body{display:none}</style>",
    "[x](javascript:alert(1))",
    "[x](  JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    '![x](y "onerror=alert(1)")',
    '[x](https://a.example "\\" onmouseover=alert(1) x=\\"")',
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<form action=//evil.example><input name=a></form>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "```<script>\nalert(1)\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
TAG = re.compile(r"<([a-z0-9]+)((?:\s[^<>]*)?)/?>", re.IGNORECASE)
ALLOWED = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "em", "strong", "a", "img"),
    *("ul", "ol", "li", "blockquote", "code", "pre"),
}
ATTRIBUTE = re.compile(r'\s([a-z-]+)="[^"]*"')


def _is_harmless(html: str) -> bool:
    for tag, rest in TAG.findall(html):
        names = set(ATTRIBUTE.findall(rest))
        if tag.lower() not in ALLOWED or names - {"href", "title", "src", "alt", "rel", "start"}:
            return False
        if re.search(r'(href|src)="\s*(javascript|data|vbscript)', rest, re.IGNORECASE):
            return False
    return True


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_no_script_and_no_handler(text):
    assert _is_harmless(to_html(text))


@given(st.text())
def test_no_text_at_all_leaves_a_script_or_a_handler(text):
    assert _is_harmless(to_html(text))


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4), st.text(max_size=10))
def test_no_mixture_of_hostile_texts_leaves_a_script(parts, between):
    assert _is_harmless(to_html(between.join(parts)))


def test_html_is_shown_as_the_text_it_is():
    assert to_html("<b>bold</b>") == "<p>&lt;b&gt;bold&lt;/b&gt;</p>"


def test_links_follow_nobody_and_open_nothing():
    assert to_html("[us](https://lakeside.example)") == (
        '<p><a href="https://lakeside.example" rel="nofollow noopener">us</a></p>'
    )


def test_an_address_of_mail_stays_a_link():
    assert to_html("<mail@lakeside.example>") == (
        '<p><a href="mailto:mail@lakeside.example" rel="nofollow noopener">'
        "mail@lakeside.example</a></p>"
    )


def test_headings_start_where_the_page_says():
    assert to_html("# One\n\n## Two", first_level=3) == "<h3>One</h3>\n<h4>Two</h4>"


def test_a_text_that_starts_with_a_small_heading_still_starts_where_the_page_says():
    assert to_html("### One\n\n### Two") == "<h2>One</h2>\n<h2>Two</h2>"


def test_no_heading_is_skipped():
    assert to_html("# One\n\n#### Deep\n\n## Two") == "<h2>One</h2>\n<h3>Deep</h3>\n<h3>Two</h3>"


def test_nothing_is_deeper_than_the_sixth_heading():
    assert to_html("# A\n\n## B\n\n### C", first_level=5) == "<h5>A</h5>\n<h6>B</h6>\n<h6>C</h6>"


@pytest.mark.parametrize("text", ["##\n\nText", "## \n\nText", "##   ##\n\nText"])
def test_a_heading_without_text_is_left_out(text):
    assert to_html(text) == "<p>Text</p>"


def test_an_image_keeps_its_alt_text():
    assert to_html("![A full room](/uploads/room.png)") == (
        '<p><img src="/uploads/room.png" alt="A full room"></p>'
    )


LABORIOUS = {
    "brackets": "[" * 60_000,
    "brackets in paragraphs": ("![" * 100 + "\n\n") * 200,
    "emphasis": "*a **b " * 30_000,
    "emphasis in one paragraph": "*a **b " * 300,
    "underscores": "_a" * 700,
    "definitions": "[a]: b\n" * 8_000,
    "long": "word " * 20_000,
}


@pytest.mark.parametrize("text", LABORIOUS.values(), ids=LABORIOUS)
def test_what_would_take_long_is_shown_as_plain_paragraphs_and_never_parsed(text, monkeypatch):
    monkeypatch.setattr(markdown._PARSER, "parse", _never)

    html = to_html(text)

    paragraphs = [one.strip() for one in text.split("\n\n") if one.strip()]
    assert html == "\n".join(f"<p>{one}</p>" for one in paragraphs)


def _never(_text):
    raise AssertionError("parsed")


def test_plain_paragraphs_show_markup_as_text():
    assert "&lt;script&gt;" in to_html("<script>alert(1)</script>" + "[" * 500)


def test_a_text_with_many_links_and_emphases_is_still_read():
    html = to_html(("*one* **two** [three](https://a.example) " * 60 + "\n\n") * 15)

    assert html.count("<a ") == 15 * 60
