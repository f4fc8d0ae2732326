import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.yaml_files.document import parse_yaml


def value(text: str) -> object:
    return parse_yaml(text.encode(), file="a.yaml").value


def refusal(content: bytes) -> str:
    with pytest.raises(InputRefusedError) as caught:
        parse_yaml(content, file="a.yaml")
    return str(caught.value)


@pytest.mark.parametrize("word", ["yes", "No", "on", "2024-05-01", "010", "1:30", "0x1F", "1e3"])
def test_what_only_older_yaml_calls_a_value_is_text(word: str) -> None:
    assert value(f"a: {word}") == {"a": word}


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("true", True), ("False", False), ("~", None), ("", None), ("7", 7), ("-0.5", -0.5)],
)
def test_words_of_the_core_schema_have_their_meaning(word: str, meaning: object) -> None:
    assert value(f"a: {word}") == {"a": meaning}


def test_quoted_words_are_text() -> None:
    assert value("a: ['true', \"7\", '']") == {"a": ["true", "7", ""]}


def test_a_key_is_text_whatever_it_looks_like() -> None:
    assert value("1: a\nnull: b\nyes: c") == {"1": "a", "null": "b", "yes": "c"}


def test_every_key_and_entry_knows_its_line() -> None:
    document = parse_yaml(b"# title\na:\n  - b: 1\n    c: 2\n  - d\n", file="a.yaml")
    assert document.lines == {
        ("a",): 2,
        ("a", 0): 3,
        ("a", 0, "b"): 3,
        ("a", 0, "c"): 4,
        ("a", 1): 5,
    }


def test_a_reason_about_what_is_missing_names_the_line_of_what_holds_it() -> None:
    document = parse_yaml(b"\na:\n  b: 1\n", file="a.yaml")
    assert str(document.reason(("a", "x"), "gone")) == "a.yaml, line 2: gone"


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse_yaml(b"\xef\xbb\xbfa: 1", file="a.yaml").value == {"a": 1}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.yaml, line 1: the file is empty"),
        (b"# only a comment\n", "a.yaml, line 1: the file is empty"),
        (b"a: 1\nb: caf\xe9\n", "a.yaml, line 2: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (b"a: 1\nb: \x07\n", "a.yaml, line 2: a control character (code 7); expected text"),
        (
            "a: é é é é\nb: \x07\nc: 1\n".encode(),
            "a.yaml, line 2: a control character (code 7); expected text",
        ),
        (b"a: 1\nb: 2\na: 3\n", "a.yaml, line 3: key 'a' is already on line 1"),
        (
            b"a: &x [1]\nb: *x\n",
            "a.yaml, line 1: & and * (anchors and aliases) are not read; write the part out",
        ),
        (
            b"a: !!python/name:os.system x\n",
            "a.yaml, line 1: ! (a tag) is not read; put the value in quotes if it is text",
        ),
        (b"a: 1\n---\nb: 2\n", "a.yaml, line 2: a second document begins here (---); expected one"),
        (
            b"? [a]\n: 1\n",
            "a.yaml, line 1: found a list or keys where the name of a key was expected",
        ),
        (
            b"a:\n- b\n\t- c\n",
            (
                "a.yaml, line 3: indent with spaces, never with tabs; "
                "the part it belongs to begins on line 2"
            ),
        ),
        (
            b"a: [1\nb: 2\n",
            (
                "a.yaml, line 2: a list opened with [ is not closed with ]; "
                "the part it belongs to begins on line 1"
            ),
        ),
        (b'a: "\\q"\n', "a.yaml, line 1: this is not valid YAML (found unknown escape character)"),
    ],
)
def test_what_is_not_read_is_refused_with_its_line(content: bytes, message: str) -> None:
    assert refusal(content) == message


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed() -> None:
    expected = "a.yaml: has more than 1,000,000 bytes; expected a text of some pages"
    assert refusal(b"[" * 50_000_000) == expected


def test_deep_nesting_is_refused_before_it_costs_anything() -> None:
    assert refusal(b"- " * 400_000) == "a.yaml, line 1: more than 20 levels inside one another"
