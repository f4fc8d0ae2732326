"""What goes into and comes out of the domain of requests. Pure."""

from dataclasses import dataclass
from datetime import datetime

from mentoringup.registration.enums import RegistrationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """What somebody says about themselves when asking. `email` as typed; `unit_id` of the site."""

    email: str
    name: str
    stage: str = ""
    discipline: str = ""
    unit_id: int | None = None
    access_needs: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking for one session.

    Attributes:
        session_id: which.
        registration_id: the request; None where `refusal` says why there is none.
        state: of the request.
        is_new: False where the same person or address had asked before and nothing was changed.
        refusal: a whole sentence, or empty.
    """

    session_id: int
    registration_id: int | None = None
    state: RegistrationState | None = None
    is_new: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """The numbers of one session. `capacity` and `free` are None where seats are unlimited."""

    capacity: int | None
    seated: int
    offered: int
    held: int
    waiting: int

    @property
    def free(self) -> int | None:
        """Seats that are neither given, offered nor held; negative where capacity was lowered."""
        if self.capacity is None:
            return None
        return self.capacity - self.seated - self.offered - self.held


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Why somebody is where they are.

    Attributes:
        tier: number from 1, of `tiers`; `tier_words` is the rule that put them there.
        tier_language: of those words where it is not the reader's; else empty.
        position: place in line from 1, and `ahead` how many wait before it; None out of line.
        turn_at: from when on the tier gets seats.
        chance: share of those at this place or further back who got a seat at this site's past
            sessions, from 0 to 1; None with fewer than `history` sessions to learn from.
        held_back: why the turn passes over them for now, a sentence, or empty.
    """

    tier: int
    tiers: int
    tier_words: str
    tier_language: str
    precedence_words: str
    position: int | None
    ahead: int | None
    turn_at: datetime | None
    chance: float | None
    held_back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What a change would do, counted, before it is done.

    Attributes:
        freed: seats that become free.
        offers: offers that go out.
        offers_taken_back, unseated: live offers and seats that are lost.
        told: people who get a mail about a new time or place.
        cancelled: requests, offers and seats that end.
    """

    freed: int = 0
    offers: int = 0
    offers_taken_back: int = 0
    unseated: int = 0
    told: int = 0
    cancelled: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nobody notices."""
        return self == Consequences()
