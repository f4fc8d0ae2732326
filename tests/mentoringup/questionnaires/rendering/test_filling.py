"""Answers come into the page where they belong, and nowhere else."""

import pytest
from bs4 import BeautifulSoup
from django.utils.datastructures import MultiValueDict
from every_kind import EVERY_KIND
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoringup.questionnaires.form.flow import shown_pages
from mentoringup.questionnaires.form.reading import read_page
from mentoringup.questionnaires.form.values import Element, ElementKind, Layout
from mentoringup.questionnaires.rendering import compiled
from mentoringup.questionnaires.rendering.slots import SlotBook

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: text == " ".join(text.split())
)
CODES = st.integers(1, 7)


def posted_by(page: BeautifulSoup) -> dict[str, list[str]]:
    """What a browser would send of it."""
    found: MultiValueDict[str, str] = MultiValueDict()
    for field in page.select("input, textarea"):
        if field.has_attr("disabled"):
            continue
        if field.get("type") in {"radio", "checkbox"}:
            if field.has_attr("checked"):
                found.appendlist(field["name"], field["value"])
        elif field.name == "textarea":
            found.appendlist(field["name"], field.get_text().removeprefix("\n"))
        else:
            found.appendlist(field["name"], field["value"])
    return dict(found.lists())


@settings(max_examples=40)
@given(
    codes=st.fixed_dictionaries(
        {},
        optional={
            "pace": st.integers(1, 5),
            "made_changes": st.just(1),
            "formats": st.sets(st.sampled_from((1, 2, 3, 8)), min_size=1),
            "room_was_fine": st.integers(1, 4),
            "career_stage": st.integers(1, 4),
        },
    ),
    texts=st.fixed_dictionaries(
        {}, optional={"one_word": TEXTS, "formats_other": TEXTS, "career_stage_other": TEXTS}
    ),
    layout=st.sampled_from(Layout),
)
def test_a_page_that_is_sent_back_untouched_says_what_was_saved(codes, texts, layout):
    answers = {
        name: tuple(sorted(code)) if isinstance(code, set) else code for name, code in codes.items()
    } | texts
    shown = shown_pages(EVERY_KIND, answers, taught=None, asks_untaught=True)[1]
    html = compiled.render_page(
        form_key="key", form=EVERY_KIND, shown=shown, layout=layout, language="en", answers=answers
    )

    reading = read_page(shown, posted_by(BeautifulSoup(html, "html.parser")), "en")

    assert (reading.answers, reading.faults) == (answers, ())


@pytest.mark.parametrize("layout", Layout)
def test_each_rating_is_checked_in_its_own_group(tree, layout):
    answers = {"listening_before": 3, "listening_now": 6, "goals_now": 7}

    page = tree(1, answers=answers, layout=layout)

    checked = {box["name"]: int(box["value"]) for box in page.select("input[checked]")}
    assert checked == answers


def test_an_answer_that_no_choice_has_checks_nothing(tree):
    assert tree(1, answers={"listening_now": 9}).select("input[checked]") == []


def test_the_next_person_gets_nothing_of_the_one_before(html):
    empty = html(1)

    html(1, answers={"listening_now": 6}, faults={"goals_now": "No."})

    assert html(1) == empty


def test_what_is_typed_stays_text(tree):
    nasty = "</textarea><script>alert(1)</script>\"'&amp;"

    page = tree(answers={"made_changes": 1, "which_change": nasty, "one_word": nasty})

    assert page.select("script") == []
    assert page.select_one("#answer-one_word")["value"] == nasty
    assert page.select_one("textarea").get_text().removeprefix("\n") == nasty


def test_a_first_empty_line_of_a_text_is_not_lost(html):
    page = html(answers={"made_changes": 1, "which_change": "\nthen this"})

    assert ">\n\nthen this</textarea>" in page  # browsers drop the first line end only


def test_words_of_the_form_are_escaped(form_of, tree):
    nasty = '<b onclick="x">"&'
    element = Element(id="word", kind=ElementKind.TEXT, text={"en": nasty}, hint={"en": nasty})

    page = tree(1, form=form_of(element))

    assert page.select("b") == []
    assert page.select_one("label").get_text() == nasty
    assert page.select_one(".question-hint").get_text() == nasty


def test_no_text_forges_a_slot(form_of, tree, monkeypatch):
    secrets = iter(["5" * 32, "7" * 32])
    monkeypatch.setattr(
        "mentoringup.questionnaires.rendering.slots.secrets.token_hex", lambda _: next(secrets)
    )
    before = Element(id="word", kind=ElementKind.TEXT, text={"en": "A word"})
    tree(1, form=form_of(before), form_key="before", answers={"word": "secret"})
    forged = f"{'5' * 32}:0; {'5' * 32}:1;"  # the marks of that page
    after = Element(id="word", kind=ElementKind.TEXT, text={"en": forged})

    page = tree(1, form=form_of(after), form_key="after", answers={"word": "secret"})

    assert page.select_one("label").get_text() == forged


def test_a_page_whose_text_holds_its_own_mark_is_refused():
    book = SlotBook()
    mark = book.text("word")

    with pytest.raises(ValueError, match="stands in the page once"):
        book.cut(f"<p>{mark}</p><input value='{mark}'>")


def test_typed_words_go_before_what_was_saved_and_stand_with_their_fault(tree):
    page = tree(
        answers={"years": "3"}, typed={"years": "<ten>"}, faults={"years": "Write a number."}
    )

    field = page.select_one("#answer-years")
    assert field["value"] == "<ten>"
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"].split() == ["fault-years", "hint-years"]
    assert page.select_one("#fault-years").get_text() == "Write a number."


def test_choices_of_a_faulty_field_stay_chosen(tree):
    page = tree(typed={"formats": "1,99"}, faults={"formats": "Not together."})

    assert [box["value"] for box in page.select("input[checked]")] == ["1", "99"]


def test_a_process_keeps_so_many_pages_and_no_more(html, monkeypatch):
    monkeypatch.setattr(compiled, "MOST_KEPT", 3)

    for number in range(5):
        html(form_key=f"form {number}")

    assert [key[0] for key in compiled._kept] == ["form 2", "form 3", "form 4"]


def test_a_page_without_some_rows_is_another_page(html):
    everything = html(1)
    shown = shown_pages(EVERY_KIND, {}, taught=frozenset({"expectations"}), asks_untaught=False)[0]

    fewer = compiled.render_page(
        form_key="key",
        form=EVERY_KIND,
        shown=shown,
        layout=Layout.SIDE_BY_SIDE,
        language="en",
        answers={},
    )

    assert "listening_now" in everything
    assert "listening_now" not in fewer
    assert "goals_now" in fewer
