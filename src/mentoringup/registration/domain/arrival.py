"""What somebody finds who arrives at a session: one statement, since a rush asks it often."""

from dataclasses import dataclass

from mentoringup.registration.enums import ACTIVE, ATTENDANCE, TAKEN
from mentoringup.statements import kept_statements
from mentoringup.training.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How things stand at the moment of asking.

    Attributes:
        ticket: the number of the next request.
        free: seats that are neither given, offered nor held; None where there is no limit.
        earlier: the active request of the same person or address, by primary key, or None.
    """

    ticket: int
    free: int | None
    earlier: int | None


_THERE = ", ".join(f"'{state.value}'" for state in (*ACTIVE, *ATTENDANCE))

_QUESTION = f"""
    SELECT
    (SELECT COALESCE(MAX(ticket), 0) + 1 FROM registration_registration WHERE session_id = %s),
    (SELECT COUNT(*) FROM registration_registration WHERE session_id = %s AND state IN (%s, %s)),
    (SELECT COALESCE(SUM(seats), 0) FROM registration_hold WHERE session_id = %s),
    (SELECT id FROM registration_registration
        WHERE session_id = %s AND email = %s AND state IN ({_THERE}) AND NOT (email = '')
        ORDER BY place LIMIT 1),
    (SELECT id FROM registration_registration
        WHERE session_id = %s AND person_id = %s AND state IN ({_THERE})
        ORDER BY place LIMIT 1)
"""  # noqa: S608  our own words
"""The ORM takes four statements and ten times as long to say it.

Who is there already is asked in the words of the constraints that allow each of them once: so both
databases look into the indexes of these, and not through the whole line.
"""

_TAKEN = [state.value for state in TAKEN]


def arrival_at(session: Session, *, email: str, person_id: int | None) -> Arrival:
    """How things stand for somebody; the session must be held. One statement, flat in the line."""
    key = session.pk
    with kept_statements() as cursor:
        cursor.execute(
            _QUESTION,
            [key, key, *_TAKEN, key, key, email, key, person_id or 0],
        )
        ticket, taken, held, by_email, by_person = cursor.fetchone()
    return Arrival(
        ticket=ticket,
        free=None if session.capacity is None else session.capacity - taken - int(held),
        earlier=by_email or by_person,
    )
