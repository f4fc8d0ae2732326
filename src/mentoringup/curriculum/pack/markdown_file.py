"""Markdown with a YAML block on top and known headings of level 2 below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.yaml_files.source import YamlSource, read_yaml

_FENCE = "---"
_HEADING = re.compile(r"## +(?P<title>.*?) *#* *$")
_CODE = re.compile(r" {0,3}(```|~~~)")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownFile:
    """A file that could be taken apart.

    Attributes:
        front: the YAML block; its lines are those of the file.
        lead: the text before the first heading.
        sections: the text below each heading of level 2, in the order of the file.
        lines: line of each heading.
    """

    front: YamlSource
    lead: str
    sections: Mapping[str, str]
    lines: Mapping[str, int]

    def missing(self, headings: Sequence[str], *, required: Sequence[str]) -> list[Reason]:
        """Say which headings are missing, empty, unknown or out of order."""
        reasons = []
        for title in required:
            if title not in self.sections:
                reasons.append(self._at(1, f"the heading '## {title}' is missing"))
            elif not self.sections[title]:
                reasons.append(self._at(self.lines[title], f"nothing stands below '## {title}'"))
        known = ", ".join(headings)
        reasons += [
            self._at(line, f"the heading '## {title}' is not known; expected one of: {known}")
            for title, line in self.lines.items()
            if title not in headings
        ]
        found = [title for title in self.sections if title in headings]
        if found != sorted(found, key=headings.index):
            reasons.append(self._at(self.lines[found[0]], f"expected the headings as: {known}"))
        return reasons

    def _at(self, line: int, what: str) -> Reason:
        return Reason(what=what, file=self.front.file, line=line)


def read_markdown(text: str, *, file: str) -> MarkdownFile:
    """Take a file apart.

    Raises:
        InputRefusedError: no YAML block, a block that can't be read, or a heading twice.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() != _FENCE:
        what = "expected '---' in the first line, a YAML block, and '---' again"
        raise InputRefusedError([Reason(what=what, file=file, line=1)])
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        what = "the YAML block that begins here has no '---' at its end"
        raise InputRefusedError([Reason(what=what, file=file, line=1)])
    # An empty line stands for the fence, so that the block keeps the lines of the file.
    front = read_yaml("\n".join(["", *lines[1:end]]).encode(), file=file)
    return _with_sections(front, lines, start=end + 1)


def _with_sections(front: YamlSource, lines: Sequence[str], *, start: int) -> MarkdownFile:
    blocks: dict[str, list[str]] = {"": []}
    places: dict[str, int] = {}
    title, in_code = "", False
    for number, line in enumerate(lines[start:], start + 1):
        in_code ^= bool(_CODE.match(line))
        heading = None if in_code else _HEADING.match(line)
        if heading is None:
            blocks[title].append(line.rstrip())
            continue
        title = heading["title"]
        if title in places:
            what = f"the heading '## {title}' is already on line {places[title]}"
            raise InputRefusedError([Reason(what=what, file=front.file, line=number)])
        blocks[title], places[title] = [], number
    texts = {name: "\n".join(block).strip() for name, block in blocks.items()}
    return MarkdownFile(front=front, lead=texts.pop(""), sections=texts, lines=places)
