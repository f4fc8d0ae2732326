"""Other programs' numbers beside ours, as lines for a terminal."""

from collections.abc import Mapping, Sequence
from textwrap import wrap

from mentoreval.formatting import MINUS, NOT_COMPUTED
from mentoreval.results import ProfileNumber, Results

_WIDTH = 80


def profile_lines(results: Results) -> list[str]:
    """Give a table a program: by scale, each statistic here and there, and the reasons below.

    Nothing where no profile was asked for.
    """
    lines: list[str] = []
    for program, by_scale in results.profiles.items():
        named = {results.scales[scale].name: numbers for scale, numbers in by_scale.items()}
        lines += ["", *_table(program, named)]
    return lines


def _table(program: str, by_scale: Mapping[str, Sequence[ProfileNumber]]) -> list[str]:
    """Reasons recur from scale to scale, so that each stands once, under its number."""
    every = [number for numbers in by_scale.values() for number in numbers]
    reasons = list(dict.fromkeys(number.why for number in every))
    head = ("", "here", f"in {program}")
    rows = [head, *((one.statistic, _figure(one.ours), _figure(one.theirs)) for one in every)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]

    def line(row: tuple[str, str, str], why: str) -> str:
        name, ours, theirs = row
        return f"    {name:<{widths[0]}}  {ours:>{widths[1]}}  {theirs:>{widths[2]}}  {why}"

    lines = [line(head, "why")]
    for scale, numbers in by_scale.items():
        lines.append(f"  {scale}")
        for one in numbers:
            row = (one.statistic, _figure(one.ours), _figure(one.theirs))
            lines.append(line(row, f"{reasons.index(one.why) + 1:>3}"))
    for place, why in enumerate(reasons, start=1):
        lines += wrap(why, _WIDTH, initial_indent=f"{place:>4}  ", subsequent_indent=" " * 6)
    return lines


def _figure(value: float | None) -> str:
    """Seven significant figures: enough to see where two programs part."""
    return NOT_COMPUTED if value is None else f"{value:.7g}".replace("-", MINUS)
