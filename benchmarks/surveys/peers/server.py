"""A peer's survey tool, served for one run."""

import os
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.served_site import family_cost, free_port, stop_group, wait_for


@dataclass(slots=True)
class PeerServer(ABC):
    """Its processes.

    Attributes:
        program: path of a command of a virtual environment of its own.
        folder: for its database.
    """

    program: Path
    folder: Path
    port: int = field(default_factory=free_port)
    web: "subprocess.Popen[bytes] | None" = None

    @abstractmethod
    def start(self) -> None:
        """Serve a copy of the project."""

    @abstractmethod
    def links(self, people: int) -> list[str]:
        """Ways in for so many respondents."""

    @property
    @abstractmethod
    def more_environment(self) -> Mapping[str, str]:
        """What its programs need to know besides."""

    def cost(self) -> tuple[float, float]:
        """Seconds of the processor and megabytes so far."""
        return family_cost(self.web)

    def stop(self) -> None:
        """End it."""
        stop_group(self.web)

    def serve(self, project: Path, *arguments: str) -> None:
        """Start the program in the project's folder, and wait until it listens."""
        self.web = subprocess.Popen(
            [str(self.program), *arguments],
            cwd=project,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / f"{project.name}.log").open("ab"),
            start_new_session=True,
        )
        wait_for(self.port, self.web)

    @property
    def environment(self) -> dict[str, str]:
        """Ours, without our database."""
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return {**kept, **self.more_environment}
