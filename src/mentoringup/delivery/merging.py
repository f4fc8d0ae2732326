"""Changes from several devices put together: the latest word on an item counts, each once.

How an item went and the note on it are two things: each has a latest word of its own, so that
whoever touches an item never speaks about a colleague's note. The words on a session are the latest
change of each, in whatever order, how often and in what groups they arrive.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mentoringup.delivery.enums import ItemState

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """A word on how one item went.

    Attributes:
        id: a UUID, made where it was said.
        at: when it was said.
        seconds: how long the item took; None while it is to come, 0 if it is skipped.
    """

    id: str
    item: str
    at: datetime
    state: ItemState
    seconds: int | None

    @property
    def rank(self) -> tuple[datetime, str, str, int]:
        """The higher counts: the later one; what follows decides between equals."""
        seconds = -1 if self.seconds is None else self.seconds
        return self.at, self.id, self.state.value, seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChange:
    """What a facilitator wrote about one item; empty where the note was taken away."""

    id: str
    item: str
    at: datetime
    note: str

    @property
    def rank(self) -> tuple[datetime, str, str]:
        """The higher counts."""
        return self.at, self.id, self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChange:
    """A word on the session: when it began and ended; None for not yet."""

    id: str
    at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def rank(self) -> tuple[datetime, str, datetime, datetime]:
        """The higher counts."""
        return self.at, self.id, self.started_at or _NEVER, self.ended_at or _NEVER


type_of_change = ItemChange | NoteChange | SessionChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The latest word on a session, on each of its items, and each note."""

    session: SessionChange | None = None
    items: Mapping[str, ItemChange] = field(default_factory=dict)
    notes: Mapping[str, NoteChange] = field(default_factory=dict)

    def note_on(self, item: str) -> str:
        """The note as it stands; empty where there is none."""
        word = self.notes.get(item)
        return word.note if word else ""


def merged(words: Words, changes: Iterable[type_of_change]) -> Words:
    """The words after these changes, in whatever order they come."""
    session, items, notes = words.session, dict(words.items), dict(words.notes)
    for change in changes:
        if isinstance(change, SessionChange):
            if session is None or change.rank > session.rank:
                session = change
        elif isinstance(change, NoteChange):
            if (note := notes.get(change.item)) is None or change.rank > note.rank:
                notes[change.item] = change
        elif (old := items.get(change.item)) is None or change.rank > old.rank:
            items[change.item] = change
    return Words(session=session, items=items, notes=notes)
