"""Asking for seats, as visitors and as people with an account do it."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from mentoringup.organizations.models import Affiliation, Unit
from mentoringup.outbox.models import Mail
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import AccessNeeds, Registration, SeatPlan
from mentoringup.registration.public_views import limits
from mentoringup.training.enums import RsvpRule, SeriesState, SessionState

ADA = "ada@lakeside.example"


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def stored() -> list[tuple[str, str]]:
    return list(Registration.objects.order_by("pk").values_list("email", "state"))


def test_a_visitor_gets_a_free_seat_kept_and_is_told_to_confirm(session, ask_by_form):
    answer = ask_by_form(session)

    assert "A seat is kept for you until" in words_of(answer)
    assert f"open the mail that we sent to {ADA}" in words_of(answer)
    assert stored() == [(ADA, "offered")]


def test_a_visitor_who_finds_no_seat_is_told_the_place_in_line(make_session, ask_by_form, ask_for):
    session = make_session(capacity=1)
    for name in ("bo", "cy"):
        ask_for(session, f"{name}@lakeside.example", at=timezone.now())

    answer = ask_by_form(session)

    assert "You are number 2 in line; 1 person waits before you." in words_of(answer)


def test_several_sessions_are_asked_for_at_once_and_each_is_answered(make_session, ask_by_form):
    one, two = make_session("one"), make_session("two", capacity=0, position=2)

    answer = ask_by_form(one, two)

    assert "A seat is kept for you until" in words_of(answer)
    assert "You are number 1 in line; nobody waits before you." in words_of(answer)


def test_somebody_signed_in_needs_one_button(session, member, signed_in, rsvp_page):
    client = signed_in(
        member(ADA, given_name="Ada", career_stage="graduate", discipline="biosciences")
    )
    page = client.get(rsvp_page, {"session": session.slug})

    answer = client.post(rsvp_page, {"sessions": [session.pk]}, follow=True)

    assert 'name="email"' not in page.content.decode()
    assert f'id="session-{session.pk}"' in page.content.decode()
    assert "checked" in page.content.decode()
    assert "You have a seat." in words_of(answer)
    assert stored() == [(ADA, "seated")]


def test_only_an_address_that_was_shown_to_be_theirs_asks_for_somebody_signed_in(
    session, make_person, signed_in, rsvp_page
):
    person = make_person("claimed@lakeside.example", given_name="Eve", career_stage="graduate")
    EmailAddress.objects.create(user=person, email="eve@lakeside.example", verified=True)

    signed_in(person).post(rsvp_page, {"sessions": [session.pk], "discipline": "clinical"})

    assert stored() == [("eve@lakeside.example", "seated")]


@pytest.mark.usefixtures("session")
def test_somebody_signed_in_is_asked_only_for_what_is_not_known(member, signed_in, rsvp_page, site):
    unit = Unit.objects.create(site=site, name="School of Medicine")
    person = member(ADA, given_name="Ada", career_stage="graduate")
    Affiliation.objects.create(person=person, unit=unit)

    page = signed_in(person).get(rsvp_page).content.decode()

    shown = {
        name
        for name in ("email", "name", "stage", "discipline", "unit")
        if f'name="{name}"' in page
    }
    assert shown == {"discipline"}


def test_the_unit_and_the_language_of_the_page_go_into_the_request(
    session, site, client, ask_by_form
):
    unit = Unit.objects.create(site=site, name="School of Medicine")
    client.cookies["django_language"] = "es"

    ask_by_form(session, client=client, unit=unit.pk)

    asked = Registration.objects.get()
    assert (asked.unit, asked.language) == (unit, "es")


def test_a_unit_of_another_site_is_refused(session, site, other_site, ask_by_form):
    Unit.objects.create(site=site, name="School of Medicine")
    foreign = Unit.objects.create(site=other_site, name="Surgery")

    answer = ask_by_form(session, unit=foreign.pk)

    assert (answer.status_code, stored()) == (422, [])


def test_access_needs_are_kept_beside_the_request_and_shown_to_its_owner_alone(
    session, ask_by_form, client, rsvp_page
):
    answer = ask_by_form(session, access_needs="Captions, please.")

    assert AccessNeeds.objects.get().text == "Captions, please."
    assert "Captions" not in words_of(answer)
    assert "Captions, please" not in words_of(client.get(rsvp_page))


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"email": "no address"}, "Enter a valid email address."),
        ({"email": "a" * 250 + "@x.org"}, "at most 254 characters"),
        ({"name": ""}, "This field is required."),
        ({"name": "Win at https://spam.example"}, "A name has no web address in it"),
        ({"name": "x\x00y"}, "Null characters are not allowed."),
        ({"stage": "emperor"}, "Select a valid choice."),
        ({"discipline": ""}, "This field is required."),
        ({"access_needs": "x" * 1001}, "at most 1000 characters"),
        ({"website": "https://spam.example"}, "A field that people can’t see was filled in"),
        ({"sessions": []}, "Choose at least one session."),
        ({"sessions": ["9" * 40]}, "One of the sessions you chose takes no RSVPs any more."),
        ({"sessions": ["x"]}, "One of the sessions you chose takes no RSVPs any more."),
    ],
)
def test_a_fault_is_named_and_nothing_is_stored(session, ask_by_form, said, problem):
    answer = ask_by_form(session, **said)

    assert answer.status_code == 422
    assert problem in words_of(answer)
    assert stored() == []


def test_what_was_typed_is_still_there_after_a_fault(session, ask_by_form):
    page = ask_by_form(session, email="", access_needs="Captions").content.decode()

    assert 'value="Ada Park"' in page
    assert "Captions" in page
    assert "checked" in page


def test_asking_twice_changes_nothing_and_says_so(session, client, ask_by_form):
    ask_by_form(session, client=client)
    mails = Mail.objects.count()

    answer = ask_by_form(session, client=client, name="Somebody else")

    assert "You had asked before: nothing was changed. A seat is kept" in words_of(answer)
    assert stored() == [(ADA, "offered")]
    assert Mail.objects.count() == mails


def test_another_browser_learns_that_an_address_asked_and_nothing_more(
    session, ask_by_form, asked_now
):
    asked_now(session)

    answer = words_of(ask_by_form(session, name="Mallory"))

    assert "Somebody asked for this session with this address before" in answer
    assert "You have a seat" not in answer
    assert "seats/" not in answer.replace("seats/link/", "")


def test_whoever_asks_with_an_address_of_old_sends_its_owner_the_links(
    session, ask_by_form, asked_now
):
    old = asked_now(session)
    Registration.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    Mail.objects.all().delete()

    ask_by_form(session, name="Mallory")

    sent = Mail.objects.get()
    assert (sent.kind, sent.to) == ("registration.links", ADA)
    assert f"/seats/{old.pk}." in sent.text


def test_an_answer_is_for_the_browser_that_asked(session, client, rsvp_page, ask_by_form):
    ask_by_form(session)

    page = words_of(client.get(f"{rsvp_page}asked/"))

    assert ADA not in page
    assert "This browser knows of no request" in page


@pytest.mark.parametrize("cookie", ["x", "W10:1:forged", ":::", "W10" * 2000])
def test_a_forged_answer_is_no_answer(client, rsvp_page, cookie):
    client.cookies["asked"] = cookie

    page = client.get(f"{rsvp_page}asked/")

    assert page.status_code == 200
    assert "This browser knows of no request" in words_of(page)


def test_rules_that_do_not_fit_are_said(session, series, ask_by_form):
    series.eligible_stages.create(stage="postdoc")

    answer = ask_by_form(session)

    assert "The rules on who may come don’t fit what you told us" in words_of(answer)
    assert stored() == [(ADA, "ineligible")]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rsvp_rule": RsvpRule.NONE}, "No RSVP is needed"),
        ({"rsvp_opens_on": "2099-01-01"}, "RSVPs open on Thu, Jan 1, 2099"),
        ({"state": SeriesState.CANCELLED}, "This series was cancelled"),
    ],
)
def test_a_series_that_takes_no_requests_says_why(
    session, series, client, rsvp_page, ask_by_form, changes, words
):
    type(series).objects.filter(pk=series.pk).update(**changes)

    page, answer = client.get(rsvp_page), ask_by_form(session)

    assert words in words_of(page)
    assert '<form method="post" action="' + rsvp_page not in words_of(page)
    assert (answer.status_code, stored()) == (422, [])


def test_a_closed_window_says_when_it_closed(session, series, client, rsvp_page, ask_by_form):
    SeatPlan.objects.create(series=series, closes_hours=2160)
    soon = timezone.now() + timedelta(days=30)
    type(session).objects.update(starts_at=soon, ends_at=soon + timedelta(hours=1))

    page, answer = client.get(rsvp_page), ask_by_form(session)

    assert "RSVPs closed on" in words_of(page)
    assert (answer.status_code, stored()) == (422, [])


def test_without_sessions_ahead_the_page_leads_on(client, rsvp_page):
    page = words_of(client.get(rsvp_page))

    assert "No session is ahead" in page


def test_capacity_zero_puts_everybody_in_line(make_session, client, rsvp_page, ask_by_form):
    session = make_session(capacity=0)
    page = words_of(client.get(rsvp_page))

    answer = ask_by_form(session)

    assert "No seats" in page
    assert "You are number 1 in line" in words_of(answer)


def test_drafts_and_cancelled_sessions_are_not_offered(make_session, client, rsvp_page):
    make_session("open", title="An open one")
    make_session("draft", title="A draft", state=SessionState.DRAFT)
    make_session("gone", title="A cancelled one", state=SessionState.CANCELLED)

    page = words_of(client.get(rsvp_page))

    assert "An open one" in page
    assert "A draft" not in page
    assert "A cancelled one" not in page


def test_a_draft_series_is_not_there(series, client, rsvp_page):
    type(series).objects.filter(pk=series.pk).update(state=SeriesState.DRAFT)

    assert client.get(rsvp_page).status_code == 404
    assert client.post(rsvp_page, {}).status_code == 404


def test_seats_left_and_people_waiting_are_told(make_session, client, rsvp_page, ask_for):
    few = make_session("few", capacity=3)
    full = make_session("full", capacity=1, on=date(2100, 10, 27))
    for name in ("bo", "cy"):
        ask_for(few, f"{name}@lakeside.example", at=timezone.now())
        ask_for(full, f"{name}@lakeside.example", at=timezone.now())

    page = words_of(client.get(rsvp_page))

    assert "1 of 3 seats free" in page
    assert "The 1 seat is taken, 1 person waits" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1 of 2 seats free, 1 person waits for their turn"),
        ("es", "plazas libres: 1 de 2, 1 persona espera su turno"),
    ],
)
def test_who_waits_beside_free_seats_waits_for_their_turn(
    session, series, client, rsvp_page, asked_now, language, words
):
    asked_now(session)
    asked_now(session, "bo@lakeside.example")
    Registration.objects.filter(email="bo@lakeside.example").update(
        state=RegistrationState.QUEUED, offered_until=None, seated_at=None
    )
    paths = [
        rsvp_page,
        reverse("training:series", args=[series.site.slug, series.slug]),
        reverse("training:session", args=[series.site.slug, series.slug, session.slug]),
    ]

    pages = [words_of(client.get(path, headers={"Accept-Language": language})) for path in paths]

    assert [words in page.lower() for page in pages] == [True, True, True]


def test_a_campus_gets_through_and_a_mailbox_is_not_flooded(session, ask_by_form):
    crowd = [ask_by_form(session, email=f"p{n}@lakeside.example") for n in range(15)]
    flood = [ask_by_form(session, email="q@lakeside.example") for _ in range(11)]

    assert {one.status_code for one in crowd} == {200}
    assert [one.status_code for one in flood] == [200] * 10 + [429]


def test_a_flood_from_one_place_ends(session, ask_by_form, monkeypatch):
    monkeypatch.setattr(limits, "_FROM_ONE_PLACE", limits.Pace(at_once=2, a_second=0))

    seen = [ask_by_form(session, email=f"p{n}@lakeside.example").status_code for n in range(3)]

    assert seen == [200, 200, 429]


def test_the_address_of_a_session_chooses_it(make_session, client, rsvp_page):
    one, two = make_session("one"), make_session("two", position=2)

    page = client.get(rsvp_page, {"session": "two"}).content.decode()

    ticked = {key for key in (one.pk, two.pk) if _is_ticked(page, key)}
    assert ticked == {two.pk}


def _is_ticked(page: str, key: int) -> bool:
    return "checked" in page.partition(f'id="session-{key}"')[2].partition(">")[0]


@pytest.mark.parametrize(
    "query", ["session=" + "x" * 3000, "session=%00", "page=9", "session=a&session=b"]
)
@pytest.mark.usefixtures("session")
def test_an_odd_address_shows_the_form(client, rsvp_page, query):
    assert client.get(f"{rsvp_page}?{query}").status_code == 200
