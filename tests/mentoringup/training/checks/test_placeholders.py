"""What a template left behind, and ordinary words that only look like it."""

from dataclasses import replace

import pytest

from mentoringup.training.enums import SessionState
from mentoringup.training.page import ContactOnPage


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lorem ipsum dolor sit amet.", "Lorem ipsum dolor sit amet."),
        ("Ut elit tellus, luctus nec ullamcorper.", "Ut elit tellus, luctus nec ullamcorper."),
        ("I am text block. More.", "I am text block."),
        ("Click edit button to change this text.", "Click edit button to change this text."),
        ("Your title here", "Your title here"),
        ("Haz clic en el botón editar.", "Haz clic en el botón editar."),
        ("We meet. TODO: the room", "TODO"),
        ("TODO", "TODO"),
        ("Dr. xxx leads it.", "xxx"),
        ("Call 555-XXXX.", "XXXX"),
        ("Led by [insert name].", "[insert name]"),
        ("Led by [INSERT", "[INSERT"),
        ("Hello {{ first_name }}, welcome.", "{{ first_name }}"),
        ("TBD", "TBD"),
        ("Speaker: TBD", "Speaker: TBD"),
        ("The room is TBD.", "TBD"),
        ("Coming soon", "Coming soon"),
        ("…", "…"),
        ("asdf", "asdf"),
        ("FIXME later", "FIXME"),
    ],
)
def test_placeholder_text_is_found(sound, faults, text, found):
    placeholders = [
        one for one in faults(replace(sound, description=text)) if one[0][:5] == "place"
    ]
    assert placeholders == [("placeholder-text", "series description", found)]


@pytest.mark.parametrize(
    "text",
    [
        "What to do, and a to-do list.",
        "Read pages xxxvii to xxxix.",
        "See Chapter XXX of the handbook.",
        "Dr. Todo and Professor Lorem lead it.",
        "Sobre todo, TODO EL MUNDO puede venir.",
        "General Mattis spoke.",
        "You can edit your plan; click the pencil.",
        "Your name matters less than your work.",
        "The seat is yours (see below).",
        "Insert the name of your mentor in the map.",
        "https://example.org/xxx/TODO",
        "Sessions without a date are to be announced in May.",
        "A [name](https://example.org) with a link",
        "El dolor y la labor.",
    ],
)
def test_ordinary_words_are_no_placeholders(sound, faults, text):
    assert faults(replace(sound, description=text)) == []


def test_a_placeholder_paragraph_is_removed_and_the_rest_stays(sound, repaired):
    text = "Before.\n\nI am text block. Click edit button.\n\nAfter."
    page = repaired(replace(sound, description=text), "placeholder-text")
    assert page.description == "Before.\n\nAfter."


def test_a_sentence_of_somebody_beside_filler_stays(sound, repaired):
    text = "We meet in pairs. Lorem ipsum dolor sit amet. Bring a plan."
    page = repaired(replace(sound, description=text), "placeholder-text")
    assert page.description == "We meet in pairs. Bring a plan."


def test_a_title_can_not_be_emptied_by_a_repair(sound, findings):
    (finding,) = findings(replace(sound, title="Your title here"))
    assert (finding.check, finding.repair) == ("placeholder-text", None)


def test_a_place_to_be_announced_is_none_unless_the_session_is(with_first, faults):
    published = with_first(place="TBA")
    announced = with_first(place="TBA", state=SessionState.TO_BE_ANNOUNCED)
    assert faults(published) == [("placeholder-text", "session 0 place", "TBA")]
    assert faults(announced) == []


def test_every_field_is_looked_at(sound, with_first, faults):
    page = with_first(title="xxx", description="xxx", objectives=("xxx",), place="xxx")
    page = replace(
        page,
        title="xxx",
        summary="xxx",
        who_may_come="xxx",
        how_seats_are_given="xxx",
        contacts=(
            *sound.contacts,
            ContactOnPage(key="2", name="xxx", email="xxx@lakeside.example", stage="postdoc"),
        ),
    )
    places = [place for name, place, _found in faults(page) if name == "placeholder-text"]
    assert places == [
        "series title",
        "series summary",
        "series who_may_come",
        "series how_seats_are_given",
        "session 0 title",
        "session 0 description",
        "session 0 place",
        "session 0 objectives",
        "contact 2 name",
        "contact 2 email",
    ]
