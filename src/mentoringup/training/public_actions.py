"""What an app above adds to the public pages of series: words on seats, and the way to ask for one.

Training knows sessions and their capacities, not who has a seat. `registration` fills this in from
`AppConfig.ready`; without it the pages show the capacity alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mentoringup.training.public_page import PublicSeries, PublicSession


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsOfSession:
    """What stands beside one session, in the page's language.

    Attributes:
        words: how many seats are left, a phrase; empty where nothing is known.
        when: when one can ask, a sentence; empty where the page says it already.
        address: path of the page that asks for a seat; empty while nobody can.
    """

    words: str = ""
    when: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsOfSeries:
    """The same for a series: `address` asks for several sessions at once; sessions by id."""

    address: str = ""
    sessions: Mapping[int, SeatsOfSession] = field(default_factory=dict)


type_of_source = Callable[[PublicSeries, Sequence[PublicSession], datetime], SeatsOfSeries]
_SOURCES: list[type_of_source] = []


def offers_seats(source: type_of_source) -> type_of_source:
    """Have an app above say what seats there are; it gets the sessions that are shown, and now.

    Its number of queries must not grow with the sessions. The last one registered answers.
    """
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def seats_on_page(
    series: PublicSeries, sessions: Sequence[PublicSession], *, now: datetime
) -> SeatsOfSeries:
    """What is known of the seats of these sessions; nothing where no app says anything."""
    return _SOURCES[-1](series, sessions, now) if _SOURCES and sessions else SeatsOfSeries()
