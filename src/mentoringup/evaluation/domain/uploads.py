"""Uploads on their way to a data set. What reads a file is imported when there is one to read."""

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentoreval.errors import InputRefusedError
from mentoreval.implementations import Implementation as LibraryImplementation
from mentoreval.instruments.loading import parse_instrument
from mentoreval.instruments.model import Instrument
from mentoringup.audit.domain import record
from mentoringup.evaluation.enums import DataSetSource, UploadState
from mentoringup.evaluation.errors import EvaluationRefusedError, UploadIsOverError
from mentoringup.evaluation.models import DataSet, Upload
from mentoringup.evaluation.reading import row_of
from mentoringup.evaluation.wide_file import ColumnIsTakenError, write_wide
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person

if TYPE_CHECKING:
    from mentoreval.readers.table import SourceTable
    from mentoreval.responses import Responses
    from mentoringup.evaluation.uploads.counting import Preview
    from mentoringup.evaluation.uploads.looking import UploadedFile
    from mentoringup.evaluation.uploads.placing import Line, ValueLine


class UploadChangedError(EvaluationRefusedError):
    """Somebody else placed columns meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An upload as the page shows it.

    Attributes:
        columns: names that can be chosen.
        keys: columns of respondent, implementation, seconds, recorded and consent, by key.
        dropped: columns that tell who a person is; they were not read.
        unplaced: parts without a column that nobody said were not asked.
        remarks: what was assumed while reading, one sentence each.
        reasons: why the answers can't be read yet, one sentence each.
        preview: first counts; None while there are reasons.
    """

    format: str
    rows: int
    columns: tuple[str, ...]
    keys: Mapping[str, str]
    lines: "Sequence[Line]"
    values: "Sequence[ValueLine]"
    dropped: tuple[str, ...]
    unplaced: tuple[str, ...]
    remarks: tuple[str, ...]
    reasons: tuple[str, ...]
    preview: "Preview | None"


def begin_upload(
    *,
    site: Site,
    file: "UploadedFile",
    instrument: str,
    actor: Person,
    now: datetime,
) -> Upload:
    """Read a file and propose where its columns belong; nothing is kept of one that is refused.

    Raises:
        InputRefusedError: with every reason why the file or the questionnaire can't be read.
    """
    from mentoringup.evaluation.uploads.crosswalk_document import dumped  # noqa: PLC0415  slow
    from mentoringup.evaluation.uploads.looking import proposal_of  # noqa: PLC0415  the same

    proposal = proposal_of(file, parse_instrument(instrument.encode(), file="instrument.yaml"))
    with transaction.atomic():
        upload = Upload.objects.create(
            site=site,
            file_name=file.name[:200],
            content=file.content,
            dictionary_name=file.dictionary_name[:200],
            dictionary=file.dictionary or None,
            instrument=instrument,
            crosswalk=dumped(proposal.crosswalk),
            uploaded_at=now,
            uploaded_by=actor,
        )
        _note("upload.begun", upload, actor, now)
    return upload


def placed(upload: Upload) -> Placed:
    """Read the file again with the crosswalk as it stands."""
    from mentoringup.evaluation.uploads.counting import preview_of  # noqa: PLC0415  slow to load
    from mentoringup.evaluation.uploads.crosswalk_document import loaded  # noqa: PLC0415  the same
    from mentoringup.evaluation.uploads.placing import (  # noqa: PLC0415  the same
        keys_of,
        lines_of,
        part_in_words,
        value_lines,
    )
    from mentoringup.evaluation.uploads.wording import format_in_words  # noqa: PLC0415  the same

    instrument, table = instrument_of_upload(upload), _table(upload)
    crosswalk = loaded(upload.crosswalk)
    reasons: tuple[str, ...] = ()
    preview = None
    try:
        preview = preview_of(_decoded(upload, table, instrument))
    except InputRefusedError as error:
        reasons = for_people(error)
    return Placed(
        format=format_in_words(table.format),
        rows=table.frame.height,
        columns=tuple(table.frame.columns),
        keys=keys_of(crosswalk),
        lines=lines_of(table, instrument, crosswalk),
        values=value_lines(table, instrument, crosswalk),
        dropped=table.dropped_columns,
        unplaced=tuple(map(part_in_words, crosswalk.unplaced(instrument))),
        remarks=table.remarks,
        reasons=reasons,
        preview=preview,
    )


def place(*, upload: Upload, sent: Mapping[str, str], version: int) -> list[str]:
    """Store where columns belong, as somebody corrected it; what is wrong with it, one a line.

    Nothing is stored where something is wrong.

    Raises:
        UploadChangedError: another version was on the page.
        UploadIsOverError: it became a data set, or was discarded.
    """
    from mentoringup.evaluation.uploads.crosswalk_document import (  # noqa: PLC0415  slow to load
        dumped,
        loaded,
    )
    from mentoringup.evaluation.uploads.placing import corrected  # noqa: PLC0415  the same

    made, faults = corrected(
        sent,
        table=_table(upload),
        instrument=instrument_of_upload(upload),
        before=loaded(upload.crosswalk),
    )
    if faults:
        return faults
    with transaction.atomic():
        held = _held(upload)
        if held.version != version:
            raise UploadChangedError(
                _("Somebody else has changed this upload meanwhile. Look at it once more.")
            )
        held.crosswalk = dumped(made)
        held.version += 1
        held.save(update_fields=["crosswalk", "version"])
    return []


def take(
    *,
    upload: Upload,
    implementations: Sequence[LibraryImplementation],
    actor: Person,
    now: datetime,
    chance: Random | None = None,
) -> DataSet:
    """Make a data set of an upload; the file itself, names and all, is then forgotten.

    One implementation is that of every answer; of several, the file has to tell which.

    Raises:
        InputRefusedError: the answers can't be read as the columns stand.
        EvaluationRefusedError: parts are not placed, or the implementations don't fit.
        UploadIsOverError: it became a data set, or was discarded.
    """
    with transaction.atomic():
        held = _held(upload)
        data_set = _made(held, implementations, actor, now, chance or random.SystemRandom())
        data_set.save(force_insert=True)
        held.data_set, held.state = data_set, UploadState.TAKEN
        held.implementations = data_set.implementations
        _forget_file(held)
        record(
            verb="data-set.uploaded",
            thing=data_set,
            actor=actor,
            now=now,
            site_id=data_set.site_id,
            name=data_set.name,
            detail={"rows": data_set.rows, "sha256": data_set.sha256},
        )
    return data_set


def discard(*, upload: Upload, actor: Person, now: datetime) -> None:
    """Forget an upload and its file.

    Raises:
        UploadIsOverError: it became a data set, or was discarded already.
    """
    with transaction.atomic():
        held = _held(upload)
        held.state = UploadState.DISCARDED
        _forget_file(held)
        _note("upload.discarded", held, actor, now)


def instrument_of_upload(upload: Upload) -> Instrument:
    """The questionnaire of which the file is said to be."""
    return parse_instrument(upload.instrument.encode(), file="instrument.yaml")


def for_people(error: InputRefusedError) -> tuple[str, ...]:
    """The reasons without what only the command line has."""
    from mentoringup.evaluation.uploads.wording import without_commands  # noqa: PLC0415  the same

    return tuple(without_commands(str(reason)) for reason in error.reasons)


def _made(
    upload: Upload,
    implementations: Sequence[LibraryImplementation],
    actor: Person,
    now: datetime,
    chance: Random,
) -> DataSet:
    from mentoringup.evaluation.uploads.taking import taken  # noqa: PLC0415  slow to load

    instrument, table = instrument_of_upload(upload), _table(upload)
    found = taken(
        _decoded(upload, table, instrument, is_final=True), implementations=implementations
    )
    try:
        content = write_wide(
            found.rows, instrument=instrument, asks_consent=found.asks_consent, chance=chance
        )
    except ColumnIsTakenError as error:
        raise EvaluationRefusedError(str(error)) from error
    return DataSet(
        site=upload.site,
        name=upload.file_name,
        source=DataSetSource.UPLOAD,
        implementations=[row_of(one) for one in implementations],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        instrument=upload.instrument,
        instrument_id=instrument.id,
        instrument_version=instrument.version,
        instrument_sha256=instrument.sha256,
        cores={core.id: core.sha256 for core in instrument.cores},
        rows=len(found.rows),
        consented=sum(row.consent is True for row in found.rows),
        origin=_origin(upload, table) | {"flow": found.flow, "remarks": found.remarks},
        frozen_at=now,
        frozen_by=actor,
    )


def _origin(upload: Upload, table: "SourceTable") -> dict[str, Any]:
    return {
        "file": upload.file_name,
        "format": str(table.format),
        "file_sha256": table.sha256,
        "dictionary": upload.dictionary_name,
        "crosswalk": upload.crosswalk,
        "dropped_columns": list(table.dropped_columns),
    }


def _table(upload: Upload) -> "SourceTable":
    from mentoringup.evaluation.uploads.looking import (  # noqa: PLC0415  slow to load
        UploadedFile,
        table_of,
    )

    return table_of(
        UploadedFile(
            name=upload.file_name,
            content=bytes(upload.content),
            dictionary_name=upload.dictionary_name,
            dictionary=bytes(upload.dictionary or b""),
        )
    )


def _decoded(
    upload: Upload, table: "SourceTable", instrument: Instrument, *, is_final: bool = False
) -> "Responses":
    from mentoreval.readers.decode import decode  # noqa: PLC0415  slow to load
    from mentoringup.evaluation.uploads.crosswalk_document import loaded  # noqa: PLC0415  the same
    from mentoringup.evaluation.uploads.placing import part_in_words  # noqa: PLC0415  the same

    crosswalk = loaded(upload.crosswalk)
    missing = crosswalk.unplaced(instrument)
    if is_final and missing:
        raise EvaluationRefusedError(
            _(
                "These parts have no column yet: %(parts)s. Choose one, or leave it empty and save "
                "the columns to say that it was not asked."
            )
            % {"parts": ", ".join(map(part_in_words, missing))}
        )
    return decode(table, crosswalk, instrument)


def _held(upload: Upload) -> Upload:
    row = Upload.objects.select_for_update().filter(pk=upload.pk, state=UploadState.OPEN).first()
    if row is None:
        raise UploadIsOverError(_("This upload became a data set, or was discarded."))
    return row


def _forget_file(held: Upload) -> None:
    held.content, held.dictionary = b"", None
    held.version += 1
    held.save()


def _note(verb: str, upload: Upload, actor: Person, now: datetime) -> None:
    record(
        verb=verb,
        thing=upload,
        actor=actor,
        now=now,
        site_id=upload.site_id,
        name=upload.file_name,
    )
