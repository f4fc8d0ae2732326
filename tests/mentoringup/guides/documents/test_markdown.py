"""People's Markdown as pandoc's tree: what it can say, and what it can't."""

import pytest

from mentoringup.guides.documents import markdown, tree
from mentoringup.guides.documents.markdown import is_safe_address, to_blocks, to_inlines


def kinds(text: str) -> list[str]:
    return [block["t"] for block in to_blocks(text, first_level=3)]


def links(text: str) -> list[str]:
    found = [node for node in tree.walk(to_blocks(text, first_level=3)) if node["t"] == "Link"]
    return [node["c"][2][0] for node in found]


def test_paragraphs_lists_quotes_and_code_are_read():
    text = "One *two* **three** `four`.\n\n- a\n- b\n\n3. c\n\n> said\n\n```\ncode\n```\n\n---\n"

    assert kinds(text) == [
        "Para",
        "BulletList",
        "OrderedList",
        "BlockQuote",
        "CodeBlock",
        "HorizontalRule",
    ]


def test_a_numbered_list_keeps_its_first_number():
    (block,) = to_blocks("3. c\n4. d", first_level=3)

    assert block["c"][0][0] == 3


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=x>b</b>",
        "`x`{=typst}",
        "```{=html}\n<i>x</i>\n```",
        "\\input{/etc/passwd}",
        "$x^2$",
        "#panic()",
        "::: {.new-page}\nx\n:::",
        "---\ntitle: x\n---",
        "[^1]\n\n[^1]: note",
    ],
)
def test_no_markup_of_another_kind_is_made(text):
    made = {node["t"] for node in tree.walk(to_blocks(text, first_level=3))}

    assert made <= {
        "Para",
        "Str",
        "Space",
        "Code",
        "CodeBlock",
        "Header",
        "HorizontalRule",
    }


def test_html_is_shown_as_the_text_it_is():
    assert tree.words_of(to_blocks("a <b>c</b>", first_level=3)) == "a <b>c</b>"


def test_a_picture_is_shown_as_its_alternative_text():
    assert tree.words_of(to_blocks("![a plan](/etc/passwd)", first_level=3)) == "a plan"


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "http://example.org", "mailto:a@example.org"]
)
def test_web_and_mail_addresses_stay_links(address):
    assert links(f"[words]({address})") == [address]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "/admin", "#x", "http:a"],
)
def test_other_addresses_leave_their_words(address):
    assert (links(f"[words]({address})"), is_safe_address(address)) == ([], False)
    assert "words" in tree.words_of(to_blocks(f"[words]({address})", first_level=3))


def test_headings_begin_at_the_level_given_and_skip_none():
    blocks = to_blocks("# a\n\n#### b\n\n## c", first_level=3)

    assert [block["c"][0] for block in blocks] == [3, 4, 4]


def test_headings_go_no_deeper_than_five():
    blocks = to_blocks("# a\n\n## b\n\n### c\n\n#### d", first_level=4)

    assert [block["c"][0] for block in blocks] == [4, 5, 5, 5]


def test_headings_and_paragraphs_without_words_are_left_out():
    assert to_blocks("#\n\n![]()\n", first_level=3) == []


def test_several_paragraphs_are_one_line_of_inlines():
    assert tree.words_of(to_inlines("one\n\n- two")) == "one two"


def test_quotation_marks_are_typographic_around_emphasis_too():
    assert (
        tree.words_of(to_inlines('He said "*this*", didn\'t he?')) == "He said “this”, didn’t he?"
    )


def test_plain_texts_have_typographic_quotation_marks():
    words = tree.words_of(tree.text('"So," she said, \'it isn\'t ("yet").\''))

    assert words == "“So,” she said, ‘it isn’t (“yet”).’"


@pytest.mark.parametrize("text", ["[" * 60_000, "*a **b " * 30_000])
def test_what_would_take_long_becomes_plain_paragraphs(text, monkeypatch):
    monkeypatch.setattr(markdown, "_PARSER", None)

    blocks = to_blocks(text, first_level=2)

    assert [block["t"] for block in blocks] == ["Para"]
    assert tree.words_of(blocks) == text.strip()
