"""Faults of Markdown that a reader sees: open brackets, empty headings, silent images."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from mentoringup.training.checks.check import MOST_FOUND_IN_A_FIELD, Fault, Look, Text, quoted
from mentoringup.training.checks.finding import Repair
from mentoringup.training.checks.texts import Edit, edited, paragraphs, without_code

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_BRACKET = re.compile(r"[()\[\]{}]")
_SMILEY = re.compile(r"(?<!\w)[:;]['’]?-?$")
_END_MARKS = " \t\n.!?,;:…"
_HEADING = re.compile(r" {0,3}(#{1,6})(?![^ \t\n])")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]{0,500})\]\((?P<url>[^)\n]{0,1000})\)")
_HTML_IMAGE = re.compile(r"<img\b(?P<rest>[^>]{0,2000})>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s{0,5}=\s{0,5}[\"']\s{0,5}[^\"'\s]", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"(?:(?:img|dsc|image|photo|screenshot|picture)[\s_-]{0,3}\d*|\S{1,100}\.(?:jpe?g|png|gif|webp|svg))",
    re.IGNORECASE,
)


def unclosed_bracket(look: Look) -> Iterator[Fault]:
    """A bracket that is still open where its paragraph ends."""
    for text in look.texts:
        by_words: dict[str, list[Edit]] = {}
        for paragraph in paragraphs(text.content):
            opened = _still_open(paragraph.words)
            if opened:
                words = quoted(paragraph.words[opened[0] :])
                edit = _closed(paragraph.words, opened, paragraph.start)
                by_words.setdefault(words, []).append(edit)
        for words, edits in list(by_words.items())[:MOST_FOUND_IN_A_FIELD]:
            value = edited(text.content, edits)
            yield Fault(
                place=text.place,
                found=words,
                message=_(
                    "A bracket is opened and never closed: “%(words)s”. Something may be cut off."
                )
                % {"words": words},
                expected=_("Complete the words and close the bracket."),
                repair=Repair(label=_("Close the bracket"), place=text.place, value=value)
                if value.strip()
                else None,
            )


def _still_open(words: str) -> list[int]:
    """Offsets of brackets that nothing closes; any closing one closes the last that fits."""
    opened: list[int] = []
    for match in _BRACKET.finditer(without_code(words)):
        mark, at = match.group(), match.start()
        if mark in _CLOSING:
            if not _SMILEY.search(words[max(0, at - 4) : at]):
                opened.append(at)
        elif opened:
            opened.pop()
    return opened


def _closed(words: str, opened: list[int], offset: int) -> Edit:
    """Closes what is open before the last full stop; removes brackets with nothing after them."""
    end = len(words)
    while opened and opened[-1] + 1 >= end:
        end = opened.pop()
        while end and words[end - 1].isspace():
            end -= 1
    kept = words[:end]
    marks = "".join(_CLOSING[words[at]] for at in reversed(opened))
    at = max(len(kept.rstrip(_END_MARKS)), opened[-1] + 1) if marks else end
    return Edit(start=offset + at, end=offset + len(words), words=marks + kept[at:])


def heading_without_text(look: Look) -> Iterator[Fault]:
    """A heading with nothing under it, or without words of its own."""
    for text in look.texts:
        if not text.is_markdown:
            continue
        by_words: dict[str, list[Edit]] = {}
        for heading, edit in _empty_headings(text):
            by_words.setdefault(quoted(heading), []).append(edit)
        for words, edits in list(by_words.items())[:MOST_FOUND_IN_A_FIELD]:
            value = re.sub(r"\n{3,}", "\n\n", edited(text.content, edits)).strip()
            yield Fault(
                place=text.place,
                found=words,
                message=_("The heading “%(words)s” has no text under it.")
                % {"words": words.strip("# ")}
                if words.strip("# ")
                else _("A heading has no words."),
                expected=_("Write the text, or remove the heading."),
                repair=Repair(label=_("Remove the heading"), place=text.place, value=value),
            )


def _empty_headings(text: Text) -> Iterator[tuple[str, Edit]]:
    """Headings that are followed by nothing, or by one of the same or a higher level."""
    waiting: list[tuple[int, str, Edit]] = []
    for level, line, words, edit in _lines(text.content):
        if level is None:
            waiting = []
            continue
        if not words:
            yield line, edit
            continue
        while waiting and waiting[-1][0] >= level:
            _level, empty, removal = waiting.pop()
            yield empty, removal
        waiting.append((level, line, edit))
    if waiting:
        _level, empty, removal = waiting[-1]
        yield empty, removal


def _lines(content: str) -> Iterator[tuple[int | None, str, str, Edit]]:
    """Lines that say something: level (None is text), line, words of a heading, its removal."""
    offset = 0
    is_code = False
    before: tuple[str, int] | None = None
    pending: tuple[int | None, str, str, Edit] | None = None
    for line in content.splitlines(keepends=True):
        bare = line.strip()
        edit = Edit(start=offset, end=offset + len(line), words="")
        heading = None if is_code else _HEADING.match(line.rstrip())
        underline = None if is_code or before is None else _UNDERLINE.match(line.rstrip())
        if _FENCE.match(line):
            is_code = not is_code
        if underline and before:
            level = 1 if underline.group(1)[0] == "=" else 2
            whole = Edit(start=before[1], end=offset + len(line), words="")
            pending = (level, before[0], before[0], whole)
            before = None
        else:
            if pending:
                yield pending
            pending = None
            before = None
            if heading:
                pending = (len(heading.group(1)), bare, bare.strip("# \t"), edit)
            elif bare:
                pending = (None, bare, bare, edit)
                before = None if is_code else (bare, offset)
        offset += len(line)
    if pending:
        yield pending


def image_without_alt(look: Look) -> Iterator[Fault]:
    """An image that says nothing to somebody who can't see it."""
    for text in look.texts:
        if not text.is_markdown:
            continue
        found = [
            match.group()
            for match in _IMAGE.finditer(text.content)
            if not match["alt"].strip() or _FILE_NAME.fullmatch(match["alt"].strip())
        ]
        found += [
            match.group()
            for match in _HTML_IMAGE.finditer(text.content)
            if not _ALT.search(match["rest"])
        ]
        for words in list(dict.fromkeys(found))[:MOST_FOUND_IN_A_FIELD]:
            yield Fault(
                place=text.place,
                found=words,
                message=_("An image has no words for people who can't see it."),
                expected=_("Say in the square brackets what the image shows."),
            )
