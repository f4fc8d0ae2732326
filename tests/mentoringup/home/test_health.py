"""What a load balancer is told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from mentoringup.jobs.domain.heartbeats import beat
from mentoringup.outbox.domain.writing import write_mail
from mentoringup.outbox.models import Mail


@pytest.fixture
def worker(db):  # noqa: ARG001  opens the database
    beat(worker_id="a worker", now=timezone.now())


def test_all_is_well_with_a_worker_and_no_mail_that_waits_too_long(client, worker):  # noqa: ARG001  it lives
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "status": "good",
            "database": "answers",
            "worker": {"is_alive": True, "seconds_since_beat": 0},
            "outbox": {"is_on_time": True, "seconds_overdue": 0},
        },
    )


@pytest.mark.django_db
def test_without_a_worker_it_fails(client):
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["worker"]) == (
        503,
        {"is_alive": False, "seconds_since_beat": None},
    )


@pytest.mark.django_db
def test_a_worker_that_is_silent_for_more_than_a_minute_is_not_alive(client):
    beat(worker_id="a worker", now=timezone.now() - timedelta(seconds=90))
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["worker"] == {"is_alive": False, "seconds_since_beat": 90}


def test_a_mail_that_should_have_left_long_ago_fails_it_and_names_nobody(client, worker):  # noqa: ARG001  it lives
    write_mail(
        kind="test",
        to="ada@lakeside.example",
        subject="Hello",
        text="Hello Ada",
        now=timezone.now(),
    )
    Mail.objects.update(next_try_at=timezone.now() - timedelta(minutes=20))
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["outbox"] == {"is_on_time": False, "seconds_overdue": 1200}
    assert "ada" not in answer.content.decode().casefold()


@pytest.mark.django_db(transaction=True)
def test_without_a_database_it_still_answers(client):
    table = connection.ops.quote_name("jobs_worker")
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO lost")
    try:
        answer = client.get("/health")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE lost RENAME TO {table}")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "failing", "database": "does not answer"},
    )


@pytest.mark.django_db
def test_it_is_never_cached_and_asks_for_no_session(client):
    answer = client.get("/health")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.cookies == {}


@pytest.mark.django_db
def test_it_answers_plain_http_where_everything_else_is_sent_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/health").status_code == 503
    assert client.get("/").status_code == 301
