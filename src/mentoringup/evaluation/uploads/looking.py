"""Reading an uploaded file: as text columns, with a crosswalk proposed; loads numpy and polars."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from mentoreval.errors import Reason
from mentoreval.instruments.model import Instrument
from mentoreval.readers.detect import read_table
from mentoreval.readers.proposal import Proposal
from mentoreval.readers.propose import propose
from mentoreval.readers.signatures import PARQUET, SPSS
from mentoreval.readers.table import SourceTable
from mentoringup.evaluation.errors import UploadRefusedError

MOST_COLUMNS = 3_000
"""A survey has hundreds; placing many thousands would hold a process for minutes."""

MOST_CELLS = 4_000_000
"""A packed SPSS file of a few megabytes may hold billions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """A file as it came, and the dictionary that came with it.

    Attributes:
        dictionary_name: empty without one.
    """

    name: str
    content: bytes
    dictionary_name: str = ""
    dictionary: bytes = b""


def table_of(file: UploadedFile) -> SourceTable:
    """The rows of an export as text; columns that tell who a person is are already gone.

    Raises:
        InputRefusedError: with every reason.
    """
    if file.content.startswith(PARQUET):
        what = _("Parquet files are not uploaded; send CSV instead")
        raise UploadRefusedError([Reason(what=what)])
    with TemporaryDirectory(prefix="upload-") as folder:
        path = _written(Path(folder, "answers"), file.name, file.content)
        dictionary = None
        if file.dictionary_name:
            dictionary = _written(Path(folder, "dictionary"), file.dictionary_name, file.dictionary)
        if file.content.startswith(SPSS):
            _refuse_a_giant(path)
        else:
            _refuse_a_wide_text(path.name, file.content)
        return read_table(path, dictionary=dictionary)


def proposal_of(file: UploadedFile, instrument: Instrument) -> Proposal:
    """Where each part of an instrument seems to stand.

    Raises:
        InputRefusedError: as `table_of`.
    """
    return propose(table_of(file), instrument)


def _written(folder: Path, name: str, content: bytes) -> Path:
    """The content under the last part of its name, which messages repeat."""
    folder.mkdir()
    path = folder / (Path(name.replace("\\", "/")).name or "file")
    path.write_bytes(content)
    return path


def _refuse_a_wide_text(name: str, content: bytes) -> None:
    """Count what separates the names of columns, before anything is read."""
    head = content.partition(b"\n")[0]
    columns = 1 + max(head.count(sign) for sign in (b",", b";", b"\t"))
    if columns > MOST_COLUMNS:
        what = _("it has more than %(most)s columns; expected a survey's answers")
        raise UploadRefusedError([Reason(file=name, what=what % {"most": f"{MOST_COLUMNS:,}"})])


def _refuse_a_giant(path: Path) -> None:
    import pyreadstat  # noqa: PLC0415  for this format only

    try:
        _frame, about = pyreadstat.read_sav(path, metadataonly=True, output_format="dict")
    except Exception:  # noqa: BLE001  the reader itself says in words what is wrong
        return
    if (about.number_rows or 0) * (about.number_columns or 0) > MOST_CELLS:
        what = _("it holds more than %(most)s cells; expected a survey's answers")
        raise UploadRefusedError([Reason(file=path.name, what=what % {"most": f"{MOST_CELLS:,}"})])
