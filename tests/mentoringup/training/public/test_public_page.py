"""Where a session stands, and what it promises."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mentoringup.training.enums import SessionState
from mentoringup.training.public_page import PublicSession, Standing

START = datetime(2026, 10, 21, 23, 0, tzinfo=UTC)
END = datetime(2026, 10, 22, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        (START - timedelta(seconds=1), Standing.UPCOMING),
        (START, Standing.RUNNING),
        (END - timedelta(seconds=1), Standing.RUNNING),
        (END, Standing.PAST),
    ],
)
def test_a_published_session_moves_to_past_by_itself(session, now, standing) -> None:
    assert session.standing(now) is standing


def test_a_session_without_a_date_is_to_be_announced_whatever_the_time(session) -> None:
    waiting = replace(session, state=SessionState.TO_BE_ANNOUNCED, starts_at=None, ends_at=None)
    assert waiting.standing(END + timedelta(days=900)) is Standing.TO_BE_ANNOUNCED


def test_a_cancelled_session_stays_cancelled_after_its_time(session) -> None:
    cancelled = replace(session, state=SessionState.CANCELLED)
    assert cancelled.standing(END + timedelta(days=1)) is Standing.CANCELLED


def test_an_objective_that_the_module_has_already_stands_once(session) -> None:
    assert session.all_objectives == ("Say what you count on.", "Write an agreement.")


def test_dated_sessions_come_in_the_order_of_time_and_undated_ones_last(
    session, series_with
) -> None:
    later = replace(session, id=8, starts_at=START + timedelta(days=7), ends_at=END)
    undated = replace(session, id=9, starts_at=None, ends_at=None)
    series = series_with(undated, later, session)
    found = series.standing(START - timedelta(days=1), Standing.UPCOMING, Standing.TO_BE_ANNOUNCED)
    assert [one.id for one in found] == [7, 8, 9]


def test_a_public_session_has_no_room_for_a_link() -> None:
    assert "link" not in PublicSession.__dataclass_fields__
