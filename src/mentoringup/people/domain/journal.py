"""What a merge changed, as a value that goes into JSON and back."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Rows of one table whose key to the absorbed person now names the kept one."""

    label: str
    field: str
    rows: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Everything that undoing needs.

    Attributes:
        before, after: the kept person's fields that changed, by name.
        moved: rows that went over.
        stayed: rows that the kept person already has, so that they stayed.
        dropped: unverified address rows of the kept person that a verified one took the place of.
        primary: address rows that were the one we write to.
        sessions: how many sessions ended.
    """

    before: dict[str, str]
    after: dict[str, str]
    moved: tuple[Moved, ...]
    stayed: tuple[Moved, ...] = ()
    dropped: tuple[dict[str, Any], ...] = ()
    primary: tuple[int, ...] = ()
    sessions: int = field(default=0)

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Journal":
        """As it was stored."""

        def rows(name: str) -> tuple[Moved, ...]:
            return tuple(
                Moved(label=one["label"], field=one["field"], rows=tuple(one["rows"]))
                for one in stored[name]
            )

        return cls(
            before=stored["before"],
            after=stored["after"],
            moved=rows("moved"),
            stayed=rows("stayed"),
            dropped=tuple(stored["dropped"]),
            primary=tuple(stored["primary"]),
            sessions=stored["sessions"],
        )
