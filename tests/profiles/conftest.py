"""Answers of a few people to a few items, ready to be counted and set beside other programs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
import pytest

from mentoreval.counts import count
from mentoreval.instruments.model import (
    Instrument,
    Item,
    Occasion,
    Option,
    Scale,
)
from mentoreval.profiles import profile_numbers
from mentoreval.responses import Missing, Responses, Source, SourceFormat
from mentoreval.results import ProfileNumber
from small_instrument import small_instrument

Answers = Mapping[str, Sequence[Sequence[int | None]]]
"""By "before" and "now": people, items; None where there is no answer."""


def instrument_of(items: int) -> Instrument:
    """A scale "all" over all items, which has the default minimum share."""
    options = tuple(Option(code=code, label=str(code)) for code in range(1, 8))
    names = tuple(f"i{number}" for number in range(items))
    return small_instrument(
        (Item(id=name, text=name, topic=name, options=options) for name in names),
        scales=(Scale(id="all", name="All", items=names),),
        sha256="0" * 64,
    )


def make_responses(answers: Answers) -> Responses:
    """One row a person, all of one implementation."""
    coded = {
        occasion: np.array(
            [
                [Missing.UNANSWERED if code is None else code for code in row]
                for row in answers[occasion.value]
            ],
            dtype=np.int8,
        )
        for occasion in Occasion
    }
    people, items = coded[Occasion.NOW].shape
    instrument = instrument_of(items)
    return Responses(
        instrument=instrument,
        source=Source(name="x.csv", sha256="", rows=people, format=SourceFormat.WIDE_CSV),
        respondent=pl.Series([None] * people, dtype=pl.String),
        implementation=np.zeros(people, dtype=np.int32),
        implementation_ids=("one",),
        consent=np.ones(people, dtype=np.int8),
        kind=np.zeros(people, dtype=np.int8),
        line=np.arange(people, dtype=np.int64),
        ratings={
            (item.id, occasion): np.ascontiguousarray(codes[:, place])
            for place, item in enumerate(instrument.items)
            for occasion, codes in coded.items()
        },
    )


@pytest.fixture(scope="session")
def responses_of() -> Callable[[Answers], Responses]:
    """Give the maker of responses."""
    return make_responses


@pytest.fixture(scope="session")
def numbers_of() -> Callable[..., dict[str, ProfileNumber]]:
    """Give one program's numbers for some answers, by the statistic's name there."""

    def numbers(answers: Any, program: str, *, rows: bool = True) -> dict[str, ProfileNumber]:
        responses = make_responses(answers)
        by_program = profile_numbers(
            count(responses, groups={}),
            responses.instrument,
            (program,),
            responses=responses if rows else None,
        )
        return {number.statistic: number for number in by_program[program].get("all", ())}

    return numbers
