"""The invented evaluation that every report test starts from, and the documents made of it."""

import json
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mentoreval.figures import all_figures
from mentoreval.report import write_report
from mentoreval.results import Results, ScaleResult
from mentoreval.results_json import from_json
from mentoreval.tables import all_tables

SAMPLE = Path(__file__).parents[1] / "golden" / "results" / "sample-results.json"


@pytest.fixture(scope="session")
def sample() -> Results:
    return from_json(json.loads(SAMPLE.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def every_scale() -> Callable[[Results, Callable[[ScaleResult], ScaleResult]], Results]:
    """Gives the results with each scale changed in the same way."""

    def change(results: Results, how: Callable[[ScaleResult], ScaleResult]) -> Results:
        return replace(results, scales={key: how(one) for key, one in results.scales.items()})

    return change


@pytest.fixture(scope="session")
def written(sample: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample's report in every format that is made by default, and Markdown."""
    output = tmp_path_factory.mktemp("report")
    write_report(
        sample,
        figures=all_figures(sample),
        tables=all_tables(sample),
        output=output,
        formats=("html", "pdf", "docx", "md"),
    )
    return output


@pytest.fixture(scope="session")
def page(written: Path) -> str:
    return (written / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def pdf_objects(written: Path) -> str:
    """The PDF's text with every compressed stream unpacked, so that its tags can be read."""
    content = (written / "report.pdf").read_bytes()
    parts = [content]
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream[1]))
        except zlib.error:
            continue
    return b"\n".join(parts).decode("latin-1")


@pytest.fixture(scope="session")
def word_part(written: Path) -> Callable[[str], str]:
    """Gives one XML part of the Word document."""

    def part(name: str) -> str:
        with zipfile.ZipFile(written / "report.docx") as archive:
            return archive.read(name).decode("utf-8")

    return part
