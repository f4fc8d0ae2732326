"""Choices and rows as lines of text, and the names they get."""

import pytest

from mentoringup.questionnaires.editing.lines import (
    LinesRefusedError,
    choices_as_lines,
    name_of,
    read_choices,
    read_rows,
    rows_as_lines,
)


def test_choices_are_written_as_lines_and_read_back(heard):
    lines = choices_as_lines(heard.choices, heard.other, "en")

    read = read_choices(lines, language="en", before=heard.choices)

    assert lines == "1 = By mail\n2 = Otherwise [other]"
    assert (read.choices, read.other) == (heard.choices, heard.other)


def test_lines_without_codes_are_numbered_around_those_that_have_one():
    read = read_choices("A\n7 = B [good]\nC [n/a]", language="en")

    assert [choice.code for choice in read.choices] == [8, 7, 9]
    assert [choice.favorable for choice in read.choices] == [False, True, False]
    assert [choice.not_applicable for choice in read.choices] == [False, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "1 = A\n1 = B",
        "A\nA",
        "1 =",
        "A [other]\nB [other]",
        "99999 = A",
        "x" * 501,
        "\n".join(f"choice {n}" for n in range(61)),
    ],
)
def test_choices_that_cannot_be_read_are_told(text):
    with pytest.raises(LinesRefusedError):
        read_choices(text, language="en")


def test_rows_get_names_and_keep_those_they_have():
    rows = read_rows("one = First row\nSecond row", language="en", taken=["q"], prefix="q")
    again = read_rows(
        rows_as_lines(rows, "en"), language="en", taken=["q"], before=rows, prefix="q"
    )

    assert [row.id for row in rows] == ["one", "q_1"]
    assert [row.topic for row in rows] == ["First row", "Second row"]
    assert again == rows


@pytest.mark.parametrize("text", ["heard = Row", "a = Row\na = Row", "a ="])
def test_rows_that_cannot_be_read_are_told(text):
    with pytest.raises(LinesRefusedError):
        read_rows(text, language="en", taken=["heard"], prefix="q")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("How did you hear of it?", "how_did_you_hear_of"),
        ("2 things", "q_2_things"),
        ("¿Cómo?", "como"),
        ("???", "q"),
    ],
)
def test_a_question_gives_its_variable_a_name(words, name):
    assert name_of(words) == name
