"""Questionnaires in the database: revisions, undo, versions that nobody changes."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from mentoringup.audit.models import Entry
from mentoringup.questionnaires.domain import queries, writing
from mentoringup.questionnaires.domain.publishing import publish
from mentoringup.questionnaires.editing import arranging
from mentoringup.questionnaires.enums import Change, QuestionnaireState
from mentoringup.questionnaires.errors import (
    CoreIsLockedError,
    FormIsWrongError,
    NothingToUndoError,
    QuestionnaireIsGoneError,
    QuestionnaireIsPutAwayError,
    SomebodySavedFirstError,
)
from mentoringup.questionnaires.form.document import digest
from mentoringup.questionnaires.form.instrument import instrument_of
from mentoringup.questionnaires.models import Questionnaire, QuestionnaireVersion


@pytest.fixture
def by(coordinator, now):
    return {"actor": coordinator, "now": now}


@pytest.fixture
def save(by):
    """Store a form of a questionnaire as it stands, unless another revision is said."""

    def do(row, form, revision=None):
        revision = revision or Questionnaire.objects.get(pk=row.pk).revision
        return writing.save_form(questionnaire=row, form=form, revision=revision, **by)

    return do


def without(form, element):
    return arranging.remove_element(form, element)


def test_what_is_stored_is_read_back(site, row, form):
    found = queries.questionnaire_at(site=site, questionnaire_id=row.pk)

    assert queries.form_of(found) == form
    assert found.revision == 1


def test_another_site_has_no_such_questionnaire(other_site, row):
    with pytest.raises(QuestionnaireIsGoneError):
        queries.questionnaire_at(site=other_site, questionnaire_id=row.pk)


def test_a_save_is_the_next_revision_and_is_told_in_the_history(row, form, save):
    saved = save(row, without(form, "heard"))

    assert saved.revision == 2
    assert queries.form_at_revision(questionnaire=saved, number=1) == form
    verbs = Entry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["questionnaire.created", "questionnaire.changed"]


def test_saving_the_same_is_no_revision(row, form, save):
    assert save(row, form).revision == 1


def test_the_second_of_two_who_write_at_once_is_told(row, form, save):
    save(row, without(form, "heard"), revision=1)

    with pytest.raises(SomebodySavedFirstError):
        save(row, without(form, "again"), revision=1)


def test_a_locked_question_cannot_be_reworded(row, form, save):
    element = next(one for one in form.elements if one.core)
    page = arranging.page_of(form, element.id)
    reworded = replace(element, text={**element.text, "en": "Reworded?"})
    elements = tuple(reworded if one.id == element.id else one for one in page.elements)
    pages = tuple(replace(one, elements=elements) if one == page else one for one in form.pages)

    with pytest.raises(CoreIsLockedError):
        save(row, replace(form, pages=pages))


def test_a_locked_question_cannot_be_left_out_alone(row, form, save):
    element = next(one for one in form.elements if one.core)
    page = arranging.page_of(form, element.id)
    left = replace(page, elements=tuple(one for one in page.elements if one != element))
    pages = tuple(left if one == page else one for one in form.pages)

    with pytest.raises(CoreIsLockedError):
        save(row, replace(form, pages=pages))


def test_a_translation_of_a_locked_question_can_be_bettered(row, form, save):
    element = next(one for one in form.elements if one.core)
    page = arranging.page_of(form, element.id)
    said = replace(element, text={**element.text, "es": "¿Mejor dicho?"})
    elements = tuple(said if one.id == element.id else one for one in page.elements)
    pages = tuple(replace(one, elements=elements) if one == page else one for one in form.pages)

    assert save(row, replace(form, pages=pages)).revision == 2


def test_a_locked_question_can_move_to_another_page(row, form, save):
    element = next(one for one in form.elements if one.core)

    assert save(row, arranging.move_to_page(form, element.id, "own")).revision == 2


@pytest.mark.parametrize("text", ["x" * 5_001, "with a \x00 in it", "\x1b[31m"])
def test_a_text_that_cannot_be_read_back_is_not_stored(row, form, save, text):
    with pytest.raises(FormIsWrongError):
        save(row, arranging.change_page(form, "own", title={"en": text}, intro={}))

    assert Questionnaire.objects.get(pk=row.pk).revision == 1


def test_undo_goes_back_change_by_change(row, form, save, by):
    save(row, without(form, "heard"))
    save(row, without(without(form, "heard"), "again"))

    first = writing.undo_change(questionnaire=row, revision=3, **by)
    second = writing.undo_change(questionnaire=row, revision=4, **by)

    assert queries.form_of(first) == without(form, "heard")
    assert queries.form_of(second) == form
    with pytest.raises(NothingToUndoError):
        writing.undo_change(questionnaire=row, revision=5, **by)


def test_undo_is_told_when_somebody_was_faster(row, form, save, by):
    save(row, without(form, "heard"))

    with pytest.raises(SomebodySavedFirstError):
        writing.undo_change(questionnaire=row, revision=1, **by)


def test_an_earlier_revision_comes_back_and_that_can_be_undone(row, form, save, by):
    save(row, without(form, "heard"))
    save(row, without(without(form, "heard"), "again"))

    back = writing.restore_revision(questionnaire=row, number=1, revision=3, **by)
    undone = writing.undo_change(questionnaire=row, revision=4, **by)

    assert queries.form_of(back) == form
    assert queries.form_of(undone) == without(without(form, "heard"), "again")
    with pytest.raises(QuestionnaireIsGoneError):
        writing.restore_revision(questionnaire=row, number=99, revision=5, **by)


def test_what_undo_would_take_back_is_named(row, form, save):
    assert queries.change_to_undo(questionnaire=row) is None

    saved = save(row, without(form, "heard"))

    assert queries.change_to_undo(questionnaire=saved).change == Change.SAVED


def test_revisions_beyond_those_that_are_kept_are_forgotten(row, form, save, monkeypatch):
    monkeypatch.setattr(writing, "REVISIONS_KEPT", 2)
    for text in ("a", "b", "c"):
        save(row, arranging.change_page(form, "own", title={"en": text}, intro={}))

    kept = queries.revisions_of(questionnaire=row).values_list("number", flat=True)
    assert list(kept) == [4, 3]


def test_what_is_put_away_is_seen_and_not_changed(site, row, form, save, by):
    writing.archive_questionnaire(questionnaire=row, **by)

    with pytest.raises(QuestionnaireIsPutAwayError):
        save(row, without(form, "heard"))
    assert list(queries.questionnaires_of(site=site)) == []
    archived = queries.questionnaires_of(site=site, states=[QuestionnaireState.ARCHIVED])
    assert list(archived) == [row]


def test_what_is_taken_up_again_can_be_changed(row, form, save, by):
    writing.archive_questionnaire(questionnaire=row, **by)
    writing.unarchive_questionnaire(questionnaire=row, **by)

    assert save(row, without(form, "heard")).revision == 2


def test_a_copy_begins_as_the_original_stands(row, form, by):
    copy = writing.copy_questionnaire(questionnaire=row, **by)

    assert (copy.name, copy.revision) == ("Copy of Post survey", 1)
    assert queries.form_of(copy) == form


def test_a_new_name_is_no_revision(row, by):
    renamed = writing.rename_questionnaire(questionnaire=row, name="After", **by)

    assert (renamed.name, renamed.revision) == ("After", 1)


def test_a_list_takes_one_query_and_loads_no_document(site, row, by, django_assert_num_queries):
    writing.copy_questionnaire(questionnaire=row, **by)
    publish(questionnaire=row, **by)

    with django_assert_num_queries(1):
        listed = {one.name: one.latest_version for one in queries.questionnaires_of(site=site)}
    assert listed == {"Copy of Post survey": None, "Post survey": 1}


# ------------------------------------------------------------------------------------- versions


def test_publishing_keeps_what_is_asked_with_its_hashes(row, form, by):
    version = publish(questionnaire=row, **by)

    instrument = instrument_of(form)
    assert version.number == 1
    assert version.sha256 == digest(version.document)
    assert version.instrument_sha256 == instrument.sha256
    assert version.cores == {core.id: core.sha256 for core in instrument.cores}
    assert queries.form_of_version(version) == form


def test_the_same_content_is_the_same_version(row, form, save, by):
    first = publish(questionnaire=row, **by)
    save(row, without(form, "heard"))
    second = publish(questionnaire=row, **by)
    writing.undo_change(questionnaire=row, revision=2, **by)

    assert second.number == 2
    assert publish(questionnaire=row, **by) == first


def test_what_has_a_blocking_fault_is_not_published(row, form, save, by, heard):
    broken = replace(heard, choices=())
    save(row, arranging.replace_element(form, "heard", broken))

    with pytest.raises(FormIsWrongError) as refused:
        publish(questionnaire=row, **by)

    assert "heard" in " ".join(refused.value.faults)
    assert not QuestionnaireVersion.objects.exists()


def test_the_form_of_a_version_is_loaded_once_a_process(row, by, django_assert_num_queries):
    version = publish(questionnaire=row, **by)
    queries._forms.clear()
    queries.form_of_version(version)

    with django_assert_num_queries(1):
        deferred = queries.versions_of(questionnaire=row)[0]
        queries.form_of_version(deferred)


@pytest.mark.parametrize(
    "change",
    [
        {"document": {}},
        {"sha256": "0" * 64},
        {"instrument_sha256": "0" * 64},
        {"cores": {}},
        {"number": 7},
    ],
)
def test_the_database_refuses_to_change_a_version(row, by, change):
    version = publish(questionnaire=row, **by)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        QuestionnaireVersion.objects.filter(pk=version.pk).update(**change)


def test_who_published_can_be_forgotten(row, by):
    version = publish(questionnaire=row, **by)

    QuestionnaireVersion.objects.filter(pk=version.pk).update(published_by=None)

    version.refresh_from_db()
    assert version.published_by is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has INSERT OR REPLACE")
def test_a_version_cannot_be_replaced(row, by):
    version = publish(questionnaire=row, **by)
    table = QuestionnaireVersion._meta.db_table
    columns = "id, questionnaire_id, number, document, sha256, instrument_id, instrument_version"
    columns += ", instrument_sha256, cores, published_at"

    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}"  # noqa: S608  our own names
            " WHERE id = %s",
            [version.pk],
        )


def test_a_version_goes_with_its_questionnaire(row, by):
    publish(questionnaire=row, **by)

    row.delete()

    assert not QuestionnaireVersion.objects.exists()
