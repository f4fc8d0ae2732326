"""Parts of the ready-made forms, said in every language that we have."""

from collections.abc import Sequence

from mentoringup.questionnaires.form.values import Choice, Element, ElementKind, Role, Words
from mentoringup.questionnaires.form.wordings import said_everywhere


def say(text: str, heading: str) -> Words:
    """A text in every language; `heading` is its place in the files of words."""
    return said_everywhere(text, (heading,))


def long_text(name: str, id_: str, text: str, topic: str) -> Element:
    """A question that asks for words."""
    return Element(id=id_, kind=ElementKind.LONG_TEXT, text=say(text, name), topic=topic)


def choices_of(
    name: str, labels: Sequence[str], favorable: Sequence[int] = ()
) -> tuple[Choice, ...]:
    """Choices with the codes 1, 2, 3 and so on."""
    return tuple(
        Choice(code=code, label=say(label, name), favorable=code in favorable)
        for code, label in enumerate(labels, start=1)
    )


def question(
    name: str,
    id_: str,
    kind: ElementKind,
    *,
    text: str,
    topic: str,
    labels: Sequence[str],
    favorable: Sequence[int] = (),
) -> Element:
    """A question with choices, numbered from 1."""
    return Element(
        id=id_,
        kind=kind,
        text=say(text, name),
        choices=choices_of(name, labels, favorable),
        role=Role.EVALUATION,
        topic=topic,
    )
