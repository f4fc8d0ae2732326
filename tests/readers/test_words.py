import pytest

from mentoreval.instruments.model import Option
from mentoreval.readers.words import OptionWords, plain, whole

OPTIONS = (
    Option(code=1, label="Not at all"),
    Option(code=2, label="Postdoc, or fellow", aliases=("Postdoc",)),
    Option(code=3, label="Other"),
    Option(code=12, label="Both"),
)


def test_case_blanks_and_typographic_signs_make_no_difference() -> None:
    assert plain(" Don\u2019t\u00a0 KNOW \u2013 yet ") == plain("don't know - yet")


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("3.0", 3), (" 03 ", 3), ("-99", -99), ("3.5", None), ("three", None), ("", None)],
)
def test_whole_numbers_are_read_also_with_a_zero_fraction(text: str, number: int | None) -> None:
    assert whole(text) == number


@pytest.mark.parametrize(
    ("cell", "code"),
    [("1", 1), ("2.0", 2), ("NOT AT ALL", 1), ("postdoc", 2), ("3 - Other", 3), ("1 - Other", None),
     ("4", None), ("-1", None), ("many", None)],
)  # fmt: skip
def test_a_code_a_label_or_both_stand_for_an_option(cell: str, code: int | None) -> None:
    assert OptionWords(OPTIONS).code(cell) == code


def test_a_declared_map_replaces_the_numbers_but_not_the_labels() -> None:
    words = OptionWords(OPTIONS, declared={"11": 1, "Sehr": 3})
    assert [words.code(cell) for cell in ("11", "sehr", "Other", "1")] == [1, 3, 3, None]


def test_labels_of_the_format_say_what_its_numbers_mean() -> None:
    words = OptionWords(OPTIONS, labels={"0": "Other", "1": "Both", "7": "Unknown here"})
    assert [words.code(cell) for cell in ("0", "1", "7", "2")] == [3, 12, None, None]


def test_labels_of_the_format_that_fit_no_option_leave_the_codes_as_they_are() -> None:
    assert OptionWords(OPTIONS, labels={"1": "Eins", "2": "Zwei"}).code("2") == 2


def test_a_number_that_is_also_the_label_of_another_option_is_ambiguous() -> None:
    words = OptionWords((Option(code=1, label="0"), Option(code=0, label="None")))
    assert words.code("0") is None
    assert words.is_ambiguous("0")


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("1,2,3", {1, 2, 3}),
        ("12", {12}),
        ("1, 12", {1, 12}),
        ("Postdoc, or fellow,Other", {2, 3}),
        ("Postdoc,Other", {2, 3}),
        ("Other, Postdoc, or fellow", {2, 3}),
        ("1;3", {1, 3}),
        ("1,2,", {1, 2}),
        ("123", None),
        ("1,4", None),
        ("Other, or else", None),
    ],
)
def test_choices_in_one_cell_are_split_by_known_words_only(
    cell: str, codes: set[int] | None
) -> None:
    assert OptionWords(OPTIONS).codes(cell, ",;") == codes


def test_a_cell_that_reads_in_two_ways_reads_in_none() -> None:
    options = (
        Option(code=1, label="a"),
        Option(code=2, label="b,c"),
        Option(code=3, label="a,b"),
        Option(code=4, label="c"),
    )
    assert OptionWords(options).codes("a,b,c", ",") is None


@pytest.mark.parametrize(("cell", "together"), [("123", True), ("12", False), ("45", False)])
def test_a_number_made_of_codes_is_seen_as_choices_run_together(cell: str, together: bool) -> None:  # noqa: FBT001
    assert OptionWords(OPTIONS).is_run_together(cell) is together
