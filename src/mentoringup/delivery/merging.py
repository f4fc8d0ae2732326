"""Changes from several devices put together: the latest word on an item counts, each once.

Every change carries all there is to say on its item, and when it was said. So the words on a
session are the latest change of each item, in whatever order, how often and in what groups they
arrive.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mentoringup.delivery.enums import ItemState

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """A word on one item.

    Attributes:
        id: a UUID, made where it was said.
        at: when it was said.
        seconds: how long the item took; None while it is to come, 0 if it is skipped.
        note: what the facilitator wrote about it.
    """

    id: str
    item: str
    at: datetime
    state: ItemState
    seconds: int | None
    note: str = ""

    @property
    def rank(self) -> tuple[datetime, str, str, int, str]:
        """The higher counts: the later one; what follows decides between equals."""
        seconds = -1 if self.seconds is None else self.seconds
        return self.at, self.id, self.state.value, seconds, self.note


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


type_of_change = ItemChange | SessionChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The latest word on a session, and on each of its items that anything was said about."""

    session: SessionChange | None = None
    items: Mapping[str, ItemChange] = field(default_factory=dict)


def merged(words: Words, changes: Iterable[type_of_change]) -> Words:
    """The words after these changes, in whatever order they come."""
    session, items = words.session, dict(words.items)
    for change in changes:
        if isinstance(change, SessionChange):
            if session is None or change.rank > session.rank:
                session = change
        elif (old := items.get(change.item)) is None or change.rank > old.rank:
            items[change.item] = change
    return Words(session=session, items=items)
