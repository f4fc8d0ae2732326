"""The calibrated cohort, from data sets to the published figures and the files of a report."""

import io
import json
import zipfile
from html import escape

import pytest
from pypdf import PdfReader

from frozen_answers import frozen_answers
from mentoringup.evaluation import wide_file
from mentoringup.evaluation.archives import texts_in
from mentoringup.evaluation.cohort import invented_sites, store_cohort
from mentoringup.evaluation.enums import FileKind
from mentoringup.evaluation.errors import NothingToEvaluateError
from mentoringup.evaluation.findings.page import findings_of
from mentoringup.evaluation.making import evaluated, make
from mentoringup.evaluation.options import RunOptions
from mentoringup.evaluation.research_files import research_files


def dumps_of(value) -> str:
    return json.dumps(value, ensure_ascii=False)


def quiet(*_told) -> None:
    """Tell nobody."""


def test_the_cohort_gives_the_published_figures_and_every_file(site, now):
    told = []
    data_sets = store_cohort(site=site, actor=None, now=now)
    name = 'Spring #[*_$<>&" 2026'
    made = make(data_sets, RunOptions(), [], name=name, progress=lambda *step: told.append(step))
    files = {one.kind: one for one in made.files}

    pooled = made.results["response"]["pooled"]
    assert (pooled["numerator"], pooled["denominator"]) == (226, 354)
    assert made.results["response"]["consent"]["numerator"] == 183
    assert round(made.results["scales"]["overall"]["gain"]["mean"], 2) == 0.74
    assert set(files) == set(FileKind)
    assert files[FileKind.REPORT_PDF].content.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in files[FileKind.REPORT_PDF].content or b"StructTreeRoot" in (
        files[FileKind.REPORT_PDF].content
    )
    assert json.loads(files[FileKind.RESULTS].content) == made.results
    assert escape(name, quote=False) in files[FileKind.REPORT_HTML].content.decode()
    assert PdfReader(io.BytesIO(files[FileKind.REPORT_PDF].content)).metadata.title == name
    assert "Spring #" not in dumps_of(made.results) + dumps_of(made.told)
    assert [percent for percent, _step in told] == sorted(percent for percent, _step in told)

    rows = list(wide_file.records(files[FileKind.ANSWERS_CSV].content))
    assert len(rows) - 1 == 183
    drawings = texts_in(files[FileKind.FIGURES].content, ending=".svg")
    page = findings_of(json.loads(json.dumps(made.told)), drawings)
    assert page.headline == (
        "People rated themselves higher now than before the training, on all 7 scales."
    )
    assert [one.value for one in page.key_numbers] == ["63.8%", "183", "+0.74", "7"]
    assert [one.id for one in page.sections] == [
        *("change", "judged", "who", "groups", "items", "flow", "quality", "sure")
    ]
    assert {figure.id for one in page.sections for figure in one.figures} == set(drawings)
    with zipfile.ZipFile(io.BytesIO(files[FileKind.TABLES].content)) as archive:
        assert {"table-1-participants.csv", "table-2b-scales.csv"} <= set(archive.namelist())


def test_the_cohort_can_be_parted_by_its_invented_institutions(site, now):
    first = invented_sites()[0]
    data_sets = store_cohort(site=site, actor=None, now=now, prefixes=[first])

    assert {one.implementations[0]["site"] for one in data_sets} == {first}


def test_rules_that_leave_nobody_are_told_without_a_count(site, now):
    data_set = frozen_answers(site, now, people=3)

    with pytest.raises(NothingToEvaluateError) as refused:
        evaluated([data_set], RunOptions(minimum_hours=100), [], progress=quiet)

    assert "The training lasted 100 hours or longer." in str(refused.value)
    assert "3" not in str(refused.value)


def test_a_small_group_is_told_what_can_t_be_computed_and_why(site, now):
    made = make([frozen_answers(site, now, people=8)], RunOptions(), [], name="", progress=quiet)

    missing = made.told["missing"]
    assert [one["what"] for one in missing if "two implementations" in one["reason"]] == [
        "Cluster-robust interval and test by implementations, on all scales"
    ]
    assert [one["reason"] for one in missing].count("needs two implementations, found 1") == 1


def test_answers_of_those_who_declined_are_in_no_file(site, now):
    data_set = frozen_answers(site, now, people=12, consents=7)

    files = research_files([data_set], left_out=(), fewest=5)

    rows = list(wide_file.records(files[0].content))
    assert [one.kind for one in files] == [
        FileKind.ANSWERS_CSV,
        FileKind.CODEBOOK,
        FileKind.ANSWERS_SAV,
    ]
    assert [row[rows[0].index("consent")] for row in rows[1:]] == ["1"] * 7


def test_of_too_few_who_consented_there_is_no_file_of_answers(site, now):
    data_set = frozen_answers(site, now, people=12, consents=4)

    assert research_files([data_set], left_out=(), fewest=5) == ()


def test_trainings_that_the_report_leaves_out_are_not_in_its_answers(site, now):
    one, two = (frozen_answers(site, now, people=6, training=name) for name in ("T1", "T2"))

    files = research_files([one, two], left_out={"T2"}, fewest=5)

    rows = list(wide_file.records(files[0].content))
    place = rows[0].index("implementation_id")
    assert [row[place] for row in rows[1:]] == ["T1"] * 6
