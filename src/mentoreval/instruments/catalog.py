"""What `mentoreval instruments` lists."""

from dataclasses import dataclass

from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.shelf import shipped

__all__ = ["Entry", "listing", "shipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list; `items`, `scales` and `questions` are numbers, overall included."""

    id: str
    version: str
    title: str
    items: int
    scales: int
    questions: int
    validated: bool


def listing() -> tuple[Entry, ...]:
    """Describe each shipped instrument in a line."""
    return tuple(
        Entry(
            id=instrument.id,
            version=instrument.version,
            title=instrument.title,
            items=len(instrument.items),
            scales=len(instrument.scales),
            questions=len(instrument.questions),
            validated=instrument.provenance.validated,
        )
        for instrument in map(load_instrument, shipped())
    )
