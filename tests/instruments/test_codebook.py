import pytest

from mentoreval.instruments.catalog import shipped
from mentoreval.instruments.codebook import codebook
from mentoreval.instruments.loading import load_instrument, parse_instrument


def of(text: str) -> str:
    return codebook(parse_instrument(text.encode(), file="my.yaml"))


def test_a_codebook_says_everything_about_a_small_instrument(two_items: str) -> None:
    digest = parse_instrument(two_items.encode(), file="my.yaml").sha256
    assert (
        of(two_items)
        == f"""\
# My survey

- `my-survey`, version 1.0.0, language en
- SHA-256 {digest}
- Design: retrospective (BEFORE and NOW are both asked after the training)

## Where the words come from

Ours.

- Wording: written by its author, not a published text
- License: MIT
- Validated: no

## Scales

The score is the mean of the items answered on both occasions.

### Focus (`focus`)

- Items (2): `plan`, `drift`
- Reversed (lowest + highest - answer): `drift`
- A person counts with at least 2 of 2 answered both times (share: 2/3)

### Overall (`overall`)

- All 2 items
- Reversed (lowest + highest - answer): `drift`
- A person counts with at least 2 of 2 answered both times (share: 2/3)

## Items

- `plan` I plan my work (Planning)
- `drift` I lose track (Drifting)

### Options of all items

| Code | Label |
| ---- | ----- |
| 1    | No    |
| 2    | Maybe |
| 3    | Yes   |
"""
    )


def test_a_column_that_says_nothing_is_left_out_and_bars_are_escaped(two_items: str) -> None:
    text = two_items.replace("label: Yes", "label: Yes|always, favorable: true")
    assert "| 3    | Yes\\|always | favorable |" in of(text)


@pytest.mark.parametrize("instrument_id", shipped())
def test_every_item_option_and_question_of_a_shipped_instrument_is_shown(
    instrument_id: str,
) -> None:
    instrument = load_instrument(instrument_id)
    text = codebook(instrument)
    shown = [instrument.provenance.notice, instrument.provenance.licence, instrument.sha256]
    for thing in (*instrument.items, *instrument.questions):
        shown += [f"`{thing.id}`", thing.text, *(option.label for option in thing.options)]
    shown += [f"`{scale.id}`" for scale in instrument.scales]
    assert [words for words in shown if words not in text] == []


def test_the_hash_of_each_included_instrument_is_shown() -> None:
    survey = load_instrument("mentoring-up-post-survey")
    text = codebook(survey)
    assert [core.id for core in survey.cores if core.sha256 not in text] == []


def test_gains_of_other_trainings_are_shown_by_training() -> None:
    line = (
        "- Entering Mentoring (mentors): `communication` +0.53, `expectations` +0.45, "
        "`professional-development` +0.37. Pfund C"
    )
    assert line in codebook(load_instrument("mca-26-mentee"))
