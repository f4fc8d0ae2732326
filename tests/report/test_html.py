import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from mentoreval.report import html
from mentoreval.report.pandoc import read


class Elements(HTMLParser):
    """Collects every start tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(page)
    return parser.found


def attributes(
    elements: list[tuple[str, dict[str, str | None]]], tag: str
) -> list[dict[str, str | None]]:
    return [found for name, found in elements if name == tag]


def test_nothing_is_loaded_from_anywhere(
    page: str, elements: list[tuple[str, dict[str, str | None]]]
) -> None:
    sources = [a[key] for _, a in elements for key in ("src", "srcset", "data") if a.get(key)]
    assert sources == []
    assert attributes(elements, "link") == []
    assert re.findall(r"@import|url\((?!data:|#|\"#)", page) == []


def test_the_page_runs_no_script(elements: list[tuple[str, dict[str, str | None]]]) -> None:
    assert attributes(elements, "script") == []


def test_every_link_leads_to_a_place_in_the_page(
    elements: list[tuple[str, dict[str, str | None]]],
) -> None:
    ids = {a["id"] for _, a in elements if "id" in a}
    targets = [str(a["href"]) for a in attributes(elements, "a")]
    assert targets
    assert [target for target in targets if target.removeprefix("#") not in ids] == []


def test_there_is_one_first_heading_and_a_language(
    elements: list[tuple[str, dict[str, str | None]]],
) -> None:
    assert len(attributes(elements, "h1")) == 1
    assert attributes(elements, "html") == [{"lang": "en-US"}]


def test_headings_skip_no_level(elements: list[tuple[str, dict[str, str | None]]]) -> None:
    levels = [int(tag[1]) for tag, _ in elements if re.fullmatch(r"h[1-6]", tag)]
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


def test_no_id_is_given_twice(elements: list[tuple[str, dict[str, str | None]]]) -> None:
    ids = [a["id"] for _, a in elements if "id" in a]
    assert len(ids) == len(set(ids))


def test_every_drawing_says_what_it_shows(
    elements: list[tuple[str, dict[str, str | None]]],
) -> None:
    ids = {a["id"] for _, a in elements if "id" in a}
    drawings = [a for a in attributes(elements, "svg") if "aria-hidden" not in a]
    assert drawings
    assert {a.get("role") for a in drawings} == {"img"}
    named = [set(str(a.get("aria-labelledby")).split()) for a in drawings]
    assert [names for names in named if not names <= ids] == []


def test_only_a_whole_drawing_has_a_role(page: str) -> None:
    inside = re.findall(r"<svg [^>]*>(.*?)</svg>", page, re.DOTALL)
    assert [
        drawing for drawing in inside if " role=" in drawing or "roledescription" in drawing
    ] == []


def test_every_table_has_a_caption_and_scoped_heads(
    elements: list[tuple[str, dict[str, str | None]]],
) -> None:
    assert len(attributes(elements, "caption")) == len(attributes(elements, "table"))
    assert {a.get("scope") for a in attributes(elements, "th")} == {"col", "row"}


def test_every_table_scrolls_in_a_named_region_that_takes_the_focus(page: str) -> None:
    regions = re.findall(r'<div ([^>]*class="table-scroll"[^>]*)>\s*<table', page)
    assert len(regions) == page.count("<table")
    assert [r for r in regions if 'role="region"' not in r or 'tabindex="0"' not in r] == []
    assert [r for r in regions if not re.search(r'aria-label="[^"]+"', r)] == []


def test_the_skip_link_comes_first(elements: list[tuple[str, dict[str, str | None]]]) -> None:
    assert attributes(elements, "a")[0] == {"class": "skip", "href": "#content"}


def test_synthetic_data_are_announced_before_everything(page: str) -> None:
    ribbon = page.index('class="ribbon"')
    assert ribbon < page.index("<h1")
    assert "invented people and answers, no finding about any training" in page[ribbon:]


def test_words_from_data_are_shown_and_never_run(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    markdown = "---\ntitle: T\nlang: en-US\n---\n\n<script>alert(1)</script> $x$ @key\n"
    page = html.render(read(markdown), folder=tmp_path)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; $x$ @key" in page


def test_the_interactive_page_holds_the_specs_and_the_libraries() -> None:
    specs = {"figure-x": {"description": "a </script> within"}}
    page = html.interactive("<body>still</body>", specs)
    (data,) = re.findall(r'id="figure-specs">(.*?)</script>', page)
    assert json.loads(data) == specs
    assert "vegaEmbed" in page
    assert page.startswith("<body>still<script>")
