"""What the tests say about each scale, sorted: titles of figures and the report's words follow.

It stands below both, so that a figure and the text beside it can't disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from mentoreval.instruments.model import OVERALL, Design
from mentoreval.results import Results, ScaleResult

SIGNIFICANT: Final = 0.05
"""A Holm-corrected p below this counts as clear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """The scales by what is known of their change; `overall` stands for itself.

    `rose` and `fell` are clear by the corrected p, `unclear` are not; what is suppressed or has no
    mean gain is `missing`.
    """

    rose: Mapping[str, ScaleResult]
    fell: Mapping[str, ScaleResult]
    unclear: Mapping[str, ScaleResult]
    missing: Mapping[str, ScaleResult]
    overall: ScaleResult | None

    @property
    def measured(self) -> Mapping[str, ScaleResult]:
        """Every scale that has a mean gain: those that rose first, then those that fell."""
        return {**self.rose, **self.fell, **self.unclear}

    @property
    def is_decidable(self) -> bool:
        """False where no outcome at all could have been clear, on any measured scale."""
        return any(is_attainable(scale) for scale in self.measured.values())


def direction(scale: ScaleResult) -> Literal["rose", "fell", "unclear", "missing"]:
    """Say where a scale went; it moved only if its Holm-corrected p is clear."""
    gain = scale.gain.mean
    if gain is None:
        return "missing"
    if scale.p_holm is None or scale.p_holm >= SIGNIFICANT or gain == 0:
        return "unclear"
    return "rose" if gain > 0 else "fell"


def judge(results: Results) -> Verdicts:
    """Sort the scales; the overall scale is among them only if it is the only one."""
    declared = {key: scale for key, scale in results.scales.items() if key != OVERALL}
    sorted_: dict[str, dict[str, ScaleResult]] = {
        name: {} for name in ("rose", "fell", "unclear", "missing")
    }
    for key, scale in (declared or results.scales).items():
        sorted_[direction(scale)][key] = scale
    overall = results.scales.get(OVERALL)
    has_numbers = overall is not None and direction(overall) != "missing"
    return Verdicts(overall=overall if has_numbers else None, **sorted_)


def is_retrospective(results: Results) -> bool:
    """True where both occasions were rated at once, after the training."""
    return results.instrument.design == Design.RETROSPECTIVE


def nature(results: Results) -> str:
    """Label the ratings, to stand beside every gain."""
    return (
        "self-rated, retrospective" if is_retrospective(results) else "self-rated, before and after"
    )


def people(results: Results) -> int | None:
    """People whose answers are analyzed: what the flow of responses leaves."""
    left = [step.remaining for step in results.flow if step.unit == "responses"]
    return left[-1] if left else None


def clusters(results: Results) -> int | None:
    """Implementations that the tests know, at most over the scales; None if none is known."""
    return max(
        (s.clusters for s in results.scales.values() if s.clusters is not None), default=None
    )


def included_sites(results: Results) -> int:
    """Different sites of the included implementations."""
    return len({one.site for one in results.implementations if one.included})


def is_attainable(scale: ScaleResult) -> bool:
    """False where even the most extreme data could not have given a clear clustered p."""
    clustered = scale.clustered
    return clustered is None or clustered.smallest_p is None or clustered.smallest_p < SIGNIFICANT
