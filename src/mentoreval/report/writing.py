"""Results to files: everything is made in a hidden folder first, then moved into place at once."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Literal

from mentoreval.figures.model import Figure
from mentoreval.figures.render import interactive_spec, to_svg
from mentoreval.report import docx, html, pdf
from mentoreval.report.markdown import assemble
from mentoreval.report.pandoc import Document, read
from mentoreval.results import Results
from mentoreval.tables.model import Table

Format = Literal["html", "pdf", "docx", "interactive", "md"]
Paper = Literal["us-letter", "a4"]
NAMES: Mapping[Format, str] = MappingProxyType(
    {
        "html": "report.html",
        "pdf": "report.pdf",
        "docx": "report.docx",
        "interactive": "report-interactive.html",
        "md": "report.md",
    }
)
FORMATS: tuple[Format, ...] = ("html", "pdf", "docx")


def write_report(
    results: Results,
    *,
    figures: Iterable[Figure],
    tables: Iterable[Table],
    output: Path,
    name: str = "",
    formats: Iterable[Format] = FORMATS,
    paper: Paper = "us-letter",
    drawings: Mapping[str, str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> tuple[Path, ...]:
    """Write `report.html`, `report.pdf` and `report.docx`, or the formats asked for.

    The same results give the same bytes: no clock, no font of the machine. If one document fails,
    none is written. "interactive" is the page with Vega-Lite inside (5 s and 1.2 MB more); "md" is
    what all are made of, and shows its pictures where `figures/<id>.svg` lie beside it.

    Args:
        results: as protected by suppression; the report hides nothing by itself.
        figures: in the order of the report.
        tables: those that the report knows are printed, the rest named.
        output: folder of the files; made if it is not there.
        name: of this report, to tell it from others; it stands over each document and in its
            properties.
        formats: which documents; the paths come back in this order.
        paper: size of PDF and Word pages.
        drawings: SVG by figure id, as `to_svg` gives it, where it is drawn already.
        progress: called with a few words before each step.
    """
    tell, shown = progress or _silent, tuple(figures)
    markdown = assemble(results, figures=shown, tables=tuple(tables), name=name)
    output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=output, prefix=".report-") as stage:
        folder = Path(stage).resolve()
        tell("drawing figures")
        _draw(shown, drawings or {}, folder / "figures")
        document = read(markdown)
        for one in (wanted := tuple(dict.fromkeys(formats))):
            tell(f"writing {NAMES[one]}")
            content = _render(one, document, folder, paper, shown)
            (folder / NAMES[one]).write_bytes(content)
        return tuple((folder / NAMES[one]).replace(output / NAMES[one]) for one in wanted)


def _silent(_: str) -> None:
    """Say nothing."""


def _draw(figures: Iterable[Figure], drawings: Mapping[str, str], folder: Path) -> None:
    folder.mkdir()
    for figure in figures:
        svg = drawings.get(figure.id) or to_svg(figure)
        (folder / f"{figure.id}.svg").write_text(svg, encoding="utf-8")


def _render(
    name: Format, document: Document, folder: Path, paper: Paper, figures: tuple[Figure, ...]
) -> bytes:
    match name:
        case "html":
            return html.render(document, folder=folder).encode()
        case "interactive":
            page = html.render(document, folder=folder)
            specs = {figure.id: interactive_spec(figure) for figure in figures}
            return html.interactive(page, specs).encode()
        case "pdf":
            return pdf.render(document, folder=folder, paper=paper).content
        case "docx":
            return docx.render(document, folder=folder, paper=paper)
        case "md":
            return document.markdown.encode()
