"""A form is an instrument of mentoreval; what it includes is not touched by what it adds."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from any_form import EVERY_KIND, SKILL, YES_NO, any_form, element, rows
from mentoreval.errors import InputRefusedError
from mentoreval.instruments.loading import load_instrument, parse_instrument
from mentoreval.instruments.model import Design, Instrument, Occasion, Role
from mentoreval.readers.reading import read_responses
from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.questionnaires.form.instrument import cores_of, instrument_of, yaml_of
from mentoringup.questionnaires.form.starting import (
    FOLLOW_UP_TITLES,
    follow_up_form,
    form_of,
    mentor_form,
    post_form,
    pre_form,
)
from mentoringup.questionnaires.form.values import Element, ElementKind, Form, Page

POST = post_form()
READY = [POST, pre_form(), mentor_form(), *map(follow_up_form, FOLLOW_UP_TITLES)]
MINE = element("room", ElementKind.SINGLE, choices=YES_NO)
LICENSED = """
schema: mentoreval.instrument/1
id: licensed-scale
version: 2.1.0
title: A licensed scale
language: en
minimum_share: 1/2
provenance: {wording: licensed, notice: Used by permission., licence: of the publisher}
options:
  agree:
    - {code: 1, label: Disagree}
    - {code: 5, label: Agree}
items:
  - {id: lic1, topic: First, text: I do the first thing, options: agree, aliases: [L1]}
  - {id: lic2, topic: Second, text: I do the second thing, options: agree}
scales:
  - {id: things, name: Things, items: [lic1, lic2], reverse: [lic2], competency: equity}
questions:
  - {id: lic3, kind: text, topic: Third, text: And the third?}
"""
REWORDED = """
schema: mentoreval.instrument/1
id: reworded
version: 1.0.0
title: Reworded
language: en
provenance: {wording: licensed, notice: Licensed words., licence: of the publisher}
include: [research-self-efficacy-draft]
wording:
  - of: research-self-efficacy-draft
    notice: Licensed words.
    texts: {rse1: One, rse2: Two, rse3: Three, rse4: Four, rse5: Five}
"""


def with_page(form: Form, *elements: Element) -> Form:
    return replace(
        form, pages=(*form.pages, Page(id="mine", title={"en": "Mine"}, elements=elements))
    )


def columns(instrument: Instrument) -> set[str]:
    """Names of the columns of mentoreval's wide CSV."""
    rated = (f"{item.id}_{when}" for item in instrument.items for when in ("before", "now"))
    return {*rated, *(question.id for question in instrument.questions)}


def hashes(instrument: Instrument) -> dict[str, str]:
    return {core.id: core.sha256 for core in instrument.cores}


def test_an_element_of_every_kind_is_asked_by_its_own_name() -> None:
    instrument = instrument_of(EVERY_KIND)
    assert columns(instrument) == set(EVERY_KIND.variables())
    assert [question.kind.value for question in instrument.questions] == [
        *("single", "single", "text", "multiple", "text", "single", "single"),
        *("text", "number", "date", "text"),
    ]
    (scale,) = instrument.scales
    assert (scale.id, scale.items, scale.competency) == ("skills", ("s1", "s2"), "communication")
    assert instrument.question_by_id["tools"].role is Role.DEMOGRAPHIC
    assert instrument.question_by_id["tools_other"].role is Role.DEMOGRAPHIC
    assert instrument.group_variables == (instrument.question_by_id["came"],)
    assert instrument.question_by_id["g1"].text == "Words of grid - Row g1"


@pytest.mark.parametrize("form", READY, ids=lambda form: form.id)
def test_the_columns_of_a_ready_form_are_those_of_its_instrument(form: Form) -> None:
    assert set(form.variables()) <= columns(instrument_of(form))


def test_the_post_form_is_the_shipped_survey_with_its_scales() -> None:
    shipped, made = load_instrument("mentoring-up-post-survey"), instrument_of(POST)
    assert made.items == shipped.items
    assert made.scales == shipped.scales
    assert made.published == shipped.published
    assert hashes(made).items() >= {shipped.id: shipped.sha256, **hashes(shipped)}.items()
    assert cores_of(POST) == hashes(made)


def test_a_question_of_the_site_changes_the_instrument_and_no_core() -> None:
    more = with_page(POST, MINE)
    before, after = instrument_of(POST), instrument_of(more)
    assert hashes(after) == hashes(before)
    assert after.sha256 != before.sha256
    assert instrument_of(replace(more, pages=more.pages[:-1])).sha256 == before.sha256


def test_ratings_of_the_site_stay_out_of_the_overall_mean() -> None:
    own = element("extra", ElementKind.RATINGS, rows=rows("x1", "x2"), choices=SKILL[:5])
    instrument = instrument_of(with_page(POST, own))
    assert instrument.scale_by_id["extra"].items == ("x1", "x2")
    assert instrument.scale_by_id["overall"] == instrument_of(POST).scale_by_id["overall"]


def test_the_waves_before_and_after_ask_one_occasion_in_the_same_columns() -> None:
    before, later = pre_form(), follow_up_form("days-90")
    items = {item.id for item in instrument_of(POST).items}
    assert {f"{item}_before" for item in items} <= set(before.variables())
    assert {f"{item}_now" for item in items} <= set(later.variables())
    assert not {f"{item}_now" for item in items} & set(before.variables())
    assert instrument_of(before).design is Design.PRE_POST
    assert instrument_of(later).design is Design.PRE_POST
    assert instrument_of(POST).design is Design.RETROSPECTIVE
    cores = hashes(instrument_of(POST))
    assert hashes(instrument_of(before)).items() <= cores.items()


def test_a_licensed_instrument_is_written_out_with_its_key() -> None:
    form = form_of(
        ["licensed-scale", "workshop-evaluation"],
        id="ours",
        title={"en": "Ours"},
        licensed={"licensed-scale": LICENSED},
    )
    instrument, alone = instrument_of(form), parse_instrument(LICENSED.encode(), file="x")
    scale, original = instrument.scale_by_id["things"], alone.scale_by_id["things"]
    assert (scale.items, scale.reversed_items, scale.minimum_share, scale.competency) == (
        original.items,
        original.reversed_items,
        original.minimum_share,
        original.competency,
    )
    assert instrument.item_by_id["lic1"].aliases == ("L1",)
    assert set(form.variables()) == columns(instrument)
    assert "Used by permission." in instrument.provenance.notice
    assert instrument.provenance.wording.value == "licensed"
    assert cores_of(form)["licensed-scale"] == alone.sha256
    assert form.languages == ("en",)
    assert faults_of(form) == ()


def test_licensed_words_replace_ours_and_keep_the_key() -> None:
    form = form_of(["reworded"], id="ours", title={"en": "Ours"}, licensed={"reworded": REWORDED})
    instrument = instrument_of(form)
    assert [item.text for item in instrument.items] == ["One", "Two", "Three", "Four", "Five"]
    assert form.elements[0].rows[0].text == {"en": "One"}
    core = load_instrument("research-self-efficacy-draft")
    assert hashes(instrument) == {core.id: core.sha256}
    assert faults_of(form) == ()


def test_a_licensed_instrument_in_spanish_is_offered_in_spanish() -> None:
    spanish = LICENSED.replace("language: en", "language: es").replace("Agree}", "Otra}")
    choose = spanish + (
        "  - {id: lic4, kind: single, topic: T, text: ¿Y?, options: [{code: 1, label: Otra}, "
        "{code: 2, label: Nada}]}\n"
    )
    title = {"es": "La nuestra"}
    form = form_of(["licensed-scale"], id="ours", title=title, licensed={"licensed-scale": choose})
    assert form.languages == ("es",)
    assert next(element.other for element in form.elements if element.id == "lic4") == 1
    assert faults_of(form) == ()
    assert instrument_of(form).language == "es"


def test_the_yaml_stands_alone_and_names_the_versions_it_includes() -> None:
    text = yaml_of(POST)
    assert parse_instrument(text.encode(), file="x.yaml") == instrument_of(POST)
    assert "instrument: mentoring-up-post-survey\n  version: 1.0.0" in text


def test_words_that_yaml_might_take_for_numbers_stay_words() -> None:
    odd = ("+.5", "1.", "012", "yes", "null", "~", "- a", "a: b", "#", "'", '"', "\x85x", "é\u2028")
    for text in odd:
        question = replace(MINE, text={"en": text}, topic=text)
        found = instrument_of(with_page(EVERY_KIND, question)).question_by_id["room"]
        assert found.text == " ".join(text.split())


def test_a_version_can_be_named() -> None:
    assert instrument_of(POST, version="3.0.0").version == "3.0.0"


@settings(max_examples=40)
@given(form=any_form())
def test_a_form_without_blocking_faults_always_is_an_instrument(form: Form) -> None:
    if any(fault.is_blocking for fault in faults_of(form)):
        return
    assert columns(instrument_of(form)) >= set(form.variables())


def test_a_form_that_asks_nothing_is_no_instrument() -> None:
    with pytest.raises(InputRefusedError):
        instrument_of(replace(EVERY_KIND, pages=()))


def test_a_rating_before_and_one_of_a_later_wave_are_read_as_a_pair(tmp_path: Path) -> None:
    first, later = pre_form(), follow_up_form("days-30")
    before = {name: 2 for name in first.variables() if name.endswith("_before")}
    now = {name: 5 for name in later.variables() if name.endswith("_now")}
    row = {"respondent_id": "A", "implementation_id": "I", "consent": 1, **before, **now}
    path = tmp_path / "joined.csv"
    path.write_text(f"{','.join(row)}\n{','.join(map(str, row.values()))}\n", encoding="utf-8")
    read = read_responses(path, instrument=instrument_of(first))
    assert {name: codes.tolist() for name, codes in read.ratings.items()} == {
        (item.id, occasion): [2 if occasion is Occasion.BEFORE else 5]
        for item in instrument_of(first).items
        for occasion in Occasion
    }
