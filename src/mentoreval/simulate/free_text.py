"""Free text and the codes that it was written from: each answer means what its codes say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoreval.simulate import sentences
from mentoreval.simulate.people import People, Reach, Status
from mentoreval.simulate.published import (
    CODED_ANSWERS,
    FREQUENT_CODES,
    MOST_USEFUL,
    NO_CHANGE,
    OTHER,
    SPECIAL_CODES,
    TO_IMPROVE,
    VAGUE,
)

PLANNED_CHANGES = "planned_changes"

_THREE_CODES = 6
"""Answers about planned changes with three codes; the others have two or one."""
_WRITERS = 0.6
"""Share of the other people who write something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText:
    """Answers to one open question.

    Attributes:
        texts: by row of `People`.
        codes: the consensus, by row; only for studied people.
    """

    texts: Mapping[int, str]
    codes: Mapping[int, tuple[str, ...]]


def draw_free_text(
    rng: np.random.Generator, *, people: People, plans_changes: NDArray[np.bool_]
) -> Mapping[str, FreeText]:
    """Write the answers to the three open questions, by question id.

    `plans_changes` marks those who said that they changed something or mean to. Shape (rows,).
    """
    return {
        PLANNED_CHANGES: _planned_changes(rng, people, plans_changes),
        "most_useful": _one_code_each(
            rng, people, MOST_USEFUL, sentences.MOST_USEFUL_WORDS, sentences.MOST_USEFUL_FRAMES
        ),
        "to_improve": _one_code_each(
            rng, people, TO_IMPROVE, sentences.TO_IMPROVE_WORDS, sentences.TO_IMPROVE_FRAMES
        ),
    }


def _planned_changes(
    rng: np.random.Generator, people: People, plans_changes: NDArray[np.bool_]
) -> FreeText:
    """Give the special codes a whole answer each, and deal out the others."""
    at_the_end = people.reach == Reach.END
    content = at_the_end & people.studied
    special = {code: count for code, (_, count) in SPECIAL_CODES.items()}
    unchanged = rng.choice(
        np.flatnonzero(content & ~plans_changes), size=special[NO_CHANGE], replace=False
    )
    writers = rng.choice(
        np.flatnonzero(content & plans_changes),
        size=CODED_ANSWERS - special[NO_CHANGE],
        replace=False,
    )
    vague, planners = writers[: special[VAGUE]], writers[special[VAGUE] :]
    codes: dict[int, tuple[str, ...]] = {int(row): (NO_CHANGE,) for row in unchanged}
    codes |= {int(row): (VAGUE,) for row in vague}
    dealt = _deal_codes(rng, len(planners))
    codes |= {int(row): own for row, own in zip(planners, dealt, strict=True)}
    texts = {row: _plan(rng, own) for row, own in codes.items()}
    for row in _other_writers(rng, people):
        texts[row] = _odd_or(rng, people, row, _plan(rng, dealt[int(rng.integers(len(dealt)))]))
    return FreeText(texts=texts, codes=codes)


def _deal_codes(rng: np.random.Generator, answers: int) -> list[tuple[str, ...]]:
    """Deal the codes out, one to three an answer; none twice, and at most one single code.

    Two single codes in one answer would be one "other" of Table 3, not two.
    """
    singles = iter(rng.permutation(list(sentences.SINGLE_PLANS)).tolist())
    cards = [code for code, (_, count) in FREQUENT_CODES.items() for _ in range(count)]
    cards = rng.permutation([*cards, *[OTHER] * len(sentences.SINGLE_PLANS)]).tolist()
    takers = [*range(answers), *[*range(_THREE_CODES)] * 2]
    takers += range(_THREE_CODES, _THREE_CODES + len(cards) - len(takers))
    hands: list[list[str]] = [[] for _ in range(answers)]
    for place, taker in enumerate(takers):
        fits = (n for n in range(place, len(cards)) if cards[n] not in hands[taker])
        swap = next(fits, None)
        if swap is None:  # only copies of what this answer has are left
            return _deal_codes(rng, answers)
        cards[place], cards[swap] = cards[swap], cards[place]
        hands[taker].append(cards[place])
    return [tuple(next(singles) if code == OTHER else code for code in hand) for hand in hands]


def _plan(rng: np.random.Generator, codes: Sequence[str]) -> str:
    """Write one answer about planned changes: a clause for each code."""
    if codes[0] in sentences.WHOLE_ANSWERS:
        return _pick(rng, sentences.WHOLE_ANSWERS[codes[0]])
    text = ""
    for code in codes:
        single = sentences.SINGLE_PLANS.get(code)
        clause = single[1] if single else _pick(rng, sentences.PLANS[code])
        joint = _pick(rng, sentences.JOINTS) if text else _pick(rng, sentences.OPENERS)
        text += f"{joint} {clause}"
    return f"{text}."


def _one_code_each(
    rng: np.random.Generator,
    people: People,
    counts: Mapping[str, tuple[str, int]],
    words: Mapping[str, tuple[str, ...]],
    frames: tuple[str, ...],
) -> FreeText:
    def write(code: str) -> str:
        if code in sentences.WHOLE_ANSWERS:
            return _pick(rng, sentences.WHOLE_ANSWERS[code])
        return _sentence(_pick(rng, frames).format(_pick(rng, words[code])))

    dealt = rng.permutation([code for code, (_, count) in counts.items() for _ in range(count)])
    at_the_end = np.flatnonzero(people.studied & (people.reach == Reach.END))
    writers = rng.choice(at_the_end, size=len(dealt), replace=False)
    codes = {int(row): (str(code),) for row, code in zip(writers, dealt, strict=True)}
    texts = {row: write(own[0]) for row, own in codes.items()}
    for row in _other_writers(rng, people):
        texts[row] = _odd_or(rng, people, row, write(str(rng.choice(dealt))))
    return FreeText(texts=texts, codes=codes)


def _other_writers(rng: np.random.Generator, people: People) -> list[int]:
    others = ~people.studied & (people.reach == Reach.END)
    writes = others & (rng.random(len(people)) < _WRITERS)
    return [int(row) for row in np.flatnonzero(writes)]


def _odd_or(rng: np.random.Generator, people: People, row: int, text: str) -> str:
    odd = people.status[row] != Status.ANSWER
    return _pick(rng, sentences.FILLER) if odd else text


def _pick(rng: np.random.Generator, choices: Sequence[str]) -> str:
    return choices[int(rng.integers(len(choices)))]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
