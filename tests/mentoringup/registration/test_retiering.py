"""The priority groups of a series change after people have asked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.urls import reverse

from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.people.models import Person
from mentoringup.registration.domain.answering import give_back
from mentoringup.registration.domain.asking import ask
from mentoringup.registration.domain.drawing import commit_draws
from mentoringup.registration.domain.plans import plan_of, window_for
from mentoringup.registration.enums import Order, RegistrationState
from mentoringup.registration.models import Registration, SeatPlan
from mentoringup.registration.values import Asker
from mentoringup.training.content import Admission, TierRule
from mentoringup.training.domain.contents import admission_of
from mentoringup.training.domain.series import save_admission
from mentoringup.training.errors import ChangeIsForbiddenError
from mentoringup.training.models import Series, Session

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
GRADUATES = TierRule(stages=("graduate",))
STAFF = TierRule(stages=("staff",))


@pytest.fixture
def save_tiers(series, coordinator):
    """Store other groups; gives what followed."""

    def do(*tiers: TierRule, **words) -> tuple[str, ...]:
        fresh = Series.objects.get(pk=series.pk)
        admission = replace(admission_of(fresh), tiers=tiers, **words)
        return save_admission(series=fresh, admission=admission, actor=coordinator, now=NOW)

    return do


@pytest.fixture
def tiers():
    """Tier by the part of the address before the @."""

    def read(session: Session) -> dict[str, int]:
        rows = Registration.objects.filter(session=session).order_by("place")
        return {one.email.partition("@")[0]: one.tier for one in rows}

    return read


@pytest.fixture
def line(make_session, ask_for) -> Session:
    """One seat, which Ada has; Ben of the first tier waits, and Cleo of the second."""
    session = make_session(capacity=1)
    ask_for(session, "ada@x.example")
    ask_for(session, "ben@x.example")
    ask_for(session, "cleo@x.example", stage="staff", discipline="humanities")
    Mail.objects.all().delete()
    return session


def test_without_groups_nobody_in_line_is_stranded(line, save_tiers, request_of, states, tiers):
    save_tiers()

    give_back(registration=request_of(line, "ada@x.example"), actor=None, now=NOW)

    assert tiers(line) == {"ada": 0, "ben": 0, "cleo": 0}
    assert states(line) == {"ada": S.CANCELLED, "ben": S.OFFERED, "cleo": S.QUEUED}


def test_the_next_seat_goes_by_the_groups_as_they_are_now(line, save_tiers, request_of, states):
    save_tiers(STAFF, GRADUATES)

    give_back(registration=request_of(line, "ada@x.example"), actor=None, now=NOW)

    assert states(line) == {"ada": S.CANCELLED, "ben": S.QUEUED, "cleo": S.OFFERED}


def test_whoever_has_a_seat_keeps_it_and_is_sorted_too(line, save_tiers, states, tiers):
    save_tiers(STAFF, GRADUATES)

    assert tiers(line) == {"ada": 1, "ben": 1, "cleo": 0}
    assert states(line)["ada"] == S.SEATED


def test_the_coordinator_is_told_how_many_in_line_stand_elsewhere(line, save_tiers):
    told = [save_tiers(STAFF, GRADUATES), save_tiers(STAFF, GRADUATES), save_tiers(STAFF)]

    assert told == [
        ("2 people in line stand in another priority group now.",),
        (),
        (),
    ]
    assert line.registrations.get(email="ben@x.example").tier == 1


def test_words_of_the_group_are_those_of_the_request_s_language(
    make_session, ask_for, save_tiers, request_of
):
    session = make_session(capacity=0)
    ask_for(session, "ben@x.example", language="es")
    ask_for(session, "cleo@x.example", language="en")

    save_tiers(STAFF)

    words = [request_of(session, f"{name}@x.example").tier_words for name in ("ben", "cleo")]
    assert words[1] == "In none of the priority groups; your turn comes after theirs."
    assert words[0] not in ("", words[1])


def test_the_history_says_which_requests_moved_and_no_mail_is_written(
    line, save_tiers, coordinator, request_of
):
    save_tiers(STAFF, GRADUATES)

    rows = Entry.objects.filter(verb="registration.moved-in-line").order_by("pk")
    cleo = request_of(line, "cleo@x.example")
    assert [row.detail["changed"]["tier"] for row in rows] == [[0, 1], [0, 1], [1, 0]]
    assert (rows[2].thing_id, rows[2].actor) == (str(cleo.pk), coordinator)
    assert Mail.objects.count() == 0


def test_a_tier_whose_turn_comes_with_the_change_gets_its_seats_at_once(
    make_session, series, ask_for, save_tiers, states
):
    SeatPlan.objects.create(series=series, priority_days=180)
    session = make_session(capacity=1)
    ask_for(session, "cleo@x.example", stage="staff", discipline="humanities")
    before = states(session)

    save_tiers(STAFF)

    assert (before, states(session)) == ({"cleo": S.QUEUED}, {"cleo": S.OFFERED})


@pytest.fixture
def drawn(make_session, series) -> Session:
    """One seat, given by a draw whose seed is sealed."""
    SeatPlan.objects.create(series=series, order=Order.DRAW)
    session = make_session(capacity=1)
    commit_draws(session=session, plan=plan_of(series), window=window_for(session=session), now=NOW)
    return session


def test_groups_under_a_sealed_draw_stay_once_somebody_has_asked(
    drawn, series, ask_for, save_tiers, tiers
):
    ask_for(drawn, "ada@x.example")

    with pytest.raises(ChangeIsForbiddenError) as refused:
        save_tiers(STAFF)

    assert str(refused.value) == (
        "The seats of “Expectations” are drawn group by group: the draw is sealed, and 1 person "
        "has asked. So the priority groups can't change any more. Nothing was saved; put the "
        "groups back as they were to save the rest."
    )
    assert (tiers(drawn), series.tiers.count()) == ({"ada": 0}, 2)


@pytest.mark.usefixtures("drawn")
def test_groups_under_a_sealed_draw_change_while_nobody_has_asked(series, save_tiers):
    save_tiers(STAFF)

    assert series.tiers.count() == 1


def test_what_is_no_group_can_be_saved_under_a_draw(drawn, series, ask_for, save_tiers):
    ask_for(drawn, "ada@x.example")

    save_tiers(*admission_of(series).tiers, who_may_come="Everybody on campus.")

    assert Series.objects.get(pk=series.pk).who_may_come == "Everybody on campus."


def test_the_same_stages_in_another_order_are_the_same_group(drawn, series, ask_for, save_tiers):
    first = TierRule(stages=("postdoc", "graduate"), disciplines=("biosciences",))
    ask_for(drawn, "ada@x.example")

    told = save_tiers(first, TierRule())

    assert (told, series.tiers.count()) == ((), 2)


def test_whoever_asks_while_groups_change_is_sorted_into_the_new_ones(
    asked_meanwhile, save_tiers, tiers
):
    session = asked_meanwhile(lambda: save_tiers(STAFF))

    assert tiers(session) == {"ada": 1}


def test_those_who_ask_and_those_who_change_groups_never_wait_in_a_circle(
    at_once, make_session, member, series, coordinator
):
    sessions = [make_session(slug, on=date(2026, 10, day)) for slug, day in (("a", 14), ("b", 21))]
    people = [member(f"p{number}@x.example") for number in range(4)]
    fresh = [Series.objects.get(pk=series.pk) for _each in range(2)]

    def asking(person: Person, wanted: list[Session]):
        asker = Asker(email=person.email, name="P", stage="graduate", discipline="biosciences")

        def ask_all(barrier) -> None:
            barrier.wait()
            ask(asker=asker, sessions=wanted, person=person, now=NOW)

        return ask_all

    def saving(stored: Series):
        def save(barrier) -> None:
            barrier.wait()
            admission = Admission(tiers=(STAFF, GRADUATES))
            save_admission(series=stored, admission=admission, actor=coordinator, now=NOW)

        return save

    askings = [asking(one, sessions[:: 1 if at % 2 else -1]) for at, one in enumerate(people)]
    outcome = at_once([*askings, *map(saving, fresh)])

    assert outcome == {"done": 5, "SomebodySavedFirstError": 1}
    assert Registration.objects.count() == 8


def _as_it_stands(answer) -> dict[str, object]:
    """What the form of a page would send, without its empty fields."""
    form = answer.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value}


def _words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


@pytest.fixture
def admission_form(client, coordinator, site, series):
    """Send the form of who may come, with other values in some fields; gives the answer."""
    client.force_login(coordinator)
    address = reverse("training:edit_part", args=[site.slug, series.slug, "admission"])

    def send(**other: list[str]):
        return client.post(address, _as_it_stands(client.get(address)) | other, follow=True)

    return send


@pytest.mark.usefixtures("line")
def test_the_page_says_how_many_in_line_stand_elsewhere(admission_form):
    answer = admission_form(**{"0-stages": ["staff"], "0-disciplines": []})

    told = "Saved. 2 people in line stand in another priority group now."
    assert answer.status_code == 200
    assert told in _words(answer)


def test_a_refusal_stands_on_the_form_with_what_was_typed(drawn, series, ask_for, admission_form):
    ask_for(drawn, "ada@x.example")

    answer = admission_form(**{"0-stages": ["staff"], "who_may_come": ["Everybody on campus."]})

    page = _words(answer)
    assert answer.status_code == 422
    assert "So the priority groups can't change any more." in page
    assert "Everybody on campus." in page
    assert Series.objects.get(pk=series.pk).who_may_come == ""
