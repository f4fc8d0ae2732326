"""Which variables of some data sets make groups that can be compared."""

from collections.abc import Sequence
from functools import lru_cache

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.loading import parse_instrument
from mentoreval.instruments.model import QuestionKind
from mentoringup.evaluation.models import DataSet

_REMEMBERED = 32


def group_variables(data_sets: Sequence[DataSet]) -> list[tuple[str, str]]:
    """Ids and words of the questions by which groups can be compared; each once.

    The instruments are read once a process: a version never changes.
    """
    latest = {one.instrument_sha256: one.pk for one in reversed(data_sets)}
    found = dict(pair for sha256, pk in latest.items() for pair in _variables(sha256, pk))
    return list(found.items())


@lru_cache(maxsize=_REMEMBERED)
def _variables(sha256: str, data_set_id: int) -> tuple[tuple[str, str], ...]:
    text = DataSet.objects.values_list("instrument", flat=True).get(pk=data_set_id)
    try:
        instrument = parse_instrument(text.encode(), file=f"{sha256}.yaml")
    except InputRefusedError:
        return ()
    kinds = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)
    return tuple((one.id, one.text) for one in instrument.questions if one.kind in kinds)
