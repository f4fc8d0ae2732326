"""The report as one HTML file that opens anywhere: no network, no script needed."""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

from mentoreval.report.pandoc import Document, write
from mentoreval.report.resources import FONTS, TEMPLATES

_LATIN = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+2212"
_GREEK = "U+0370-03FF"
_FACES = (
    ("Source Serif 4", "normal", "source-serif-4-latin-wght-normal", _LATIN),
    ("Source Sans 3", "normal", "source-sans-3-latin-wght-normal", _LATIN),
    ("Source Sans 3", "italic", "source-sans-3-latin-wght-italic", _LATIN),
    ("Source Sans 3", "normal", "source-sans-3-greek-wght-normal", _GREEK),
)


@cache
def _styles() -> str:
    """Give the style sheet with its fonts inside."""
    faces = []
    for family, style, name, characters in _FACES:
        font = b64encode((FONTS / f"{name}.woff2").read_bytes()).decode("ascii")
        faces.append(
            f'@font-face{{font-family:"{family}";font-style:{style};font-weight:200 900;'
            f"font-display:swap;src:url(data:font/woff2;base64,{font}) format('woff2');"
            f"unicode-range:{characters}}}"
        )
    return "\n".join([*faces, (TEMPLATES / "report.css").read_text(encoding="utf-8")])


def render(document: Document, *, folder: Path) -> str:
    """Give the page; its pictures are `figures/<id>.svg` in `folder`."""
    page = write(
        document,
        to="html5",
        folder=folder,
        options=(
            f"--template={TEMPLATES / 'report.html'}",
            f"--lua-filter={TEMPLATES / 'tables.lua'}",
            f"--lua-filter={TEMPLATES / 'html.lua'}",
            "--shift-heading-level-by=1",
            "--toc",
            "--toc-depth=2",
            "--section-divs",
        ),
    )
    return page.replace("/* styles */", _styles(), 1)


def interactive(page: str, specs: Mapping[str, Mapping[str, Any]]) -> str:
    """Give the page with Vega-Lite inside: its figures answer to the pointer where scripts run.

    The libraries add 0.9 MB and the specs about 20 kB a figure; without scripts, and in print, the
    page is the same as before. `specs` are by figure id.
    """
    data = json.dumps(specs, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    start = (TEMPLATES / "interactive.js").read_text(encoding="utf-8")
    scripts = (
        f"<script>{vl_convert.javascript_bundle('window.vegaEmbed = vegaEmbed;')}</script>\n"
        f'<script type="application/json" id="figure-specs">{data}</script>\n'
        f"<script>{start}</script>\n"
    )
    return page.replace("</body>", f"{scripts}</body>", 1)
