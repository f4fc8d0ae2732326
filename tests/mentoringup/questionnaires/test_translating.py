"""Texts of a form side by side with their translations."""

from mentoringup.questionnaires.editing import arranging, translating
from mentoringup.questionnaires.editing.locking import check_cores


def test_a_text_is_translated_once_wherever_it_stands(form):
    texts = translating.texts_of(form, "es")
    mine = next(text for text in texts if text.original == "Otherwise")

    done = translating.with_translations(form, "es", {mine.key: "De otra manera"})

    assert mine.translated == ""
    choice = arranging.element_at(done, "heard").choices[1]
    assert choice.label == {"en": "Otherwise", "es": "De otra manera"}
    before, after = translating.progress_of(form, "es"), translating.progress_of(done, "es")
    assert after == (before[0] + 1, before[1])


def test_an_empty_translation_takes_it_away(form):
    mine = next(one for one in translating.texts_of(form, "es") if one.original == "By mail")

    done = translating.with_translations(form, "es", {mine.key: ""})

    assert arranging.element_at(done, "heard").choices[0].label == {"en": "By mail"}


def test_a_language_less_takes_the_words_of_the_site_not_of_instruments(form):
    left = translating.without_language(form, "es")

    assert "es" not in left.title
    check_cores(before=form, after=left)
    assert any("es" in element.text for element in left.elements if element.core)
