"""Who runs, with which command, and where the result can be read."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from agreement import Numbers, analyst_numbers, our_numbers, pspp_numbers

HERE = Path(__file__).parent
OUT = HERE / "out"
OURS = "mentoreval"
READ = "read"
FIRST_IMPLEMENTATIONS = 26


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Case:
    """One file of rows."""

    rows: int
    implementations: int
    suffix: str

    @property
    def file(self) -> Path:
        """Where make_rows.py writes it."""
        return OUT / f"rows-{self.rows}-{self.implementations}.{self.suffix}"

    def __str__(self) -> str:
        kind = {"csv": "CSV", "parquet": "Parquet"}[self.suffix]
        return f"{self.rows:,} rows, {self.implementations:,} implementations, {kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """A program that is measured.

    Attributes:
        command: arguments of the process, from the file of rows and the folder of its result.
        numbers: reads what it found from that folder; None where it computes nothing.
        takes: whether it takes part in a case.
    """

    id: str
    title: str
    command: Callable[[Path, Path], list[str]]
    numbers: Callable[[Path], Numbers] | None
    takes: Callable[[Case], bool] = lambda _: True


def competitors(say: Callable[[str], None]) -> Iterator[Competitor]:
    """Ours first, then everybody who is installed; whoever isn't is named."""
    yield Competitor(id=OURS, title="mentoreval", command=_ours, numbers=our_numbers)
    yield Competitor(
        id=READ,
        title="polars, reading only",
        command=lambda rows, _: [sys.executable, str(HERE / "read_only.py"), str(rows)],
        numbers=None,
    )
    pandas = _python_with_pandas(say)
    if pandas:
        yield from _pandas(pandas)
    yield from _statistics_programs(say)


def _pandas(python: Path) -> Iterator[Competitor]:
    """The same statistics; and, for who finds that too much, without the other shares of items."""
    script = [str(python), str(HERE / "analyst_pandas.py")]
    yield Competitor(
        id="pandas",
        title="pandas + scipy",
        command=lambda rows, folder: [*script, str(rows), str(folder / "results.json")],
        numbers=analyst_numbers,
    )
    yield Competitor(
        id="pandas-lean",
        title="pandas + scipy, lean",
        command=lambda rows, folder: [*script, "--lean", str(rows), str(folder / "results.json")],
        numbers=analyst_numbers,
    )


def _statistics_programs(say: Callable[[str], None]) -> Iterator[Competitor]:
    rscript, pspp = shutil.which("Rscript"), shutil.which("pspp")
    if not rscript:
        say("R: skipped, there is no Rscript on the path")
    elif not _has_packages(rscript):
        say("R: skipped, it lacks data.table or jsonlite (Debian: r-cran-data.table ...)")
    else:
        yield Competitor(
            id="r",
            title="R",
            command=lambda rows, folder: [
                rscript,
                str(HERE / "analyst.R"),
                str(rows),
                str(folder / "results.json"),
            ],
            numbers=analyst_numbers,
            takes=lambda case: case.suffix == "csv",
        )
    if not pspp:
        say("PSPP: skipped, there is no pspp on the path")
    else:
        yield Competitor(
            id="pspp",
            title="PSPP",
            command=lambda rows, folder: _pspp(pspp, rows, folder),
            numbers=pspp_numbers,
            # It does nothing with implementations: one number of them is enough.
            takes=lambda case: (
                case.suffix == "csv" and case.implementations == FIRST_IMPLEMENTATIONS
            ),
        )


def _ours(rows: Path, folder: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "mentoreval", "evaluate", str(rows)),
        f"--instrument={HERE / 'instrument.yaml'}",
        "--results-only",
        f"--output={folder}",
    ]


def _pspp(pspp: str, rows: Path, folder: Path) -> list[str]:
    """A command without arguments for its syntax: the file is found by its name."""
    link = folder / "rows.csv"
    link.unlink(missing_ok=True)
    link.symlink_to(rows)
    return [pspp, "--output=results.csv", str(HERE / "analyst.sps")]


def _has_packages(rscript: str) -> bool:
    question = "quit(status = !all(sapply(c('data.table', 'jsonlite'), requireNamespace)))"
    return not subprocess.run(
        [rscript, "-e", question], capture_output=True, check=False
    ).returncode


def _python_with_pandas(say: Callable[[str], None]) -> Path | None:
    """The competitor's own environment, made once for each list of requirements."""
    requirements, folder = HERE / "requirements.txt", OUT / "venv"
    python, stamp = folder / "bin" / "python", folder / "requirements.sha256"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return python
    say("pandas and its friends: installing into benchmarks/out/venv (once)")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [*pip, "--requirement", str(requirements)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            why = (done.stderr or done.stdout).strip().rpartition("\n")[2]
            say(f"pandas: skipped, it could not be installed: {why}")
            return None
    stamp.write_text(wanted, encoding="ascii")
    return python
