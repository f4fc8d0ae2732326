"""What a check says: where, why, and how it can be repaired."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a page may be published with it."""

    BLOCK = "block"
    WARN = "warn"


class Moment(StrEnum):
    """When a page is checked.

    While editing (and after an import), every session is looked at as if it were to be published.
    At publication and by night only what is on the page counts: draft sessions are hidden, so they
    are left out. Before publishing drafts, give them the state that they will have.
    """

    EDITING = "editing"
    PUBLICATION = "publication"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where on a page.

    Attributes:
        part: "series", "session", "contact", "question" or "tier".
        key: which one; empty for the series itself. A tier without a key is named by its number
            on the page, from 1.
        field: name of the model's field, so that a form can show the finding beside it.
    """

    part: str
    key: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """An offer to set a field to a value, in one click.

    Dates and times are in ISO form (`2026-10-14`, `16:00`), lists of ids are joined by commas,
    objectives by line ends. Setting `rsvp_days_before` also sets the rule to that of its name.

    Attributes:
        label: the words on the button.
        place: what is changed.
        value: the new content of the field, as text.
    """

    label: str
    place: Place
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of a page.

    Attributes:
        check: stable name of the check (`placeholder-text`), documented in docs/guides/checks.md.
        found: the words or value found, short enough to show.
        message: a whole, translated sentence: what is wrong and why it matters.
        expected: a whole, translated sentence: what to do.
        repair: a one-click repair where there is one.
    """

    check: str
    severity: Severity
    place: Place
    found: str
    message: str
    expected: str
    repair: Repair | None = None
