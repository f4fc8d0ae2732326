"""Judgments of the training: the published shares, with the contented among those who gained."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mentoreval.instruments.model import Instrument
from mentoreval.simulate.people import People, Reach
from mentoreval.simulate.published import FAVORABLE, CalibrationError
from mentoreval.simulate.ratings import Ratings

_STEP_DOWN = 0.6
"""Each option further from the best is chosen this much more seldom."""


def draw_judgments(
    rng: np.random.Generator, *, instrument: Instrument, people: People, ratings: Ratings
) -> Mapping[str, NDArray[np.int64]]:
    """Draw the single-choice questions: an option's code a person, 0 where not answered.

    Raises:
        CalibrationError: the instrument lacks a question that was published.
    """
    satisfaction = _satisfaction(ratings)
    asked = people.reach == Reach.END
    drawn = {}
    for name, (favorable, answers) in FAVORABLE.items():
        if name not in instrument.question_by_id:
            raise CalibrationError(f"{instrument.id} has no question {name}")
        options = instrument.question_by_id[name].options
        best_first = sorted(options, key=lambda one: (not one.favorable, -one.code))
        good = [one.code for one in best_first if one.favorable]
        bad = [one.code for one in best_first if not one.favorable]
        codes = np.zeros(len(people), dtype=np.int64)
        mood = satisfaction + rng.normal(size=len(people))
        for group, yes, total in (
            (asked & people.studied, favorable, answers),
            _others(asked & ~people.studied, share=favorable / answers),
        ):
            takers = rng.choice(np.flatnonzero(group), size=total, replace=False)
            takers = takers[np.argsort(-mood[takers])]
            codes[takers[:yes]] = _spread(rng, good, yes)
            codes[takers[yes:]] = _spread(rng, bad, total - yes)
        drawn[name] = codes
    return drawn


def _satisfaction(ratings: Ratings) -> NDArray[np.float64]:
    """Mean gain over all items rated twice, standardized over people. Shape (rows,)."""
    both = (ratings > 0).all(axis=2)
    change = np.where(both, ratings[:, :, 1] - ratings[:, :, 0], 0).sum(axis=1)
    gain = change / np.maximum(both.sum(axis=1), 1)
    standardized: NDArray[np.float64] = (gain - gain.mean()) / gain.std()
    return standardized


def _others(group: NDArray[np.bool_], *, share: float) -> tuple[NDArray[np.bool_], int, int]:
    total = int(group.sum())
    return group, round(share * total), total


def _spread(rng: np.random.Generator, codes: list[int], size: int) -> NDArray[np.int64]:
    """Draw codes, the first most often."""
    weights = _STEP_DOWN ** np.arange(len(codes))
    return rng.choice(codes, size=size, p=weights / weights.sum()).astype(np.int64)
