"""What tests of the pages on which questionnaires are written have in common."""

from typing import Any

from mentoringup.questionnaires.domain import queries
from mentoringup.questionnaires.form.values import Form
from mentoringup.questionnaires.models import Questionnaire

SINGLE = {
    "text_en": "Will you come again?",
    "hint_en": "",
    "choices": "1 = Yes [good]\n2 = No",
    "role": "evaluation",
    "revision": "1",
}
"""A question with one choice, as its page sends it."""


def stored(row: Questionnaire) -> Form:
    """The form as it is in the database."""
    row.refresh_from_db()
    return queries.form_of(row)


def page_text(answer: Any) -> str:
    """The HTML of a page."""
    return str(answer.content.decode())
