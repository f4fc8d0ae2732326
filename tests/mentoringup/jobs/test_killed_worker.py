"""A worker is killed with SIGKILL in the middle of a job: real processes, a real database."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from database_addresses import address_of

HERE = Path(__file__).parent
ENQUEUE = """
import crashing_jobs, os
crashing_jobs.{job}.enqueue(os.environ["FOLDER"])
"""
TELL = """
import json
from django_tasks_db.models import DBTaskResult
from mentoringup.jobs.models import Worker
from mentoringup.organizations.models import Institution
jobs = DBTaskResult.objects.filter(task_path__startswith="crashing")
print(json.dumps({
    "rows": sorted(Institution.objects.values_list("name", flat=True)),
    "jobs": [job.status for job in jobs],
    "tries": [len(job.worker_ids) for job in jobs],
    "workers": Worker.objects.count(),
}))
"""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site with a database of its own, run by its command."""

    environment: dict[str, str]
    folder: Path

    def start(self, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "mentoringup", *arguments]
        return subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)  # noqa: S603  our own command

    def run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "mentoringup", *arguments]
        done = subprocess.run(  # noqa: S603  our own command
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def enqueue(self, job: str) -> None:
        self.run("shell", "-v0", "-c", ENQUEUE.format(job=job))

    def tell(self) -> dict:
        return json.loads(self.run("shell", "-v0", "-c", TELL))


@pytest.fixture
def database(tmp_path):
    """The address of an empty database on the engine of this run."""
    given = settings.DATABASES["default"]
    if given["ENGINE"].endswith("sqlite3"):
        yield address_of(given, name=str(tmp_path / "killed.sqlite3"))
        return
    name = f"killed_{os.getpid()}"
    server = {"host": given["HOST"], "port": given["PORT"] or None, "user": given["USER"]}
    server = {key: value for key, value in server.items() if value} | {"dbname": "postgres"}
    with psycopg.connect(**server, password=given["PASSWORD"] or None, autocommit=True) as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield address_of(given, name=name)
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def crashing_site(database, tmp_path) -> Site:
    os.mkfifo(tmp_path / "arrived")
    os.mkfifo(tmp_path / "go-on")
    site = Site(
        environment={
            **os.environ,
            "DEBUG": "yes",
            "DATABASE_URL": database,
            "DATA_DIR": str(tmp_path),
            "EMAIL_URL": f"file://{tmp_path}/mails",
            "PYTHONPATH": str(HERE),
            "FOLDER": str(tmp_path),
        },
        folder=tmp_path,
    )
    site.run("migrate", "--verbosity", "0")
    return site


def kill_in_the_middle(site: Site) -> None:
    """Start a worker, wait until its job says that it is in the middle, and kill it."""
    worker = site.start("worker")
    assert (site.folder / "arrived").read_text() == "here"  # waits for the job
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    (site.folder / "again").touch()


def let_a_second_worker_finish(site: Site) -> None:
    """The dead one's lease is over at once: nobody has to wait a minute for this test."""
    site.run("worker", "--lease", "0", "--until-empty")


def test_a_job_of_the_default_queue_leaves_nothing_when_its_worker_is_killed(crashing_site):
    crashing_site.enqueue("leave_a_row_and_wait")
    kill_in_the_middle(crashing_site)
    left = crashing_site.tell()
    assert (left["rows"], left["jobs"], left["workers"]) == ([], ["RUNNING"], 1)
    let_a_second_worker_finish(crashing_site)
    done = crashing_site.tell()
    assert (len(done["rows"]), done["jobs"], done["tries"]) == (1, ["SUCCESSFUL"], [2])


def test_a_long_job_goes_on_where_its_killed_worker_stopped(crashing_site):
    crashing_site.enqueue("leave_rows_once")
    kill_in_the_middle(crashing_site)
    assert crashing_site.tell()["rows"] == ["first half"]
    let_a_second_worker_finish(crashing_site)
    done = crashing_site.tell()
    assert (done["rows"], done["jobs"]) == (["first half", "second half"], ["SUCCESSFUL"])


def test_a_worker_told_to_stop_leaves_no_trace(crashing_site):
    (crashing_site.folder / "again").touch()
    crashing_site.enqueue("leave_a_row_and_wait")
    crashing_site.run("worker", "--until-empty")
    assert crashing_site.tell()["workers"] == 0
