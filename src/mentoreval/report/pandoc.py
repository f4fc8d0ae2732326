"""One call of pandoc: Markdown in, a document out, the same bytes every time."""

import os
import subprocess
from pathlib import Path

import pypandoc

_READER = "markdown-smart-raw_html-raw_tex-tex_math_dollars-citations"
"""Sentences hold the characters they mean; what comes from data can't be markup of another kind."""


class PandocError(RuntimeError):
    """Pandoc refused the document that we made; a programming error, not a person's."""


def convert(markdown: str, *, to: str, folder: Path, arguments: tuple[str, ...] = ()) -> str:
    """Convert and give the output as text (empty where `arguments` name an output file).

    Args:
        markdown: the document, with its metadata block.
        to: pandoc's name of the writer.
        folder: where relative paths of images and filters start.
        arguments: further command-line options.

    Raises:
        PandocError: pandoc ended with an error or printed a warning.
    """
    command = [
        pypandoc.get_pandoc_path(),
        f"--from={_READER}",
        f"--to={to}",
        "--standalone",
        "--fail-if-warnings",
        "--wrap=none",
        # Wider than any row: else pandoc spreads a table evenly over the page.
        "--columns=10000",
        *arguments,
    ]
    # A fixed date instead of the clock, so that the same results give the same file.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "315532800"}
    done = subprocess.run(  # noqa: S603 - pandoc of the wheel, with options of ours alone
        command, input=markdown, capture_output=True, encoding="utf-8", cwd=folder,
        env=environment, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise PandocError(done.stderr.strip())
    return done.stdout
