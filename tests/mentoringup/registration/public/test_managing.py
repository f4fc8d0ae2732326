"""The page of one request: what it shows in each state, and what its buttons do, once and twice."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from mentoringup.outbox.models import Mail
from mentoringup.registration.domain import answering
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.links import manage_path, token_of
from mentoringup.registration.models import AccessNeeds, Registration, SeatPlan
from mentoringup.training.enums import SessionState

ADA = "ada@lakeside.example"


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def state_of(registration: Registration) -> str:
    return Registration.objects.get(pk=registration.pk).state


@pytest.fixture
def page_of(client):
    def read(registration: Registration, client: Client = client) -> str:
        answer = client.get(manage_path(registration))
        assert answer.status_code == 200
        return words_of(answer)

    return read


@pytest.fixture
def press(client, step_path):
    """Send the button of a step; gives the page that follows."""

    def send(registration: Registration, name: str, client: Client = client):
        return client.post(step_path(registration, name), follow=True)

    return send


@pytest.fixture
def of_visitor(session, asked_now) -> Registration:
    """A seat kept for a visitor."""
    return asked_now(session, is_known=False)


@pytest.fixture
def full(make_session, ask_for):
    """A session whose one seat is taken, and a line with one person."""
    made = make_session("full", capacity=1)
    for name in ("bo", "cy"):
        ask_for(made, f"{name}@lakeside.example", at=timezone.now())
    return made


def test_a_visitor_confirms_and_has_the_seat(of_visitor, page_of, press):
    before = page_of(of_visitor)

    after = press(of_visitor, "confirm")

    assert "A seat is kept for you" in before
    assert "Confirm and take the seat" in before
    assert "You have the seat." in words_of(after)
    assert "Give the seat back" in words_of(after)
    assert state_of(of_visitor) == "seated"


def test_a_visitor_in_line_confirms_and_keeps_the_place(full, asked_now, page_of, press):
    mine = asked_now(full, is_known=False)
    before = page_of(mine)

    after = words_of(press(mine, "confirm"))

    assert "You are number 2 in line; 1 person waits before you." in before
    assert "Your address is confirmed. You keep your place in line." in after
    assert "You are number 2 in line; 1 person waits before you." in after
    assert state_of(mine) == "queued"


def test_an_offer_is_taken(full, page_of, press, request_of):
    waiting = request_of(full, "cy@lakeside.example")
    answering.give_back(
        registration=request_of(full, "bo@lakeside.example"), actor=None, now=timezone.now()
    )

    before = page_of(waiting)
    after = words_of(press(waiting, "accept"))

    assert "A seat is offered to you" in before
    assert "Take the seat" in before
    assert "You have the seat." in after


@pytest.mark.parametrize(
    ("name", "words", "state"),
    [
        ("give-back", "You give your seat back. 1 person waits for it.", "cancelled"),
        ("withdraw", "You leave the line. If you ask again later", "withdrawn"),
        ("decline", "You turn down the seat that is offered to you. Nobody waits", "declined"),
    ],
)
def test_what_is_lost_is_said_before_a_button_does_it(
    full, session, asked_now, request_of, client, step_path, press, name, words, state
):
    mine = {
        "give-back": lambda: request_of(full, "bo@lakeside.example"),
        "withdraw": lambda: request_of(full, "cy@lakeside.example"),
        "decline": lambda: asked_now(session, is_known=False),
    }[name]()
    was = mine.state

    asked = client.get(step_path(mine, name))
    unchanged = state_of(mine)
    press(mine, name)

    assert words in words_of(asked)
    assert (unchanged, state_of(mine)) == (was, state)


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("visitor", "confirm"),
        ("visitor", "decline"),
        ("seated", "give-back"),
        ("waiting", "withdraw"),
    ],
)
def test_twice_does_nothing_twice(full, of_visitor, request_of, press, first, name):
    mine = {
        "visitor": of_visitor,
        "seated": request_of(full, "bo@lakeside.example"),
        "waiting": request_of(full, "cy@lakeside.example"),
    }[first]
    once = press(mine, name)
    changed = Registration.objects.get(pk=mine.pk).changed_at

    twice = press(mine, name)

    assert (once.status_code, twice.status_code) == (200, 200)
    assert Registration.objects.get(pk=mine.pk).changed_at == changed


@pytest.mark.parametrize("name", ["confirm", "accept", "decline", "give-back", "withdraw"])
@pytest.mark.parametrize("state", list(RegistrationState))
def test_no_button_breaks_in_any_state(session, asked_now, press, page_of, name, state):
    mine = asked_now(session)
    until = timezone.now() + timedelta(hours=1) if state == "offered" else None
    is_known = state != "requested"
    Registration.objects.filter(pk=mine.pk).update(
        state=state,
        offered_until=until,
        confirmed_at=mine.confirmed_at if is_known else None,
        seated_at=timezone.now(),
    )

    before, answer = page_of(mine), press(mine, name)

    assert "<h1>" in before
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["confirm", "accept", "decline", "give-back", "withdraw"])
def test_opening_a_link_does_nothing(of_visitor, client, step_path, name):
    answers = [client.get(step_path(of_visitor, name)), client.head(manage_path(of_visitor))]

    assert {one.status_code for one in answers} <= {200, 302}
    assert state_of(of_visitor) == "offered"


def test_an_offer_that_ran_out_says_so_and_gives_no_seat(of_visitor, page_of, press):
    Registration.objects.update(offered_until=timezone.now() - timedelta(minutes=1))

    before, after = page_of(of_visitor), words_of(press(of_visitor, "confirm"))

    assert "The offer is over" in before
    assert "Confirm and take the seat" not in before
    assert "The time for this offer is over" in after
    assert "The address was not confirmed in time" in after
    assert state_of(of_visitor) == "expired"


def test_a_link_that_nobody_made_is_answered_with_help(client, of_visitor):
    tokens = ["x", "1.forged", token_of(of_visitor)[:-3], "9" * 40, "1.%00", "..."]

    seen = [client.get(f"/seats/{token}/") for token in tokens]

    assert {one.status_code for one in seen} == {404}
    assert all("There is no request behind this link" in words_of(one) for one in seen)


@pytest.mark.parametrize("name", ["confirm", "give-back", "nonsense"])
def test_a_forged_link_does_nothing(client, of_visitor, name):
    answer = client.post(f"/seats/{of_visitor.pk}.forged/{name}/")

    assert (answer.status_code, state_of(of_visitor)) == (404, "offered")


def test_a_step_that_does_not_exist_is_not_there(client, of_visitor, step_path):
    assert client.post(step_path(of_visitor, "nonsense")).status_code == 404


def test_somebody_else_who_is_signed_in_sees_nothing_of_a_request(
    of_visitor, member, signed_in, step_path
):
    other = signed_in(member("eve@lakeside.example", given_name="Eve"))

    seen = other.get(manage_path(of_visitor))
    done = other.post(step_path(of_visitor, "confirm"))

    assert (seen.status_code, done.status_code) == (403, 403)
    assert "This link belongs to somebody else" in words_of(seen)
    assert ADA not in words_of(seen)
    assert "Expectations" not in words_of(seen)
    assert state_of(of_visitor) == "offered"


def test_the_owner_of_the_address_who_is_signed_in_may_confirm(
    of_visitor, member, signed_in, press
):
    client = signed_in(member(ADA, given_name="Ada"))

    answer = press(of_visitor, "confirm", client)

    assert answer.status_code == 200
    assert Registration.objects.get(pk=of_visitor.pk).person.email == ADA


def test_the_link_of_the_meeting_is_for_those_with_a_seat(make_session, asked_now, page_of, press):
    link = "https://meet.example/secret-room"
    meeting = make_session("online", capacity=1, link=link)
    seated = asked_now(meeting)
    waiting = asked_now(meeting, "bo@lakeside.example")

    seen = page_of(seated), page_of(waiting)
    press(seated, "give-back")

    assert [link in page for page in seen] == [True, False]
    assert link not in page_of(seated)


def test_why_somebody_is_where_they_are_is_said(full, asked_now, page_of):
    mine = asked_now(full, stage="faculty", discipline="humanities")

    page = page_of(mine)

    assert "Second priority" in page
    assert "You are number 2 in line; 1 person waits before you." in page
    assert "Turn of this priority" in page


def test_who_has_a_seat_at_the_same_time_reads_why_they_wait(
    session, make_session, asked_now, page_of
):
    asked_now(session)

    page = page_of(asked_now(make_session("other")))

    assert "You have a seat in another session at the same time." in page


def test_access_needs_are_known_to_be_stored_but_not_repeated(session, asked_now, page_of):
    mine = asked_now(session, access_needs="Captions, please.")
    other = asked_now(session, "bo@lakeside.example")

    assert "You told us about access needs." in page_of(mine)
    assert "You told us about access needs." not in page_of(other)
    assert "Captions" not in page_of(mine)
    assert AccessNeeds.objects.count() == 1


def test_a_seat_is_exchanged_for_one_in_another_session(
    make_session, module, asked_now, client, page_of, states
):
    first = make_session("first", modules=[module])
    other = make_session("other", modules=[module], on=date(2100, 10, 27))
    mine = asked_now(first)
    path = reverse("registration:swap", args=[token_of(mine), other.pk])

    shown, asked = page_of(mine), words_of(client.get(path))
    done, again = client.post(path, follow=True), client.post(path, follow=True)

    assert "Exchange it for another session" in shown
    assert "You give back" in asked
    assert "You have the seat in the other session" in words_of(done)
    assert "That exchange is no longer possible; nothing was changed." in words_of(again)
    assert (states(first), states(other)) == ({"ada": "cancelled"}, {"ada": "seated"})


def test_a_seat_is_not_exchanged_for_one_that_is_taken(
    make_session, module, asked_now, client, ask_for, states
):
    first = make_session("first", modules=[module])
    other = make_session("other", modules=[module], on=date(2100, 10, 27), capacity=1)
    mine = asked_now(first)
    ask_for(other, "bo@lakeside.example", at=timezone.now())

    answer = client.post(reverse("registration:swap", args=[token_of(mine), other.pk]), follow=True)

    assert "That exchange is no longer possible" in words_of(answer)
    assert states(first) == {"ada": "seated"}


def test_who_waits_is_shown_other_sessions_with_free_seats(
    make_session, module, asked_now, page_of, series
):
    full = make_session("full", modules=[module], capacity=0)
    make_session("roomy", title="A roomy one", modules=[module], on=date(2100, 10, 27))

    page = page_of(asked_now(full))

    assert "A roomy one" in page
    assert f"/series/{series.site.slug}/{series.slug}/rsvp/?session=roomy" in page


def test_a_cancelled_session_offers_nothing(session, asked_now, page_of):
    mine = asked_now(session)
    type(session).objects.update(state=SessionState.CANCELLED)

    assert "Give the seat back" not in page_of(mine)


def test_who_has_given_the_seat_back_is_shown_a_way_on(session, asked_now, page_of, press):
    mine = asked_now(session)
    way_on = "See the sessions of the series"
    assert way_on not in page_of(mine)
    press(mine, "give-back")
    assert way_on in page_of(mine)


def test_a_session_that_has_begun_takes_no_seat_back(session, asked_now, page_of, press):
    mine = asked_now(session)
    begun = timezone.now() - timedelta(minutes=5)
    type(session).objects.update(starts_at=begun, ends_at=begun + timedelta(hours=1))

    answer = press(mine, "give-back")

    assert "Give the seat back" not in page_of(mine)
    assert "The session has begun; write to its contact instead." in words_of(answer)
    assert state_of(mine) == "seated"


def test_a_seat_goes_into_a_calendar_under_the_uid_of_its_invitation(session, asked_now, client):
    mine = asked_now(session)
    path = reverse("registration:calendar", args=[token_of(mine)])

    seated = Calendar.from_ical(client.get(path).content)
    answering.give_back(registration=mine, actor=mine.person, now=timezone.now())
    given_back = client.get(path)

    mailed = Calendar.from_ical(Mail.objects.get(kind="registration.seated").calendar)
    uids = {str(one.walk("VEVENT")[0]["UID"]) for one in (seated, mailed)}
    assert len(uids) == 1
    assert given_back.status_code == 302


def test_marks_for_staying_away_are_visible_to_the_person(session, series, asked_now, page_of):
    SeatPlan.objects.create(series=series, no_show_marks=True, no_show_days=365)
    mine = asked_now(session)
    begun = timezone.now() - timedelta(days=30)
    type(session).objects.update(starts_at=begun, ends_at=begun + timedelta(hours=1))
    Registration.objects.update(state=RegistrationState.NO_SHOW)

    page = page_of(mine)

    assert "Seats you did not come for" in page
    assert series.site.contact_email in page
    assert "You did not come for 1 of 1 seat in the last 365 days." in page
    assert "The oldest mark is forgotten on" in page


def test_after_the_last_offer_whoever_waits_reads_to_come_and_see(session, asked_now, page_of):
    type(session).objects.update(capacity=0)
    session.refresh_from_db()
    mine = asked_now(session)
    soon = timezone.now() + timedelta(hours=12, minutes=30)
    before = page_of(mine)

    type(session).objects.update(starts_at=soon, ends_at=soon + timedelta(hours=1))

    words = "No more offers are made. You may come if you can"
    assert (words in before, words in page_of(mine)) == (False, True)


def test_marks_that_no_longer_count_are_not_shown(session, series, asked_now, page_of):
    SeatPlan.objects.create(series=series, no_show_marks=True, no_show_days=10)
    mine = asked_now(session)
    begun = timezone.now() - timedelta(days=30)
    type(session).objects.update(starts_at=begun, ends_at=begun + timedelta(hours=1))
    Registration.objects.update(state=RegistrationState.NO_SHOW)

    assert "Seats you did not come for" not in page_of(mine)
