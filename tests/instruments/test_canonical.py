import dataclasses
import itertools

import pytest

from mentoreval.instruments.canonical import fingerprint
from mentoreval.instruments.loading import parse_instrument
from mentoreval.instruments.model import Instrument, Option


def parsed(text: str) -> Instrument:
    return parse_instrument(text.encode(), file="my.yaml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: My survey", "title:  'My survey'  # the name"),
        ("label: No}", "label: 'No'}"),
        ("[drift]}", "[drift], minimum_share: 2/3}"),
        ("en\n", "en\ndesign: retrospective\n"),
        ("agree", "agreement"),
        ("1.0.0\ntitle: My survey", "1.0.0\n\n\ntitle: >-\n  My\n  survey"),
    ],
)
def test_the_layout_of_a_file_does_not_change_the_hash(two_items: str, old: str, new: str) -> None:
    assert parsed(two_items.replace(old, new)).sha256 == parsed(two_items).sha256


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.0.0", "1.0.1"),
        ("I plan my work", "I plan my day"),
        ("label: Maybe", "label: Perhaps"),
        ("code: 3", "code: 4"),
        ("label: Yes", "label: Yes, favorable: true"),
        ("topic: Planning", "topic: Planning, aliases: [q1]"),
        ("[plan, drift]", "[drift, plan]"),
        ("reverse: [drift]", "reverse: [plan]"),
        ("reverse: [drift]", "reverse: [drift], minimum_share: 1/2"),
        ("notice: Ours.", "notice: Theirs."),
        ("en\n", "en\ndesign: pre-post\n"),
    ],
)
def test_whatever_could_change_a_result_or_a_word_changes_the_hash(
    two_items: str, old: str, new: str
) -> None:
    assert parsed(two_items.replace(old, new, 1)).sha256 != parsed(two_items).sha256


def test_the_order_of_options_changes_the_hash(two_items: str) -> None:
    instrument = parsed(two_items)
    first, *others = instrument.items
    turned = dataclasses.replace(first, options=first.options[::-1])
    changed = dataclasses.replace(instrument, items=(turned, *others))
    assert fingerprint(changed) != instrument.sha256


def test_a_hash_is_not_part_of_what_is_hashed(two_items: str) -> None:
    instrument = parsed(two_items)
    assert fingerprint(instrument) == instrument.sha256


def test_a_code_of_zero_is_not_nothing(two_items: str) -> None:
    instrument = parsed(two_items)
    variants = []
    for code in (0, 1):
        options = (Option(code=code, label="a"), Option(code=5, label="b"))
        items = tuple(dataclasses.replace(item, options=options) for item in instrument.items)
        variants.append(fingerprint(dataclasses.replace(instrument, items=items)))
    assert all(a != b for a, b in itertools.combinations(variants, 2))
