"""A rule with a name says something else after people have asked."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoringup.audit.models import Entry
from mentoringup.eligibility.domain.rules import save_rule
from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.errors import RuleIsBoundError
from mentoringup.eligibility.models import NamedRule
from mentoringup.eligibility.rules import Named, OneOf, Rule, as_json
from mentoringup.outbox.models import Mail
from mentoringup.registration.domain.answering import give_back
from mentoringup.registration.domain.asking import ask
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.drawing import commit_draws
from mentoringup.registration.domain.plans import plan_of, window_for
from mentoringup.registration.enums import Order, RegistrationState
from mentoringup.registration.models import Registration, SeatPlan
from mentoringup.registration.values import Asker
from mentoringup.training.content import Admission, TierRule
from mentoringup.training.domain.series import save_admission
from mentoringup.training.models import Series, Session

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
GRADUATES = OneOf(Fact.STAGE, ("graduate",))
STAFF = OneOf(Fact.STAGE, ("staff",))


@pytest.fixture
def rule(site) -> NamedRule:
    """Graduate students first, by name."""
    return NamedRule.objects.create(site=site, name="Our own", tree=as_json(GRADUATES))


@pytest.fixture(autouse=True)
def _in_tiers(series, rule) -> None:
    series.tiers.all().delete()
    series.tiers.create(position=1, rule=rule)


@pytest.fixture
def say(coordinator) -> Callable[..., tuple[str, ...]]:
    """Have a rule say something else; gives what followed."""

    def do(rule: NamedRule, says: Rule, *, name: str = "Our own", at=NOW) -> tuple[str, ...]:
        fresh = NamedRule.objects.get(pk=rule.pk)
        return save_rule(
            rule=fresh, name=name, says=says, version=fresh.version, actor=coordinator, now=at
        )

    return do


@pytest.fixture
def line(make_session, ask_for) -> Session:
    """One seat, which Ada has; Ben of the first tier waits, and Cleo of the second."""
    session = make_session(capacity=1)
    ask_for(session, "ada@x.example")
    ask_for(session, "ben@x.example")
    ask_for(session, "cleo@x.example", stage="staff")
    Mail.objects.all().delete()
    return session


def tiers(session: Session) -> dict[str, int]:
    rows = Registration.objects.filter(session=session).order_by("place")
    return {one.email.partition("@")[0]: one.tier for one in rows}


def test_those_who_wait_are_sorted_anew_and_seats_stand(line, rule, say, states):
    told = say(rule, STAFF)

    assert told == ("2 people in line stand in another priority group now.",)
    assert tiers(line) == {"ada": 1, "ben": 1, "cleo": 0}
    assert states(line) == {"ada": S.SEATED, "ben": S.QUEUED, "cleo": S.QUEUED}
    assert Mail.objects.count() == 0


def test_the_next_seat_goes_by_the_rule_as_it_is_now(line, rule, say, request_of, states):
    say(rule, STAFF)

    give_back(registration=request_of(line, "ada@x.example"), actor=None, now=NOW)

    assert states(line) == {"ada": S.CANCELLED, "ben": S.QUEUED, "cleo": S.OFFERED}


def test_each_request_that_moved_has_its_row_and_the_audit_finds_nothing(
    line, rule, say, coordinator
):
    say(rule, STAFF)

    rows = Entry.objects.filter(verb="registration.moved-in-line").order_by("pk")
    assert [row.detail["changed"]["tier"] for row in rows] == [[0, 1], [0, 1], [1, 0]]
    assert {row.actor for row in rows} == {coordinator}
    assert audit_seats(session_id=line.pk).faults == ()


def test_a_rule_that_another_one_names_reaches_as_far(line, series, site, rule, say):
    upon = NamedRule.objects.create(site=site, name="Upon it", tree=as_json(Named(rule.pk)))
    above = NamedRule.objects.create(site=site, name="Above", tree=as_json(Named(upon.pk)))
    series.tiers.update(rule=above)

    say(rule, STAFF)

    assert tiers(line) == {"ada": 1, "ben": 1, "cleo": 0}


def test_another_name_moves_nobody_and_is_told_to_those_in_line(line, rule, say, request_of):
    told = say(rule, GRADUATES, name="Students first")

    assert told == ()
    assert "(Students first)" in request_of(line, "ben@x.example").tier_words
    assert not Entry.objects.filter(verb="registration.moved-in-line").exists()


def test_a_rule_that_no_group_names_moves_nobody(line, site, say):
    other = NamedRule.objects.create(site=site, name="Other", tree=as_json(GRADUATES))

    assert say(other, STAFF, name="Other") == ()
    assert tiers(line) == {"ada": 0, "ben": 0, "cleo": 1}


def test_a_session_that_has_begun_is_left_as_it_was(line, rule, say):
    assert say(rule, STAFF, at=line.starts_at + timedelta(hours=1)) == ()

    assert tiers(line) == {"ada": 0, "ben": 0, "cleo": 1}


@pytest.fixture
def drawn(make_session, series, ask_for) -> Session:
    """One seat, given by a draw whose seed is sealed; one person has asked."""
    SeatPlan.objects.create(series=series, order=Order.DRAW)
    session = make_session(capacity=1)
    commit_draws(session=session, plan=plan_of(series), window=window_for(session=session), now=NOW)
    ask_for(session, "ada@x.example")
    return session


def test_a_rule_under_a_sealed_draw_stays_once_somebody_has_asked(drawn, rule, say):
    with pytest.raises(RuleIsBoundError) as refused:
        say(rule, STAFF)

    assert str(refused.value).startswith(
        "The rule decides who is in which priority group of “Expectations”, whose seats are drawn "
        "group by group: the draw is sealed, and 1 person has asked."
    )
    rule.refresh_from_db()
    assert (tiers(drawn), rule.tree) == ({"ada": 0}, as_json(GRADUATES))


def test_under_a_draw_it_may_have_another_name_and_after_it_say_anything(drawn, rule, say):
    say(rule, GRADUATES, name="Students first")
    say(rule, STAFF, name="Staff first", at=drawn.starts_at + timedelta(hours=1))

    rule.refresh_from_db()
    assert (rule.name, rule.tree) == ("Staff first", as_json(STAFF))


def test_the_page_says_how_many_moved_and_why_it_can_t(
    client, coordinator, site, make_session, ask_for, rule, series
):
    now = timezone.now()
    session = make_session(on=now.date() + timedelta(days=30))
    for name in ("ada", "ben", "cleo"):
        ask_for(session, f"{name}@x.example", at=now)
    client.force_login(coordinator)
    page = reverse("eligibility:edit_rule", args=[site.slug, rule.pk])
    form = {"name": "Our own", "version": "1", "kind-top": "all", "parts-top": "1"}
    form |= {"asks-top-0": "stage", "values-top-0": "staff"}

    saved = client.post(page, form, follow=True)

    assert "1 person in line stands in another priority group now." in saved.content.decode()
    SeatPlan.objects.create(series=series, order=Order.DRAW)
    window = window_for(session=session)
    commit_draws(session=session, plan=plan_of(series), window=window, now=now)

    refused = client.post(page, form | {"version": "2", "values-top-0": "faculty"})

    assert refused.status_code == 422
    assert "the draw is sealed, and 3 people have asked" in refused.content.decode()


def test_whoever_asks_while_a_rule_is_saved_is_judged_by_it(asked_meanwhile, rule, say):
    session = asked_meanwhile(lambda: say(rule, STAFF))

    assert tiers(session) == {"ada": 1}


def test_those_who_save_a_series_and_those_who_save_its_rule_never_wait_in_a_circle(
    at_once, make_session, member, series, rule, say, coordinator
):
    session, people = make_session(), [member(f"p{number}@x.example") for number in range(4)]

    def asking(person):
        asker = Asker(email=person.email, name="P", stage="graduate", discipline="biosciences")

        def do(barrier) -> None:
            barrier.wait()
            ask(asker=asker, sessions=[session], person=person, now=NOW)

        return do

    def save_series(barrier) -> None:
        stored = Series.objects.get(pk=series.pk)
        barrier.wait()
        admission = Admission(tiers=(TierRule(stages=("staff",)), TierRule(rule_id=rule.pk)))
        save_admission(series=stored, admission=admission, actor=coordinator, now=NOW)

    def save(barrier) -> None:
        barrier.wait()
        say(rule, STAFF)

    outcome = at_once([*map(asking, people), save_series, save])

    assert outcome == {"done": 6}
    assert set(tiers(session).values()) == {2}
    assert audit_seats().faults == ()
