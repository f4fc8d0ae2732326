"""Texts and paragraphs that are longer than anybody's: refused before they are read."""

import re
from collections.abc import Iterator

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.ui.markdown_load import (
    LONGEST,
    MOST_BRACKETS,
    MOST_BRACKETS_AT_ONCE,
    MOST_MARKS_AT_ONCE,
)

LONGEST_PARAGRAPH = 5_000
"""Letters."""
_BEGINS = re.compile(r"\s*(?:[-*+] |\d{1,9}[.)] |[\w-]+:(?:\s|$)|#|---$)")
"""What begins a paragraph of its own without an empty line before: an item, a key, a heading."""


def refuse_excess(text: str, *, file: str) -> None:
    """Refuse a part that would take long to read or to show.

    Raises:
        InputRefusedError: with the line of each paragraph that is too much.
    """
    if len(text) > LONGEST:
        what = f"has {len(text):,} letters; expected at most {LONGEST:,}"
        raise InputRefusedError([Reason(what=what, file=file, line=1)])
    if text.count("[") > MOST_BRACKETS:
        what = f"has {text.count('['):,} opening brackets; expected at most {MOST_BRACKETS:,}"
        raise InputRefusedError([Reason(what=what, file=file, line=1)])
    reasons = [
        Reason(what=what, file=file, line=line)
        for line, paragraph in _paragraphs(text)
        if (what := _excess(paragraph))
    ]
    if reasons:
        raise InputRefusedError(reasons)


def _excess(paragraph: str) -> str:
    """What is too much about a paragraph; empty if nothing is."""
    counts = (
        ("letters", len(paragraph), LONGEST_PARAGRAPH),
        ("opening brackets", paragraph.count("["), MOST_BRACKETS_AT_ONCE),
        (
            "asterisks and underscores",
            paragraph.count("*") + paragraph.count("_"),
            MOST_MARKS_AT_ONCE,
        ),
    )
    return next(
        (
            f"this paragraph has {count:,} {what}; expected at most {most:,}"
            for what, count, most in counts
            if count > most
        ),
        "",
    )


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Runs of lines, each with the number of its first line."""
    start, run = 1, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if run and (not line.strip() or _BEGINS.match(line)):
            yield start, "\n".join(run)
            run = []
        if line.strip():
            start = start if run else number
            run.append(line)
    if run:
        yield start, "\n".join(run)
