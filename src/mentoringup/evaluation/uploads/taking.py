"""From responses that were read to the rows of a data set, each with its implementation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoreval.implementations import Implementation
from mentoreval.responses import RecordKind, Responses
from mentoringup.evaluation.errors import EvaluationRefusedError, NothingToEvaluateError
from mentoringup.evaluation.wide_columns import rows_of
from mentoringup.evaluation.wide_file import WideRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an upload gives to its data set.

    Attributes:
        flow: steps with their numbers, as `domain.flow` tells them.
        remarks: what the reader decided, and what of the file does not fit; one sentence each.
    """

    rows: tuple[WideRow, ...]
    asks_consent: bool
    flow: list[dict[str, Any]]
    remarks: list[str]


def taken(responses: Responses, *, implementations: Sequence[Implementation]) -> Taken:
    """Leave out previews, tests and spam, and say of each answer which training it is of.

    Raises:
        EvaluationRefusedError: several implementations, and the file does not tell which.
        NothingToEvaluateError: the file has no answer.
    """
    answers = responses.where(responses.kind == RecordKind.ANSWER)
    if not len(answers):
        raise NothingToEvaluateError(_("The file has no answer."))
    placed, remarks = _placed(answers, implementations)
    flow = {
        "rows": len(responses),
        "previews": len(responses) - len(answers),
        "answered": len(answers),
    }
    return Taken(
        rows=rows_of(placed),
        asks_consent=responses.consent_asked,
        flow=[{"step": step, "count": count} for step, count in flow.items()],
        remarks=[*responses.source.remarks, *remarks],
    )


def _placed(
    answers: Responses, implementations: Sequence[Implementation]
) -> tuple[Responses, list[str]]:
    if not implementations:
        raise EvaluationRefusedError(_("Say of which training these answers are."))
    if len(implementations) == 1:
        (only,) = implementations
        everywhere = np.zeros(len(answers), dtype=np.int32)
        return replace(answers, implementation=everywhere, implementation_ids=(only.id,)), []
    if not answers.implementation_ids:
        raise EvaluationRefusedError(
            _("No column tells of which of these trainings an answer is. Choose it first.")
        )
    known = {one.id for one in implementations}
    strange = [id_ for id_ in answers.implementation_ids if id_ not in known]
    if len(strange) == len(answers.implementation_ids):
        raise EvaluationRefusedError(
            _("No id of a training in the answers is in the list: %(ids)s.")
            % {"ids": ", ".join(strange[:10])}
        )
    remarks = []
    if strange:
        said = ngettext(
            "One training of the answers is not in the list: %(ids)s.",
            "%(number)s trainings of the answers are not in the list: %(ids)s.",
            len(strange),
        )
        remarks.append(said % {"number": len(strange), "ids": ", ".join(strange[:10])})
    return answers, remarks
