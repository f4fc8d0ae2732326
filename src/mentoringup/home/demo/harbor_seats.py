"""Who asked for seats at Harbor, where a draw decides and an address of the clinic is asked for."""

from datetime import datetime, timedelta

from mentoringup.home.demo.guests import Guest, Guests, moments
from mentoringup.home.demo.past import Past, sessions_of
from mentoringup.people.models import Person
from mentoringup.registration.domain.answering import accept
from mentoringup.registration.domain.office import save_plan
from mentoringup.registration.domain.plans import window_for
from mentoringup.registration.enums import Order
from mentoringup.registration.plan import Plan
from mentoringup.training.models import Series, Session

PLAN = Plan(order=Order.DRAW, priority_days=7, needs_proof=True, remembers=True)
"""A draw a week after RSVPs open; whoever gets nothing comes first in the next term."""


def tell_harbor(
    series: Series,
    actor: Person,
    *,
    past: Past,
    guests: Guests,
    partners: list[Guest],
    now: datetime,
) -> None:
    """Collect what happened: one session is drawn, one still open, the seal of one is public.

    Args:
        series: at the other site.
        actor: coordinates it.
        past: collects.
        guests: makes those who ask.
        partners: people of the roster, who have no address of the clinic.
        now: the end of it.
    """
    save_plan(series=series, plan=PLAN, version=0, actor=actor, now=past.begins)
    past.tick(past.begins)
    drawn, sealed, *_later = sessions_of(series)
    own = guests.of_clinics(22)
    strangers = guests.of_clinics(2, domain="post.example")
    opens, turn = _opening_and_draw(drawn)
    askers = [*own[:18], *partners[:3], strangers[0]]
    _ask_all(past, guests, askers, drawn, start=opens, end=turn)
    past.tick(turn)
    past.everybody_answers(accept, drawn, at=turn + timedelta(hours=9))
    opens, turn = _opening_and_draw(sealed)
    askers = [*own[12:], *partners[2:], strangers[1]]
    _ask_all(past, guests, askers, sealed, start=opens, end=min(turn, now))


def _ask_all(
    past: Past,
    guests: Guests,
    askers: list[Guest],
    session: Session,
    *,
    start: datetime,
    end: datetime,
) -> None:
    guests.chance.shuffle(askers)
    times = moments(guests.chance, len(askers), start=start, end=end)
    for guest, at in zip(askers, times, strict=True):
        past.asks(guest, session, at=at)


def _opening_and_draw(session: Session) -> tuple[datetime, datetime]:
    """Between which moments people ask under a sealed seed."""
    window = window_for(session=session)
    assert window is not None  # noqa: S101  only sessions with a date come here
    assert window.opens is not None  # noqa: S101  the series takes RSVPs
    return window.opens, window.turn_of(0)
