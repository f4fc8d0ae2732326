"""Duplicates, links, modules, dosage, reading."""

from dataclasses import replace

import pytest

from mentoringup.training.checks.reading_grade import (
    FEWEST_WORDS,
    _english_syllables,
    _spanish_syllables,
    count,
    english_grade,
    spanish_ease,
)
from mentoringup.training.enums import SessionState

PARAGRAPH = (
    "In this workshop you compare what you expect with what your mentor expects, write down three "
    "things that matter most to you, and agree on how often the two of you will meet."
)


def test_descriptions_that_differ_in_a_word_are_near_duplicates(sound, findings):
    first, second, third = sound.sessions
    page = replace(
        sound,
        sessions=(
            replace(first, description=PARAGRAPH),
            replace(second, description=PARAGRAPH.replace("three", "four")),
            third,
        ),
    )
    (finding,) = findings(page)
    assert (finding.check, finding.place.key) == ("near-duplicate", "1")
    assert "Maintaining Effective Communication" in finding.message


def test_descriptions_of_different_things_are_no_duplicates(sound, faults):
    first, second, third = sound.sessions
    other = "You practice to ask for feedback on one concrete thing, and to take it without excuse."
    page = replace(
        sound,
        sessions=(replace(first, description=PARAGRAPH), replace(second, description=other), third),
    )
    assert faults(page) == []


def test_one_link_for_two_sessions_is_said_for_the_second(with_first, faults):
    page = with_first(link="https://MEET.example.org/1/")
    assert faults(page) == [("same-link", "session 1 link", "https://meet.example.org/1")]


def test_a_module_that_no_session_teaches_is_named(with_first, faults):
    page = with_first(modules=(), title="Talking", objectives=("Talk.",))
    assert faults(page) == [
        ("untaught-module", "series sessions", "Maintaining Effective Communication")
    ]


def test_a_session_of_the_modules_other_name_is_offered_to_teach_it(sound, faults, repaired):
    third = replace(
        sound.sessions[2], title="Fostering independence", modules=(), objectives=("x",)
    )
    page = replace(sound, sessions=(*sound.sessions[:2], third))
    assert faults(page) == [("untaught-module", "session 2 modules", "Achieving Independence")]
    page = repaired(page, "untaught-module")
    assert (page.sessions[2].modules, faults(page)) == (("independence",), [])


def test_objectives_come_from_the_session_or_its_modules(with_first, faults):
    page = with_first(modules=(), title="Talking")
    names = [name for name, _place, _found in faults(page)]
    assert names == ["untaught-module", "missing-objectives"]


def test_two_sessions_of_ninety_minutes_stay_under_the_threshold(sound, findings):
    page = replace(sound, sessions=sound.sessions[:2], curriculum=())
    page = replace(
        page, sessions=tuple(replace(one, objectives=("Talk.",)) for one in page.sessions)
    )
    (finding,) = findings(page)
    assert (finding.check, finding.found) == ("no-evidence-threshold", "180 minutes")
    assert finding.expected == "Sessions of 90 minutes reach it with 3 sessions."


def test_a_session_without_times_counts_as_long_as_the_others(with_first, faults):
    page = with_first(state=SessionState.TO_BE_ANNOUNCED, on=None, start=None, end=None)
    assert faults(page) == []


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("cat", 1), ("mentor", 2), ("relationship", 4), ("time", 1), ("table", 2), ("wanted", 2),
        ("planned", 1), ("independence", 4), ("the", 1), ("communication", 5),
    ],
)  # fmt: skip
def test_english_syllables(word, syllables):
    assert _english_syllables(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("mentoría", 4), ("casa", 2), ("bueno", 2), ("leer", 2), ("investigación", 5), ("y", 1)],
)
def test_spanish_syllables(word, syllables):
    assert _spanish_syllables(word) == syllables


def test_the_grade_of_a_text_counted_by_hand():
    text = "The cat sat on the mat. " * 20
    counts = count(text, _english_syllables)
    assert (counts.words, counts.sentences, counts.syllables) == (120, 20, 120)
    assert english_grade(text) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)


def test_the_ease_of_a_text_counted_by_hand():
    text = "La casa es bonita. " * 30
    counts = count(text, _spanish_syllables)
    assert (counts.words, counts.sentences, counts.syllables) == (120, 30, 210)
    assert spanish_ease(text) == pytest.approx(206.84 - 60 * 1.75 - 1.02 * 4)


def test_a_short_text_has_no_grade():
    assert english_grade("A " * (FEWEST_WORDS - 1)) is None


def test_a_hard_text_is_found_in_english_and_spanish_and_not_elsewhere(sound, faults):
    hard = " ".join(["organizational interdisciplinary responsibilities"] * 40) + "."
    for language, found in (("en", 1), ("es", 1), ("de", 0)):
        page = replace(sound, description=hard, language=language)
        assert [name for name, _place, _found in faults(page)] == ["reading-grade"] * found


def test_a_dead_link_is_found_where_it_stands(with_first, faults):
    dead = "https://gone.example.org/x"
    page = with_first(description=f"See [it]({dead}).", link=dead)
    page = replace(page, dead_links=frozenset({dead, "https://lost.example.org"}))
    assert faults(page) == [
        ("dead-link", "series", "https://lost.example.org"),
        ("dead-link", "session 0 description", dead),
        ("dead-link", "session 0 link", dead),
    ]
