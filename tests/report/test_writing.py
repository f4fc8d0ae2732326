from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mentoreval.figures import Figure, all_figures, to_svg
from mentoreval.report import write_report
from mentoreval.report.pandoc import PandocError
from mentoreval.results import Results
from mentoreval.tables import all_tables

Write = Callable[..., tuple[Path, ...]]


@pytest.fixture(scope="module")
def figure(sample: Results) -> Figure:
    """One figure is enough to see how files are written."""
    return next(one for one in all_figures(sample) if one.id == "figure-flow")


@pytest.fixture
def write(sample: Results, figure: Figure, tmp_path: Path) -> Write:
    def call(name: str, **changes: object) -> tuple[Path, ...]:
        arguments = {"figures": (figure,), "tables": all_tables(sample)} | changes
        return write_report(sample, output=tmp_path / name, **arguments)  # type: ignore[arg-type]

    return call


def test_three_documents_are_written_and_nothing_else(write: Write, tmp_path: Path) -> None:
    paths = write("out")
    assert paths == tuple(tmp_path / "out" / f"report.{end}" for end in ("html", "pdf", "docx"))
    assert sorted((tmp_path / "out").iterdir()) == sorted(paths)


def test_the_same_results_give_the_same_bytes(write: Write) -> None:
    formats = ("html", "pdf", "docx", "md")
    first, second = (write(name, formats=formats) for name in ("first", "second"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_failure_leaves_nothing_behind(write: Write, figure: Figure, tmp_path: Path) -> None:
    broken = replace(figure, id="figure/../../missing")
    with pytest.raises((PandocError, OSError)):
        write("out", figures=(broken,), drawings={broken.id: "<svg/>"})
    assert list((tmp_path / "out").iterdir()) == []


def test_a_drawing_that_is_handed_over_is_not_drawn_again(write: Write, figure: Figure) -> None:
    drawing = to_svg(figure).replace("<desc", "<!-- handed over --><desc")
    (path,) = write("out", formats=("html",), drawings={figure.id: drawing})
    assert "<!-- handed over -->" in path.read_text(encoding="utf-8")


def test_each_step_is_told(write: Write) -> None:
    told: list[str] = []
    write("out", formats=("md", "html"), progress=told.append)
    assert told == ["drawing figures", "writing report.md", "writing report.html"]
