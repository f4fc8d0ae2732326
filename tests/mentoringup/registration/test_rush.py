"""A small rush of a real site: web processes, worker and mail server, one of them killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("killed", ["web", "worker"])
def test_nothing_acknowledged_is_lost_or_doubled_when_a_process_is_killed(killed):
    """`benchmarks/rush` ends with status 1 where a promise is broken, and says which."""
    own_database = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    arguments = ["--visitors", "60", "--seats", "5", "--seconds", "2", "--kill", killed]

    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "benchmarks.rush", *arguments],
        env=own_database,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert (done.returncode, [one for one in done.stdout.splitlines() if "BROKEN" in one]) == (
        0,
        [],
    ), done.stderr[-2000:]
    assert "0 faults" in done.stdout
