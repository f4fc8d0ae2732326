"""The two data sets that are held against R and PSPP, evaluated by us and exported for them.

Run from the project's folder: python tests/golden/cohort/sources.py cohort|library FOLDER
Writes the answers of the people in the finding, the scoring key for compare.R, and the same key as
syntax for PSPP; no score and no result of ours.
"""

import csv
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pspp_syntax import pspp_syntax

from mentoreval.counts import group_levels, levels_of
from mentoreval.evaluation.pipeline import evaluate
from mentoreval.implementations import Implementation
from mentoreval.inclusion import include
from mentoreval.inclusion_rules import InclusionRules
from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import Occasion
from mentoreval.profiles import PROGRAMS
from mentoreval.quality import screen
from mentoreval.readers import read_responses
from mentoreval.readers.implementations_file import read_implementations
from mentoreval.responses import Responses
from mentoreval.results import Results
from mentoreval.simulate import simulate_cohort, write_cohort

PROJECT = Path(__file__).parents[3]
LIBRARY_FILE = PROJECT / ".." / "shared" / "data" / "library-workshops-pre-post.csv"
EXAMPLE = PROJECT / "examples" / "pre-post-workshops"
SEED = 1
SOURCES = ("cohort", "library")


def evaluated(name: str) -> tuple[Responses, Results]:
    """Give the people in the finding, and our results with every profile.

    Nothing is hidden: what is compared are whole tables of invented people, and statistics of a
    published file.
    """
    if name == "cohort":
        with tempfile.TemporaryDirectory() as folder:
            return _cohort(Path(folder))
    responses = read_responses(
        LIBRARY_FILE,
        instrument=load_instrument(str(EXAMPLE / "instrument.yaml")),
        crosswalk=EXAMPLE / "crosswalk.yaml",
    )
    return _evaluated(responses, None)


def _cohort(folder: Path) -> tuple[Responses, Results]:
    write_cohort(simulate_cohort(seed=SEED), folder)
    responses = read_responses(
        folder / "responses.csv", instrument=load_instrument("mentoring-up-post-survey")
    )
    file = read_implementations(folder / "implementations.csv")
    return _evaluated(responses, file.implementations)


def _evaluated(
    responses: Responses, implementations: Sequence[Implementation] | None
) -> tuple[Responses, Results]:
    rows = screen(responses).responses
    included = include(rows, implementations=implementations, rules=InclusionRules())
    results = evaluate(
        responses, implementations=implementations, profiles=tuple(PROGRAMS), small_cells=1
    )
    return included.consented, results


def export(responses: Responses, folder: Path) -> str:
    """Write the three files; gives the SHA-256 of the answers."""
    folder.mkdir(parents=True, exist_ok=True)
    instrument = responses.instrument
    answers = folder / "answers.csv"
    with answers.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(_answers(responses))
    key = {
        "groups": [question.id for question in instrument.group_variables],
        "scales": {
            scale.id: {
                "items": scale.items,
                "reversed": sorted(scale.reversed_items),
                "minimum": scale.minimum_answered(),
            }
            for scale in instrument.scales
        },
    }
    (folder / "key.json").write_text(json.dumps(key, indent=1) + "\n", encoding="utf-8")
    (folder / "compare.sps").write_text(pspp_syntax(instrument), encoding="utf-8")
    return hashlib.sha256(answers.read_bytes()).hexdigest()


def _answers(responses: Responses) -> list[list[str]]:
    """One row a person: implementation, groups, every item BEFORE and NOW; empty for missing."""
    instrument = responses.instrument
    columns = {"implementation": [str(place) for place in responses.implementation.tolist()]}
    for question in instrument.group_variables:
        labels = levels_of(instrument, question.id)
        levels = group_levels(responses, question).tolist()
        columns[question.id] = [labels[level] if level >= 0 else "" for level in levels]
    for item in instrument.items:
        for occasion in Occasion:
            codes = responses.ratings[item.id, occasion].tolist()
            columns[f"{item.id}_{occasion}"] = [str(code) if code >= 0 else "" for code in codes]
    return [list(columns), *map(list, zip(*columns.values(), strict=True))]


if __name__ == "__main__":
    _, wanted, target = sys.argv
    export(evaluated(wanted)[0], Path(target))
