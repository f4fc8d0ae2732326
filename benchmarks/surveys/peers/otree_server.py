"""oTree with the same number of ratings on the same number of pages."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.request import Request, urlopen

from benchmarks.surveys.peers.server import PeerServer
from benchmarks.surveys.plain_forms import PlainForms
from benchmarks.surveys.respondents import Page

PROJECT = Path(__file__).parent / "otree"


class OTreePages(PlainForms):
    """oTree's pages."""

    def is_finished(self, page: Page) -> bool:
        """Whether this is the last page."""
        return b'id="answers-are-in"' in page.content


class OTreeServer(PeerServer):
    """oTree's production server, as its documentation starts it. Its program is `otree`."""

    def start(self) -> None:
        """Serve a copy of the project."""
        project = self.folder / "otree"
        shutil.copytree(PROJECT, project)
        for name in ("_static", "_templates"):
            (project / name).mkdir()
        (project / "requirements.txt").touch()
        self.serve(project, "prodserver", str(self.port))

    def links(self, people: int) -> list[str]:
        """Ways in for so many respondents."""
        wish = {"session_config_name": "survey", "num_participants": people}
        session = self._ask("", wish)
        found = self._ask(f"/{session['code']}")
        return [f"/InitializeParticipant/{one['code']}" for one in found["participants"]]  # type: ignore[attr-defined]

    @property
    def more_environment(self) -> Mapping[str, str]:
        """That it is no trial, and where its own programs are."""
        return {"OTREE_PRODUCTION": "1", "PATH": f"{self.program.parent}:{os.environ['PATH']}"}

    def _ask(self, path: str, wish: dict[str, object] | None = None) -> dict[str, object]:
        request = Request(
            f"http://127.0.0.1:{self.port}/api/sessions{path}",
            data=None if wish is None else json.dumps(wish).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urlopen(request, timeout=120) as answer:  # noqa: S310  our own server
            found: dict[str, object] = json.load(answer)
        return found
