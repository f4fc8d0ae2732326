"""Another process on the database of a test, which is killed in the middle of its work."""

import os
import signal
import subprocess
import sys

from django.db import connection

from database_addresses import address_of


def begin(script: str, **environment: str) -> subprocess.Popen:
    """Start Python with a script on the database of this test, and more in its environment."""
    here = connection.settings_dict
    return subprocess.Popen(  # noqa: S603  our own words
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "DEBUG": "yes",
            "DATABASE_URL": address_of(here, name=here["NAME"]),
            "DJANGO_SETTINGS_MODULE": "mentoringup.config.settings",
            **environment,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_in_the_middle(script: str) -> str:
    """Run a script until it says a line and waits, and kill it there; gives the line."""
    worker = begin(script)
    told = worker.stdout.readline()
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    return told.strip()
