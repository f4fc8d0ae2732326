"""A small survey about people and trees, and evaluations of answers to it."""

import pytest

from mentoreval.evaluation.pipeline import evaluate
from mentoreval.implementations import Audience, Implementation, Mode
from mentoreval.instruments.loading import parse_instrument
from mentoreval.readers import read_responses

SURVEY = """\
schema: mentoreval.instrument/1
id: who
version: 1.0.0
title: Who they are
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
options:
  skill: [{code: 1, label: Low}, {code: 2, label: Middle}, {code: 3, label: High}]
  yes_no: [{code: 1, label: "Yes", favorable: true}, {code: 2, label: "No"}]
  kinds:
    - {code: 1, label: Oak}
    - {code: 2, label: Beech}
    - {code: 3, label: Elm}
    - {code: 4, label: Yew}
    - {code: 5, label: Fir}
items:
  - {id: s1, topic: One, text: First, options: skill}
  - {id: s2, topic: Two, text: Second, options: skill}
scales:
  - {id: skill, name: Skill, items: [s1, s2]}
questions:
  - {id: tree, kind: SINGLE_OR_MULTIPLE, role: demographic, compare: true, topic: Tree,
     text: Which tree?, options: kinds}
  - {id: good, kind: single, role: evaluation, topic: Good, text: Was it good?, options: yes_no}
"""
ANSWERS = ("1,2", "2,2", "1,3", "2,3", "3,3")
TREES = {"Oak": 1, "Beech": 2, "Elm": 3, "Yew": 4, "Fir": 5, "": ""}


@pytest.fixture(scope="module")
def survey():
    return {
        kind: parse_instrument(SURVEY.replace("SINGLE_OR_MULTIPLE", kind).encode(), file="x.yaml")
        for kind in ("single", "multiple")
    }


@pytest.fixture(scope="module")
def run(survey, tmp_path_factory):
    """Evaluate so many people of each tree; the answers are the same whatever the trees."""

    def _run(kind="single", places="abcdef", also=(), compare=(), **people):
        trees = [tree for tree, n in people.items() for _ in range(n)]
        lines = ["respondent_id,implementation_id,tree,good,s1_before,s2_before,s1_now,s2_now"]
        for number, tree in enumerate(trees):
            before, now = ANSWERS[number % 3], ANSWERS[number % 2 + 3]
            place = places[number % len(places)]
            code = TREES["" if tree == "nobody" else tree]
            lines.append(f"r{number},{place},{code},{1 + (number % 9 == 0)},{before},{now}")
        path = tmp_path_factory.mktemp("answers") / "answers.csv"
        path.write_text("\n".join([*lines, *also]) + "\n", encoding="utf-8")
        responses = read_responses(path, instrument=survey[kind])
        return evaluate(responses, small_cells=1, compare=compare)

    return _run


@pytest.fixture
def with_places(survey, tmp_path):
    """Results of a file of implementations, with so many answers in each."""

    def _with(threshold, earlier=(), **answers):
        rows = [place for place, n in answers.items() for _ in range(n)]
        lines = ["respondent_id,implementation_id,consent,s1_before,s2_before,s1_now,s2_now"]
        lines += [f"{n},{place},{n % 9 and 1},1,2,{1 + n % 3},3" for n, place in enumerate(rows)]
        path = tmp_path / "answers.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        implementations = [
            Implementation(
                id=place,
                site=place.upper(),
                audience=Audience.MENTEES,
                hours=1 if place.startswith("short") else 4,
                mode=Mode.ONLINE,
                trained=30,
            )
            for place in answers
        ]
        return evaluate(
            read_responses(path, instrument=survey["single"]),
            implementations=implementations,
            small_cells=threshold,
            earlier=earlier,
        )

    return _with
