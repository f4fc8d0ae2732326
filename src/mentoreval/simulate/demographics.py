"""Career stage, race/ethnicity and gender: the published selections, dealt out to people."""

from collections.abc import Mapping

import numpy as np

from mentoreval.instruments.model import Instrument, Question
from mentoreval.simulate.people import People, Reach
from mentoreval.simulate.published import DEMOGRAPHICS, CalibrationError, Selections

Chosen = tuple[int, ...]
"""Codes of the options that one person chose; empty where not answered."""

_OF_ONE_KIND = frozenset({"career_stage"})
"""Questions on which people of one implementation are alike: trainings are offered by stage."""
_MIXING = 0.12
"""SD of a person's place among the implementations, as a share of their number."""


def draw_demographics(
    rng: np.random.Generator, *, instrument: Instrument, people: People
) -> Mapping[str, tuple[Chosen, ...]]:
    """Deal out the selections of each question, one entry a person.

    The studied people make the published counts exactly; the others answer like one of them.

    Raises:
        CalibrationError: the instrument lacks a question or an option that was published.
    """
    return {
        question: _deal(
            rng,
            _answers(_question(instrument, question), selections),
            people,
            alike=question in _OF_ONE_KIND,
        )
        for question, selections in DEMOGRAPHICS.items()
    }


def _question(instrument: Instrument, name: str) -> Question:
    try:
        return instrument.question_by_id[name]
    except KeyError:
        raise CalibrationError(f"{instrument.id} has no question {name}") from None


def _code(question: Question, label: str) -> int:
    for option in question.options:
        if option.label == label:
            return option.code
    raise CalibrationError(f"{question.id} has no option “{label}”, which was published")


def _answers(question: Question, selections: Selections) -> list[Chosen]:
    """List what people chose, in the order of the published labels; pairs stand at the first."""
    single = dict(selections.counts)
    for pair, people in selections.pairs.items():
        for label in pair:
            single[label] -= people
    answers: list[Chosen] = []
    for label, people in single.items():
        answers += [(_code(question, label),)] * people
        for pair, couples in selections.pairs.items():
            if pair[0] == label:
                answers += [tuple(sorted(_code(question, one) for one in pair))] * couples
    return answers


def _deal(
    rng: np.random.Generator, answers: list[Chosen], people: People, *, alike: bool
) -> tuple[Chosen, ...]:
    asked = np.flatnonzero(people.reach == Reach.END)
    studied = asked[people.studied[asked]]
    takers = rng.choice(studied, size=len(answers), replace=False)
    if alike:
        places = rng.permutation(int(people.implementation.max()) + 1) / people.implementation.max()
        line = places[people.implementation[takers]] + rng.normal(0, _MIXING, size=len(takers))
        takers = takers[np.argsort(line)]
    chosen: list[Chosen] = [()] * len(people)
    for taker, answer in zip(takers, answers, strict=True):
        chosen[taker] = answer
    for other in asked[~people.studied[asked]]:
        chosen[other] = chosen[int(rng.choice(studied))]
    return tuple(chosen)
