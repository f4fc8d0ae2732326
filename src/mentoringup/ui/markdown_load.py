"""How much work a Markdown text would be, from counts alone; pure.

Reading brackets and emphasis takes time in the square of their number. What is too much is shown
as the plain paragraphs it consists of, by everybody who reads Markdown.
"""

import re

LONGEST = 60_000
"""Letters of a text."""
MOST_BRACKETS_AT_ONCE, MOST_BRACKETS = 200, 3_000
"""In one paragraph, and in a text: each may begin a link."""
MOST_MARKS_AT_ONCE = 600
"""Asterisks and underscores in one paragraph: each may begin or end an emphasis."""
_BLANK = re.compile(r"\n[ \t]*\n")


def is_too_much(text: str) -> bool:
    """Whether a text is not worth reading as Markdown."""
    if len(text) > LONGEST or text.count("[") > MOST_BRACKETS:
        return True
    return any(
        block.count("[") > MOST_BRACKETS_AT_ONCE
        or block.count("*") + block.count("_") > MOST_MARKS_AT_ONCE
        for block in _BLANK.split(text)
    )


def plain_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that is not read as Markdown; none is empty."""
    return [block.strip() for block in _BLANK.split(text) if block.strip()]
