"""On what the figures were measured."""

import os
import platform
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_BUSY = 0.5
"""Share of the cores that others may use before times can't be trusted."""


def is_busy() -> bool:
    """Whether other programs used the cores in the last minute."""
    return os.getloadavg()[0] > _BUSY * (os.cpu_count() or 1)


def machine() -> dict[str, object]:
    """Processor, system and the programs' versions."""
    libraries = ("mentoringup", "numpy", "polars", "scipy")
    return {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load_at_the_end": os.getloadavg()[0],
        "system": platform.platform(),
        "python": sys.version.split()[0],
        **{name: version(name) for name in libraries},
        "R": _first_line("Rscript"),
        "PSPP": _first_line("pspp"),
    }


def _processor() -> str:
    """The model where Linux tells it; elsewhere what Python knows."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor()


def _first_line(program: str) -> str | None:
    path = shutil.which(program)
    if not path:
        return None
    answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return (answer.stdout or answer.stderr).partition("\n")[0]
