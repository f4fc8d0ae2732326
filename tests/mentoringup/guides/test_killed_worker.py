"""A worker that is killed while it prints: another begins again, and there is one file."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from killed_workers import kill_in_the_middle
from mentoringup.guides.models import Guide
from mentoringup.jobs.domain import claims, heartbeats

pytestmark = pytest.mark.usefixtures("several_connections")

WORKER = """
import django, sys
django.setup()
from django.utils import timezone
from mentoringup.guides import jobs
from mentoringup.jobs.domain import claims, heartbeats

def stuck(*, guide_id, clock):
    from mentoringup.guides.domain.making import make_file
    def press(request, *, progress):
        progress(60, "Setting the pages")
        print("in the middle", flush=True)
        sys.stdin.read()
    make_file(guide_id=guide_id, clock=clock, making=press)

jobs.make_file = stuck
heartbeats.beat(worker_id="killed", now=timezone.now())
job = claims.claim_next(worker_id="killed")
claims.run(job=job, now=timezone.now())
"""


def test_a_document_of_a_killed_worker_is_made_by_the_next(ask, make, press, monkeypatch):
    guide = ask()
    told = kill_in_the_middle(WORKER)
    left = Guide.objects.values_list("state", "progress").get()

    heartbeats.stop_beating(worker_id="killed")
    given_back = heartbeats.give_back(now=timezone.now())
    monkeypatch.setattr("mentoringup.guides.jobs.make_file", lambda **_: make(guide, press))
    heartbeats.beat(worker_id="next", now=timezone.now())
    job = claims.claim_next(worker_id="next")
    claims.run(job=job, now=timezone.now())

    assert (told, left, given_back) == ("in the middle", ("working", 60), 1)
    assert Guide.objects.values_list("state", "progress").get() == ("ready", 100)
    assert bytes(Guide.objects.get().content) == b"facilitator of 60 minutes"
    assert [row.status for row in DBTaskResult.objects.all()] == ["SUCCESSFUL"]
