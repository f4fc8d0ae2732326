"""The whole cohort, drawn from one seed."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import Instrument
from mentoreval.simulate.coding import Coding, draw_codings
from mentoreval.simulate.demographics import Chosen, draw_demographics
from mentoreval.simulate.free_text import FreeText, draw_free_text
from mentoreval.simulate.implementations import SurveyedImplementation, draw_implementations
from mentoreval.simulate.judgments import draw_judgments
from mentoreval.simulate.people import People, draw_people
from mentoreval.simulate.ratings import Ratings, draw_ratings

INSTRUMENT = "mentoring-up-post-survey"
_PLANS = "made_or_plans_changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Invented people and their answers.

    Attributes:
        seed: the same seed gives the same cohort.
        implementations: in order of their dates.
        people: one row a person who opened the survey; everything below is by its rows.
        ratings: 0 where not answered. Shape (rows, items of the instrument, 2).
        judgments: by single-choice question, the option's code, 0 where not answered. (rows,).
        demographics: by multiple-choice question, the codes chosen, one entry a row.
        free_text: by open question.
        codings: of the studied people's free text.
    """

    seed: int
    instrument: Instrument
    implementations: tuple[SurveyedImplementation, ...]
    people: People
    ratings: Ratings
    judgments: Mapping[str, NDArray[np.int64]]
    demographics: Mapping[str, tuple[Chosen, ...]]
    free_text: Mapping[str, FreeText]
    codings: tuple[Coding, ...]


def simulate_cohort(*, seed: int) -> Cohort:
    """Draw a synthetic cohort that has the published figures (`published.py`) exactly.

    Args:
        seed: 0 or more.

    Raises:
        CalibrationError: a figure could not be met with this seed.
    """
    rng = np.random.default_rng(seed)
    instrument = load_instrument(INSTRUMENT)
    implementations = draw_implementations(rng)
    people = draw_people(rng, implementations)
    ratings = draw_ratings(rng, instrument=instrument, people=people)
    judgments = draw_judgments(rng, instrument=instrument, people=people, ratings=ratings)
    plans = [
        option.code for option in instrument.question_by_id[_PLANS].options if option.favorable
    ]
    free_text = draw_free_text(rng, people=people, plans_changes=np.isin(judgments[_PLANS], plans))
    return Cohort(
        seed=seed,
        instrument=instrument,
        implementations=implementations,
        people=people,
        ratings=ratings,
        judgments=judgments,
        demographics=draw_demographics(rng, instrument=instrument, people=people),
        free_text=free_text,
        codings=draw_codings(rng, free_text),
    )
