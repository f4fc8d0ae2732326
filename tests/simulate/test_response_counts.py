import numpy as np
import pytest

from mentoreval.simulate.published import CalibrationError
from mentoreval.simulate.response_counts import draw_answered, draw_consented, draw_trained

SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_seed_finds_counts_with_the_published_rates(seed: int) -> None:
    rng = np.random.default_rng(seed)
    trained = draw_trained(rng)
    answered = draw_answered(rng, trained)
    consented = draw_consented(rng, answered)
    rates = 100 * answered / trained
    assert (trained.sum(), answered.sum(), consented.sum()) == (354, 226, 183)
    assert (round(rates.mean(), 1), round(rates.std(ddof=1), 1)) == (67.6, 23.6)
    assert (consented >= 2).all()
    assert (consented <= answered).all()
    assert (answered <= trained).all()


def test_impossible_rates_are_refused_with_the_figures() -> None:
    nearly_all = np.full(26, 9)  # 226 of 234 is far from a mean of 67.6 %
    with pytest.raises(CalibrationError, match=r"mean 67\.6 and SD 23\.6; the closest misses by"):
        draw_answered(np.random.default_rng(0), nearly_all)
