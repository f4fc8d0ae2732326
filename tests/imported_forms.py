"""What tests of imported questionnaires look at."""

from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.questionnaires.form.document import from_document, to_document
from mentoringup.questionnaires.form.instrument import instrument_of
from mentoringup.questionnaires.form.values import Element, Form


def by_id(form: Form) -> dict[str, Element]:
    """Elements by id."""
    return {element.id: element for element in form.elements}


def kinds(form: Form) -> dict[str, str]:
    """Kinds by id of the element."""
    return {element.id: element.kind.value for element in form.elements}


def is_usable(form: Form) -> bool:
    """It survives JSON, nothing stands in its way, and it is an instrument."""
    assert from_document(to_document(form)) == form
    assert [fault for fault in faults_of(form) if fault.is_blocking] == []
    return bool(instrument_of(form).sha256)
