"""What somebody typed from a form on paper, and where two such typings differ."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentoringup.questionnaires.form.flow import ShownPage
from mentoringup.questionnaires.form.reading import Fault, read_page
from mentoringup.questionnaires.form.values import Answer, ElementKind

CONSENT = "_consent"
LANGUAGE = "_language"
"""Names of what stands on the paper besides answers; a variable begins with a letter."""

YES, NO = 1, 2
"""Codes of the consent question on paper."""

_BETWEEN = re.compile(r"[\s,;./+]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """One typing of a form, valid.

    Attributes:
        answers: by variable; what is missing was left empty.
        consent: to research; None where nothing is ticked or asked.
        language: in which the form is printed.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    consent: bool | None = None
    language: str = "en"

    def document(self) -> dict[str, Any]:
        """As it is stored; consent has a column of its own."""
        return {**self.answers, LANGUAGE: self.language}

    @classmethod
    def read(cls, document: Mapping[str, Any], *, consent: bool | None) -> "Typing":
        """Read what `document` wrote."""
        answers = {
            name: tuple(one) if isinstance(one, list) else one
            for name, one in document.items()
            if name != LANGUAGE
        }
        language = str(document.get(LANGUAGE, "en"))
        return cls(answers=answers, consent=consent, language=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was posted: a typing, and the fields that can't be understood."""

    typing: Typing
    faults: tuple[Fault, ...] = ()


def read_typing(
    pages: Sequence[ShownPage],
    posted: Mapping[str, str],
    *,
    paper_language: str,
    language: str,
    wrong: str,
) -> Read:
    """Read the fields of a whole sheet: codes as they are printed, words as they are written.

    Args:
        pages: of `sheet.whole_pages`.
        posted: one text a field.
        paper_language: in which the form is printed.
        language: of the sentences about faults.
        wrong: what is said of a code that the sheet does not have.
    """
    answers: dict[str, Answer] = {}
    faults: list[Fault] = []
    for page in pages:
        reading = read_page(page, _as_posted(page, posted), language)
        answers.update(reading.answers)
        faults += reading.faults
    consent = posted.get(CONSENT, "").strip()
    if consent not in {"", str(YES), str(NO)}:
        faults.append((CONSENT, wrong))
    return Read(
        typing=Typing(
            answers=answers,
            consent={str(YES): True, str(NO): False}.get(consent),
            language=paper_language,
        ),
        faults=tuple(faults),
    )


def differences(first: Typing, second: Typing, *, order: Sequence[str]) -> tuple[str, ...]:
    """Names of what was typed differently, in the order of the sheet; consent comes last."""
    names = [one for one in order if not _same(first.answers.get(one), second.answers.get(one))]
    if first.consent is not second.consent:
        names.append(CONSENT)
    if first.language != second.language:
        names.append(LANGUAGE)
    return tuple(names)


def as_typed(typing: Typing, name: str) -> str:
    """What was typed into a field, as it would be typed again."""
    if name == CONSENT:
        return {True: str(YES), False: str(NO), None: ""}[typing.consent]
    if name == LANGUAGE:
        return typing.language
    answer = typing.answers.get(name)
    if isinstance(answer, tuple):
        return " ".join(map(str, answer))
    return "" if answer is None else str(answer)


def _as_posted(page: ShownPage, posted: Mapping[str, str]) -> dict[str, list[str]]:
    """Fields as a browser would post them online: each code of a multiple choice by itself."""
    several = {one.id for one in page.elements if one.kind is ElementKind.MULTIPLE}
    found: dict[str, list[str]] = {}
    for element in page.elements:
        for name in element.variables():
            text = posted.get(name, "").strip()
            is_list = name in several
            found[name] = [part for part in _BETWEEN.split(text) if part] if is_list else [text]
    return found


def _same(first: Answer | None, second: Answer | None) -> bool:
    """Whether both are one answer; words may have other spaces and line breaks between them."""
    if isinstance(first, str) and isinstance(second, str):
        return first.split() == second.split()
    return first == second
