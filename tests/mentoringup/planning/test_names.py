"""Plans name modules and objectives in the language of whoever reads them."""

import pytest
from django.utils.translation import override

from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.planning.names import name_of_module, text_of_objective

PACK = shipped_pack()
EXPECTATIONS = PACK.module_by_id["expectations"]


@pytest.mark.parametrize(
    ("language", "name", "objective"),
    [
        ("en", "Aligning Expectations", "Learn what your mentor counts on by asking"),
        ("es", "Alinear las expectativas", "Conocer con qué cuenta el mentor o la mentora"),
        ("fr", "Aligning Expectations", "Learn what your mentor counts on by asking"),
    ],
)
def test_a_module_and_its_objectives_are_named_in_the_readers_language(language, name, objective):
    ask = next(one for one in EXPECTATIONS.objectives if one.id == "ask")

    with override(language):
        told = text_of_objective(ask, EXPECTATIONS, pack=PACK)
        named = name_of_module("expectations", pack=PACK)

    assert (named, told[: len(objective)]) == (name, objective)


def test_a_module_that_the_pack_no_longer_has_is_called_by_its_id():
    assert name_of_module("gone", pack=PACK) == "gone"
