"""All the words on a page, field by field, and their paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mentoringup.training.checks.check import Text
from mentoringup.training.checks.finding import Place
from mentoringup.training.page import SeriesPage, SessionOnPage

_ITEM_OR_HEADING = re.compile(r"[ \t]{0,12}(?:[-*+•][ \t]|\d{1,3}[.)][ \t]|#{1,6}(?:[ \t]|$))")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")
_CODE = re.compile(r"`[^`\n]{0,2000}`")


def texts_of(page: SeriesPage, sessions: tuple[SessionOnPage, ...]) -> Iterator[Text]:
    """Every field with words in it, in the page's order; empty ones are left out."""
    for text in _all_texts(page, sessions):
        if text.content.strip():
            yield text


def _all_texts(page: SeriesPage, sessions: tuple[SessionOnPage, ...]) -> Iterator[Text]:
    yield _in_series("title", page.title, is_required=True)
    yield _in_series("summary", page.summary)
    yield _in_series("description", page.description, is_markdown=True)
    yield _in_series("who_may_come", page.who_may_come, is_markdown=True)
    yield _in_series("how_seats_are_given", page.how_seats_are_given, is_markdown=True)
    for session in sessions:
        yield from _in_session(session)
    for contact in page.contacts:
        place = Place(part="contact", key=contact.key, field="name")
        yield Text(place=place, content=contact.name, is_required=True)
    for pair in page.questions:
        place = Place(part="question", key=pair.key, field="question")
        yield Text(place=place, content=pair.question)
        place = Place(part="question", key=pair.key, field="answer")
        yield Text(place=place, content=pair.answer, is_markdown=True)


def _in_series(
    field: str, content: str, *, is_markdown: bool = False, is_required: bool = False
) -> Text:
    place = Place(part="series", field=field)
    return Text(place=place, content=content, is_markdown=is_markdown, is_required=is_required)


def _in_session(session: SessionOnPage) -> Iterator[Text]:
    for field, content in (
        ("title", session.title),
        ("description", session.description),
        ("objectives", "\n".join(session.objectives)),
        ("place", session.place),
    ):
        yield Text(
            place=Place(part="session", key=session.key, field=field),
            content=content,
            is_markdown=field == "description",
            is_required=field == "title",
            session=session,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A stretch of a text between blank lines, list marks and headings.

    Attributes:
        start, end: offsets in the text; `text[start:end]` is its words.
    """

    start: int
    end: int
    words: str


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Its paragraphs; fenced code is none. Works in one pass."""
    start: int | None = None
    end = offset = 0
    is_code = False
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        fence = bool(_FENCE.match(line))
        breaks = not bare or fence or is_code or bool(_ITEM_OR_HEADING.match(line))
        if breaks and start is not None:
            yield Paragraph(start=start, end=end, words=text[start:end])
            start = None
        if fence:
            is_code = not is_code
        elif bare and not is_code:
            start = offset if start is None else start
            end = offset + len(bare)
        offset += len(line)
    if start is not None:
        yield Paragraph(start=start, end=end, words=text[start:end])


def without_code(text: str) -> str:
    """The same length, inline code blanked."""
    return _CODE.sub(lambda code: " " * len(code.group()), text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Put `words` where `start:end` is."""

    start: int
    end: int
    words: str


def edited(text: str, edits: list[Edit]) -> str:
    """The text after edits that do not overlap."""
    parts = []
    offset = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[offset : edit.start], edit.words]
        offset = edit.end
    return "".join([*parts, text[offset:]])


def line_before(text: str, offset: int, *, most: int = 60) -> str:
    """What stands before an offset on its line, at most so many characters."""
    before = text[max(0, offset - most) : offset]
    return before.rpartition("\n")[2]


def sentence_around(text: str, start: int, end: int, *, most: int = 300) -> str:
    """The sentence that holds `start:end`, cut where it is long."""
    before = re.split(r"[.!?\n]", text[max(0, start - most) : start])[-1]
    after = re.split(r"[.!?\n]", text[end : end + most], maxsplit=1)[0]
    return before + text[start:end] + after
