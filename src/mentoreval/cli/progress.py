"""A progress bar on a terminal, nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STEPS = 9
"""Steps that `evaluate` tells from reading to the last document; only the bar's length."""


@contextmanager
def progress(steps: int = STEPS) -> Iterator[Callable[[str], None]]:
    """Give a function that is told each step as it begins."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich import console, progress  # noqa: PLC0415  a run in a pipe shouldn't pay for a terminal

    columns = (
        progress.TextColumn("{task.description:<28}"),
        progress.BarColumn(),
        progress.TimeElapsedColumn(),
    )
    terminal = console.Console(stderr=True)
    with progress.Progress(*columns, console=terminal, transient=True) as bar:
        task = bar.add_task("starting", total=steps)

        def tell(step: str) -> None:
            bar.update(task, description=step, advance=1)

        yield tell
