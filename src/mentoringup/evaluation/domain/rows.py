"""From stored responses to rows of the wide file, and from a data set to its rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from mentoringup.evaluation import wide_file
from mentoringup.evaluation.models import DataSet
from mentoringup.evaluation.wide_file import WideRow
from mentoringup.questionnaires.form import columns
from mentoringup.questionnaires.form.flow import shown_pages, shown_variables
from mentoringup.questionnaires.form.values import Answer, Form
from mentoringup.surveys.models import Response, Wave


def rows_of_wave(
    *,
    wave: Wave,
    form: Form,
    responses: Iterable[Response],
    implementation: str,
    is_synthetic: bool = False,
) -> Iterator[WideRow]:
    """One row a response; it has no time, no language and no id of the database.

    Args:
        wave: whose responses they are.
        form: what it asked.
        responses: in any order.
        implementation: its id in the file.
        is_synthetic: the people are invented, and each row says so.
    """
    mark = {columns.SYNTHETIC: "true"} if is_synthetic else {}
    for one in responses:
        answers = from_json(one.answers)
        yield WideRow(
            respondent=one.pseudonym,
            implementation=implementation,
            consent=one.consent,
            answers=answers,
            shown=_shown(wave, form, answers, one.shown),
            extras={columns.LAYOUT: one.layout, **mark},
        )


def rows_of_data_set(data_set: DataSet) -> list[dict[str, str]]:
    """The rows of a frozen file in its order, each cell as text under the name of its column."""
    return wide_file.rows_by_column(bytes(data_set.content))


def from_json(answers: Mapping[str, Any]) -> dict[str, Answer]:
    """Answers as they were given: JSON knows no tuples."""
    return {
        name: tuple(answer) if isinstance(answer, list) else answer
        for name, answer in answers.items()
    }


def _shown(
    wave: Wave, form: Form, answers: Mapping[str, Answer], stored: Collection[str]
) -> frozenset[str]:
    """The variables that were asked.

    A response keeps which elements were shown; which rows of them were is told by what was taught.
    """
    pages = shown_pages(
        form,
        answers,
        taught=frozenset(wave.taught) or None,
        asks_untaught=wave.survey.asks_untaught,
    )
    asked = frozenset(shown_variables(pages))
    kept = {
        name
        for element in form.elements
        if element.id in stored
        for name in element.variables()
        if name in asked
    }
    return frozenset(kept) | {name for name in stored if name in asked or name in answers}
