"""The rows of a data set on their way to a research export, with words as reviewed."""

from mentoringup.evaluation.domain.free_texts import reviewed_words
from mentoringup.evaluation.domain.rows import rows_of_data_set
from mentoringup.evaluation.models import DataSet
from mentoringup.evaluation.reading import instrument_of
from mentoringup.evaluation.research_rows import with_reviewed_words


def rows_to_export(data_set: DataSet) -> list[dict[str, str]]:
    """All rows, those who declined among them; `research_rows` says which may leave."""
    rows = rows_of_data_set(data_set)
    return with_reviewed_words(
        rows,
        instrument=instrument_of(data_set),
        reviewed=reviewed_words(data_set=data_set, rows=rows),
    )
