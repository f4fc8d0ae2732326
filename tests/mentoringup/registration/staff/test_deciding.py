"""What the office decides about one person, once and twice."""

import pytest

from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import AccessNeeds, Registration
from mentoringup.training.models import EligibleStage

ADA, BEN, CLEO = (f"{name}@lakeside.example" for name in ("ada", "ben", "cleo"))
NEW = {"name": "Guest Lee", "email": "guest@lakeside.example", "reason": "Invited by the dean."}
WHY = {"reason": "They asked by phone."}


def told(kind: str) -> list[str]:
    """Who got mails of a kind."""
    return sorted(Mail.objects.filter(kind=kind).values_list("to", flat=True))


def reasons(verb: str) -> list[str]:
    return list(Entry.objects.filter(verb=verb).values_list("reason", flat=True))


def test_somebody_new_gets_a_seat_with_a_reason_and_a_mail(client, address, session, states):
    answer = client.post(address("seat_somebody", session), NEW)

    assert answer.status_code == 302
    assert states(session) == {"guest": "seated"}
    assert told("registration.seated") == ["guest@lakeside.example"]
    assert reasons("registration.seated") == ["Invited by the dean."]


def test_a_double_click_gives_one_seat(client, address, session, states, words):
    client.post(address("seat_somebody", session), NEW)

    again = client.post(address("seat_somebody", session), NEW)

    assert (again.status_code, states(session)) == (422, {"guest": "seated"})
    assert "has asked for this session already" in words(again)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"reason": ""}, "Why"),
        ({"email": "no address"}, "E-mail"),
        ({"name": ""}, "Name"),
        ({"unit": "999999"}, "Unit"),
        ({"stage": "wizard"}, "Career stage"),
        ({"name": "x" * 201}, "Name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_done(client, address, session, page, said, fault):
    answer = client.post(address("seat_somebody", session), {**NEW, **said})

    assert answer.status_code == 422
    assert page(answer).select_one(".error-summary li").get_text().startswith(fault)
    assert Registration.objects.count() == 0


def test_a_full_session_is_never_exceeded_by_hand(client, address, session, asked_now, words):
    asked_now(session, ADA)
    asked_now(session, BEN)

    before = client.get(address("seat_somebody", session))
    answer = client.post(address("seat_somebody", session), NEW)

    assert "No seat is free now." in words(before)
    assert (answer.status_code, Registration.objects.count()) == (422, 2)
    assert "Free or add one first." in words(answer)


@pytest.mark.parametrize("is_on_the_list", [True, False])
def test_without_a_free_seat_nothing_is_asked_but_what_to_do_is_said(
    client, address, session, asked_now, page, words, is_on_the_list
):
    waits = [asked_now(session, one) for one in (ADA, BEN, CLEO)][-1]
    path = address("seat_request", session, waits) if is_on_the_list else None

    answer = client.get(path or address("seat_somebody", session))

    links = {one["href"] for one in page(answer).select("main a[href]")}
    assert "No seat is free now." in words(answer)
    assert "They get the mail" not in words(answer)
    assert "Give the seat" not in words(answer)
    assert {address("session_holds", session), address("seat_scenarios", session)} <= links


def test_a_seat_that_is_offered_is_given_even_if_it_is_the_last(
    client, address, session, asked_now, request_of, words
):
    asked_now(session, BEN)
    offered = asked_now(session, ADA, is_known=False)
    path = address("seat_request", session, offered)

    before = client.get(path)
    client.post(path, WHY)

    assert offered.state == "offered"
    assert "The seat that is offered to them is theirs at once." in words(before)
    assert "No seat is free now." not in words(before)
    assert request_of(session, ADA).state == "seated"


def test_somebody_of_the_list_gets_a_seat_out_of_turn(
    client, address, session, asked_now, request_of, series
):
    EligibleStage.objects.create(series=series, stage="postdoc")
    request = asked_now(session, ADA)

    answer = client.post(address("seat_request", session, request), WHY)

    assert request.state == RegistrationState.INELIGIBLE
    assert answer.url == address("show_request", session, request)
    assert (request_of(session, ADA).state, request_of(session, ADA).by_hand) == ("seated", True)


def test_seating_somebody_twice_seats_them_once(client, address, session, asked_now, series):
    EligibleStage.objects.create(series=series, stage="postdoc")
    request = asked_now(session, ADA)
    client.post(address("seat_request", session, request), WHY)

    again = client.post(address("seat_request", session, request), WHY)

    assert again.status_code == 422
    assert len(reasons("registration.seated")) == 1


def test_a_word_brings_a_refused_request_into_line_and_to_its_seat(
    client, address, session, asked_now, request_of, series
):
    EligibleStage.objects.create(series=series, stage="postdoc")
    request = asked_now(session, ADA)

    client.post(address("vouch_for", session, request), WHY)
    again = client.post(address("vouch_for", session, request), WHY)

    assert request_of(session, ADA).state == "offered"
    assert request_of(session, ADA).proof == "word"
    assert again.status_code == 302


def test_cancelling_says_who_is_next_and_then_offers_the_seat(
    client, address, session, asked_now, states, words
):
    request = asked_now(session, ADA)
    asked_now(session, BEN)
    asked_now(session, CLEO)

    before = client.get(address("cancel_request", session, request))
    client.post(address("cancel_request", session, request), WHY)

    assert "1 offer goes out by mail to who is next in line." in words(before)
    assert states(session) == {"ada": "cancelled", "ben": "seated", "cleo": "offered"}
    assert told("registration.cancelled") == [ADA]
    assert reasons("registration.cancelled") == ["They asked by phone."]


def test_cancelling_twice_cancels_once(client, address, session, asked_now):
    request = asked_now(session, ADA)
    client.post(address("cancel_request", session, request), WHY)

    again = client.post(address("cancel_request", session, request), WHY)

    assert again.status_code == 302
    assert reasons("registration.cancelled") == ["They asked by phone."]
    assert told("registration.cancelled") == [ADA]


def test_somebody_is_moved_with_their_needs_where_a_seat_is_free(
    client, address, session, make_session, asked_now, states
):
    other = make_session("equity")
    request = asked_now(session, ADA, access_needs="Captions")

    answer = client.post(address("move_request", session, request), {**WHY, "to": other.pk})

    assert answer.status_code == 302
    assert (states(session), states(other)) == ({"ada": "cancelled"}, {"ada": "seated"})
    assert AccessNeeds.objects.get(registration__session=other).text == "Captions"


def test_nobody_loses_a_seat_to_a_session_that_is_full(
    client, address, session, make_session, asked_now, states
):
    other = make_session("equity", capacity=1)
    asked_now(other, BEN)
    request = asked_now(session, ADA)

    answer = client.post(address("move_request", session, request), {**WHY, "to": other.pk})

    assert answer.status_code == 422
    assert (states(session), states(other)) == ({"ada": "seated"}, {"ben": "seated"})


def test_nobody_is_moved_to_a_session_of_another_series(
    client, address, session, asked_now, states
):
    request = asked_now(session, ADA)

    answer = client.post(address("move_request", session, request), {**WHY, "to": session.pk})

    assert (answer.status_code, states(session)) == (422, {"ada": "seated"})


def test_a_request_tells_why_and_what_happened_to_it(client, address, session, asked_now, words):
    asked_now(session, ADA)
    asked_now(session, BEN)
    request = asked_now(session, CLEO, discipline="humanities")

    said = words(client.get(address("show_request", session, request)))

    assert "In line Number 1; 0 are ahead" in said
    assert "Second priority" in said
    assert "What happened" in said


def test_who_may_not_see_the_history_sees_the_reasons_only(
    signed_in, facilitator, address, session, asked_now, words
):
    request = asked_now(session, ADA)

    said = words(signed_in(facilitator).get(address("show_request", session, request)))

    assert "Why they are where they are" in said
    assert "What happened" not in said
    assert "What you can do" not in said


def test_a_request_of_another_session_is_not_found(
    client, address, session, make_session, asked_now
):
    request = asked_now(make_session("equity"), ADA)

    answer = client.get(address("show_request", session, request))

    assert answer.status_code == 404
