"""Files appear together or not at all: they are staged, then moved into place."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

LAST = "results.json"
"""Moved last, so that its presence says that the rest is there."""


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Give a folder to write into; on success its entries replace those of `output`.

    If the body raises, or an entry can't be moved, `output` stays exactly as it was (it is not
    even created).

    Raises:
        OSError: `output` is a file, or can't be written to.
    """
    output = output.absolute()
    if output.exists() and not output.is_dir():
        raise NotADirectoryError(20, "is a file, not a folder to write into", str(output))
    # Inside the output if there is one: it may be a volume of its own, and files move only within.
    nearest = next(folder for folder in (output, *output.parents) if folder.is_dir())
    with tempfile.TemporaryDirectory(prefix=".mentoreval-", dir=nearest) as working:
        stage, old = Path(working, "new"), Path(working, "old")
        stage.mkdir()
        old.mkdir()
        yield stage
        output.mkdir(parents=True, exist_ok=True)
        _replace(stage, output, old)


def _replace(stage: Path, output: Path, old: Path) -> None:
    with ExitStack() as undo:
        for entry in sorted(stage.iterdir(), key=lambda path: (path.name == LAST, path.name)):
            target = output / entry.name
            if os.path.lexists(target):
                kept = old / entry.name
                target.rename(kept)
                undo.callback(kept.rename, target)
            entry.rename(target)
            undo.callback(target.rename, entry)
        undo.pop_all()
