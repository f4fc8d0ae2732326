"""Instruments that a form includes: added and taken out whole, locked meanwhile."""

from dataclasses import replace

import pytest

from mentoringup.questionnaires.editing import cores
from mentoringup.questionnaires.editing.arranging import EditRefusedError
from mentoringup.questionnaires.editing.beginning import form_to_begin
from mentoringup.questionnaires.editing.locking import check_cores
from mentoringup.questionnaires.errors import CoreIsLockedError
from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.questionnaires.form.starting import form_of
from mentoringup.questionnaires.form.values import Condition, Operator


def test_an_instrument_is_added_and_taken_out_whole(form):
    added = cores.add_core(form, "participant-demographics")

    check_cores(before=form, after=added)
    assert added.cores == (*form.cores, "participant-demographics")
    assert not [fault for fault in faults_of(added) if fault.is_blocking]
    removed = cores.remove_core(added, "participant-demographics")
    check_cores(before=added, after=removed)
    assert removed == form


def test_what_is_asked_already_is_not_offered_nor_added(form):
    assert "workshop-evaluation" not in {offer.id for offer in cores.offers_for(form)}
    assert "workshop-evaluation" in {offer.id for offer in cores.offers_for()}
    with pytest.raises(EditRefusedError):
        cores.add_core(form, "workshop-evaluation")


def test_an_instrument_tells_its_hash_and_notice(form):
    core = cores.cores_of(form)["workshop-evaluation"]

    assert len(core.sha256) == 64
    assert core.notice
    assert "project" in core.wording


def test_an_unknown_instrument_tells_nothing(form):
    assert cores.core_at(form, "gone") is None


def test_claiming_an_instrument_without_its_questions_is_refused(form):
    claimed = replace(form, cores=(*form.cores, "mca-21-mentee"))

    with pytest.raises(CoreIsLockedError):
        check_cores(before=form, after=claimed)


@pytest.mark.parametrize("basis", ["post", "pre", "follow-up", "mentor"])
def test_what_is_ready_made_can_be_asked_as_it_is(basis):
    form = form_to_begin(basis, instruments=[], form_id="local-x", title="X")

    assert not [fault for fault in faults_of(form) if fault.is_blocking]


@pytest.mark.parametrize("basis", ["pre", "follow-up"])
def test_a_ready_made_form_takes_another_instrument_and_gives_it_back(basis):
    form = form_to_begin(basis, instruments=[], form_id="local-x", title="X")

    added = cores.add_core(form, "participant-demographics")

    check_cores(before=form, after=added)
    assert cores.remove_core(added, "participant-demographics") == form


def test_an_empty_form_has_a_page():
    empty = form_to_begin("empty", instruments=[], form_id="local-x", title="X")

    assert [page.elements for page in empty.pages] == [()]


def spoiled(form, **changes):
    """The form with its first element that has rows, or a choice, of an instrument changed."""
    page = next(one for one in form.pages if any(e.core and e.rows for e in one.elements))
    old = next(one for one in page.elements if one.core and one.rows)
    new = replace(old, **{name: change(old) for name, change in changes.items()})
    elements = tuple(new if one is old else one for one in page.elements)
    pages = tuple(replace(one, elements=elements) if one is page else one for one in form.pages)
    return replace(form, pages=pages)


@pytest.mark.parametrize(
    "changes",
    [
        {"hint": lambda _old: {"en": "Be kind to us."}},
        {"rows": lambda old: old.rows[::-1]},
        {
            "show_if": lambda _old: Condition(
                question="heard", operator=Operator.IS_ANY_OF, codes=(99,)
            )
        },
    ],
)
def test_hint_order_and_condition_of_an_instrument_are_locked_too(changes):
    form = form_of(["mca-21-mentee"], id="local-x", title={"en": "X"})

    with pytest.raises(CoreIsLockedError):
        check_cores(before=form, after=spoiled(form, **changes))


def test_ratings_of_an_instrument_that_depend_on_an_answer_are_a_fault_wherever_they_come_from():
    form = form_of(["mca-21-mentee"], id="local-x", title={"en": "X"})
    hidden = Condition(question="mca01", operator=Operator.IS_ANSWERED)

    faults = faults_of(spoiled(form, show_if=lambda _old: hidden))

    assert any("can’t depend on an answer" in one.sentence for one in faults if one.is_blocking)
