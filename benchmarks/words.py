"""The race as text for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from agreement import Agreement
from competitors import Case
from goals import Goal, Runs, ratios, slopes
from stopwatch import Measurement


def race_in_words(cases: Iterable[Case], titles: Mapping[str, str], runs: Runs) -> Iterator[str]:
    """A table for each case: medians, and wall time over ours of the same repeat."""
    for case in cases:
        yield str(case)
        yield f"  {'':<22}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'/ ours':>9}"
        for name, title in titles.items():
            if (case, name) in runs:
                yield f"  {title:<22}{_row(runs[case, name], ratios(runs, case, name))}"
        yield ""


def _row(several: Sequence[Measurement], over_ours: Sequence[float]) -> str:
    done = [one for one in several if not one.failure]
    if not done:
        return f"  {several[-1].failure}"
    wall, cpu, peak = (
        median(getattr(one, figure) for one in done) for figure in ("wall", "cpu", "peak_mb")
    )
    ratio = f"{median(over_ours):9.2f}" if over_ours else ""
    return f"{wall:9.2f}{cpu:9.2f}{peak:9.0f}{ratio}"


def report_in_words(report: Sequence[Measurement]) -> Iterator[str]:
    """The evaluation of the calibrated cohort with all documents."""
    yield "Report of 183 people: HTML, PDF, DOCX, tables and figures"
    yield f"  {'mentoreval':<22}{_row(report, ())}"
    yield ""


def agreements_in_words(
    agreements: Mapping[tuple[Case, str], Agreement], titles: Mapping[str, str]
) -> Iterator[str]:
    """Whether the programs found the same numbers; every number that is apart."""
    yield "The same numbers?"
    for name in titles:
        of_racer = {case: one for (case, other), one in agreements.items() if other == name}
        if not of_racer:
            continue
        compared = sum(one.compared for one in of_racer.values())
        largest = max(one.largest for one in of_racer.values())
        answer = "yes" if all(one.holds for one in of_racer.values()) else "NO"
        figures = f"{compared:,} numbers compared, largest difference {largest:.0e}"
        yield f"  {titles[name]:<22}{answer}: {figures}"
        for case, one in of_racer.items():
            for number, (ours, theirs) in one.apart.items():
                yield f"    {case}: {number}: ours {ours!r}, theirs {theirs!r}"
    yield ""


def goals_in_words(verdicts: Iterable[Goal], runs: Runs) -> Iterator[str]:
    """Every goal with its worst figure, and the slopes."""
    yield "Goals, at 1,000,000 rows; the worst case of each"
    for goal in verdicts:
        if goal.worst is None or goal.holds is None:
            yield f"  {'not measured':<14}{goal.name}: {goal.bound}"
        else:
            answer = "holds" if goal.holds else "MISSED"
            yield f"  {answer:<14}{goal.name}: {goal.worst:.2f}, {goal.bound}"
    found = list(slopes(runs))
    if found:
        yield "What more costs, in process time of mentoreval"
        yield from (f"  {line}" for line in found)
