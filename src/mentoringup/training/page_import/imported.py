"""What an import gives."""

from dataclasses import dataclass

from mentoringup.training.page import SeriesPage

MOST_BYTES = 1_000_000
"""Of a pasted page, in UTF-8."""


class PageImportError(ValueError):
    """A page that can't be read; its text is a whole sentence for the person who pasted it."""


class PageIsTooLongError(PageImportError):
    """More than `MOST_BYTES`."""


class PageIsEmptyError(PageImportError):
    """No words in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One thing that was recognized.

    Attributes:
        line: of the pasted text, from 1; of HTML, of the text in it.
        kind: "title", "summary", "introduction", "session", "date", "place", "link", "seats",
            "objectives", "module", "program", "question", "answer", "eligibility", "tier",
            "rsvp", "order", or "contact".
        text: the words, cut where they are long.
        value: what was made of them.
    """

    line: int
    kind: str
    text: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """A paragraph that found no place, word for word."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPage:
    """A draft, and how it came about. Its findings come from `check_page`.

    Attributes:
        page: every session is a draft, or to be announced where the page says so. A session whose
            zone the page does not say has none.
        understood: in the order of the lines.
        not_understood: in the order of the lines.
        assumed: whole sentences on what the page does not say and the draft does.
    """

    page: SeriesPage
    understood: tuple[Understood, ...]
    not_understood: tuple[Leftover, ...]
    assumed: tuple[str, ...]
