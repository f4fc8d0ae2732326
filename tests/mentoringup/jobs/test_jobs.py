"""Claiming, finishing and giving back, in one process."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from mentoringup.home import jobs as home_jobs
from mentoringup.jobs import periodic
from mentoringup.jobs.domain import claims, heartbeats, nights
from mentoringup.jobs.domain.queries import last_beat_age
from mentoringup.jobs.models import Night, Worker
from mentoringup.organizations.models import Institution

HERE = Path(__file__).parent
NOW = datetime(2026, 9, 1, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _jobs_can_be_found(monkeypatch) -> None:
    monkeypatch.syspath_prepend(HERE)


def put(path: str, *arguments, queue: str = "default") -> DBTaskResult:
    """A job that waits, whose function is `path`."""
    return DBTaskResult.objects.create(
        args_kwargs={"args": list(arguments), "kwargs": {}},
        task_path=path,
        queue_name=queue,
        backend_name="default",
    )


def claimed(worker_id: str = "a") -> DBTaskResult:
    heartbeats.beat(worker_id=worker_id, now=NOW)
    job = claims.claim_next(worker_id=worker_id)
    assert job is not None
    return job


def states() -> list[str]:
    return list(DBTaskResult.objects.values_list("status", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_leaves_no_job():
    with transaction.atomic():
        home_jobs.tidy_up.enqueue()
        inside = DBTaskResult.objects.count()
        transaction.set_rollback(True)
    assert (inside, DBTaskResult.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_a_job_can_be_claimed_only_after_the_transaction_that_wants_it():
    seen_before = []

    def claim_elsewhere():
        seen_before.append(claims.claim_next(worker_id="elsewhere"))
        connection.close()

    with transaction.atomic():
        home_jobs.tidy_up.enqueue()
        if connection.vendor == "postgresql":  # SQLite lets nobody claim meanwhile
            other = Thread(target=claim_elsewhere)
            other.start()
            other.join()
    assert seen_before in ([], [None])
    assert claims.claim_next(worker_id="after") is not None


@pytest.mark.usefixtures("several_connections")
def test_a_job_is_claimed_by_one_of_two_workers():
    home_jobs.tidy_up.enqueue()
    begin, found = Event(), []

    def claim(name: str) -> None:
        begin.wait()
        found.append(claims.claim_next(worker_id=name))
        connection.close()

    threads = [Thread(target=claim, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    begin.set()
    for thread in threads:
        thread.join()
    assert sorted(one is None for one in found) == [False, True]


@pytest.mark.django_db
def test_a_job_whose_function_is_gone_fails():
    put("crashing_jobs.no_such_job")
    claims.run(job=claimed(), now=NOW)
    assert states() == ["FAILED"]


@pytest.mark.django_db
def test_a_job_that_fails_leaves_nothing_but_its_failure():
    put("crashing_jobs.leave_a_row_and_fail")
    claims.run(job=claimed(), now=NOW)
    assert (states(), Institution.objects.count()) == (["FAILED"], 0)


@pytest.mark.django_db
def test_a_job_waits_for_another_try_when_the_database_was_away():
    put("crashing_jobs.leave_a_row_and_lose_the_database")
    claims.run(job=claimed(), now=NOW)
    job = DBTaskResult.objects.get()
    assert (job.status, job.run_after) == ("READY", NOW + timedelta(seconds=10))
    assert Institution.objects.count() == 0


@pytest.mark.django_db
def test_a_living_workers_job_is_left_alone():
    home_jobs.tidy_up.enqueue()
    claimed("alive")
    assert heartbeats.give_back(now=NOW + heartbeats.LEASE) == 0
    assert states() == ["RUNNING"]


@pytest.mark.django_db
def test_a_silent_workers_job_is_given_back():
    home_jobs.tidy_up.enqueue()
    claimed("silent")
    assert heartbeats.give_back(now=NOW + heartbeats.LEASE + timedelta(seconds=1)) == 1
    assert states() == ["READY"]


@pytest.mark.django_db
def test_who_was_taken_for_dead_can_not_finish_any_more():
    put("mentoringup.home.jobs.tidy_up")
    slow = claimed("slow")
    Worker.objects.filter(id="slow").delete()
    heartbeats.give_back(now=NOW)
    claimed("quick")
    claims.run(job=slow, now=NOW)
    job = DBTaskResult.objects.get()
    assert (job.status, job.worker_ids) == ("RUNNING", ["slow", "quick"])


@pytest.mark.django_db
def test_a_job_that_took_five_workers_with_it_is_given_up():
    home_jobs.tidy_up.enqueue()
    for number in range(heartbeats.MOST_TRIES):
        claimed(f"victim {number}")
        heartbeats.stop_beating(worker_id=f"victim {number}")
        heartbeats.give_back(now=NOW)
    assert states() == ["FAILED"]


@pytest.mark.django_db
def test_a_nightly_job_is_enqueued_once_a_night(settings, monkeypatch):
    settings.NIGHT_HOUR = 9
    only = periodic.Nightly(name="tidy", enqueue=home_jobs.tidy_up.enqueue)
    monkeypatch.setattr(nights, "NIGHTLY", {"tidy": only})
    morning = datetime(2026, 9, 2, 8, 59, tzinfo=UTC)
    begun = [nights.begin_night(now=morning + timedelta(minutes=m)) for m in (0, 1, 2, 24 * 60)]
    assert begun == [["tidy"], ["tidy"], [], []]
    assert Night.objects.get().last_on == datetime(2026, 9, 2, tzinfo=UTC).date()
    assert len(states()) == 2


@pytest.mark.django_db
def test_the_age_of_the_last_beat_is_that_of_the_liveliest_worker():
    assert last_beat_age(now=NOW) is None
    heartbeats.beat(worker_id="old", now=NOW - timedelta(hours=1))
    heartbeats.beat(worker_id="new", now=NOW - timedelta(seconds=3))
    assert last_beat_age(now=NOW) == timedelta(seconds=3)


@pytest.mark.django_db
def test_the_nightly_tidying_forgets_dead_workers_and_old_jobs():
    heartbeats.beat(worker_id="dead", now=NOW - timedelta(days=2))
    Institution.objects.create(name="stays")
    home_jobs.tidy(now=NOW)
    assert (Worker.objects.count(), Institution.objects.count()) == (0, 1)
