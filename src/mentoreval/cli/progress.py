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
    # Imported here: a run in a pipe, the usual case in scripts, shouldn't pay for a terminal.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:<28}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=steps)

        def tell(step: str) -> None:
            bar.update(task, description=step, advance=1)

        yield tell
