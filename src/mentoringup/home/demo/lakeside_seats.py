"""Who asked for seats at Lakeside, and what became of it: two tiers, in the order of arrival."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random

from mentoringup.home.demo.cast import part
from mentoringup.home.demo.guests import Guest, Guests, guest_of, moments
from mentoringup.home.demo.past import Past, sessions_of
from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.people.models import Person
from mentoringup.registration.domain.answering import accept, decline, give_back, withdraw
from mentoringup.registration.domain.office import add_hold, seat_by_hand
from mentoringup.registration.domain.plans import plan_of, window_for
from mentoringup.registration.plan import Window
from mentoringup.registration.values import Asker
from mentoringup.training.models import Series, Session

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
A_LATE_OFFER = 45 * MINUTE
"""How long the offer that is about to run out still stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lakeside:
    """What every session's story needs."""

    past: Past
    chance: Random
    first: Sequence[Guest]
    second: Sequence[Guest]
    guests: Guests
    mei: Guest
    rosa: Person
    now: datetime

    def some(self, tier: Sequence[Guest], many: int) -> list[Guest]:
        """So many of a tier, by chance."""
        return self.chance.sample(tier, many)

    def ask_from(
        self, start: datetime, end: datetime, askers: Sequence[Guest], session: Session
    ) -> None:
        """Have people ask in this order between two moments."""
        times = moments(self.chance, len(askers), start=start, end=min(end, self.now - HOUR))
        for guest, at in zip(askers, times, strict=True):
            self.past.asks(guest, session, at=at)


def tell_lakeside(
    series: Series,
    people: Mapping[str, Person],
    *,
    past: Past,
    guests: Guests,
    finished: Guest,
    now: datetime,
) -> None:
    """Collect what happened with the sessions of the good series.

    Args:
        series: with two past sessions, three that take requests, and later ones.
        people: the cast, by key.
        past: collects.
        guests: makes those who ask.
        finished: somebody to whom the rules no longer fit.
        now: the end of it.
    """
    mei = part("participant")
    assert mei is not None  # noqa: S101  she is of the cast
    there = Lakeside(
        past=past,
        chance=guests.chance,
        first=guests.of_biosciences(32),
        second=guests.of_other_fields(20),
        guests=guests,
        mei=guest_of(mei, people),
        rosa=people["coordinator"],
        now=now,
    )
    over, just_over, full, in_line, new, *_later = sessions_of(series)
    _tell_past(there, over, people["facilitator"], extra=7)
    _tell_past(there, just_over, people["coordinator"], extra=9, unmarked=2)
    _tell_full(there, full)
    _tell_line(there, in_line, finished)
    _tell_new(there, new)


def _tell_past(
    there: Lakeside, session: Session, marked_by: Person, *, extra: int, unmarked: int = 0
) -> None:
    """Nine of the first tier, then the second for what was left; one came late, two never."""
    past, window, start = there.past, _window(session), _start(session)
    opens, turn = _opens(window), window.turn_of(1)
    first = [there.mei, *there.some(there.first, 8)]
    second = there.some(there.second, extra)
    there.ask_from(opens, opens + 6 * DAY, first, session)
    there.ask_from(opens + HOUR, opens + 12 * DAY, second, session)
    past.tick(turn)
    past.everybody_answers(accept, session, at=turn + 7 * HOUR)
    past.answers(give_back, first[4], session, at=start - 6 * DAY)
    past.everybody_answers(accept, session, at=start - 5 * DAY)
    past.answers(give_back, first[6], session, at=start - 34 * HOUR)
    past.tick(start - 22 * HOUR)
    past.everybody_answers(accept, session, at=start - 20 * HOUR)
    past.ends(session)
    past.is_attended(session, absent=(4, 9), unmarked=unmarked, actor=marked_by)


def _tell_full(there: Lakeside, session: Session) -> None:
    """Everything at once: a hold, a seat by hand, offers of every fate, a line in both tiers."""
    past, now, opens = there.past, there.now, _opens(_window(session))
    first, second = there.some(there.first, 20), there.some(there.second, 16)
    seated, (slow, fast, cool, next_one, late), rest = first[:10], first[10:15], first[15:]
    speaker = there.guests.visitor().asker
    past.at(opens + 10 * MINUTE, partial(_hold_for_a_guest, session, there.rosa))
    past.at(opens + 14 * MINUTE, partial(_seat_the_speaker, session, speaker, there.rosa))
    there.ask_from(opens + 20 * MINUTE, opens + DAY, _with_needs(seated), session)
    there.ask_from(
        opens + DAY,
        opens + 8 * DAY,
        [slow, fast, cool, next_one, late, there.mei, *rest],
        session,
    )
    there.ask_from(opens + DAY, opens + 20 * DAY, second, session)
    past.answers(withdraw, second[3], session, at=now - 10 * DAY)
    past.answers(give_back, seated[1], session, at=now - 9 * DAY)  # to `slow`, who lets it run out
    past.tick(now - 7 * DAY)  # to `fast`
    past.answers(accept, fast, session, at=now - 7 * DAY + 5 * HOUR)
    past.answers(give_back, seated[4], session, at=now - 5 * DAY)  # to `cool`
    past.answers(decline, cool, session, at=now - 4 * DAY)  # to `next_one`
    past.answers(accept, next_one, session, at=now - 3 * DAY)
    offer = timedelta(hours=plan_of(session.implementation.series).offer_hours)
    past.answers(give_back, seated[6], session, at=now - offer + A_LATE_OFFER)  # to `late`
    past.answers(give_back, seated[8], session, at=now - 20 * HOUR)  # to Mei
    past.asks(there.guests.visitor(), session, at=now - 3 * HOUR)


def _hold_for_a_guest(session: Session, actor: Person, now: datetime) -> None:
    add_hold(session=session, seats=1, note="For the speaker's guest", actor=actor, now=now)


def _seat_the_speaker(session: Session, speaker: Asker, actor: Person, now: datetime) -> None:
    reason = "She tells of her first year in the lab."
    seat_by_hand(session=session, asker=speaker, reason=reason, actor=actor, now=now)


def _tell_line(there: Lakeside, session: Session, finished: Guest) -> None:
    """Full since the opening; Mei is third in line, and somebody may not come again."""
    opens = _opens(_window(session))
    first, second = there.some(there.first, 17), there.some(there.second, 10)
    there.ask_from(opens, opens + 3 * DAY, _with_needs(first[:12]), session)
    there.ask_from(
        opens + 3 * DAY, opens + 9 * DAY, [*first[12:14], there.mei, *first[14:]], session
    )
    there.ask_from(opens + DAY, opens + 12 * DAY, second, session)
    there.past.asks(finished, session, at=opens + 2 * DAY)
    there.past.tick(_window(session).turn_of(1))


def _tell_new(there: Lakeside, session: Session) -> None:
    """Open for a few days: the first tier gets seats, the second waits for its turn."""
    opens = _opens(_window(session))
    first, second = there.some(there.first, 6), there.some(there.second, 8)
    there.ask_from(opens, there.now, [first[0], there.mei, *first[1:]], session)
    there.ask_from(opens, there.now, second, session)
    there.past.asks(there.guests.visitor(), session, at=there.now - 20 * MINUTE)


def _with_needs(askers: Sequence[Guest]) -> list[Guest]:
    """The same people; two of them say what they need to take part."""
    needs = {2: "Live captions, please.", 5: "A seat near the door; I use a wheelchair."}
    return [
        replace(one, asker=replace(one.asker, access_needs=needs.get(number, "")))
        for number, one in enumerate(askers)
    ]


def a_former_participant(guests: Guests) -> Guest:
    """Somebody who has finished the program: the rules of the series no longer fit them."""
    return guests.member(stage=CareerStage.POSTDOC, discipline=Discipline.BIOSCIENCES)


def _window(session: Session) -> Window:
    window = window_for(session=session)
    assert window is not None  # noqa: S101  only sessions with a date come here
    return window


def _opens(window: Window) -> datetime:
    assert window.opens is not None  # noqa: S101  the series takes RSVPs
    return window.opens


def _start(session: Session) -> datetime:
    assert session.starts_at is not None  # noqa: S101  only sessions with a date come here
    return session.starts_at
