"""An instrument of our own becomes a form in which everything is locked."""

import pytest

from imported_forms import is_usable
from mentoreval.errors import InputRefusedError
from mentoreval.instruments.shelf import pack_content
from mentoringup.questionnaires.form.importing import (
    form_from_yaml,
)


def test_our_own_yaml_becomes_a_locked_form() -> None:
    text = pack_content("workshop-evaluation").replace(b"id: workshop-evaluation", b"id: ours", 1)
    form, remarks = form_from_yaml(text.replace(b"How effective", b"How good"))
    assert remarks == ()
    assert {element.core for element in form.elements} == {"ours"}
    assert set(form.licensed) == {"ours"}
    assert form.elements[0].text == {"en": "How good were the facilitators?"}
    assert is_usable(form)


def test_the_yaml_of_a_shipped_instrument_is_that_instrument() -> None:
    form, remarks = form_from_yaml(pack_content("mca-21-mentee"))
    assert (form.cores, form.licensed) == (("mca-21-mentee",), {})
    assert remarks == ("This is one of the shipped instruments.",)
    assert is_usable(form)


@pytest.mark.parametrize("content", [b"", b"\xff", b"schema: x", b"- 1"])
def test_what_is_no_instrument_is_refused(content: bytes) -> None:
    with pytest.raises(InputRefusedError):
        form_from_yaml(content)
