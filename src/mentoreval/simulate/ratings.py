"""Ratings BEFORE and NOW: correlated, clustered, tied, near the ceiling, with exact mean gains."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoreval.instruments.model import OVERALL, Instrument, Scale
from mentoreval.simulate.people import People, Reach
from mentoreval.simulate.published import MEAN_GAINS, OTHER_GAINS, CalibrationError

Ratings = NDArray[np.int8]
"""Codes by person, item and occasion (BEFORE, NOW); 0 where not answered. (rows, items, 2)."""
Floats = NDArray[np.float64]

_SELF_EFFICACY = "research-self-efficacy"

_LEVEL = 4.4
"""Mean of the latent ratings BEFORE."""
_SD_PERSON, _SD_SCALE, _SD_ITEM, _SD_NOISE = 0.8, 0.55, 0.25, 0.68
_SD_GAIN, _SD_GAIN_SCALE, _SD_GAIN_NOISE = 0.5, 0.3, 0.4
_GAMMA_SHAPE = 2.0
_ICC = (0.08, 0.12)
"""Share of the variance of personal gains that lies between implementations."""

_SKIPPED = 0.013
"""Share of single ratings left out."""
_SKIP_SELF_EFFICACY = 9
_HALFWAY = 17
"""Skills rated by those who stopped halfway."""
_FORGOT_BEFORE = 4
"""People who rated one scale only NOW."""

_CLOSE = 0.0015
"""A mean gain may miss its target by this much: less than half a unit of the second decimal."""
_BISECTIONS = 24
_MOST_NUDGES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Latent:
    """Latent ratings BEFORE, and latent gains around 0. Shapes (rows, items)."""

    before: Floats
    gain: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _OneScale:
    """What one scale's ratings are made of, but for the mean gain.

    Attributes:
        latent: of the scale's items.
        answered: Shape (rows, items, 2).
        straight: the rating given everywhere, 0 for people who chose. Shape (rows,).
        bounds: lowest and highest code.
    """

    latent: _Latent
    answered: NDArray[np.bool_]
    straight: NDArray[np.int64]
    bounds: tuple[int, int]

    def rated(self, shift: float) -> Ratings:
        """Round to codes after adding `shift` to every gain."""
        before = self.latent.before
        latent = np.stack([before, before + self.latent.gain + shift], axis=2)
        codes = np.clip(np.rint(latent), *self.bounds).astype(np.int8)
        lined = self.straight > 0
        codes[lined] = self.straight[lined, None, None]
        return np.where(self.answered, codes, np.int8(0))


def draw_ratings(rng: np.random.Generator, *, instrument: Instrument, people: People) -> Ratings:
    """Draw all ratings; those of the studied people have the published mean gains.

    Raises:
        CalibrationError: a mean gain can't be reached.
    """
    places = {item.id: place for place, item in enumerate(instrument.items)}
    scales = {
        scale: np.array([places[item] for item in scale.items])
        for scale in instrument.scales
        if scale.id != OVERALL
    }
    answered = _draw_answered(rng, people=people, scales=scales, items=len(places))
    latent = _draw_latent(rng, people=people, scales=scales, items=len(places))
    ratings = np.zeros((len(people), len(places), 2), dtype=np.int8)
    for scale, columns in scales.items():
        one = _OneScale(
            latent=_Latent(before=latent.before[:, columns], gain=latent.gain[:, columns]),
            answered=answered[:, columns],
            straight=people.straight,
            bounds=_bounds(instrument),
        )
        ratings[:, columns] = _calibrated(
            rng, one, scale=scale, target=_target(rng, scale), studied=people.studied
        )
    return ratings


def _bounds(instrument: Instrument) -> tuple[int, int]:
    codes = [option.code for item in instrument.items for option in item.scored]
    return min(codes), max(codes)


def _target(rng: np.random.Generator, scale: Scale) -> float:
    if scale.id in MEAN_GAINS:
        return MEAN_GAINS[scale.id]
    return float(rng.uniform(*OTHER_GAINS[scale.id]))


def _draw_answered(
    rng: np.random.Generator,
    *,
    people: People,
    scales: Mapping[Scale, NDArray[np.int64]],
    items: int,
) -> NDArray[np.bool_]:
    """Draw which ratings were given. Shape (rows, items, 2)."""
    given = rng.random((len(people), items, 2)) >= _SKIPPED
    by_id = {scale.id: columns for scale, columns in scales.items()}
    self_efficacy = by_id.pop(_SELF_EFFICACY)
    at_the_end = np.flatnonzero(people.studied & (people.reach == Reach.END))
    lazy = rng.choice(at_the_end, size=_SKIP_SELF_EFFICACY + _FORGOT_BEFORE, replace=False)
    given[np.ix_(lazy[:_SKIP_SELF_EFFICACY], self_efficacy)] = False
    for person in lazy[_SKIP_SELF_EFFICACY:]:
        given[person, by_id[str(rng.choice(list(by_id)))], 0] = False
    given[np.ix_(people.reach <= Reach.SKILLS, self_efficacy)] = False
    given[people.reach == Reach.HALFWAY, _HALFWAY:] = False
    given[people.reach == Reach.OPENED] = False
    return given


def _draw_latent(
    rng: np.random.Generator,
    *,
    people: People,
    scales: Mapping[Scale, NDArray[np.int64]],
    items: int,
) -> _Latent:
    """Draw person, scale and item parts; what a person brings to a rating holds for both."""
    rows = len(people)
    scale_of = np.zeros(items, dtype=np.int64)
    for number, columns in enumerate(scales.values()):
        scale_of[columns] = number
    of_scale = rng.normal(0, _SD_SCALE, size=(rows, len(scales)))
    return _Latent(
        before=_LEVEL
        + rng.normal(0, _SD_PERSON, size=(rows, 1))
        + of_scale[:, scale_of]
        + rng.normal(0, _SD_ITEM, size=items)
        + rng.normal(0, _SD_NOISE, size=(rows, items)),
        gain=_draw_personal_gains(rng, people, scales=len(scales))[:, scale_of]
        + rng.normal(0, _SD_GAIN_NOISE, size=(rows, items)),
    )


def _draw_personal_gains(rng: np.random.Generator, people: People, *, scales: int) -> Floats:
    """Draw each person's gain on each scale around 0, clustered by implementation.

    Most people gain a little and some a lot (a gamma distribution), hence few lose. Among the
    studied people the one-way ANOVA of the mean gain has the intraclass correlation that was
    drawn, not one that happens to come out: deviations are centered within
    implementations, and the implementations' effects are scaled to the mean square that goes
    with it. Shape (rows, scales).
    """
    icc = rng.uniform(*_ICC)
    person = (rng.gamma(_GAMMA_SHAPE, size=(len(people), 1)) - _GAMMA_SHAPE) / _GAMMA_SHAPE**0.5
    own = _SD_GAIN * person + rng.normal(0, _SD_GAIN_SCALE, size=(len(people), scales))
    effects = rng.normal(size=int(people.implementation.max()) + 1)
    cluster = people.implementation[people.studied]
    size = np.bincount(cluster, minlength=len(effects))
    sums = np.zeros((len(effects), scales))
    np.add.at(sums, cluster, own[people.studied])
    own[people.studied] -= (sums / np.maximum(size, 1)[:, None])[cluster]
    n, k = size.sum(), np.count_nonzero(size)
    mean_square_within = (own[people.studied].mean(axis=1) ** 2).sum() / (n - k)
    typical_size = (n - (size**2).sum() / n) / (k - 1)
    wanted = mean_square_within * (1 + typical_size * icc / (1 - icc))
    effects -= np.average(effects, weights=size)
    effects *= np.sqrt(wanted / ((size * effects**2).sum() / (k - 1)))
    gains: Floats = own + effects[people.implementation, None]
    return gains


def _calibrated(
    rng: np.random.Generator,
    one: _OneScale,
    *,
    scale: Scale,
    target: float,
    studied: NDArray[np.bool_],
) -> Ratings:
    """Give one scale's ratings so that the studied people's mean gain is the target.

    Bisection on the shift of the latent gains comes near; single ratings NOW, moved by one, do
    the rest.
    """

    def miss_of(ratings: Ratings) -> float:
        return mean_gain(ratings[studied], least=scale.minimum_answered()) - target

    low, high = -2.0, 4.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if miss_of(one.rated(middle)) < 0 else (low, middle)
    ratings = one.rated(high)
    now = ratings[:, :, 1]  # a view: moving a rating changes `ratings`
    may_move = (studied & (one.straight == 0))[:, None] & one.answered.all(axis=2)
    for _ in range(_MOST_NUDGES):
        miss = miss_of(ratings)
        if abs(miss) <= _CLOSE:
            return ratings
        lowest, highest = one.bounds
        has_room = np.greater(now, lowest) if miss > 0 else np.less(now, highest)
        person, item = rng.choice(np.argwhere(may_move & has_room))
        now[person, item] += -1 if miss > 0 else 1
    raise CalibrationError(
        f"{scale.id}: the mean gain {target + miss_of(ratings):.4f} can't be moved to "
        f"{target:.4f}. Try another seed."
    )


def mean_gain(ratings: Ratings, *, least: int) -> float:
    """Mean over people of the mean of NOW minus BEFORE over items answered on both occasions.

    Args:
        ratings: of one scale. Shape (people, items, 2).
        least: a person counts with at least this many such items.
    """
    both = (ratings[:, :, 0] > 0) & (ratings[:, :, 1] > 0)
    rated = both.sum(axis=1)
    change = np.where(both, ratings[:, :, 1] - ratings[:, :, 0], 0).sum(axis=1)
    enough = rated >= least
    return float((change[enough] / rated[enough]).mean())
