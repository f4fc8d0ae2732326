"""Where elements and pages of a form stand: adding, moving, copying, taking away."""

from dataclasses import replace

import pytest

from mentoringup.questionnaires.editing import arranging, cores
from mentoringup.questionnaires.editing.arranging import EditRefusedError, NoSuchPlaceError
from mentoringup.questionnaires.editing.locking import check_cores
from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.questionnaires.form.starting import form_of
from mentoringup.questionnaires.form.values import ElementKind


@pytest.fixture
def rated():
    """The ratings of a shipped instrument, and an empty page."""
    form = form_of(["mca-21-mentee"], id="local-rated", title={"en": "Rated"})
    return arranging.add_page(form, title={"en": "Empty"})


def ids(form, page):
    return [element.id for element in arranging.page_at(form, page).elements]


def test_an_element_moves_down_and_up(form):
    down = arranging.move_element(form, "heard", 1)

    assert ids(down, "own") == ["again", "heard"]
    assert arranging.move_element(down, "heard", -1) == form


def test_an_element_moves_over_the_edge_of_a_page(form):
    before = form.pages[-2].id
    moved = arranging.move_element(form, "heard", -1)

    assert ids(moved, before)[-1] == "heard"
    assert arranging.move_element(moved, "heard", 1) == form


def test_at_the_ends_of_a_form_nothing_moves(form):
    assert arranging.move_element(form, "again", 1) == form
    assert arranging.move_page(form, "own", 1) == form
    assert arranging.move_element(form, form.elements[0].id, -1) == form


def test_pages_change_places(form):
    moved = arranging.move_page(form, "own", -1)

    assert [page.id for page in moved.pages][-2] == "own"
    assert arranging.move_page(moved, "own", 1) == form


def test_a_copy_has_names_of_its_own(form):
    copied = arranging.duplicate_element(form, "heard")

    assert ids(copied, "own") == ["heard", "heard_2", "again"]
    assert not [fault for fault in faults_of(copied) if fault.is_blocking]


def test_an_element_is_added_behind_another(form, heard):
    added = arranging.add_element(form, replace(heard, id="new"), page_id="own", after="heard")

    assert ids(added, "own") == ["heard", "new", "again"]


def test_a_new_page_stands_behind_the_one_that_is_named(form):
    added = arranging.add_page(form, title={"en": "New"}, after=form.pages[0].id)

    assert added.pages[1].title == {"en": "New"}
    assert len({page.id for page in added.pages}) == len(added.pages)


def test_a_page_with_locked_questions_is_not_removed(form):
    with pytest.raises(EditRefusedError):
        arranging.remove_page(form, form.pages[0].id)
    assert "own" not in {page.id for page in arranging.remove_page(form, "own").pages}


def test_the_last_page_stays(form):
    alone = replace(form, pages=form.pages[-1:], cores=())

    with pytest.raises(EditRefusedError):
        arranging.remove_page(alone, "own")


@pytest.mark.parametrize(
    "edit",
    [
        lambda form: arranging.move_element(form, "nothere", 1),
        lambda form: arranging.move_to_page(form, "heard", "nothere"),
        lambda form: arranging.move_page(form, "nothere", 1),
        lambda form: arranging.remove_element(form, ""),
        lambda form: arranging.part_rows(form, "heard", ["nothere"], "own"),
        lambda form: cores.add_core(form, "nothere"),
        lambda form: cores.remove_core(form, "nothere"),
    ],
)
def test_what_is_not_there_is_told(form, edit):
    with pytest.raises(NoSuchPlaceError):
        edit(form)


def test_a_form_does_not_grow_without_end(form, heard, monkeypatch):
    monkeypatch.setattr(arranging, "MOST_ELEMENTS", len(form.elements))
    monkeypatch.setattr(arranging, "MOST_PAGES", len(form.pages))

    for edit in (
        lambda: arranging.add_element(form, replace(heard, id="new"), page_id="own"),
        lambda: arranging.duplicate_element(form, "heard"),
        lambda: arranging.add_page(form, title={"en": "New"}),
    ):
        with pytest.raises(EditRefusedError):
            edit()


def test_rows_are_parted_and_join_again(rated):
    element = rated.elements[0]
    page, empty = arranging.page_of(rated, element.id), rated.pages[-1]
    rows = [row.id for row in element.rows]

    parted = arranging.part_rows(rated, element.id, rows[1:2], empty.id)
    part = arranging.page_at(parted, empty.id).elements[0]
    joined = arranging.part_rows(parted, part.id, rows[1:2], page.id)

    check_cores(before=rated, after=parted)
    assert [row.id for row in part.rows] == rows[1:2]
    assert sorted(row.id for row in joined.elements[0].rows) == sorted(rows)
    assert not arranging.page_at(joined, empty.id).elements
    with pytest.raises(EditRefusedError):
        arranging.part_rows(rated, element.id, [], empty.id)


def test_kinds_know_what_they_have():
    assert arranging.has_rows(ElementKind.MATRIX)
    assert not arranging.has_choices(ElementKind.DATE)
