"""The list of questionnaires, and the editor with its buttons."""

from dataclasses import replace

import pytest
from django.urls import reverse

from mentoringup.questionnaires.domain import queries, writing
from mentoringup.questionnaires.editing import arranging
from mentoringup.questionnaires.form.instrument import instrument_of
from mentoringup.questionnaires.form.starting import form_of
from mentoringup.questionnaires.models import Questionnaire
from questionnaire_pages import page_text, stored


def test_a_site_without_questionnaires_is_offered_ready_made_ones(client, site):
    said = page_text(client.get(reverse("questionnaires:list_questionnaires", args=[site.slug])))

    assert said.count("?basis=") == 4
    assert reverse("questionnaires:import_file", args=[site.slug]) in said


@pytest.mark.parametrize("basis", ["post", "pre", "follow-up", "mentor", "empty"])
def test_a_questionnaire_is_begun(client, site, basis):
    answer = client.post(
        reverse("questionnaires:new_questionnaire", args=[site.slug]),
        {"name": "New one", "basis": basis},
    )

    made = Questionnaire.objects.get()
    assert answer.status_code == 302
    assert (made.name, made.site) == ("New one", site)
    assert client.get(answer["Location"]).status_code == 200


def test_a_questionnaire_is_begun_with_chosen_instruments(client, site):
    client.post(
        reverse("questionnaires:new_questionnaire", args=[site.slug]),
        {"name": "Ours", "basis": "instruments", "instruments": ["mca-21-mentee"]},
    )

    assert queries.form_of(Questionnaire.objects.get()).cores == ("mca-21-mentee",)


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "", "basis": "post"},
        {"name": "x" * 201, "basis": "post"},
        {"name": "A", "basis": "magic"},
        {"name": "A", "basis": "instruments"},
        {"name": "A", "basis": "instruments", "instruments": ["nothere"]},
        {"name": "A\x07", "basis": "empty"},
    ],
)
def test_a_beginning_that_makes_no_sense_is_refused(client, site, sent):
    answer = client.post(reverse("questionnaires:new_questionnaire", args=[site.slug]), sent)

    assert answer.status_code == 422
    assert not Questionnaire.objects.exists()


def test_a_copy_a_name_and_putting_away(client, row, address):
    client.post(address("copy"))
    client.post(address("rename"), {"name": "Renamed"})
    client.post(address("put_away"))

    row.refresh_from_db()
    assert (row.name, row.state) == ("Renamed", "archived")
    assert Questionnaire.objects.filter(name="Copy of Post survey").exists()
    client.post(address("put_away"))
    row.refresh_from_db()
    assert row.state == "active"


def test_the_list_takes_as_many_queries_for_five_as_for_one(
    client, site, row, coordinator, now, django_assert_max_num_queries
):
    where = reverse("questionnaires:list_questionnaires", args=[site.slug])
    client.get(where)
    with django_assert_max_num_queries(12) as one:
        client.get(where)
    for _n in range(4):
        writing.copy_questionnaire(questionnaire=row, actor=coordinator, now=now)

    with django_assert_max_num_queries(len(one)):
        client.get(where)


def test_locked_parts_are_shown_with_their_hash_and_without_a_way_to_change_them(
    client, address, form
):
    core = next(element for element in form.elements if element.core)

    said = page_text(client.get(address("show_questionnaire")))
    looked = page_text(client.get(address("edit_element", core.id)))

    assert "Locked:" in said
    assert instrument_of(form).cores[0].sha256 in said
    assert 'name="text_en"' not in looked


@pytest.mark.parametrize(
    ("do", "said", "order"),
    [
        ("down", {"element": "heard"}, ["again", "heard"]),
        ("up", {"element": "again"}, ["again", "heard"]),
        ("duplicate", {"element": "heard"}, ["heard", "heard_2", "again"]),
        ("remove", {"element": "heard"}, ["again"]),
    ],
)
def test_buttons_arrange_elements(arrange, row, do, said, order):
    answer = arrange(do, **said)

    assert answer.status_code == 302
    assert [one.id for one in arranging.page_at(stored(row), "own").elements] == order


def test_buttons_arrange_pages(arrange, row, form):
    arrange("page-up", page="own")
    assert [page.id for page in stored(row).pages].index("own") == len(form.pages) - 2
    arrange("page-down", page="own")
    arrange("add-page")
    assert len(stored(row).pages) == len(form.pages) + 1
    arrange("remove-page", page="own")
    assert "own" not in {page.id for page in stored(row).pages}


def test_undo_brings_back_what_was_removed(arrange, row, form):
    arrange("remove", element="heard")
    answer = arrange("undo")

    assert answer.status_code == 302
    assert stored(row) == form
    assert arrange("undo").status_code == 422


def test_an_element_goes_to_another_page(arrange, row, form):
    arrange("to-page", element="heard", page=form.pages[0].id)

    assert arranging.page_of(stored(row), "heard").id == form.pages[0].id


def test_locked_rows_go_to_another_page(client, site, coordinator, now):
    form = form_of(["mca-21-mentee"], id="local-rated", title={"en": "Rated"})
    row = writing.start_questionnaire(
        site=site, name="Rated", form=form, actor=coordinator, now=now
    )
    element, target = form.elements[0], form.pages[1].id
    rows = [one.id for one in element.rows[:2]]

    answer = client.post(
        reverse("questionnaires:arrange", args=[site.slug, row.pk]),
        {"do": "part", "element": element.id, "row": rows, "page": target, "revision": 1},
    )

    assert answer.status_code == 302
    there = [r.id for e in arranging.page_at(stored(row), target).elements for r in e.rows]
    assert set(rows) < set(there)


@pytest.mark.parametrize("do", ["remove", "duplicate"])
def test_a_locked_element_is_not_removed(arrange, row, form, do):
    core = next(element for element in form.elements if element.core)

    answer = arrange(do, element=core.id)

    assert answer.status_code == 422
    assert stored(row) == form


@pytest.mark.parametrize(
    "said",
    [
        {"do": "up", "element": "nothere"},
        {"do": "to-page", "element": "heard", "page": "nothere"},
        {"do": "explode"},
        {"do": ""},
        {"do": "remove-page", "page": "\x00"},
        {"do": "part", "element": "heard", "row": ["x"], "page": "own"},
        {"do": "up", "element": "x" * 100_000},
    ],
)
def test_forged_orders_meet_no_page(arrange, row, said, form):
    assert arrange(**said).status_code == 404
    assert stored(row) == form


@pytest.mark.parametrize("revision", ["", "0", "99", "-1", "x", "9" * 40])
def test_a_button_on_an_older_page_does_nothing_and_says_so(client, address, row, revision):
    answer = client.post(
        address("arrange"), {"do": "remove", "element": "heard", "revision": revision}
    )

    assert answer.status_code == 409
    assert "Somebody else" in page_text(answer)
    assert row.revision == Questionnaire.objects.get(pk=row.pk).revision


def test_what_is_put_away_is_shown_and_not_changed(client, row, address, arrange, form):
    client.post(address("put_away"))

    assert 'value="remove"' not in page_text(client.get(address("show_questionnaire")))
    assert arrange("remove", element="heard").status_code == 409
    assert stored(row) == form


def test_faults_are_shown_with_a_link_to_their_element(client, row, address, form, now, heard):
    broken = arranging.replace_element(form, "heard", replace(heard, choices=()))
    writing.save_form(
        questionnaire=row, form=broken, revision=1, actor=row.revisions.get().made_by, now=now
    )

    said = page_text(client.get(address("show_questionnaire")))

    assert "Must be repaired" in said
    assert f"{address('show_questionnaire')}#element-heard" in said
