"""SPSS `.sav` and `.zsav` in, with labels and user-missing values."""

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import numpy as np
import polars as pl

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.readers import sav_parsing
from mentoreval.readers.personal import is_personal, personal_columns
from mentoreval.readers.sav_parsing import DESCRIBED, FRAME, Described
from mentoreval.readers.signatures import SPSS, looks_like
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.readers.text_file import read_bytes
from mentoreval.responses import RecordKind, SourceFormat

_HEADER_BYTES = 176
_ENCRYPTED = b"ENCRYPTEDSAV"
_LONGEST_SECONDS = 600


def read_spss(path: Path) -> SourceTable:
    """Read a `.sav` or `.zsav` file; rows are its cases, whose `line` counts from 1.

    Numbers become their shortest text (3, not 3.0), dates ISO text. A user-missing value
    becomes null, and a remark counts it.

    Raises:
        InputRefusedError: if it is of another kind, encrypted, cut off, damaged, or has no cases.
    """
    content = read_bytes(path)
    _check_beginning(path.name, content[:_HEADER_BYTES])
    frame, described = _parsed(path)
    if frame.is_empty():
        _refuse(path.name, "the file has no cases; expected answers")
    personal = [
        one["name"] for one in described if is_personal(one["name"]) or is_personal(one["label"])
    ]
    personal += personal_columns(frame, [name for name in frame.columns if name not in personal])
    kept = [one for one in described if one["name"] not in personal]
    return SourceTable(
        file=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        format=SourceFormat.SPSS,
        frame=frame.drop(personal),
        columns=tuple(
            SourceColumn(name=one["name"], label=one["label"], values=one["values"]) for one in kept
        ),
        line=np.arange(1, frame.height + 1, dtype=np.int64),
        kind=np.full(frame.height, RecordKind.ANSWER, dtype=np.int8),
        dropped_columns=tuple(personal),
        multi_separator=None,
        remarks=_missing_remarks(kept),
    )


def _check_beginning(file: str, head: bytes) -> None:
    if _ENCRYPTED in head:
        _refuse(file, "the file is encrypted with a password; save it from SPSS without one")
    if not head.startswith(SPSS):
        _refuse(file, f"this is {looks_like(head) or 'no SPSS file'}; expected a .sav of SPSS")
    if len(head) < _HEADER_BYTES:
        _refuse(file, "the file is cut off in its header; copy or export it again")


def _parsed(path: Path) -> tuple[pl.DataFrame, list[Described]]:
    """Let a process of its own parse the file, since the C library may crash on a damaged one."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-P", sav_parsing.__file__, str(path), folder]
        search_path = os.pathsep.join(filter(None, sys.path))
        try:
            done = subprocess.run(  # noqa: S603  our own module; no shell sees the path
                command,
                env={**os.environ, "PYTHONPATH": search_path},
                capture_output=True,
                check=False,
                timeout=_LONGEST_SECONDS,
            )
        except subprocess.TimeoutExpired:
            _refuse(path.name, f"the file is damaged: not read within {_LONGEST_SECONDS} seconds")
        if done.returncode != 0:
            _refuse(path.name, _why(done.stderr.decode(errors="replace")))
        frame = pl.read_ipc(Path(folder, FRAME).read_bytes())
        described = json.loads(Path(folder, DESCRIBED).read_text(encoding="utf-8"))
    return frame, described


def _why(stderr: str) -> str:
    """Say in words what the parser's last line says; a crash has no such line."""
    last = stderr.strip().rpartition("\n")[2]
    if "expected number of rows" in last:
        return "the file is cut off: it has fewer cases than its header says; copy it again"
    if "encoding" in last:
        return "the file holds text in another encoding than it declares; save it again from SPSS"
    if "OverflowError" in last:
        return "the file holds a date outside of the years 1 to 9999"
    return "the file begins like a .sav but is damaged; save it again from SPSS"


def _missing_remarks(described: Sequence[Described]) -> tuple[str, ...]:
    """One sentence for each user-missing value with its label, over all variables."""
    cells: Counter[str] = Counter()
    for one in described:
        cells.update(one["missing"])
    return tuple(
        f"User-missing value {value}: {count} {'cell was' if count == 1 else 'cells were'} "
        "read as not answered."
        for value, count in sorted(cells.items())
    )


def _refuse(file: str, what: str) -> NoReturn:
    raise InputRefusedError([Reason(file=file, what=what)])
