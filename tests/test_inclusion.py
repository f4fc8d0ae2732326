import numpy as np
import polars as pl
import pytest

from mentoreval.errors import EvaluationError
from mentoreval.implementations import Audience, Implementation
from mentoreval.inclusion import include
from mentoreval.inclusion_rules import InclusionRules
from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import Occasion
from mentoreval.responses import Consent, Responses, Source, SourceFormat

INSTRUMENT = load_instrument("mca-21-mentee")
YES, NO, BLANK = Consent.YES, Consent.NO, Consent.MISSING


def answers(places, consent, ids=("long", "short", "both", "strange"), *, asked=True):
    rows = len(places)
    return Responses(
        instrument=INSTRUMENT,
        source=Source(name="x.csv", sha256="", rows=rows, format=SourceFormat.WIDE_CSV),
        respondent=pl.Series([None] * rows, dtype=pl.String),
        implementation=np.array(places, dtype=np.int32),
        implementation_ids=ids,
        consent=np.array(consent, dtype=np.int8),
        kind=np.zeros(rows, dtype=np.int8),
        line=np.arange(rows, dtype=np.int64),
        ratings={
            (item.id, occasion): np.full(rows, 4, dtype=np.int8)
            for item in INSTRUMENT.items
            for occasion in Occasion
        },
        consent_asked=asked,
    )


def implementation(name, hours, audience=Audience.MENTEES):
    return Implementation(id=name, site="North", audience=audience, hours=hours)


WORKSHOPS = (
    implementation("long", 4.0),
    implementation("short", 3.9),
    implementation("both", 8.0, Audience.COMBINED),
)


def test_four_hours_are_enough_and_less_is_not():
    included = include(
        answers([0, 1], [YES, YES]), implementations=WORKSHOPS, rules=InclusionRules()
    )
    assert included.consented.line.tolist() == [0]


def test_the_flow_of_implementations_takes_hours_before_audience():
    included = include(answers([0], [YES]), implementations=WORKSHOPS, rules=InclusionRules())
    steps = [s for s in included.flow if s.unit == "implementations"]
    assert [(step.excluded, step.remaining) for step in steps] == [(0, 3), (1, 2), (1, 1)]


def test_an_answer_of_an_unknown_implementation_is_told_apart_from_an_excluded_one():
    included = include(
        answers([0, 1, 3, -1], [YES] * 4), implementations=WORKSHOPS, rules=InclusionRules()
    )
    steps = {s.step: s.excluded for s in included.flow if s.unit == "responses"}
    assert (steps["implementation unknown"], steps["implementation excluded"]) == (2, 1)


def test_no_answer_to_the_consent_question_is_no_consent():
    included = include(
        answers([0, 0, 0], [YES, NO, BLANK]), implementations=None, rules=InclusionRules()
    )
    assert (len(included.answered), included.consented.line.tolist()) == (3, [0])


def test_a_file_without_a_consent_column_excludes_nobody_for_it():
    included = include(
        answers([0, 0], [BLANK, BLANK], asked=False), implementations=None, rules=InclusionRules()
    )
    assert len(included.consented) == 2


def test_rules_may_do_without_consent():
    rules = InclusionRules(research_consent=False)
    included = include(answers([0], [NO]), implementations=None, rules=rules)
    assert len(included.consented) == 1


def test_when_nothing_is_left_the_error_names_every_step():
    with pytest.raises(EvaluationError, match=r"no consent to research: 2 excluded, 0 left"):
        include(answers([0, 0], [NO, NO]), implementations=None, rules=InclusionRules())
