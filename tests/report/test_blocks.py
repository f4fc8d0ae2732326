from dataclasses import replace

from mentoreval.report.blocks import COLUMNS_LEFT_OUT, table_markdown
from mentoreval.tables.model import Column, Kind, Table


def table(*, columns: int, grouped: bool = False) -> Table:
    counts = tuple(Column(name=f"Kind {n}", kind=Kind.COUNT) for n in range(columns - 2))
    return Table(
        id="some",
        title="Some",
        caption="How.",
        columns=(
            Column(name="Group", kind=Kind.TEXT),
            Column(name="What | how", kind=Kind.TEXT),
            *counts,
        ),
        rows=(
            ("A", "one", *(0 for _ in counts[1:]), 3),
            ("A", "two", *(0 for _ in counts[1:]), 0),
        ),
        grouped=grouped,
    )


def test_a_title_that_is_a_question_is_not_ended_twice() -> None:
    asked = replace(table(columns=3), title="By theme: What helped?")
    assert ": **Table 3. By theme: What helped?** How." in table_markdown(asked, label="Table 3")


def test_a_table_is_a_pipe_table_with_its_caption_below() -> None:
    assert table_markdown(table(columns=3), label="Table S1") == (
        "| Group | What \\| how | Kind 0 |\n"
        "|:---|:---|---:|\n"
        "| A | one | 3 |\n"
        "| A | two | 0 |\n"
        "\n"
        ": **Table S1. Some.** How. {#some}"
    )


def test_the_name_of_a_group_stands_once_above_its_rows() -> None:
    text = table_markdown(table(columns=3, grouped=True), label="Table S1")
    assert text.splitlines()[:5] == [
        "| What \\| how | Kind 0 |",
        "|:---|---:|",
        "| **A** |  |",
        "| one | 3 |",
        "| two | 0 |",
    ]


def test_counts_that_are_always_zero_make_room_in_a_wide_table() -> None:
    text = table_markdown(table(columns=12), label="Table S1")
    assert text.splitlines()[0] == "| Group | What \\| how | Kind 9 |"
    assert COLUMNS_LEFT_OUT in text


def test_a_table_that_is_not_wide_keeps_every_column() -> None:
    text = table_markdown(table(columns=8), label="Table S1")
    assert "Kind 0" in text
    assert COLUMNS_LEFT_OUT not in text
