"""The race: `run.py [--quick] [--repeats N] [--only NAME,NAME] [--bound S]`, or `make bench`.

Every program runs as a whole process on the same files, in the same run, interleaved and
repeated. Prints medians and ratios, whether the programs found the same numbers, and whether the
goals hold; writes everything to out/results.json. Exit status 1 if a program failed, or if one
found other numbers than ours.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import product
from pathlib import Path

from agreement import Agreement, agreement
from competitors import FIRST_IMPLEMENTATIONS, HERE, OURS, OUT, Case, Competitor, competitors
from goals import Goal, Runs, cases_on_lines, goals
from machine import is_busy, machine
from stopwatch import Measurement, measure
from words import agreements_in_words, goals_in_words, race_in_words, report_in_words

ROWS = (100_000, 1_000_000)
IMPLEMENTATIONS = (FIRST_IMPLEMENTATIONS, 1_000, 10_000)
SUFFIXES = ("csv", "parquet")
COHORT_SEED = "2024"

Agreements = dict[tuple[Case, str], Agreement]


def main() -> int:
    """Race, print, store."""
    wish = _arguments()
    if is_busy():
        say("Other programs are busy on this machine: these times won't be final.")
    racers = [one for one in competitors(say) if one.id in {OURS, *wish.only}]
    race = {
        Case(rows=rows, implementations=implementations, suffix=suffix)
        for rows, implementations, suffix in product(
            ROWS[:1] if wish.quick else ROWS, IMPLEMENTATIONS, SUFFIXES
        )
    }
    cases = sorted(race if wish.quick else race | cases_on_lines())
    for case in cases:
        _make_rows(case)
    cohort = _make_cohort()
    runs: dict[tuple[Case, str], list[Measurement]] = defaultdict(list)
    agreements: Agreements = {}
    report: list[Measurement] = []
    for repeat in range(1, wish.repeats + 1):
        for case in cases:
            say(f"Repeat {repeat} of {wish.repeats}: {case}")
            present = [one for one in racers if one.takes(case)] if case in race else racers[:1]
            for racer in present:
                runs[case, racer.id].append(_run(racer, case, bound=wish.bound))
            agreements |= _agreements(case, present, runs)
        say(f"Repeat {repeat} of {wish.repeats}: the report of 183 people")
        report.append(_run_report(cohort, bound=wish.bound))
    verdicts = list(goals(runs, report))
    titles = {one.id: one.title for one in racers}
    say("", *race_in_words(sorted(race), titles, runs), *report_in_words(report))
    say(*agreements_in_words(agreements, titles), *goals_in_words(verdicts, runs))
    _store(runs, report, agreements, verdicts)
    return _status(runs, report, agreements)


def say(*lines: str) -> None:
    """Print at once, also into a pipe: a run takes half an hour."""
    print(*lines, sep="\n", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure mentoreval against other programs.")
    parser.add_argument("--quick", action="store_true", help="100,000 rows, one repeat")
    parser.add_argument("--repeats", type=int, metavar="N", help="default 3, with --quick 1")
    parser.add_argument(
        "--only",
        type=lambda names: names.split(","),
        default=["read", "pandas", "pandas-lean", "r", "pspp"],
        metavar="NAME,NAME",
        help="who runs beside ours: read, pandas, pandas-lean, r, pspp (default: all installed)",
    )
    parser.add_argument(
        "--bound", type=float, default=900.0, metavar="S", help="seconds a process may take"
    )
    wish = parser.parse_args()
    wish.repeats = wish.repeats or (1 if wish.quick else 3)
    return wish


def _make_rows(case: Case) -> None:
    if case.file.is_file():
        return
    say(f"Writing {case.file.name}")
    arguments = [str(case.rows), str(case.implementations), str(OUT)]
    subprocess.run([sys.executable, str(HERE / "make_rows.py"), *arguments], check=True)


def _make_cohort() -> Path:
    folder = OUT / "cohort"
    command = ["simulate", "--seed", COHORT_SEED, "--output", str(folder)]
    subprocess.run(
        [sys.executable, "-m", "mentoreval", *command], check=True, stdout=subprocess.DEVNULL
    )
    return folder


def _run(racer: Competitor, case: Case, *, bound: float) -> Measurement:
    folder = _folder(racer.id)
    (folder / "results.json").unlink(missing_ok=True)
    _warm(case.file)
    measurement = measure(racer.command(case.file, folder), folder=folder, bound=bound)
    say(f"  {racer.title:<22}{measurement}")
    return measurement


def _run_report(cohort: Path, *, bound: float) -> Measurement:
    """Evaluate the cohort with tables, figures, HTML, PDF and DOCX."""
    folder = _folder("report")
    command = [
        *(sys.executable, "-m", "mentoreval", "evaluate", str(cohort / "responses.csv")),
        "--instrument=mentoring-up-post-survey",
        f"--implementations={cohort / 'implementations.csv'}",
        f"--codes={cohort / 'codes.csv'}",
        f"--output={folder}",
    ]
    measurement = measure(command, folder=folder, bound=bound)
    say(f"  {'mentoreval':<22}{measurement}")
    return measurement


def _folder(name: str) -> Path:
    folder = OUT / "runs" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _warm(file: Path) -> None:
    """Read the file once, so that nobody waits for the disk."""
    with file.open("rb", buffering=0) as stream:
        while stream.read(2**20):
            pass


def _agreements(case: Case, present: Sequence[Competitor], runs: Runs) -> Agreements:
    """Compare what was found just now; the folders hold the results of the last run."""
    found = {
        one.id: one.numbers(_folder(one.id))
        for one in present
        if one.numbers and not runs[case, one.id][-1].failure
    }
    ours = found.pop(OURS, None)
    if ours is None:
        return {}
    return {(case, name): agreement(ours, theirs) for name, theirs in found.items()}


def _store(
    runs: Runs, report: Iterable[Measurement], agreements: Agreements, verdicts: Iterable[Goal]
) -> None:
    def entry(key: tuple[Case, str], values: Mapping[str, object]) -> dict[str, object]:
        return {"program": key[1], **asdict(key[0]), **values}

    results = {
        "machine": machine(),
        "runs": [entry(key, asdict(one)) for key, several in runs.items() for one in several],
        "report": [asdict(one) for one in report],
        "agreement": [entry(key, asdict(one)) for key, one in agreements.items()],
        "goals": [asdict(one) for one in verdicts],
    }
    file = OUT / "results.json"
    file.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    say("", f"All figures: {file}")


def _status(runs: Runs, report: Iterable[Measurement], agreements: Agreements) -> int:
    measured = [*report, *(one for several in runs.values() for one in several)]
    failed = any(one.failure for one in measured)
    return int(failed or not all(one.holds for one in agreements.values()))


if __name__ == "__main__":
    sys.exit(main())
