import contextlib
import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoreval.errors import EvaluationError, InputRefusedError
from mentoreval.readers.codes_file import Coding, read_codes, tabulate_codes

HEADER = "answer_id,layer,code\n"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(content: str) -> Path:
        path = tmp_path / "codes.csv"
        path.write_text(content, encoding="utf-8")
        return path

    return _write


def _refusals(path: Path) -> list[str]:
    with pytest.raises(InputRefusedError) as refused:
        read_codes(path)
    return [str(reason) for reason in refused.value.reasons]


def _counts(path: Path, *, gather_single: bool = True) -> list[tuple[str, int]]:
    result = tabulate_codes(read_codes(path), gather_single=gather_single)
    return [(one.code, one.n) for one in result.codes]


def test_a_row_is_a_coding_and_a_blank_code_says_that_none_fits(write: Write) -> None:
    path = write(HEADER + "r1,Coder A,networking\nr1,coder-b,\n")

    assert read_codes(path).codings == (
        Coding(question="", answer="r1", layer="coder-a", code="networking"),
        Coding(question="", answer="r1", layer="coder-b", code=None),
    )


def test_an_answer_without_a_fitting_code_was_looked_at_all_the_same(write: Write) -> None:
    file = read_codes(write(HEADER + "r1,a,networking\nr1,b,\n"))

    assert file.codes_by_answer(question="", layer="b") == {"r1": frozenset()}


def test_special_codes_are_known_in_any_spelling(write: Write) -> None:
    file = read_codes(write(HEADER + "r1,a,No change\nr2,a,VAGUE\nr3,a,no_change\n"))

    assert [one.code for one in file.codings] == ["no-change", "vague", "no-change"]


def test_one_synthetic_row_makes_the_file_synthetic(write: Write) -> None:
    file = read_codes(write("answer_id,layer,code,synthetic\nr1,a,x,\nr2,a,x,yes\n"))

    assert file.synthetic is True


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (",a,x", "line 2, column answer_id: the cell is empty; expected a value"),
        ("r1,,x", "line 2, column layer: the cell is empty; expected a value"),
        ("r1,a,x\nr1,a,x", "line 3, column code: line 2 says the same; expected it once"),
        (
            "r1,a,x\nr1,a,",
            "line 3, column code: line 2 and this one say “no code fits” and a code at once",
        ),
        (
            "r1,a,Mentor network\nr2,a,mentor-network",
            (
                "line 3, column code: found “mentor-network”, which is “Mentor network” "
                "in a row above; expected one spelling"
            ),
        ),
    ],
)
def test_a_wrong_row_is_reported_with_its_place(write: Write, rows: str, reason: str) -> None:
    assert _refusals(write(f"{HEADER}{rows}\n")) == [f"codes.csv, {reason}"]


@pytest.mark.parametrize("column", ["label", "text"])
def test_two_words_for_one_thing_are_refused(write: Write, column: str) -> None:
    path = write(f"answer_id,layer,code,{column}\nr1,a,x,one\nr1,b,x,two\n")

    assert _refusals(path) == [
        f"codes.csv, line 3, column {column}: found “two”, but a row above has “one” for it"
    ]


def test_a_table_of_another_kind_is_refused(write: Write) -> None:
    assert _refusals(write("id,site,hours\na,A,4\n")) == [
        "codes.csv, line 1: columns are missing: answer_id, layer, code; found: id, site, hours"
    ]


def test_codes_are_ordered_by_frequency_then_label_and_special_ones_stand_last(
    write: Write,
) -> None:
    answers = {"no-change": 9, "vague": 2, "other": 8, "b": 2, "a": 2, "c": 3}
    rows = [f"{code}{i},consensus,{code}" for code, n in answers.items() for i in range(n)]

    assert _counts(write(HEADER + "\n".join(rows) + "\n")) == [
        ("c", 3),
        ("a", 2),
        ("b", 2),
        ("other", 8),
        ("vague", 2),
        ("no-change", 9),
    ]


def test_codes_of_a_single_answer_are_gathered_as_other(write: Write) -> None:
    path = write(HEADER + "r1,a,x\nr2,a,x\nr3,a,rare\nr4,a,odd\nr5,a,other\nr5,a,x\n")

    result = tabulate_codes(read_codes(path))

    assert [(one.code, one.n) for one in result.codes] == [("x", 3), ("other", 3)]
    assert (result.grouped, result.codings, result.answers) == (("odd", "rare"), 6, 5)


def test_two_rare_codes_of_one_answer_are_one_other(write: Write) -> None:
    path = write(HEADER + "r1,a,rare\nr1,a,odd\n")

    result = tabulate_codes(read_codes(path))

    assert ([(one.code, one.n) for one in result.codes], result.codings) == ([("other", 1)], 1)


def test_rare_codes_can_be_left_as_they_are(write: Write) -> None:
    path = write(HEADER + "r1,a,rare\nr2,a,vague\n")

    assert _counts(path, gather_single=False) == [("rare", 1), ("vague", 1)]


def test_a_special_code_of_a_single_answer_is_not_gathered(write: Write) -> None:
    assert _counts(write(HEADER + "r1,a,vague\n")) == [("vague", 1)]


def test_shares_are_of_all_answers_that_were_looked_at(write: Write) -> None:
    path = write(HEADER + "r1,a,x\nr2,a,x\nr3,a,\nr4,a,y\nr4,a,x\nr5,a,y\n")

    (x, y) = tabulate_codes(read_codes(path)).codes

    assert (x.n, x.of, x.estimate) == (3, 5, 0.6)
    assert (y.n, y.of, y.estimate) == (2, 5, 0.4)
    assert x.ci == pytest.approx((0.2307, 0.8824), abs=5e-5)  # R: prop.test(3, 5, correct = FALSE)


def test_the_consensus_is_counted_where_there_are_coders_too(write: Write) -> None:
    path = write(HEADER + "r1,coder-a,x\nr1,coder-b,y\nr1,consensus,vague\n")

    assert _counts(path) == [("vague", 1)]


def test_two_coders_without_a_consensus_can_not_be_counted(write: Write) -> None:
    file = read_codes(write(HEADER + "r1,coder-a,x\nr1,coder-b,x\n"))

    with pytest.raises(EvaluationError) as refused:
        tabulate_codes(file)

    assert str(refused.value) == (
        "codes.csv has the layers coder-a, coder-b but no consensus; expected the layer "
        "consensus, or a single one, since only one coding of each answer can be counted"
    )


def test_of_several_questions_planned_changes_is_counted(write: Write) -> None:
    path = write(
        "question,answer_id,layer,code\nmost_useful,r1,a,vague\nplanned_changes,r1,a,no-change\n"
    )

    assert _counts(path) == [("no-change", 1)]


def test_a_question_can_be_named(write: Write) -> None:
    path = write(
        "question,answer_id,layer,code\nmost_useful,r1,a,vague\nplanned_changes,r1,a,no-change\n"
    )

    result = tabulate_codes(read_codes(path), question="most_useful")

    assert (result.question, [one.code for one in result.codes]) == ("most_useful", ["vague"])


def test_a_question_that_is_not_there_is_refused(write: Write) -> None:
    file = read_codes(write("question,answer_id,layer,code\nuse,r1,a,x\nimprove,r1,a,y\n"))

    with pytest.raises(EvaluationError) as refused:
        tabulate_codes(file)

    assert str(refused.value) == (
        "codes.csv has no codes of the question planned_changes; its questions: use, improve"
    )


def test_labels_come_from_any_row_of_the_code(write: Write) -> None:
    path = write(
        "answer_id,layer,code,label\nr1,coder-a,net,Mentor network\nr1,consensus,net,\n"
        "r2,consensus,net,\n"
    )

    assert [one.label for one in tabulate_codes(read_codes(path)).codes] == ["Mentor network"]


def _with_texts(texts: list[str], code: str = "x") -> str:
    rows = "".join(f'r{i},a,{code},"{text}"\n' for i, text in enumerate(texts))
    return f"answer_id,layer,code,text\n{rows}"


def test_the_example_is_the_shortest_answer_with_the_fewest_codes(write: Write) -> None:
    content = _with_texts(["brief", "a longer one", "a long one", "longest of them", "more words"])

    (x,) = tabulate_codes(read_codes(write(content + "r0,a,vague,\n"))).codes[:1]

    assert x.example == "a long one"


def test_a_code_of_four_answers_shows_none_of_them(write: Write) -> None:
    (x,) = tabulate_codes(read_codes(write(_with_texts(["one", "two", "three", "four"])))).codes

    assert x.example is None


def test_an_answer_with_an_address_is_never_an_example(write: Write) -> None:
    texts = ["a@b.org", "ask 555-1234", "a rather long text", "another rather long text"]

    (x,) = tabulate_codes(
        read_codes(write(_with_texts([*texts, *["long " * 9 + "text"] * 3])))
    ).codes

    assert x.example == "a rather long text"


def test_a_special_code_shows_no_example(write: Write) -> None:
    (x,) = tabulate_codes(read_codes(write(_with_texts(["same"] * 6, code="vague")))).codes

    assert x.example is None


def _rows_of(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    if not path.is_file():
        pytest.skip("../shared/data is not here; it holds published coding of two people")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_real_codes_are_counted_as_plain_python_counts_them(tmp_path: Path) -> None:
    rows = _rows_of("two-coder-free-text-primary.csv")
    coded = {
        row["ResponseId"]: {row[f"Code {i}"] for i in range(1, 9)} - {"", "NA"} for row in rows
    }
    path = tmp_path / "codes.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["answer_id", "layer", "code"])
        writer.writerows(
            (answer, "primary", code) for answer, codes in coded.items() for code in codes or {""}
        )

    result = tabulate_codes(read_codes(path), gather_single=False)

    expected = Counter(code for codes in coded.values() for code in codes)
    assert {one.code: one.n for one in result.codes} == expected
    assert (result.answers, result.codings) == (len(rows), expected.total())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    codings=st.sets(
        st.tuples(st.sampled_from("pqrst"), st.sampled_from(["a", "b", "c", "other", "vague"])),
        min_size=1,
    )
)
def test_the_frequencies_add_up_to_the_codings(
    tmp_path: Path, codings: set[tuple[str, str]]
) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(HEADER + "".join(f"{answer},a,{code}\n" for answer, code in codings))

    result = tabulate_codes(read_codes(path))

    assert sum(one.n for one in result.codes) == result.codings
    assert {one.of for one in result.codes} == {len({answer for answer, _ in codings})}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rest=st.binary(max_size=200), header=st.sampled_from([b"", HEADER.encode()]))
def test_no_bytes_end_in_a_traceback(tmp_path: Path, header: bytes, rest: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(header + rest)

    with contextlib.suppress(InputRefusedError):
        read_codes(path)
