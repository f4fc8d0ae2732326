"""Jobs of the tests: they leave a row, then fail, or wait in the middle until they are killed."""

import os
from pathlib import Path

from django.db import OperationalError
from django_tasks import task

from mentoringup.organizations.models import Institution


@task()
def leave_a_row_and_wait(folder: str) -> None:
    """One row in the transaction of the job."""
    Institution.objects.create(name=f"made by process {os.getpid()}")
    _wait_in_the_middle(Path(folder))


@task(queue_name="long")
def leave_rows_once(folder: str) -> None:
    """Two rows, each in a transaction of its own that tells what is done already."""
    Institution.objects.get_or_create(name="first half")
    _wait_in_the_middle(Path(folder))
    Institution.objects.get_or_create(name="second half")


@task()
def leave_a_row_and_fail() -> None:
    """A fault of the job."""
    Institution.objects.create(name="made before the fault")
    raise ValueError("a fault")


@task()
def leave_a_row_and_lose_the_database() -> None:
    """What psycopg raises when the server goes away."""
    Institution.objects.create(name="made before the loss")
    raise OperationalError("server closed the connection unexpectedly")


def _wait_in_the_middle(folder: Path) -> None:
    """Tell the test that we are there, then wait for a word that never comes to the first."""
    if (folder / "again").exists():
        return
    with (folder / "arrived").open("w") as pipe:
        pipe.write("here")
    with (folder / "go-on").open() as pipe:
        pipe.read()
