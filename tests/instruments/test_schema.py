import json
from collections.abc import Callable
from importlib.resources import files

import jsonschema_rs
import pytest

from mentoreval.yaml_files.shape import MOST_FAULTS, meant, shown

Refused = Callable[[str | bytes], list[str]]


def test_the_schema_is_valid_json_schema() -> None:
    text = files("mentoreval.instruments").joinpath("instrument.schema.json").read_text("utf-8")
    assert jsonschema_rs.meta.is_valid(json.loads(text))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "1.0.0",
            "1.0",
            ("3: found the number 1.0; expected three numbers such as 1.0.0 (put it in quotes)"),
        ),
        (
            "No}",
            "true}",
            ("8: found true; expected text, without control characters (put it in quotes)"),
        ),
        ("My survey", "", "4: found nothing; expected text, without control characters"),
        ("My survey", '"a\\x07b"', "4: found 'a\\x07b'; expected text, without control characters"),
        (
            "code: 1",
            "code: 40000",
            ("8: found the number 40000; expected a whole number from 0 to 32767"),
        ),
        ("code: 1", "code: 01", "8: found '01'; expected a whole number from 0 to 32767"),
        ("wording: project", "wording: projekt", "6: found 'projekt'; did you mean 'project'?"),
        ("[plan, drift]", "[]", "13: found a list; expected a list of ids of items, at least one"),
        (
            "instrument/1",
            "instrument/9",
            (
                "1: found 'mentoreval.instrument/9'; "
                "expected the name of this format, mentoreval.instrument/1"
            ),
        ),
        (
            "agree: [",
            "9: [",
            (
                "8: found '9'; expected letters, digits, dots, hyphens and underscores, "
                "a letter first, at most 64"
            ),
        ),
        (
            "reverse: [drift]",
            "minimum_share: 1.5",
            (
                "13: found the number 1.5; "
                "expected a share above 0 and up to 1, written as 2/3, 0.66, 1 or all"
            ),
        ),
    ],
)
def test_a_fault_of_shape_is_told_in_plain_words(
    two_items: str, refused: Refused, old: str, new: str, reason: str
) -> None:
    assert refused(two_items.replace(old, new, 1)) == [reason]


def test_a_misspelt_key_is_one_fault_and_not_two(two_items: str, refused: Refused) -> None:
    text = two_items.replace("title:", "titel:")
    assert refused(text) == ["4: unknown key 'titel'; did you mean 'title'?"]


def test_a_key_left_out_is_named_with_what_it_holds(two_items: str, refused: Refused) -> None:
    text = two_items.replace("language: en\n", "")
    assert refused(text) == [
        "1: 'language' is missing; expected a language tag such as en or pt-BR"
    ]


def test_all_faults_of_shape_are_told_in_the_order_of_the_file(
    two_items: str, refused: Refused
) -> None:
    text = (
        two_items.replace("en\n", "12\n").replace("code: 2", "code: two").replace("id: p", "id: 9p")
    )
    assert [reason.split(":")[0] for reason in refused(text)] == ["5", "8", "10"]


def test_unknown_keys_do_not_hide_faults_of_meaning(two_items: str, refused: Refused) -> None:
    text = two_items.replace("title:", "titlepage: x\ntitle:").replace(
        "[plan, drift]", "[plan, drit, drift]"
    )
    assert refused(text) == [
        "4: unknown key 'titlepage'; did you mean 'title'?",
        "14: there is no item 'drit' here; did you mean 'drift'?",
    ]


@pytest.mark.parametrize("text", ["- a\n", "just words\n", "42\n"])
def test_a_file_that_is_no_mapping_is_refused(refused: Refused, text: str) -> None:
    assert refused(text)[0].endswith("; expected keys and values, such as id: my-survey")


def test_a_file_of_nonsense_gets_a_bounded_answer(two_items: str, refused: Refused) -> None:
    nonsense = "".join(f"key{number}:\n" for number in range(50_000))
    assert len(refused(two_items + nonsense)) == MOST_FAULTS


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, "true"),
        (3, "the number 3"),
        ([1], "a list"),
        ({"a": 1}, "keys and values"),
        ("tab\there", "'tab\\there'"),
        ("x" * 50, f"'{'x' * 40}...'"),
    ],
)
def test_a_value_is_named_so_that_it_can_be_shown(value: object, words: str) -> None:
    assert shown(value) == words


def test_where_nothing_is_known_nothing_is_proposed() -> None:
    assert meant("a", []) == "there is none"


def test_a_long_list_of_what_is_known_is_cut_short() -> None:
    known = [f"item{number}" for number in range(25)]
    assert meant("zzz", known).endswith("item19 and 5 more")
