"""What is hidden in every file that is made of a result."""

import csv
import io
import json

import pytest

from mentoreval.disclosure.protection import protect
from mentoreval.figures import all_figures, to_svg
from mentoreval.report.markdown import assemble
from mentoreval.results_json import dumps
from mentoreval.tables import all_tables, to_csv


@pytest.fixture(scope="module")
def documents(run):
    """All text that people get to see, by file name."""
    results = protect(run(Oak=40, Beech=33, Elm=2, Yew=3, compare=["tree"]), threshold=5)
    tables, figures = all_tables(results), all_figures(results)
    csvs = {table.id: to_csv(table) for table in (*tables, *(f.data for f in figures))}
    drawings = {figure.id: to_svg(figure) for figure in figures}
    report = assemble(results, figures=figures, tables=tables)
    return {**csvs, **drawings, "report": report, "results.json": dumps(results)}


def test_every_row_about_a_hidden_group_says_hidden_in_place_of_numbers(documents):
    rows = [
        row
        for name, text in documents.items()
        if not text.startswith(("<", "{")) and name != "report"
        for row in csv.reader(io.StringIO(text))
        if {"Elm", "Yew"} & set(row)
    ]
    numbers = [cell for row in rows for cell in row if cell[:1].isdigit() and cell != "78"]
    assert len(rows) == 2
    assert numbers == []
    assert all(row.count("hidden") >= 3 for row in rows)


def test_no_document_names_a_hidden_group_beside_its_count(documents):
    for text in documents.values():
        for line in text.splitlines():
            words = line.replace("**", "").replace("|", " ").replace(",", " ").split()
            for group, count in (("Elm", "2"), ("Yew", "3")):
                assert [group, count] not in [words[i : i + 2] for i in range(len(words))]


def test_the_hidden_cells_are_listed_without_their_counts(documents):
    listed = json.loads(documents["results.json"])["suppressed"]
    assert listed == [
        {"table": "tree", "cell": "Elm", "kind": "primary"},
        {"table": "tree", "cell": "Yew", "kind": "primary"},
    ]


def test_the_report_names_the_groups_whose_size_is_hidden(run):
    results = protect(run(Oak=40, Beech=33, Elm=3), threshold=5)
    report = assemble(results, figures=(), tables=())
    assert "Compared were Oak and Beech; how many people each has is hidden" in report
