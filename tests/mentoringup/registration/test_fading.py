"""Names of those who never confirmed."""

from datetime import UTC, datetime, timedelta

import pytest

from mentoringup.registration.domain.timekeeping import keep_time

NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
ADA = "ada@lakeside.example"


@pytest.mark.parametrize(
    ("is_known", "days", "kept"),
    [(False, 31, True), (False, 33, False), (True, 33, True)],
)
def test_an_address_nobody_confirmed_is_emptied_thirty_days_after_the_request_ended(
    make_session, ask_for, request_of, is_known, days, kept
):
    full = make_session("full", capacity=0)
    ask_for(full, ADA, is_known=is_known)
    mine = request_of(full, ADA)
    keep_time(NOW + timedelta(days=2))

    keep_time(NOW + timedelta(days=days))

    mine.refresh_from_db()
    assert (mine.email, mine.name) == ((ADA, "Ada") if kept else ("", ""))
