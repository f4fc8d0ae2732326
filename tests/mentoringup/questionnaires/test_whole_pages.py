"""Title, languages, instruments, translations and versions of a questionnaire."""

from dataclasses import replace

import pytest

from mentoringup.questionnaires.domain import writing
from mentoringup.questionnaires.editing import arranging
from questionnaire_pages import page_text, stored


def test_title_and_languages_are_changed(client, row, address):
    sent = {"title_en": "After", "title_es": "", "intro_en": "Hello", "revision": "1"}

    answer = client.post(address("edit_settings"), sent | {"languages": ["en"]})

    form = stored(row)
    assert answer.status_code == 302
    assert (form.title, form.intro, form.languages) == ({"en": "After"}, {"en": "Hello"}, ("en",))


def test_the_first_language_stays(client, row, address):
    sent = {"title_en": "After", "revision": "1", "languages": ["es"]}

    client.post(address("edit_settings"), sent)

    assert stored(row).languages == ("en", "es")


@pytest.mark.parametrize(
    "sent", [{"title_en": ""}, {"title_en": "x" * 301}, {"title_en": "A", "languages": ["xx"]}]
)
def test_settings_that_make_no_sense_are_refused(client, row, address, form, sent):
    assert client.post(address("edit_settings"), sent | {"revision": 1}).status_code == 422
    assert stored(row) == form


def test_instruments_are_included_and_taken_out(client, row, address, form):
    name = "participant-demographics"

    client.post(address("change_cores"), {"do": "add", "instrument": name, "revision": 1})
    assert stored(row).cores == (*form.cores, name)
    client.post(address("change_cores"), {"do": "remove", "instrument": name, "revision": 2})
    assert stored(row) == form


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"do": "add", "instrument": "nothere"}, 404),
        ({"do": "remove", "instrument": "mca-21-mentee"}, 404),
        ({"do": "melt", "instrument": "mca-21-mentee"}, 404),
        ({"do": "add", "instrument": "workshop-evaluation"}, 422),
        ({"do": "add", "instrument": "mca-21-mentee", "revision": 9}, 409),
    ],
)
def test_instruments_that_cannot_be_are_refused(client, row, address, form, sent, status):
    answer = client.post(address("change_cores"), {"revision": 1, **sent})

    assert answer.status_code == status
    assert stored(row) == form


def test_the_words_of_a_page_are_changed(client, row, address):
    sent = {"title_en": "Ours", "intro_en": "A few more.\r\nThanks.", "revision": 1}

    assert client.get(address("edit_page", "own")).status_code == 200
    client.post(address("edit_page", "own"), sent)

    page = arranging.page_at(stored(row), "own")
    assert (page.title, page.intro) == ({"en": "Ours"}, {"en": "A few more.\nThanks."})


def test_texts_are_translated_side_by_side(client, row, address):
    shown = client.get(address("translate", "es"))
    key = next(
        one["text"].key for one in shown.context["fields"] if one["text"].original == "Otherwise"
    )

    answer = client.post(address("translate", "es"), {key: "De otra manera", "revision": 1})

    assert f"{shown.context['done']} of {shown.context['all']} translated" in page_text(shown)
    assert answer.status_code == 302
    choice = arranging.element_at(stored(row), "heard").choices[1]
    assert choice.label["es"] == "De otra manera"
    after = client.get(address("translate", "es"))
    assert after.context["done"] == shown.context["done"] + 1


def test_a_translation_that_is_too_long_stays_typed(client, row, address, form):
    shown = client.get(address("translate", "es"))
    key = shown.context["fields"][0]["text"].key

    answer = client.post(address("translate", "es"), {key: "x" * 5_001, "revision": 1})

    assert answer.status_code == 422
    assert "x" * 5_001 in page_text(answer)
    assert stored(row) == form


def test_a_version_is_made_shown_and_compared(client, row, address, arrange):
    client.post(address("publish_now"))
    arrange("remove", element="heard")

    listed = page_text(client.get(address("list_versions")))
    compared = page_text(client.get(address("compare"), {"from": 1, "to": 0}))

    version = row.versions.get()
    assert version.sha256 in listed
    assert version.instrument_sha256 in listed
    assert "was removed." in compared
    assert client.get(address("compare"), {"from": 7, "to": 0}).status_code == 404


def test_what_cannot_be_asked_is_no_version(client, row, address, form, now, heard):
    broken = arranging.replace_element(form, "heard", replace(heard, choices=()))
    writing.save_form(
        questionnaire=row, form=broken, revision=1, actor=row.revisions.get().made_by, now=now
    )

    answer = client.post(address("publish_now"))

    assert answer.status_code == 422
    assert not row.versions.exists()
    assert client.get(address("export_yaml")).status_code == 422


def test_a_revision_is_told_in_words_and_brought_back(client, row, address, arrange, form):
    arrange("remove", element="heard")

    said = page_text(client.get(address("show_history"), {"revision": 2}))
    client.post(address("restore"), {"number": 1, "revision": 2})

    assert "“How did you hear of it?” was removed." in said
    assert stored(row) == form
    assert client.get(address("show_history"), {"revision": 99}).status_code == 404
    assert client.post(address("restore"), {"number": 99, "revision": 3}).status_code == 404
    assert client.post(address("restore"), {"number": 1, "revision": 1}).status_code == 409
