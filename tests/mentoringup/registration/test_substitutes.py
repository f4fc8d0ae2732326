"""Other sessions for those without a seat."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoringup.registration.domain.queries import registration_of_token
from mentoringup.registration.domain.substitutes import substitutes_for
from mentoringup.registration.links import token_of

NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
ADA = "ada@lakeside.example"


@pytest.fixture
def found_from(request_of):
    """Substitutes of a request as its page reads it, and the number of queries."""

    def find(session) -> tuple[list[str], int]:
        registration = registration_of_token(token_of(request_of(session, ADA)))
        with CaptureQueriesContext(connection) as queries:
            found = substitutes_for(registration=registration, now=NOW)
        return [one.slug for one in found], len(queries)

    return find


def test_many_full_sessions_cost_no_more_queries_than_one(
    make_session, module, ask_for, found_from
):
    full = make_session("full", capacity=0, modules=[module])
    ask_for(full, ADA)
    make_session("other-1", capacity=0, position=2, modules=[module], on=date(2026, 10, 20))
    _none, few = found_from(full)
    for number in range(2, 12):
        make_session(
            f"other-{number}",
            capacity=number % 2,
            position=number + 1,
            modules=[module],
            on=date(2026, 10, 20 + number % 2),
        )

    slugs, many = found_from(full)

    assert (slugs, many) == (["other-3", "other-5", "other-7"], few)


def test_a_session_at_the_time_of_a_seat_is_no_substitute(
    make_session, module, ask_for, found_from
):
    full = make_session("full", capacity=0, modules=[module])
    ask_for(full, ADA)
    ask_for(make_session("seat", position=2, on=date(2026, 10, 20)), ADA)
    later = {"start": time(17), "end": time(18), "on": date(2026, 10, 20)}
    make_session("meets", position=3, modules=[module], **later)
    make_session("fits", position=4, modules=[module], on=date(2026, 10, 21))

    slugs, _queries = found_from(full)

    assert slugs == ["fits"]
