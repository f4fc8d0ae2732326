from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from mentoreval.figures import Figure, all_figures, interactive_spec, to_svg
from mentoreval.figures.render import to_png
from mentoreval.results_json import loads

SAMPLE = Path(__file__).parents[1] / "golden" / "results" / "sample-results.json"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def figures() -> tuple[Figure, ...]:
    return all_figures(loads(SAMPLE.read_text(encoding="utf-8")))


def test_every_svg_has_a_role_a_title_and_a_description(figures: tuple[Figure, ...]) -> None:
    for figure in figures:
        root = ET.fromstring(to_svg(figure))  # noqa: S314  our own drawing
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{figure.id}-title {figure.id}-desc"
        assert title is not None
        assert description is not None
        assert (title.text, description.text) == (figure.title, figure.alt)


def test_no_two_figures_share_an_id(figures: tuple[Figure, ...]) -> None:
    ids = [
        element.get("id")
        for figure in figures
        for element in ET.fromstring(to_svg(figure)).iter()  # noqa: S314  our own drawing
        if element.get("id")
    ]
    assert len(ids) == len(set(ids))


def test_every_drawing_is_as_wide_and_high_as_the_figure_says(
    figures: tuple[Figure, ...],
) -> None:
    for figure in figures:
        root = ET.fromstring(to_svg(figure))  # noqa: S314  our own drawing
        assert root.get("viewBox") == f"0 0 {figure.width} {figure.height}"
        assert figure.width == 440


def test_a_drawing_without_its_title_is_shorter_by_the_title(figures: tuple[Figure, ...]) -> None:
    figure = figures[4]
    plain = to_svg(figure, titled=False)
    root = ET.fromstring(plain)  # noqa: S314  our own drawing
    assert root.get("viewBox") == f"0 22 440 {figure.height - 22}"
    assert "role-title-text" not in plain


def test_the_same_results_give_the_same_bytes() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    first, second = (all_figures(loads(text))[4] for _ in range(2))
    assert to_svg(first) == to_svg(second)


def test_fonts_are_stacks_that_end_in_a_generic_family(figures: tuple[Figure, ...]) -> None:
    svg = to_svg(figures[4])
    assert "'Source Sans 3', 'Liberation Sans', Arial, Helvetica, sans-serif" in svg
    assert 'font-family="Liberation' not in svg


def test_no_svg_loads_anything(figures: tuple[Figure, ...]) -> None:
    for figure in figures:
        svg = to_svg(figure).replace("http://www.w3.org/2000/svg", "")
        assert "http" not in svg.replace("http://www.w3.org/1999/xlink", "")


def test_words_from_an_instrument_are_escaped(figures: tuple[Figure, ...]) -> None:
    figure = figures[4]
    hostile = Figure(
        **{
            name: getattr(figure, name)
            for name in ("id", "number", "caption", "spec", "data", "width", "height")
        },
        title='<script>alert("x")</script> & more',
        alt="a < b",
        title_height=figure.title_height,
    )
    root = ET.fromstring(to_svg(hostile))  # noqa: S314  our own drawing
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == '<script>alert("x")</script> & more'


def test_a_png_is_a_png(figures: tuple[Figure, ...]) -> None:
    assert to_png(to_svg(figures[-1]))[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_interactive_spec_describes_itself_and_has_tooltips(
    figures: tuple[Figure, ...],
) -> None:
    spec = interactive_spec(figures[4])
    assert spec["description"] == figures[4].alt
    assert any("tooltip" in layer["encoding"] for layer in spec["layer"])
