"""A short survey, its answers, and the command run as a person runs it."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from mentoreval.cli import main

SURVEY = """\
schema: mentoreval.instrument/1
id: short-survey
version: 1.0.0
title: A short survey
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
options:
  skill:
    - {code: 1, label: Low}
    - {code: 2, label: Rather low}
    - {code: 3, label: Middle}
    - {code: 4, label: Rather high}
    - {code: 5, label: High}
  trees: [{code: 1, label: Oak}, {code: 2, label: Beech}, {code: 3, label: Elm}]
items:
  - {id: s1, topic: Hearing, text: I hear what is said, options: skill}
  - {id: s2, topic: Asking, text: I ask for what I need, options: skill}
scales:
  - {id: talking, name: Talking, items: [s1, s2]}
questions:
  - {id: tree, kind: multiple, role: demographic, compare: true, topic: Tree, text: Which trees?,
     options: trees}
"""
HEADER = "respondent_id,implementation_id,consent,tree,recorded,s1_before,s1_now,s2_before,s2_now"
ROWS = tuple(
    f"r{n:02},{'abcdefg'[n % 7]},1,{1 + n % 2},2024-05-{n % 28 + 1:02},"
    f"{1 + n % 3},{2 + n % 4},{1 + n % 2},{1 + n % 5}"
    for n in range(42)
)
IMPLEMENTATIONS = "id,site,audience,hours,trained\n" + "".join(
    f"{name},North {name.upper()},mentees,{4 + place},9\n" for place, name in enumerate("abcdefg")
)


@dataclass(frozen=True)
class Run:
    """What a run of the command left behind."""

    status: int
    out: str
    err: str


Command = Callable[..., Run]


def run_here(arguments: Sequence[object]) -> Run:
    """Run the command in this process; the streams are no terminal."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
    return Run(status=status, out=out.getvalue(), err=err.getvalue())


@pytest.fixture(scope="session")
def command() -> Command:
    """Run `mentoreval` with these arguments."""
    return lambda *arguments: run_here(arguments)


@pytest.fixture(scope="session")
def in_a_process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python code in a process of its own, in which `main` is the command."""

    def _run(code: str, *arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  our own code
            [
                sys.executable,
                "-c",
                f"import sys\nfrom mentoreval.cli import main\n{code}\nsys.exit(main())",
                *map(str, arguments),
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            **options,  # type: ignore[call-overload]
        )

    return _run


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with blanks and letters beyond ASCII in its name; holds the inputs."""
    folder = tmp_path_factory.mktemp("inputs") / "Büro von Zoë, März"
    folder.mkdir()
    (folder / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    text = "\n".join([HEADER, *ROWS]) + "\n"
    (folder / "Antworten für März.csv").write_text(text, encoding="utf-8")
    (folder / "implementations.csv").write_text(IMPLEMENTATIONS, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def survey_file(place: Path) -> Path:
    return place / "survey.yaml"


@pytest.fixture(scope="session")
def answers(place: Path) -> Path:
    return place / "Antworten für März.csv"


@pytest.fixture(scope="session")
def asking(place: Path, answers: Path, survey_file: Path) -> tuple[object, ...]:
    """The arguments of an evaluation of the answers, up to the output folder."""
    implementations = place / "implementations.csv"
    return (
        *("evaluate", answers, "--instrument", survey_file),
        *("--implementations", implementations, "--output"),
    )


@pytest.fixture(scope="session")
def finding(place: Path, asking: tuple[object, ...]) -> tuple[Run, Path]:
    """One whole evaluation with all documents, and its output folder."""
    output = place / "Ergebnis 1" / "finding"
    return run_here([*asking, output, "--interactive"]), output


@pytest.fixture(scope="session")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a simulated cohort."""
    folder = tmp_path_factory.mktemp("simulated") / "cohort"
    run_here(["simulate", "--seed", 5, "--output", folder])
    return folder


@pytest.fixture
def entries() -> Callable[[Path], dict[str, bytes]]:
    """Every file below a folder with its content; hidden ones too."""

    def _entries(folder: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    return _entries


@pytest.fixture
def unreadable(tmp_path: Path) -> Path:
    """A file that is there and can't be read, not even by an administrator."""
    path = tmp_path / "locked.csv"
    if os.geteuid():
        path.write_text(HEADER, encoding="utf-8")
        path.chmod(0)
    else:
        path.symlink_to("/proc/self/mem")
    return path
