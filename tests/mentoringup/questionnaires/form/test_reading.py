"""A posted page: what is valid becomes an answer, what is not is told, and no word is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_form import EVERY_KIND, any_form
from mentoringup.questionnaires.form.flow import ShownPage, shown_pages
from mentoringup.questionnaires.form.reading import LONGEST_TEXT, PageReading, read_page
from mentoringup.questionnaires.form.values import Answer, Form

FIRST, SECOND = shown_pages(EVERY_KIND, {"came": 1}, taught=None, asks_untaught=False)


def read(shown: ShownPage, language: str = "en", **posted: str | list[str]) -> PageReading:
    fields = {name: [value] if isinstance(value, str) else value for name, value in posted.items()}
    return read_page(shown, fields, language)


def sentence(shown: ShownPage, language: str = "en", **posted: str | list[str]) -> str:
    """The only fault; what was typed is still there and nothing is saved."""
    reading = read(shown, language, **posted)
    ((variable, said),) = reading.faults
    assert set(reading.typed) == {variable}
    assert variable not in reading.answers
    assert variable not in reading.cleared
    return said


def number(text: str, language: str = "en") -> Answer:
    return read(SECOND, language, age=text).answers["age"]


def test_a_whole_page_becomes_answers_in_the_order_of_the_page() -> None:
    reading = read(
        FIRST,
        why="To learn",
        came="2",
        mood="3",
        s2_now="99",
        s1_now="7",
        s1_before="1",
        csrfmiddlewaretoken="x",
    )
    assert list(reading.answers.items()) == [
        ("s1_before", 1),
        ("s1_now", 7),
        ("s2_now", 99),
        ("mood", 3),
        ("came", 2),
        ("why", "To learn"),
    ]
    assert reading.cleared == ("s2_before",)
    assert reading.faults == ()


def test_every_choice_can_be_taken_back_by_an_empty_value() -> None:
    reading = read(FIRST, s1_before="", came="", mood=["", ""])
    assert reading.answers == {}
    assert reading.cleared == ("s1_before", "s1_now", "s2_before", "s2_now", "mood", "came")


def test_half_a_page_is_no_fault_and_forgets_no_typed_text() -> None:
    reading = read(SECOND, tools=["1"])
    assert reading.answers == {"tools": (1,)}
    assert reading.cleared == ("g1", "g2")
    assert reading.faults == ()


def test_emptied_lines_are_cleared() -> None:
    reading = read(SECOND, line="  ", age="", start="\r\n", tools_other="")
    assert set(reading.cleared) >= {"line", "age", "start", "tools_other"}


@pytest.mark.parametrize("value", ["3", "yes", "-1", "1.0", " 1", "1" * 400])
def test_a_choice_that_does_not_exist_is_refused(value: str) -> None:
    assert sentence(FIRST, came=value) == "Choose one of the answers that are shown."


def test_two_values_for_one_choice_are_refused() -> None:
    assert sentence(FIRST, came=["1", "2"]) == "Only one answer can be chosen here."
    assert read(FIRST, came=["1", "1"]).answers == {"came": 1}


def test_several_boxes_are_sorted_and_counted_once() -> None:
    assert read(SECOND, tools=["2", "1", "2", ""]).answers == {"tools": (1, 2)}


def test_declining_stands_alone() -> None:
    said = sentence(SECOND, tools=["1", "99"])
    assert said == "“Prefer not to say” can't be chosen together with other answers."
    assert read(SECOND, tools=["1", "99"]).typed == {"tools": "1,99"}
    assert read(SECOND, tools=["99"]).answers == {"tools": (99,)}


def test_words_beside_other_are_kept_and_choose_nothing() -> None:
    assert read(SECOND, tools_other="A hammer").answers == {"tools_other": "A hammer"}


def test_a_text_is_kept_as_it_was_typed() -> None:
    text = "First line\r\nSecond “line” — ñ 😀 <b>&amp;</b>\t=1+1"
    reading = read(FIRST, why=f"\n {text} \r\n")
    assert reading.answers == {"why": text.replace("\r\n", "\n")}


def test_signs_that_nobody_types_are_dropped_and_line_breaks_stay() -> None:
    reading = read(FIRST, why="a\0b\x07c\x0bd\u2028e\x85f\ud800")
    assert reading.answers == {"why": "abc\nd\ne\nf"}
    assert read(SECOND, line="a\nb").answers == {"line": "a b"}


def test_the_longest_text_is_saved_and_a_longer_one_is_told_and_kept() -> None:
    assert read(FIRST, why="ñ\r\n" * (LONGEST_TEXT // 2)).answers["why"].count("ñ") == 5000
    long = "x" * 1_000_000
    assert sentence(FIRST, why=long) == (
        "This text has 1,000,000 characters; at most 10,000 can be saved. Nothing is lost: shorten "
        "it here."
    )
    assert read(FIRST, why=long).typed == {"why": long}


def test_two_texts_of_one_name_are_both_kept() -> None:
    assert read(FIRST, why=["One", "Two", "One"]).answers == {"why": "One\nTwo"}


@pytest.mark.parametrize(
    ("text", "language", "stored"),
    [
        ("20", "en", "20"),
        (" 20.50 ", "en", "20.5"),
        ("20,5", "en", "20.5"),
        ("20,5", "es", "20.5"),
        ("+20", "en", "20"),
        ("２０", "en", "20"),
        ("20.125", "en", "20.125"),
        ("99.5", "en", "99.5"),
        ("018", "en", "18"),
    ],
)
def test_a_number_is_read_with_point_or_comma(text: str, language: str, stored: str) -> None:
    assert number(text, language) == stored


@pytest.mark.parametrize(
    "text", ["twenty", "1e2", "20 years", "--20", ".", "1,2,3", "0x14", "9" * 16]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert sentence(SECOND, age=text) == "Write a number, such as 3 or 2.5."


@pytest.mark.parametrize(
    ("text", "language"), [("20,125", "en"), ("20.125", "es"), ("1,000", "es")]
)
def test_a_number_of_two_readings_is_not_guessed(text: str, language: str) -> None:
    reading = read(SECOND, language, age=text)
    assert reading.answers == {}
    assert reading.typed == {"age": text}


@pytest.mark.parametrize("text", ["17.99", "99.51", "-20", "0"])
def test_a_number_out_of_bounds_is_refused(text: str) -> None:
    assert sentence(SECOND, age=text) == "Write a number from 18 to 99.5."


def test_a_date_is_read_as_a_browser_sends_it() -> None:
    assert read(SECOND, start=" 2026-05-31 ").answers == {"start": "2026-05-31"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-02-30", "The calendar has no such day."),
        ("0000-01-01", "The calendar has no such day."),
        ("31/05/2026", "Write the date as year-month-day, such as 2026-05-31."),
        ("20260531", "Write the date as year-month-day, such as 2026-05-31."),
        ("2026-W05-1", "Write the date as year-month-day, such as 2026-05-31."),
    ],
)
def test_a_date_that_is_none_is_refused(text: str, said: str) -> None:
    assert sentence(SECOND, start=text) == said


def test_what_may_appear_on_the_page_is_read_too() -> None:
    first, second = EVERY_KIND.pages
    one = Form(
        id="one",
        title={"en": "One"},
        languages=("en",),
        pages=(
            type(first)(
                id="p", title={"en": "P"}, elements=(first.elements[3], second.elements[-1])
            ),
        ),
    )
    (shown,) = shown_pages(one, {}, taught=None, asks_untaught=False)
    assert read(shown, came="1", more="Because").answers == {"came": 1, "more": "Because"}


POSTED = st.dictionaries(
    st.sampled_from([*EVERY_KIND.variables(), "other"]),
    st.lists(st.text(max_size=20) | st.sampled_from(["1", "2", "99", ""]), max_size=3),
)


@settings(max_examples=40)
@given(posted=POSTED)
def test_every_field_is_answered_cleared_faulted_or_left_alone(
    posted: dict[str, list[str]],
) -> None:
    for shown in (FIRST, SECOND):
        reading = read_page(shown, posted, "en")
        asked = {name for each in shown.readable for name in each.variables()}
        faulted = {name for name, _ in reading.faults}
        parts = [set(reading.answers), set(reading.cleared), faulted]
        assert set().union(*parts) <= asked
        assert sum(map(len, parts)) == len(set().union(*parts))
        assert set(reading.typed) == faulted


@settings(max_examples=25)
@given(form=any_form(), data=st.data())
def test_what_was_read_is_read_again_the_same(form: Form, data: st.DataObject) -> None:
    for shown in shown_pages(form, {}, taught=None, asks_untaught=False):
        names = [name for each in shown.readable for name in each.variables()]
        posted = data.draw(
            st.fixed_dictionaries(
                {name: st.lists(st.text(max_size=5) | st.just("1"), max_size=2) for name in names}
            )
        )
        once = read_page(shown, posted, "en").answers
        again = read_page(shown, {name: _fields(value) for name, value in once.items()}, "en")
        assert again.answers == once


def _fields(answer: Answer) -> list[str]:
    return [str(code) for code in answer] if isinstance(answer, tuple) else [str(answer)]
