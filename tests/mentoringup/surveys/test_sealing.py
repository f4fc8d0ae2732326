"""What is sealed is read with its key in its place only, and its size tells little."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoringup.surveys.errors import DraftIsUnreadableError
from mentoringup.surveys.sealing import BLOCK, seal, unseal

KEY = b"k" * 32
_CONTENT = st.dictionaries(st.text(max_size=20), st.text(max_size=200) | st.integers(), max_size=9)


@settings(max_examples=40)
@given(_CONTENT)
def test_what_was_sealed_is_read_again(content):
    assert unseal(KEY, seal(KEY, content, place="here"), place="here") == content


@settings(max_examples=40)
@given(_CONTENT)
def test_its_size_is_a_multiple_of_a_kilobyte(content):
    assert (len(seal(KEY, content, place="here")) - 12 - 16) % BLOCK == 0


def test_the_same_content_never_looks_the_same():
    assert seal(KEY, "x", place="here") != seal(KEY, "x", place="here")


@pytest.mark.parametrize("length", [1, 100, 900])
def test_short_and_long_texts_have_the_same_size(length):
    assert len(seal(KEY, "x" * length, place="here")) == 12 + BLOCK + 16


@pytest.mark.parametrize(
    ("key", "place"), [(b"j" * 32, "here"), (KEY, "there"), (KEY, "")], ids=str
)
def test_another_key_or_place_reads_nothing(key, place):
    sealed = seal(KEY, "x", place="here")

    with pytest.raises(DraftIsUnreadableError):
        unseal(key, sealed, place=place)


@pytest.mark.parametrize("at", [0, 20, -1])
def test_a_changed_byte_is_noticed(at):
    sealed = bytearray(seal(KEY, "x", place="here"))
    sealed[at] ^= 1

    with pytest.raises(DraftIsUnreadableError):
        unseal(KEY, bytes(sealed), place="here")


def test_nothing_at_all_is_unreadable():
    with pytest.raises(DraftIsUnreadableError):
        unseal(KEY, b"", place="here")
