"""What each kind of question says to a browser and to a screen reader."""

import pytest

from mentoringup.questionnaires.form.values import Layout


def words(found) -> str:
    return " ".join(found.get_text(" ").split())


def named_by(page, field) -> str:
    return words(page.find(id=field["aria-labelledby"]))


def test_an_item_is_one_fieldset_with_two_labelled_radio_groups(tree):
    page = tree(1)

    item = page.select("fieldset")[0]
    groups = item.select("[role=radiogroup]")
    text = "1 Giving my mentor my full attention and checking that I understood"
    assert words(item.legend) == text
    assert [named_by(page, group) for group in groups] == ["BEFORE THE TRAINING", "NOW"]
    assert len(page.select("fieldset")) == 3


def test_a_rating_is_read_as_its_number_and_its_words(tree):
    group = tree(1).select_one("#answer-goals_now")

    labels = [words(label) for label in group.select(".point")]
    assert labels == [
        "1 Not at all skilled",
        "2",
        "3",
        "4 Moderately skilled",
        "5",
        "6",
        "7 Extremely skilled",
    ]


@pytest.mark.parametrize(
    ("layout", "order"),
    [
        (Layout.SIDE_BY_SIDE, ["listening_before", "listening_now", "feedback_before"]),
        (Layout.NOW_FIRST, ["listening_now", "listening_before", "feedback_now"]),
        (Layout.ITEM_BY_ITEM, ["listening_before", "feedback_before", "goals_before"]),
    ],
)
def test_a_layout_says_what_comes_first(tree, layout, order):
    groups = tree(1, layout=layout).select("[role=radiogroup]")

    assert [group["id"].removeprefix("answer-") for group in groups][:3] == order
    assert len(groups) == 6


def test_every_choice_of_one_can_be_taken_back_without_a_script(tree):
    for number in (1, 2):
        page = tree(number)
        radios = page.select("input[type=radio]")
        names = {radio["name"] for radio in radios}
        back = [radio["name"] for radio in radios if radio["value"] == ""]
        assert sorted(back) == sorted(names)


def test_a_question_about_the_person_can_be_declined(tree):
    page = tree()

    declined = page.select_one("[name=career_stage][value='']").parent
    assert words(declined) == "I’d rather not say"
    assert "if you’d rather not say" in words(page.select_one("#hint-years"))
    assert words(page.select_one("[name=pace][value='']").parent) == "No answer"


def test_a_row_of_a_matrix_is_a_fieldset_with_its_choices(tree):
    page = tree()

    row = page.select_one("#answer-felt_heard")
    assert (row.name, words(row.legend)) == ("fieldset", "I could say what I think")
    labels = [words(label) for label in row.select("label")]
    assert labels == ["Not at all", "A little", "Mostly", "Fully", "No answer"]


def test_the_line_of_one_s_own_words_belongs_to_its_choice(tree):
    line = tree().select_one("#answer-formats_other")

    assert (line["data-other-of"], line["data-other-code"]) == ("formats", "8")
    assert words(line.find_previous("label")) == "Something else, in your own words"


def test_every_field_has_a_name_for_screen_readers(tree):
    page = tree(answers={"made_changes": 1})

    labelled = {label["for"] for label in page.select("label[for]")}
    for field in page.select("input, textarea"):
        assert field.get("id") in labelled or words(field.find_parent("label"))


def test_ids_stand_once_and_what_is_referred_to_is_there(tree):
    for number in (1, 2):
        page = tree(number)
        ids = [element["id"] for element in page.select("[id]")]
        assert len(ids) == len(set(ids))
        referring = page.select("[aria-labelledby], [aria-describedby]")
        for element in referring:
            told = f"{element.get('aria-labelledby', '')} {element.get('aria-describedby', '')}"
            assert set(told.split()) <= set(ids)


def test_a_number_asks_for_digits_and_a_day_for_a_day(tree):
    page = tree()

    years, met_on = page.select_one("#answer-years"), page.select_one("#answer-met_on")
    assert (years["type"], years["inputmode"], met_on["type"]) == ("text", "decimal", "date")
    assert "A number from 0 to 60." in words(page.select_one("#hint-years"))


def test_what_may_appear_is_there_hidden_and_not_sent(tree):
    waiting = tree().select_one("#question-which_change")

    assert waiting.has_attr("hidden")
    assert waiting.textarea.has_attr("disabled")
    assert (waiting["data-show-if"], waiting["data-show-operator"]) == ("made_changes", "any-of")
    assert waiting["data-show-codes"] == "1"


def test_what_appeared_can_still_disappear(tree):
    shown = tree(answers={"made_changes": 1}).select_one("#question-which_change")

    assert not shown.has_attr("hidden")
    assert not shown.textarea.has_attr("disabled")
    assert shown["data-show-if"] == "made_changes"


def test_words_of_another_language_say_so(tree):
    page = tree(1, language="es")

    legends = page.select("legend")
    assert page.select_one("[data-questions]")["lang"] == "es"
    assert [legend.get("lang") for legend in legends] == [None, "en", "en"]
    assert "Prestar toda mi atención" in words(legends[0])


def test_a_fault_of_a_rating_stands_in_its_group(tree):
    page = tree(1, faults={"goals_now": "Choose one."})

    group = page.select_one("#answer-goals_now")
    assert group["aria-invalid"] == "true"
    assert words(group.find(id=group["aria-describedby"])) == "Choose one."
    assert len(page.select("[aria-invalid]")) == 1


def test_our_own_words_say_that_they_are_in_english_where_the_site_lacks_a_language(tree):
    page = tree(1, language="pt")

    assert page.select_one("[data-questions]")["lang"] == "pt"
    assert page.select_one(".occasion-name")["lang"] == "en"
    assert page.select_one(".no-answer span")["lang"] == "en"
    assert tree(1).select_one(".occasion-name").get("lang") is None
