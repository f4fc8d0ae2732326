"""Data sets of invented answers to the shipped survey, as small as a test wants them, and runs."""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.shelf import pack_content
from mentoringup.evaluation.enums import DataSetSource, FileKind, RunState
from mentoringup.evaluation.models import DataSet, Run, RunFile
from mentoringup.evaluation.options import RunOptions, to_document
from mentoringup.evaluation.wide_file import WideRow, write_wide
from mentoringup.organizations.models import Site

SURVEY = "mentoring-up-post-survey"


def frozen_answers(
    site: Site,
    now: datetime,
    *,
    people: int,
    training: str = "T1",
    texts: tuple[str, ...] = (),
    consents: int | None = None,
    also: Sequence[Mapping[str, object]] = (),
) -> DataSet:
    """Answers of some people to one training; the first `texts` of them wrote these words.

    All consent to research, or the first `consents` of them. What the first of them answered
    besides is in `also`; None there takes an answer away.
    """
    instrument = load_instrument(SURVEY)
    question = words_question()
    chance = Random(training)  # noqa: S311  invented answers
    rows = []
    for person in range(people):
        answers: dict[str, object] = {}
        for item in instrument.items:
            before = chance.randint(2, 5)
            answers[f"{item.id}_before"] = before
            answers[f"{item.id}_now"] = min(7, before + chance.randint(0, 2))
        if person < len(texts):
            answers[question] = texts[person]
        if person < len(also):
            answers = {**answers, **also[person]}
        consent = consents is None or person < consents
        rows.append(WideRow(implementation=training, consent=consent, answers=answers))
    content = write_wide(rows, instrument=instrument, asks_consent=True, chance=chance)
    return DataSet.objects.create(
        site=site,
        name=f"Training {training}",
        source=DataSetSource.UPLOAD,
        implementations=[
            {
                "id": training,
                "site": "Lakeside",
                "audience": "mentees",
                "hours": 8.0,
                "trained": people + 2,
                "date": "2024-05-01",
            }
        ],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        instrument=pack_content(SURVEY).decode(),
        instrument_id=instrument.id,
        instrument_version=instrument.version,
        instrument_sha256=instrument.sha256,
        cores={core.id: core.sha256 for core in instrument.cores},
        rows=people,
        consented=people if consents is None else consents,
        frozen_at=now,
    )


def words_question() -> str:
    """Id of the first question of the survey that is answered in words."""
    instrument = load_instrument(SURVEY)
    return next(one.id for one in instrument.questions if one.kind == "text")


FIGURE = "figure-gain"

TOLD: dict[str, object] = {
    "title": "Ratings before and after the training",
    "subtitle": "A survey. 8 people in 1 implementation.",
    "headline": "People rated themselves higher now than before the training.",
    "key_numbers": [
        {"kind": "response", "value": "80.0%", "counts": "8/10", "interval": "49.0% to 94.3%"},
        {"kind": "people", "value": "8", "counts": "", "interval": ""},
    ],
    "first": ["**Who answered.** Of 10 people trained, 80.0% (8/10) answered."],
    "words": dict.fromkeys(
        (
            *("who", "published", "reliability", "sensitivity", "groups", "judged"),
            *("quality", "remarks", "limitations", "reproduction", "notices", "hidden"),
        ),
        "",
    ),
    "tables": {},
    "figures": [
        {
            "id": FIGURE,
            "number": "3",
            "title": "Every scale rose",
            "caption": "Mean gain.",
            "alt": "Every scale rose.",
            "width": 440,
            "height": 300,
            "data": {
                "heads": [
                    {"text": "Scale", "align": "left"},
                    {"text": "Gain", "align": "right"},
                ],
                "rows": [["Overall", "+0.74"]],
            },
        }
    ],
    "missing": [
        {
            "what": "Test by implementations, on all scales",
            "reason": "needs two implementations, found 1",
        }
    ],
    "gains": {"overall": {"name": "Overall", "n": 8, "mean": 0.74, "ci": [0.5, 0.98]}},
    "when": ["2024-05-01", "2024-05-01"],
}
"""What the job tells of a run, as short as it can be."""


def ready_run(site: Site, now: datetime, *data_sets: DataSet, name: str = "Spring") -> Run:
    """A run that was made, with a figure and an interactive report."""
    run = Run.objects.create(
        site=site,
        name=name,
        options=to_document(RunOptions()),
        state=RunState.READY,
        progress=100,
        results={},
        results_sha256="ab" * 32,
        told=dict(TOLD),
        asked_at=now,
        made_at=now,
    )
    run.data_sets.set(data_sets)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>Every scale rose</title></svg>'
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr(f"{FIGURE}.svg", svg)
    page = f"<html><head></head><body><figure id='{FIGURE}'>{svg}</figure></body></html>"
    for kind, file, content in (
        (FileKind.FIGURES, "figures.zip", archive.getvalue()),
        (FileKind.REPORT_INTERACTIVE, "report-interactive.html", page.encode()),
        (FileKind.REPORT_PDF, "report.pdf", b"%PDF-1.7"),
        (FileKind.ANSWERS_CSV, "answers.csv", b"respondent_id\r\n"),
    ):
        RunFile.objects.create(
            run=run, kind=kind, name=file, media_type="application/octet-stream", content=content
        )
    return run
