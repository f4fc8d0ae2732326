"""What the form of an element offers to depend on: earlier questions, each with its answers."""

from dataclasses import dataclass

from mentoringup.questionnaires.forms_element import ElementForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A question that an element may depend on.

    Attributes:
        value: its id; empty for none.
        answers: value, words and whether it is chosen; none where it has no choices.
    """

    value: str
    words: str
    is_chosen: bool
    answers: tuple[tuple[str, str, bool], ...]


def offered_in(asked: ElementForm) -> list[Offered]:
    """What the form offers, with what was chosen; nothing where no question comes earlier."""
    if "if_question" not in asked.fields:
        return []
    question, codes = asked["if_question"].value() or "", set(asked["if_codes"].value() or ())
    answers = [(str(code), str(label)) for code, label in _choices(asked, "if_codes")]
    return [
        Offered(
            value=value,
            words=str(words),
            is_chosen=value == question,
            answers=tuple(
                (code, label, code in codes)
                for code, label in answers
                if code.rpartition(":")[0] == value
            ),
        )
        for value, words in _choices(asked, "if_question")
    ]


def _choices(asked: ElementForm, name: str) -> list[tuple[str, str]]:
    return list(asked.fields[name].choices)  # type: ignore[attr-defined]
