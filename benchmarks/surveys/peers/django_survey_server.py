"""django-survey-and-report with the same number of ratings on the same number of pages."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from benchmarks.surveys.peers.server import PeerServer
from benchmarks.surveys.plain_forms import PlainForms
from benchmarks.surveys.respondents import Page

PROJECT = Path(__file__).parent / "django_survey"


class DjangoSurveyPages(PlainForms):
    """Pages of django-survey-and-report."""

    def is_finished(self, page: Page) -> bool:
        """Whether this is the page after the last one."""
        return page.path.startswith("/confirm/") and b"alert-success" in page.content


class DjangoSurveyServer(PeerServer):
    """A project with nothing else in it, behind gunicorn with as many processes as ours has.

    Its program is the `python` that has both.
    """

    def start(self) -> None:
        """Serve a copy of the project."""
        project = self.folder / "django-survey"
        shutil.copytree(PROJECT, project)
        self._django(project, "migrate", "--verbosity=0")
        self._django(project, "shell", "--command", (project / "fill.py").read_text("utf-8"))
        application = "django.core.wsgi:get_wsgi_application()"
        processes = ["--workers", "2", "--threads", "2", "--bind", f"127.0.0.1:{self.port}"]
        self.serve(project, "-m", "gunicorn", application, *processes)

    def links(self, people: int) -> list[str]:
        """Ways in for so many respondents: it has one for everybody, and tells them by a cookie."""
        return ["/1/"] * people

    @property
    def more_environment(self) -> Mapping[str, str]:
        """Where its settings are."""
        return {"DJANGO_SETTINGS_MODULE": "settings", "PYTHONPATH": "."}

    def _django(self, project: Path, *command: str) -> None:
        subprocess.run(
            [str(self.program), "-m", "django", *command],
            cwd=project,
            env=self.environment,
            check=True,
        )
