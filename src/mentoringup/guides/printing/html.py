"""A document as one HTML file that opens anywhere: a page, or slides; no script needed."""

from functools import cache
from pathlib import Path

from mentoreval.report.pandoc import Document, write
from mentoreval.report.resources import TEMPLATES as REPORT_TEMPLATES
from mentoreval.report.resources import font_faces
from mentoringup.guides.printing.resources import TEMPLATES


def to_page(document: Document, *, folder: Path, hues: tuple[str, ...], is_large: bool) -> str:
    """Give the page; its figures lie in `folder`."""
    page = write(
        document,
        to="html5",
        folder=folder,
        options=(
            f"--template={TEMPLATES / 'page.html'}",
            f"--lua-filter={TEMPLATES / 'html.lua'}",
            "--shift-heading-level-by=1",
            "--toc",
            "--toc-depth=3",
            "--section-divs",
            *(f"--variable=hue:{hue}" for hue in hues),
            *(["--variable=large:true"] if is_large else []),
        ),
    )
    return page.replace("/* styles */", _styles("page.css"), 1)


def to_slides(document: Document, *, folder: Path) -> str:
    """Give slides that are read by scrolling, by keyboard and on paper."""
    page = write(
        document,
        to="html5",
        folder=folder,
        options=(
            f"--template={TEMPLATES / 'slides.html'}",
            f"--lua-filter={TEMPLATES / 'slides.lua'}",
            f"--lua-filter={TEMPLATES / 'html.lua'}",
            "--shift-heading-level-by=1",
            "--section-divs",
        ),
    )
    script = (TEMPLATES / "slides.js").read_text(encoding="utf-8")
    return page.replace("/* styles */", _styles("slides.css"), 1).replace("/* script */", script, 1)


@cache
def _styles(name: str) -> str:
    """Give a style sheet with its fonts inside; pages are built on the report's."""
    texts = [font_faces()]
    if name == "page.css":
        texts.append((REPORT_TEMPLATES / "report.css").read_text(encoding="utf-8"))
    texts.append((TEMPLATES / name).read_text(encoding="utf-8"))
    return "\n".join(texts)
