"""The report as one HTML file that opens anywhere: no network, no script needed."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

from mentoreval.report.pandoc import Document, write
from mentoreval.report.resources import TEMPLATES, font_faces


@cache
def _styles() -> str:
    """Give the style sheet with its fonts inside."""
    return "\n".join([font_faces(), (TEMPLATES / "report.css").read_text(encoding="utf-8")])


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
    return page.replace("<style>\n/* styles */", f"<style>\n{_styles()}", 1)


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
