"""The job: progress as it goes, a crash in the middle, faults, and one file in the end."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from mentoringup.curriculum.models import Pack
from mentoringup.guides.domain.making import make_file
from mentoringup.guides.enums import GuideState
from mentoringup.guides.models import Guide
from mentoringup.planning.models import PlanRevision, SessionOfPlan
from mentoringup.training.models import Implementation, Series, Session


class Crash(BaseException):
    """What ends a process, and no handler of errors catches."""


def state_of(guide: Guide) -> tuple[str, int, str]:
    return Guide.objects.values_list("state", "progress", "step").get(pk=guide.pk)


def files() -> list[bytes]:
    found = Guide.objects.filter(content__isnull=False).values_list("content", flat=True)
    return [bytes(content) for content in found]


def test_what_was_asked_for_becomes_a_file(ask, make, now):
    guide = make(ask())

    assert (guide.state, guide.progress, guide.step) == (GuideState.READY, 100, "")
    assert (guide.file_name, guide.made_at) == ("guía-60.pdf", now)
    assert bytes(guide.content) == b"facilitator of 60 minutes"


def test_progress_is_stored_as_it_goes(ask, make, press):
    guide, seen = ask(), []

    def watched(request, *, progress):
        seen.append(state_of(guide))
        progress(40, "Setting the pages")
        seen.append(state_of(guide))
        progress(250, "x" * 300)
        seen.append(state_of(guide))
        return press(request, progress=progress)

    make(guide, watched)

    assert seen == [
        ("working", 0, "Reading the plan and the library"),
        ("working", 40, "Setting the pages"),
        ("working", 99, "x" * 200),
    ]


def test_after_a_crash_it_starts_over_and_ends_with_one_file(ask, make, press):
    guide = ask()

    def crashing(_request, *, progress):
        progress(70, "Setting the pages")
        raise Crash

    with pytest.raises(Crash):
        make(guide, crashing)
    left = state_of(guide)
    make(guide, press)

    assert left == ("working", 70, "Setting the pages")
    assert state_of(guide)[:2] == ("ready", 100)
    assert files() == [b"facilitator of 60 minutes"]


def test_a_file_that_is_there_is_not_made_again(ask, make):
    guide = make(ask())

    def never(_request, *, progress):
        raise AssertionError(progress)

    assert bytes(make(guide, never).content) == b"facilitator of 60 minutes"


def test_of_two_workers_the_first_to_finish_gives_the_file(ask, make, press):
    guide = ask()

    def overtaken(request, *, progress):
        make(guide, press)
        made = press(request, progress=lambda *_: None)
        progress(80, "Too late")
        return made

    done = make(guide, overtaken)

    assert (done.state, done.progress, files()) == ("ready", 100, [b"facilitator of 60 minutes"])


def test_a_plan_that_goes_meanwhile_takes_its_documents_along(ask, press, now, stored):
    guide = ask()

    def removing(request, *, progress):
        stored.row.delete()
        return press(request, progress=progress)

    make_file(guide_id=guide.pk, clock=lambda: now, making=removing)

    assert Guide.objects.count() == 0


def test_the_revision_that_was_asked_for_is_made(ask, make, revise):
    guide = ask()
    revise()

    assert bytes(make(guide).content) == b"facilitator of 60 minutes"


def test_a_fault_is_told_without_its_details(ask, make, caplog):
    def broken(_request, *, progress):
        progress(30, "Setting the pages")
        raise RuntimeError("secret of the machine")

    guide = make(ask(), broken)

    assert (guide.state, guide.step) == (GuideState.FAILED, "")
    assert guide.fault == "Something went wrong on our side, and was noted for the operators."
    assert "secret of the machine" in caplog.text


def test_a_pack_that_is_gone_is_named_as_the_reason(ask, make):
    guide = ask()
    Pack.objects.all().delete()

    assert make(guide).fault == ("This site no longer has the curriculum pack that the plan names.")


def test_a_revision_that_is_gone_is_named_as_the_reason(ask, make):
    guide = ask()
    PlanRevision.objects.all().delete()

    assert make(guide).fault == "This revision of the plan is gone."


def test_a_database_that_is_away_leaves_the_job_to_be_tried_again(ask, make):
    guide = ask()

    def cut_off(_request, *, progress):
        progress(10, "Setting the pages")
        raise OperationalError("server closed the connection unexpectedly")

    with pytest.raises(OperationalError):
        make(guide, cut_off)

    assert state_of(guide)[0] == "working"


def test_times_and_places_are_told_but_never_the_link_to_a_meeting(site, ask, make, press, stored):
    series = Series.objects.create(site=site, slug="up", title="Up")
    session = Session.objects.create(
        implementation=Implementation.objects.create(series=series),
        slug="one",
        position=1,
        title="One",
        starts_at=stored.row.created_at,
        ends_at=stored.row.created_at + timedelta(hours=1),
        zone="America/Los_Angeles",
        place="Room 12",
        link="https://meet.example/secret",
    )
    SessionOfPlan.objects.create(plan=stored.row, key="sess0001", session=session)
    told = []

    def listening(request, *, progress):
        told.append(request)
        return press(request, progress=progress)

    make(ask(), listening)

    assert told[0].occasions["sess0001"].place == "Room 12"
    assert told[0].occasions["sess0001"].starts_at == stored.row.created_at
    assert "secret" not in repr(told[0].occasions)
