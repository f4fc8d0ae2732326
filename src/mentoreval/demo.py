"""The main job on a fresh machine: make a cohort, evaluate it, evaluate a file of another shape.

`make demo` runs it. The second file is the real one of `../shared/data` where that folder is
there, otherwise invented answers in the same shape.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from mentoreval.cli import main as mentoreval

_ROOT = Path(__file__).parents[2]
_EXAMPLE = _ROOT / "examples" / "pre-post-workshops"
_REAL = _ROOT.parent / "shared" / "data" / "library-workshops-pre-post.csv"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write everything below the output folder and say where the report is."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--seed", default="6")
    parser.add_argument("--output", type=Path, required=True)
    wish = parser.parse_args(arguments)
    began = time.monotonic()
    cohort, report = wish.output / "cohort", wish.output / "report"
    _say("1. A calibrated cohort: invented people, the published figures")
    status = mentoreval(["simulate", "--seed", wish.seed, "--output", str(cohort)])
    _say("", "2. Its evaluation, from the Qualtrics export to the report")
    status = status or mentoreval(
        [
            "evaluate",
            str(cohort / "responses.csv"),
            "--instrument=mentoring-up-post-survey",
            f"--implementations={cohort / 'implementations.csv'}",
            f"--codes={cohort / 'codes.csv'}",
            f"--output={report}",
        ]
    )
    real = _REAL if _REAL.is_file() else _EXAMPLE / "responses.csv"
    _say("", f"3. Another shape: two waves, joined by a key, with gaps ({real.name})")
    status = status or mentoreval(
        [
            "evaluate",
            str(real),
            f"--instrument={_EXAMPLE / 'instrument.yaml'}",
            f"--crosswalk={_EXAMPLE / 'crosswalk.yaml'}",
            f"--output={wish.output / 'pre-post'}",
        ]
    )
    if not status:
        _say("", f"Done in {time.monotonic() - began:.0f} s. Open {report / 'report.html'}")
    return status


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
