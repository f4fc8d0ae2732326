"""A questionnaire from a file of another tool, by what the file is."""

from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from mentoreval.errors import InputRefusedError, Reason

if TYPE_CHECKING:
    from mentoringup.questionnaires.form.importing import Imported


class Source(StrEnum):
    """What a file is."""

    QSF = "Qualtrics"
    REDCAP = "REDCap"
    YAML = "YAML"


_BY_ENDING = {
    ".qsf": Source.QSF,
    ".csv": Source.REDCAP,
    ".yaml": Source.YAML,
    ".yml": Source.YAML,
}


def form_from_file(content: bytes, *, name: str) -> tuple["Imported", Source]:
    """Read a file, and say what it was taken for.

    Raises:
        InputRefusedError: it can't be understood; each reason says where and why.
    """
    source = _BY_ENDING.get(PurePath(name).suffix.lower())
    if source is None:
        what = "the file's name ends in none of .qsf, .csv, .yaml; expected one of them"
        raise InputRefusedError([Reason(what=what, file=name)])
    from mentoringup.questionnaires.form import importing  # noqa: PLC0415  readers load slowly

    readers = {
        Source.QSF: importing.form_from_qsf,
        Source.REDCAP: importing.form_from_redcap,
        Source.YAML: importing.form_from_yaml,
    }
    return readers[source](content, file=name), source
