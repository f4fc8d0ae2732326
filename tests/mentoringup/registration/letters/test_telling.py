"""Which change is told by which letter."""

import pytest

from mentoringup.registration.domain.states import STEPS
from mentoringup.registration.enums import Cause, LetterKind, RegistrationState
from mentoringup.registration.letters.telling import letter_for

C, K, S = Cause, LetterKind, RegistrationState


@pytest.mark.parametrize(
    ("was", "to", "cause", "letter"),
    [
        (None, S.QUEUED, C.ASKED, K.RECEIVED),
        (None, S.SEATED, C.ASKED, K.SEATED),
        (None, S.INELIGIBLE, C.NOT_ELIGIBLE, K.RECEIVED),
        (None, S.OFFERED, C.SUBSTITUTE, K.OFFER),
        (None, S.SEATED, C.SWAPPED, K.SEATED),
        (S.REQUESTED, S.QUEUED, C.CONFIRMED, None),
        (S.QUEUED, S.OFFERED, C.TURN, K.OFFER),
        (S.OFFERED, S.SEATED, C.ACCEPTED, K.SEATED),
        (S.QUEUED, S.SEATED, C.BY_HAND, K.SEATED),
        (S.OFFERED, S.DECLINED, C.DECLINED, None),
        (S.OFFERED, S.EXPIRED, C.EXPIRED, K.UNSEATED),
        (S.OFFERED, S.QUEUED, C.FEWER_SEATS, K.CANCELLED),
        (S.SEATED, S.QUEUED, C.FEWER_SEATS, K.CANCELLED),
        (S.SEATED, S.CANCELLED, C.CANCELLED, K.CANCELLED),
        (S.SEATED, S.CANCELLED, C.SWAPPED, K.CANCELLED),
        (S.SEATED, S.CANCELLED, C.SESSION_CANCELLED, K.CANCELLED),
        (S.QUEUED, S.CANCELLED, C.SESSION_CANCELLED, K.CANCELLED),
        (S.QUEUED, S.CANCELLED, C.BY_HAND, K.CANCELLED),
        (S.QUEUED, S.WITHDRAWN, C.WITHDREW, None),
        (S.OFFERED, S.WITHDRAWN, C.TWICE, None),
        (S.QUEUED, S.EXPIRED, C.SESSION_OVER, K.UNSEATED),
        (S.QUEUED, S.INELIGIBLE, C.NOT_ELIGIBLE, K.UNSEATED),
        (S.INELIGIBLE, S.QUEUED, C.WORD, K.RECEIVED),
        (S.INELIGIBLE, S.SEATED, C.BY_HAND, K.SEATED),
        (S.SEATED, S.ATTENDED, C.ATTENDANCE, None),
        (S.NO_SHOW, S.SEATED, C.ATTENDANCE, None),
        (S.SEATED, S.CANCELLED, C.FORGOTTEN, None),
    ],
)
def test_a_change_to_somebody_known_is_told_by_its_letter(was, to, cause, letter):
    assert letter_for(was=was, to=to, cause=cause, confirmed=True) == letter


@pytest.mark.parametrize(
    ("was", "to", "cause", "letter"),
    [
        (None, S.REQUESTED, C.ASKED, K.RECEIVED),
        (None, S.OFFERED, C.ASKED, K.RECEIVED),
        (None, S.INELIGIBLE, C.NOT_ELIGIBLE, K.RECEIVED),
        (S.REQUESTED, S.OFFERED, C.TURN, K.OFFER),
        (S.INELIGIBLE, S.REQUESTED, C.WORD, K.RECEIVED),
        (S.OFFERED, S.REQUESTED, C.FEWER_SEATS, None),
        (S.OFFERED, S.EXPIRED, C.UNCONFIRMED, None),
        (S.REQUESTED, S.EXPIRED, C.SESSION_OVER, None),
        (S.REQUESTED, S.CANCELLED, C.SESSION_CANCELLED, None),
        (S.REQUESTED, S.WITHDRAWN, C.WITHDREW, None),
    ],
)
def test_an_address_that_nobody_confirmed_gets_what_it_was_asked_for_and_no_more(
    was, to, cause, letter
):
    assert letter_for(was=was, to=to, cause=cause, confirmed=False) == letter


def test_whoever_is_forgotten_gets_nothing_whatever_happens():
    steps = [(was, to) for was, after in STEPS.items() for to in after]

    told = {letter_for(was=was, to=to, cause=C.FORGOTTEN, confirmed=True) for was, to in steps}

    assert told == {None}


def test_every_seat_is_told_whatever_the_way_to_it():
    ways = [was for was, after in STEPS.items() if S.SEATED in after]
    causes = set(C) - {C.FORGOTTEN, C.TWICE, C.ATTENDANCE}

    told = {
        letter_for(was=was, to=S.SEATED, cause=cause, confirmed=True)
        for was in (None, *ways)
        for cause in causes
    }

    assert told == {K.SEATED}
