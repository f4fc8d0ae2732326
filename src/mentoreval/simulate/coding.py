"""The consensus and, for planned changes, the two independent codings that came before it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mentoreval.simulate.free_text import PLANNED_CHANGES, FreeText
from mentoreval.simulate.published import (
    FREQUENT_CODES,
    MOST_USEFUL,
    OTHER,
    SPECIAL_CODES,
    TO_IMPROVE,
)
from mentoreval.simulate.sentences import SINGLE_PLANS

CONSENSUS = "consensus"
CODERS = ("coder-a", "coder-b")

LABELS: Mapping[str, str] = {
    **{code: label for code, (label, _) in FREQUENT_CODES.items()},
    **{code: label for code, (label, _) in SINGLE_PLANS.items()},
    **{code: label for code, (label, _) in SPECIAL_CODES.items()},
    **{code: label for code, (label, _) in MOST_USEFUL.items()},
    **{code: label for code, (label, _) in TO_IMPROVE.items()},
    OTHER: "Other",
}

_DISAGREEMENT = 0.2
"""One minus the Cohen's kappa that the two coders should reach on each frequent code."""

_Layer = dict[int, set[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One code given to one answer by one coder or by consensus; `row` is a row of `People`."""

    row: int
    question: str
    layer: str
    code: str


def draw_codings(rng: np.random.Generator, free_text: Mapping[str, FreeText]) -> tuple[Coding, ...]:
    """List all codings: by question, layer and answer."""
    codings = []
    for question, answers in free_text.items():
        layers = {CONSENSUS: {row: set(codes) for row, codes in answers.codes.items()}}
        if question == PLANNED_CHANGES:
            layers = _independent(rng, layers[CONSENSUS]) | layers
        codings += [
            Coding(row=row, question=question, layer=layer, code=code)
            for layer, coded in layers.items()
            for row in sorted(coded)
            for code in sorted(coded[row])
        ]
    return tuple(codings)


def _independent(rng: np.random.Generator, consensus: _Layer) -> dict[str, _Layer]:
    """Let the coders disagree, code by code, as often as the wanted kappa allows.

    For a code on a share p of n answers, chance alone gives 2 p (1 - p) n disagreements; a
    fifth of these leaves a kappa of about .8. In turn, a coder overlooks the code or sees it
    where the consensus doesn't; no two disagreements on a code concern the same answer. A
    coder who overlooks an answer's only code notes "other".
    """
    layers = {coder: {row: set(own) for row, own in consensus.items()} for coder in CODERS}
    substantial = [row for row, own in consensus.items() if own.isdisjoint(SPECIAL_CODES)]
    for code in (*FREQUENT_CODES, *SPECIAL_CODES):
        having = [row for row, own in consensus.items() if code in own]
        lacking = [row for row in substantial if row not in having]
        share = len(having) / len(consensus)
        number = round(_DISAGREEMENT * 2 * share * (1 - share) * len(consensus))
        seen = 0 if code in SPECIAL_CODES else number // 2
        for place, row in enumerate(rng.choice(having, size=number - seen, replace=False)):
            layers[CODERS[place % 2]][int(row)].discard(code)
        for place, row in enumerate(rng.choice(lacking, size=seen, replace=False)):
            layers[CODERS[place % 2]][int(row)].add(code)
    for layer in layers.values():
        for own in layer.values():
            if not own:
                own.add(OTHER)
    return layers
