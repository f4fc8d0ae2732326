"""What the figures must hold, and whether they do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from competitors import FIRST_IMPLEMENTATIONS, OURS, READ, Case
from stopwatch import Measurement

GOAL_ROWS = 1_000_000
"""The goals are stated for this many rows."""
ROWS_ON_A_LINE = (100_000, 500_000, GOAL_ROWS)
IMPLEMENTATIONS_ON_A_LINE = (FIRST_IMPLEMENTATIONS, 5_000, 10_000)

MOST_TIMES_READING = {"csv": 1.3, "parquet": 2.5}
LEAST_TIMES_FASTER = {"pandas": 5.0, "r": 12.0, "pspp": 60.0}
MOST_MEGABYTES = 600.0
MOST_ABOVE_THE_LINE = 1.15
"""How far above a straight line a linear cost may lie, for noise."""
MOST_REPORT_SECONDS = 10.0

Runs = Mapping[tuple[Case, str], Sequence[Measurement]]
"""By case and competitor, one a repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A bound, and the worst figure measured against it; None where nothing was measured."""

    name: str
    bound: str
    worst: float | None
    holds: bool | None


def ratios(runs: Runs, case: Case, competitor: str) -> list[float]:
    """Their wall time over ours, repeat by repeat."""
    pairs = zip(runs.get((case, competitor), ()), runs.get((case, OURS), ()), strict=False)
    return [their.wall / our.wall for their, our in pairs if not (their.failure or our.failure)]


def goals(runs: Runs, report: Sequence[Measurement]) -> Iterator[Goal]:
    """Every goal, with the worst of its cases."""
    cases = {case for case, _ in runs if case.rows == GOAL_ROWS}
    for suffix, bound in MOST_TIMES_READING.items():
        of_suffix = [case for case in cases if case.suffix == suffix]
        found = [1 / median(r) for case in of_suffix if (r := ratios(runs, case, READ))]
        yield _at_most(f"time over a bare reading, {suffix}", found, bound)
    for competitor, bound in LEAST_TIMES_FASTER.items():
        found = [median(r) for case in cases if (r := ratios(runs, case, competitor))]
        yield _at_least(f"time of {competitor} over ours", found, bound)
    ours = [one for case in cases for one in runs.get((case, OURS), ()) if not one.failure]
    peaks = [one.peak_mb for one in ours]
    yield _at_most("peak memory in MB", peaks, MOST_MEGABYTES)
    for suffix in MOST_TIMES_READING:
        for name, points in _lines(suffix).items():
            found = _above_the_line(runs, points)
            yield _at_most(f"cost linear in {name}, {suffix}", found, MOST_ABOVE_THE_LINE)
    seconds = [one.cpu for one in report if not one.failure]
    yield _at_most("report of 183 people, seconds of process time", seconds, MOST_REPORT_SECONDS)


def slopes(runs: Runs) -> Iterator[str]:
    """What a million rows and 10,000 implementations more cost, in process time of ours."""
    units = {"rows": 1_000_000, "implementations": 10_000}
    for suffix in MOST_TIMES_READING:
        for name, points in _lines(suffix).items():
            sizes, seconds = list(points), [_seconds(runs, case) for case in points.values()]
            first, last = seconds[0], seconds[-1]
            if first is not None and last is not None:
                slope = (last - first) / (sizes[-1] - sizes[0]) * units[name]
                yield f"{slope:6.2f} s for {units[name]:,} {name} more, {suffix}"


def _lines(suffix: str) -> dict[str, dict[int, Case]]:
    """Three cases by size, for both sizes that a cost may depend on."""
    first = FIRST_IMPLEMENTATIONS
    return {
        "rows": {n: Case(rows=n, implementations=first, suffix=suffix) for n in ROWS_ON_A_LINE},
        "implementations": {
            n: Case(rows=GOAL_ROWS, implementations=n, suffix=suffix)
            for n in IMPLEMENTATIONS_ON_A_LINE
        },
    }


def cases_on_lines() -> set[Case]:
    """The cases that `goals` needs beyond the race."""
    return {
        case
        for suffix in MOST_TIMES_READING
        for points in _lines(suffix).values()
        for case in points.values()
    }


def _above_the_line(runs: Runs, points: Mapping[int, Case]) -> list[float]:
    """Our process time at the largest size over what the line through the other two foretells."""
    sizes, seconds = list(points), [_seconds(runs, case) for case in points.values()]
    if any(of_case is None for of_case in seconds):
        return []
    small, middle, large = seconds
    rise = max(0.0, middle - small) * (sizes[2] - sizes[0]) / (sizes[1] - sizes[0])
    return [large / (small + rise)]


def _seconds(runs: Runs, case: Case) -> float | None:
    found = [one.cpu for one in runs.get((case, OURS), ()) if not one.failure]
    return median(found) if found else None


def _at_most(name: str, found: Sequence[float], bound: float) -> Goal:
    worst = max(found, default=None)
    holds = None if worst is None else worst <= bound
    return Goal(name=name, bound=f"at most {bound:g}", worst=worst, holds=holds)


def _at_least(name: str, found: Sequence[float], bound: float) -> Goal:
    worst = min(found, default=None)
    holds = None if worst is None else worst >= bound
    return Goal(name=name, bound=f"at least {bound:g}", worst=worst, holds=holds)
