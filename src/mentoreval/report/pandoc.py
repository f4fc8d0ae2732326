"""Two calls of pandoc: read the Markdown once, write it as often as there are formats."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pypandoc
import yaml

_READER = "markdown-smart-raw_html-raw_tex-tex_math_dollars-citations"
"""Sentences hold the characters they mean; what comes from data can't be markup of another kind."""


class PandocError(RuntimeError):
    """Pandoc refused the document that we made; a programming error, not a person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that pandoc has read.

    Attributes:
        markdown: what was read.
        metadata: the texts of its YAML block, as Markdown.
        tree: pandoc's JSON.
    """

    markdown: str
    metadata: Mapping[str, str]
    tree: str


def read(markdown: str) -> Document:
    """Read Markdown that begins with a YAML block.

    Raises:
        PandocError: pandoc ended with an error or printed a warning.
    """
    # Wider than any row: else pandoc spreads a table evenly over the page.
    options = ("--columns=10000",)
    tree = _run(markdown, options, source=_READER, target="json", folder=None)
    metadata = yaml.safe_load(markdown.split("---\n", 2)[1])
    return Document(markdown=markdown, metadata=metadata, tree=tree)


def write(document: Document, *, to: str, folder: Path, options: tuple[str, ...] = ()) -> str:
    """Give the document as text, or nothing where `options` name an output file.

    Args:
        document: as read.
        to: pandoc's name of the writer.
        folder: where relative paths of pictures start.
        options: further command-line options.

    Raises:
        PandocError: pandoc ended with an error or printed a warning.
    """
    options = ("--standalone", "--wrap=none", *options)
    return _run(document.tree, options, source="json", target=to, folder=folder)


def _run(
    text: str, options: tuple[str, ...], *, source: str, target: str, folder: Path | None
) -> str:
    command = [pypandoc.get_pandoc_path(), f"--from={source}", f"--to={target}"]
    # A fixed date instead of the clock, so that the same results give the same file.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "315532800"}
    done = subprocess.run(  # noqa: S603 - pandoc of the wheel, with options of ours alone
        [*command, "--fail-if-warnings", *options],
        input=text,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        check=False,
    )
    if done.returncode != 0:
        raise PandocError(done.stderr.strip())
    return done.stdout
