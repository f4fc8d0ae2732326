"""ORCID iDs, with every single typing error found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.people.orcid import check_character, written_orcid

fifteen = st.text("0123456789", min_size=15, max_size=15)


@pytest.mark.parametrize(
    "known", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"]
)
def test_published_examples_are_right(known):
    assert written_orcid(known) == known


@pytest.mark.parametrize(
    "typed",
    [
        " 0000000218250097 ",
        "https://orcid.org/0000-0002-1825-0097",
        "orcid.org/0000 0002 1825 0097",
        "0000–0002–1825–0097",
    ],
)
def test_any_way_to_type_it_is_understood(typed):
    assert written_orcid(typed) == "0000-0002-1825-0097"


@given(fifteen, st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(digits, place, change):
    wrong = str((int(digits[place]) + change) % 10)
    changed = digits[:place] + wrong + digits[place + 1 :]

    assert check_character(changed) != check_character(digits)


@given(fifteen, st.integers(0, 13))
def test_two_swapped_digits_are_always_found(digits, place):
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]

    assert (check_character(swapped) == check_character(digits)) == (swapped == digits)


@pytest.mark.parametrize("typed", ["", "0000-0002-1825-009", "X000-0002-1825-0097", "²" * 16])
def test_another_shape_is_refused(typed):
    with pytest.raises(ValueError, match="shape"):
        written_orcid(typed)
