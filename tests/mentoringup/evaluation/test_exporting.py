"""Answers go in by the survey, and come out of CSV, SPSS and results.json the same."""

import csv
import io
import shutil
import subprocess
from collections import Counter
from random import Random

import pyreadstat
import pytest

from mentoreval.evaluation.pipeline import evaluate
from mentoreval.inclusion_rules import InclusionRules
from mentoreval.readers.wide import MISSING_MARKS
from mentoreval.results_json import to_json
from mentoringup.audit.models import Entry
from mentoringup.evaluation.domain.exporting import (
    ExportKind,
    TooFewConsentedError,
    export_answers,
    export_questions,
)
from mentoringup.evaluation.domain.free_texts import texts_of
from mentoringup.evaluation.domain.freezing import freeze
from mentoringup.evaluation.models import RedactedText
from mentoringup.evaluation.reading import responses_of
from mentoringup.evaluation.wide_file import records, unguarded

PEOPLE = 40
TEXTS = ("=1+1", "007", "Two\r\nlines", '“quoted”, "too"; yes', "🦉 señora", "@all", "-", "'=x")


def generated(people: int = PEOPLE) -> list[tuple[dict[str, object], bool | None]]:
    """Answers and consents, the same at every call."""
    chance = Random(11)  # noqa: S311  no secret
    found = []
    for number in range(people):
        answers: dict[str, object] = {
            name: chance.randint(1, 5)
            for name in ("a1_before", "a1_now", "a2_before", "a2_now")
            if chance.random() < 0.9
        }
        answers["stage"] = chance.choice((1, 2, 3))
        answers["ways"] = tuple(sorted(chance.sample((1, 2, 3), chance.randint(1, 3))))
        if answers["stage"] != 3:
            answers["plan"] = f"{chance.choice(TEXTS)} {number}"
        answers["hours"] = f"{number}.50"
        answers["since"] = f"2026-08-{number % 28 + 1:02}"
        found.append((answers, chance.choice((True, True, True, False, None))))
    return found


@pytest.fixture
def data_set(make_wave, answer, coordinator, now, chance):
    wave = make_wave()
    for answers, consent in generated():
        answer(wave, answers, consent=consent)
    return freeze(wave=wave, actor=coordinator, now=now, chance=chance)


@pytest.fixture
def reviewed(data_set, coordinator, now):
    """The data set, every answer in words let out as it was written."""
    RedactedText.objects.bulk_create(
        RedactedText(
            data_set=data_set,
            question="plan",
            number=one.number,
            text=one.text,
            reviewed_at=now,
            reviewed_by=coordinator,
        )
        for one in texts_of(data_set=data_set, question="plan")
    )
    return data_set


@pytest.fixture
def consenting():
    return [answers for answers, consent in generated() if consent]


def test_every_answer_given_comes_out_of_the_csv(reviewed, consenting, coordinator, now):
    file = export_answers(
        data_set=reviewed, kind=ExportKind.ANSWERS_CSV, actor=coordinator, now=now
    )

    table = csv.DictReader(io.StringIO(unguarded(file.content).decode(), newline=""))
    found = {row["hours"]: row for row in table}
    assert len(found) == len(consenting)
    for answers in consenting:
        row = found[answers["hours"]]
        for name in ("a1_before", "a1_now", "a2_before", "a2_now", "stage", "plan", "since"):
            assert row[name] == str(answers.get(name, "")), name
        assert row["ways"] == ";".join(map(str, answers["ways"]))
        assert row["consent"] == "1"
    assert set(MISSING_MARKS) & {cell for row in found.values() for cell in row.values()} == set()


def test_words_that_nobody_has_reviewed_stay(data_set, coordinator, now):
    file = export_answers(
        data_set=data_set, kind=ExportKind.ANSWERS_CSV, actor=coordinator, now=now
    )

    assert "plan" not in next(iter(records(file.content)))


def test_no_cell_of_the_csv_is_run_as_a_formula(reviewed, coordinator, now):
    file = export_answers(
        data_set=reviewed, kind=ExportKind.ANSWERS_CSV, actor=coordinator, now=now
    )

    cells = [cell for row in records(file.content) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert any(cell.startswith("'=1+1") for cell in cells)


def test_every_answer_given_is_in_the_spss_file(reviewed, consenting, coordinator, now, tmp_path):
    path = tmp_path / "answers.sav"
    path.write_bytes(
        export_answers(
            data_set=reviewed, kind=ExportKind.ANSWERS_SAV, actor=coordinator, now=now
        ).content
    )

    frame, about = pyreadstat.read_sav(path, user_missing=True, output_format="dict")

    cases = [dict(zip(frame, case, strict=True)) for case in zip(*frame.values(), strict=True)]
    rows = {row["hours"]: row for row in cases}
    assert len(rows) == len(consenting)
    for answers in consenting:
        row = rows[answers["hours"]]
        for name in ("a1_before", "a1_now", "a2_before", "a2_now"):
            assert row[name] == answers.get(name, -2)
        assert row["stage"] == answers["stage"]
        assert [code for code in (1, 2, 3) if row[f"ways_{code}"] == 1] == list(answers["ways"])
        assert row["plan"] == answers.get("plan", "")
        assert row["since"] == answers["since"]
    assert about.variable_value_labels["stage"][2] == "Way 2"


@pytest.mark.skipif(not shutil.which("pspp"), reason="pspp is not installed here")
def test_pspp_reads_the_same_counts(reviewed, consenting, coordinator, now, tmp_path):
    made = export_answers(
        data_set=reviewed, kind=ExportKind.ANSWERS_SAV, actor=coordinator, now=now
    )
    (tmp_path / "answers.sav").write_bytes(made.content)
    (tmp_path / "read.sps").write_text(
        f"GET FILE='{tmp_path}/answers.sav'.\n"
        f"SAVE TRANSLATE /OUTFILE='{tmp_path}/out.csv' /TYPE=CSV /FIELDNAMES /CELLS=VALUES.\n"
    )

    subprocess.run(["pspp", str(tmp_path / "read.sps")], check=True, cwd=tmp_path)  # noqa: S603, S607  a known program

    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name in ("a1_before", "a1_now", "a2_before", "a2_now", "stage"):
        expected = Counter(answers[name] for answers in consenting if name in answers)
        found = Counter(int(row[name]) for row in rows if int(row[name] or -2) > 0)
        assert found == expected, name
    assert {row["plan"] for row in rows} == {answers.get("plan", "") for answers in consenting}


def test_results_json_counts_the_answers_that_were_given(data_set, consenting):
    responses, implementations = responses_of([data_set])

    found = to_json(
        evaluate(
            responses,
            implementations=implementations,
            rules=InclusionRules(minimum_hours=0),
            small_cells=1,
        )
    )

    for name in ("a1", "a2"):
        for occasion in ("before", "now"):
            given = [one.get(f"{name}_{occasion}") for one in consenting]
            counted = {int(code): n for code, n in found["items"][name][occasion].items() if n}
            assert counted == Counter(code for code in given if code), (name, occasion)
    shares = found["proportions"]["ways"].values()
    assert {one["code"]: one["n"] for one in shares} == Counter(
        code for one in consenting for code in one["ways"]
    )
    gains = [
        one["a1_now"] - one["a1_before"] + one["a2_now"] - one["a2_before"]
        for one in consenting
        if {"a1_now", "a1_before", "a2_now", "a2_before"} <= one.keys()
    ]
    (overall,) = found["scales"].values()
    assert overall["n"] == len(gains)
    assert overall["gain"]["mean"] == pytest.approx(sum(gains) / 2 / len(gains))


def test_taking_answers_along_is_noted_in_the_history(data_set, consenting, coordinator, now):
    export_answers(data_set=data_set, kind=ExportKind.ANSWERS_CSV, actor=coordinator, now=now)

    entry = Entry.objects.get(verb="data-set.exported")
    assert entry.detail == {"rows": len(consenting), "file": "answers-csv"}
    assert entry.actor == coordinator


@pytest.mark.parametrize(("consents", "told"), [((), "Nobody"), ((True,) * 4, "Only 4 people")])
def test_fewer_than_five_who_consented_are_not_given_away(
    make_wave, answer, coordinator, now, consents, told
):
    wave = make_wave()
    for consent in (*consents, False, None):
        answer(wave, {"stage": 1}, consent=consent)
    found = freeze(wave=wave, actor=coordinator, now=now)

    with pytest.raises(TooFewConsentedError, match=told):
        export_answers(data_set=found, kind=ExportKind.ANSWERS_CSV, actor=coordinator, now=now)

    assert Entry.objects.filter(verb="data-set.exported").count() == 0


def test_the_codebook_and_the_questionnaire_are_those_that_were_asked(data_set):
    book = export_questions(data_set=data_set, kind=ExportKind.CODEBOOK)
    asked = export_questions(data_set=data_set, kind=ExportKind.INSTRUMENT)

    assert "`a1` Listening" in book.content.decode()
    assert "`.n` was never shown" in book.content.decode()
    assert asked.content.decode() == data_set.instrument
