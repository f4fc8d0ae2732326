"""Names that strangers type into forms, in mails that go to others."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.outbox.wording.values import NAME_LENGTH, as_name, one_line, paragraphs


@pytest.mark.parametrize(
    ("typed", "greeted"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("  María-José  O'Neill ", "María-José O'Neill"),
        ("J.R.R. Tolkien, Ph.D.", "J. R. R. Tolkien, Ph. D."),
        ("王秀英", "王秀英"),
        ("Win money https://evil.example/x?a=1", "Win money https evil. example x a 1"),
        ("evil.example", "evil. example"),
        ("eve@evil.example", "eve evil. example"),
        ("Ada\r\n\r\nhttps://evil.example\r\n", "Ada https evil. example"),
        ("{link} <b>Ada</b>", "link b Ada b"),
        ("\u202eadA\u2066", "adA"),
        ("https://", "https"),
        ("://\n", "colleague"),
        ("", "colleague"),
        ("x" * 200, "x" * (NAME_LENGTH - 1) + "…"),
    ],
)
def test_a_name_is_greeted_without_anything_that_becomes_a_link(typed, greeted):
    assert as_name(typed, otherwise="colleague") == greeted


@given(st.text(max_size=120))
def test_no_name_makes_an_address_a_line_or_a_placeholder(typed):
    name = as_name(typed, otherwise="colleague")

    assert len(name) <= NAME_LENGTH
    assert one_line(name) == name
    assert re.search(r"[{}<>@/:]|\w\.\w", name) is None


def test_paragraphs_keep_their_lines_and_lose_control_characters():
    assert paragraphs("\r\n\r\na\x00\x07 \r\nb\u202e\r\rc\n\n") == "a\nb\n\nc"
