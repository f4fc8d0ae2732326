"""What the demo teaches: an adapted activity, plans, a template, and what was delivered."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoringup.curriculum.domain.library import find_pack, pack_in_use
from mentoringup.curriculum.domain.parts import adapted_parts
from mentoringup.curriculum.pack.findings import findings_of
from mentoringup.delivery.domain.queries import delivered_minutes, delivered_of_plan
from mentoringup.delivery.enums import ItemState
from mentoringup.guides.models import Guide
from mentoringup.home.demo import story_of_teaching as story
from mentoringup.home.demo.cast import CAST
from mentoringup.home.demo.filling import fill
from mentoringup.home.demo.lakeside_teaching import adapted_text, teach_lakeside
from mentoringup.home.demo.story import TITLE
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.planning.domain.queries import StoredPlan, clock_of, plans_at
from mentoringup.planning.enums import PlanState
from mentoringup.planning.judging import judge
from mentoringup.training.models import Implementation

DAYS = [datetime(2027, 3, day, 23, tzinfo=UTC) for day in (8, 10, 14)]
"""A Monday, a Wednesday, and a Sunday on which clocks were put forward."""


def taught(now: datetime) -> Site:
    """Lakeside with all that was taught there, but nobody who asked for a seat."""
    fill(now=now, with_seats=False)
    site = Site.objects.get(slug="lakeside")
    people = {one.key: Person.objects.get(email=one.email) for one in CAST}
    teach_lakeside(site.series.get(title=TITLE), people, now=now)
    return site


@pytest.fixture
def lakeside(db) -> Site:  # noqa: ARG001  opens the database
    return taught(timezone.now())


def plan_called(site: Site, name: str) -> StoredPlan:
    return next(one for one in plans_at(site=site) if one.row.name == name)


def test_one_activity_is_adapted_in_both_languages_and_the_curriculum_has_nothing_to_report(
    lakeside,
):
    at_site = find_pack(site=lakeside, slug="open")
    spanish, english = adapted_parts(at_site=at_site)
    used = pack_in_use(at_site=at_site)
    assert (spanish.where.language, spanish.has_update) == ("es", False)
    assert (english.current.title, english.has_update) == ("The first draft of an agreement", False)
    assert english.own.versions.latest("number").note == story.WHY_ADAPTED
    assert (used.left_aside, findings_of(used.pack)) == ((), ())


def test_an_adapted_activity_takes_as_long_as_the_original(lakeside):
    part = adapted_parts(at_site=find_pack(site=lakeside, slug="open"))[-1]
    assert (part.own.minutes, part.own.short_minutes) == (
        part.original.minutes,
        part.original.short_minutes,
    )


def test_a_passage_that_the_original_has_no_more_is_told():
    with pytest.raises(ValueError, match="agreement-draft: the original has no"):
        adapted_text("Nothing of it.", story.ADAPTED)


@pytest.mark.django_db
def test_the_demo_has_two_plans_and_a_template_and_makes_no_documents():
    fill(now=timezone.now(), with_surveys=False)
    lakeside = Site.objects.get(slug="lakeside")
    found = {(one.row.name, one.row.state) for one in plans_at(site=lakeside)}
    assert found == {
        (story.SHORT_PLAN, PlanState.PLAN),
        (story.PLAN_OF_THE_SERIES, PlanState.PLAN),
        (story.SITE_TEMPLATE, PlanState.TEMPLATE),
    }
    assert Guide.objects.count() == 0


def test_nothing_of_a_single_workshop_is_in_the_template(lakeside):
    template = plan_called(lakeside, story.SITE_TEMPLATE).plan
    assert not any(item.note or item.is_locked for item in template.each_item())


def test_four_hours_online_are_a_sound_plan(lakeside):
    plan = plan_called(lakeside, story.SHORT_PLAN).plan
    pack = pack_in_use(at_site=find_pack(site=lakeside, slug="open")).pack
    judgment = judge(plan, pack=pack, clock={}, is_of_a_series=False)
    taught = {item.module for item in plan.each_item()}
    assert (judgment.held, judgment.over) == (240, 0)
    assert {"welcome", "communication", "equity", "closing"} <= taught


@pytest.mark.django_db
@pytest.mark.parametrize("now", DAYS, ids=lambda now: f"{now:%A}")
def test_whatever_the_day_six_workshops_are_planned_and_two_were_led(now):
    stored = plan_called(taught(now), story.PLAN_OF_THE_SERIES)
    clock = clock_of(plan_id=stored.row.pk)
    starts = [clock[one.id].starts_at for one in stored.plan.sessions]
    led = delivered_of_plan(plan=stored)
    assert len(starts) == 6
    assert starts == sorted(starts)
    assert [one.is_over for one in led] == [True, True, False, False, False, False]
    assert [(one.total.delivered, one.planned) for one in led[:2]] == [(69, 76), (83, 85)]
    assert all(one.ended_at < now for one in led[:2])


def test_what_was_delivered_has_every_fate_and_notes(lakeside):
    delivered = delivered_minutes(
        implementation=Implementation.objects.get(plans__name=story.PLAN_OF_THE_SERIES)
    )
    lines = [line for one in delivered.sessions for line in one.lines]
    over = {line.delivered - line.planned for line in lines}
    assert plan_called(lakeside, story.PLAN_OF_THE_SERIES).row.implementation is not None
    assert {line.state for line in lines} == {
        ItemState.DONE,
        ItemState.SHORTENED,
        ItemState.SKIPPED,
    }
    assert (min(over) < 0, max(over) > 0) == (True, True)
    assert sum(bool(line.note) for line in lines) == 6
    assert [one.name for one in delivered.modules] == ["welcome", "expectations", "communication"]


def test_the_facilitator_plans_prints_and_leads(client, lakeside):
    client.force_login(Person.objects.get(email="jonas.lindqvist@lakeside.example"))
    stored = plan_called(lakeside, story.PLAN_OF_THE_SERIES)
    coming = stored.plan.sessions[2].id
    addresses = [
        reverse("curriculum:browse", args=[lakeside.slug]),
        reverse("planning:new_plan", args=[lakeside.slug]),
        reverse("planning:show_plan", args=[lakeside.slug, stored.row.pk]),
        reverse("guides:print_plan", args=[lakeside.slug, stored.row.pk]),
        reverse("delivery:room", args=[lakeside.slug, stored.row.pk, coming]),
        reverse("delivery:delivered", args=[lakeside.slug, stored.row.pk]),
    ]
    assert [client.get(address).status_code for address in addresses] == [200] * 6
