"""Asking: the same thing twice is one file, whatever changed makes another."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult

from mentoringup.audit.models import Entry
from mentoringup.curriculum.models import Part
from mentoringup.guides.domain import asking
from mentoringup.guides.enums import FileFormat, GuideKind, GuideState, Paper
from mentoringup.guides.models import Guide
from mentoringup.planning.models import Plan, SessionOfPlan
from mentoringup.training.models import Implementation, Series, Session


def jobs() -> list[list[int]]:
    rows = DBTaskResult.objects.filter(task_path="mentoringup.guides.jobs.make_guide")
    return [row.args_kwargs["args"] for row in rows.order_by("enqueued_at")]


def test_a_document_that_is_asked_for_has_a_job_and_a_line_in_the_history(
    ask, facilitator, site, now
):
    guide = ask()

    assert (guide.state, guide.revision, guide.asked_by) == (GuideState.WAITING, 1, facilitator)
    assert jobs() == [[guide.pk]]
    entry = Entry.objects.get(verb="guide.asked")
    assert (entry.actor, entry.site_id, entry.at) == (facilitator, site.pk, now)
    assert entry.detail == {"document": "facilitator", "format": "pdf", "plan_revision": 1}


def test_the_same_thing_is_made_once(ask, make):
    first = make(ask())

    second = ask()

    assert (second.pk, second.state) == (first.pk, GuideState.READY)
    assert (len(jobs()), Entry.objects.filter(verb="guide.asked").count()) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": GuideKind.PACKET},
        {"format": FileFormat.DOCX},
        {"paper": Paper.A4},
        {"is_large": True},
        {"language": "es"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_form_is_another_file(ask, wish, change):
    assert ask().pk != ask(replace(wish, **change)).pk


def test_a_changed_plan_is_another_file(ask, revise):
    first = ask()

    second = ask(stored=revise())

    assert [first.revision, second.revision] == [1, 2]


def test_a_changed_library_is_another_file(ask):
    first = ask()
    Part.objects.filter(path="primer.md").update(digest="0" * 64)

    assert ask().pk != first.pk


def test_changed_dates_are_another_file(ask, stored, site, now):
    series = Series.objects.create(site=site, slug="up", title="Up")
    session = Session.objects.create(
        implementation=Implementation.objects.create(series=series),
        slug="one",
        position=1,
        title="One",
        starts_at=now,
        ends_at=now + timedelta(hours=1),
        zone="America/Los_Angeles",
    )
    SessionOfPlan.objects.create(plan=stored.row, key="sess0001", session=session)
    first = ask()
    Session.objects.update(ends_at=now + timedelta(hours=9), starts_at=now + timedelta(hours=8))

    assert ask().pk != first.pk


def test_what_was_asked_of_an_old_page_is_made_of_the_plan_as_it_stands(ask, revise, stored):
    revise()

    assert ask(stored=stored).revision == 2


def test_what_failed_is_begun_again(ask, make, now):
    def broken(_request, *, progress):
        raise RuntimeError(progress)

    failed = make(ask(), broken)

    again = ask(now=now + timedelta(minutes=1))

    assert (again.pk, again.state, again.fault) == (failed.pk, GuideState.WAITING, "")
    assert jobs() == [[failed.pk], [failed.pk]]


@pytest.mark.parametrize(("minutes", "begun"), [(10, 1), (11, 2)])
def test_what_takes_too_long_is_begun_again(ask, now, minutes, begun):
    guide = ask()
    Guide.objects.update(state=GuideState.WORKING, progress=40)

    ask(now=now + timedelta(minutes=minutes))

    assert jobs() == [[guide.pk]] * begun


def test_a_rolled_back_question_leaves_nothing(ask):
    with transaction.atomic():
        ask()
        transaction.set_rollback(True)

    assert (Guide.objects.count(), jobs(), Entry.objects.filter(verb="guide.asked").count()) == (
        0,
        [],
        0,
    )


def ask_when_all_have_come(ask):
    def work(barrier):
        barrier.wait()
        ask()

    return work


def test_two_people_who_ask_at_once_share_one_file(at_once, ask):
    assert at_once([ask_when_all_have_come(ask)] * 2) == Counter({"done": 2})

    assert (Guide.objects.count(), len(jobs())) == (1, 1)


def test_without_holding_the_plan_two_would_collide(at_once, ask, monkeypatch):
    """The negative control: what is held is what keeps the two apart (and the constraint)."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, whatever is held")
    meeting = Barrier(2, timeout=10)
    found = asking.basis_of

    def wait_for_each_other(**given):
        meeting.wait()
        return found(**given)

    monkeypatch.setattr(asking, "basis_of", wait_for_each_other)
    monkeypatch.setattr(Plan.objects, "select_for_update", Plan.objects.all)
    seen = []

    def work(_barrier):
        try:
            ask()
        except IntegrityError as error:
            seen.append(str(error))

    at_once([work, work])

    assert len(seen) == 1
    assert "guide_is_made_once" in seen[0]
    assert Guide.objects.count() == 1
