"""From a file to answers: choose the format, place the columns, decode the cells."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.instruments.model import Instrument
from mentoreval.readers import fast_wide
from mentoreval.readers.crosswalk import Crosswalk, read_crosswalk
from mentoreval.readers.decode import decode
from mentoreval.readers.detect import read_table
from mentoreval.readers.proposal import Proposal
from mentoreval.readers.propose import PLAIN_FORMATS, consent_columns, propose
from mentoreval.readers.table import SourceTable
from mentoreval.responses import Responses


def read_responses(
    path: Path,
    *,
    instrument: Instrument,
    crosswalk: Path | Crosswalk | None = None,
    dictionary: Path | None = None,
) -> Responses:
    """Read an export of any known format as answers to an instrument.

    Without a crosswalk the columns are placed by their names and labels, which has to place every
    part of the instrument (of a plain wide table: every item).

    Args:
        path: a Qualtrics, REDCap, LimeSurvey or SPSS export, or a plain wide CSV or Parquet file.
        instrument: the questionnaire that was answered.
        crosswalk: where each part of the instrument stands.
        dictionary: the data dictionary of REDCap records, or the survey definition (`.qsf`) of a
            Qualtrics export whose stored numbers are not the instrument's codes.

    Raises:
        InputRefusedError: with every reason why the file or the crosswalk can't be used.
    """
    given = crosswalk
    if isinstance(given, Path):
        given = read_crosswalk(given, instrument=instrument)
    if given is None:
        if dictionary is None and (quick := _quickly(path, instrument)) is not None:
            return quick
        table = read_table(path, dictionary=dictionary, instrument=instrument)
        return _by_proposal(table, instrument)
    table = read_table(path, dictionary=dictionary, status=given.status)
    if reasons := list(_silences(table, given, instrument)):
        raise InputRefusedError(reasons)
    return decode(table, given, instrument)


def _silences(table: SourceTable, crosswalk: Crosswalk, instrument: Instrument) -> Iterator[Reason]:
    """Say of what a crosswalk should have spoken: parts of the instrument, and consent."""
    if missing := crosswalk.unplaced(instrument):
        what = f"the crosswalk says nothing of {', '.join(missing)}"
        yield Reason(file=table.file, what=what)
    if crosswalk.consent is None:
        spoken_of = {*crosswalk.ignore, *(name for name, _ in crosswalk.columns())}
        for name in consent_columns(table):
            if name not in spoken_of:
                what = (
                    "the column seems to tell who consents to research; say under `consent` in the "
                    "crosswalk what its values mean, or put its name under `ignore`"
                )
                yield Reason(file=table.file, column=name, what=what)


def _quickly(path: Path, instrument: Instrument) -> Responses | None:
    """Read a large plain wide file the quick way, None if it is small or not plain."""
    if not path.is_file() or path.stat().st_size < fast_wide.WORTH_IT:
        return None
    found = fast_wide.read_fast(path, instrument)
    if found is None:
        return None
    table, ratings = found
    questions_only = replace(instrument, items=(), scales=())
    proposal = propose(table, questions_only)
    if not proposal.is_complete:
        return None
    return decode(table, proposal.crosswalk, instrument, remarks=proposal.remarks, ratings=ratings)


def _by_proposal(table: SourceTable, instrument: Instrument) -> Responses:
    proposal = propose(table, instrument)
    if not proposal.is_complete:
        raise InputRefusedError(_gaps(proposal))
    remarks = proposal.remarks
    if table.format not in PLAIN_FORMATS:
        remarks = (
            "No crosswalk was given: the columns were placed by their names and labels.",
            *remarks,
        )
    return decode(table, proposal.crosswalk, instrument, remarks=remarks)


def _gaps(proposal: Proposal) -> Iterator[Reason]:
    table, instrument = proposal.table, proposal.instrument
    unplaced = proposal.unplaced
    if not proposal.crosswalk.ratings and instrument.items:
        what = f"none of the {len(instrument.items)} items of {instrument.id} was found"
        yield Reason(file=table.file, what=what)
        unplaced = tuple(part for part in unplaced if " " not in part)
    for part in unplaced:
        expected = ""
        if table.format in PLAIN_FORMATS:
            expected = f"; expected one named “{part.lower().replace(' ', '_')}”"
        yield Reason(file=table.file, what=f"no column was found for {part}{expected}")
    for remark in proposal.remarks:
        yield Reason(file=table.file, what=remark)
    yield Reason(
        file=table.file,
        what="a crosswalk says where each part is, or that it was not asked; begin with: "
        f"mentoreval crosswalk {table.file} --instrument {instrument.id}",
    )
