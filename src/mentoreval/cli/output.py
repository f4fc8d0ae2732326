"""Files appear together or not at all: they are staged, then moved into place."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LAST = "results.json"
"""Moved last, so that its presence says that the rest is there."""


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Give a folder to write into; on success its entries replace those of `output`.

    If the body raises, `output` stays exactly as it was (it is not even created).

    Raises:
        OSError: `output` is a file, or can't be written to.
    """
    output = output.absolute()
    parent = next(folder for folder in output.parents if folder.is_dir())
    if output.exists() and not output.is_dir():
        raise NotADirectoryError(20, "is a file, not a folder to write into", str(output))
    with tempfile.TemporaryDirectory(prefix=".mentoreval-", dir=parent) as working:
        stage, old = Path(working, "new"), Path(working, "old")
        stage.mkdir()
        old.mkdir()
        yield stage
        output.mkdir(parents=True, exist_ok=True)
        for entry in sorted(stage.iterdir(), key=lambda path: (path.name == LAST, path.name)):
            target = output / entry.name
            if target.exists():
                target.rename(old / entry.name)
            shutil.move(entry, target)
