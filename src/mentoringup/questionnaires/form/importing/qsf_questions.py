"""The questions of a Qualtrics survey as elements."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext

from mentoreval.instruments.model import Occasion
from mentoreval.readers.personal import is_personal
from mentoreval.readers.qualtrics import plain_label
from mentoringup.questionnaires.form.importing.drafting import PERSONAL, Draft, words
from mentoringup.questionnaires.form.importing.pairing import occasion_said
from mentoringup.questionnaires.form.values import (
    Choice,
    Condition,
    Element,
    ElementKind,
    Operator,
    Row,
    Words,
)

Payload = Mapping[str, Any]

_MULTIPLE: Final = frozenset({"MAVR", "MAHR", "MACOL", "MSB"})
_SINGLE: Final = frozenset({"SAVR", "SAHR", "SACOL", "DL", "SB", "NPS"})
_ONE_A_ROW: Final = frozenset({"SingleAnswer", "DL", None, ""})
_PERSONAL_CONTENT: Final = frozenset({"ValidEmail", "ValidPhone", "ValidZip", "ValidUSState"})
_SELECTED: Final = re.compile(r"q://(QID\d+)/SelectableChoice/(\w+)")
_TWO: Final = 2


class Questions:
    """Makes elements of the questions of one survey.

    Attributes:
        languages: codes of the further languages in which something is said.
    """

    def __init__(self, draft: Draft, payloads: Mapping[str, Payload], language: str) -> None:
        self._draft = draft
        self._payloads = payloads
        self._language = language
        self._codes: dict[str, dict[str, int]] = {}
        self._ids: dict[str, str] = {}
        codes = (code for payload in payloads.values() for code in _translations(payload))
        self.languages = tuple(
            dict.fromkeys(code.lower() for code in codes if code.lower() != language)
        )

    def elements(self, question: str) -> Iterator[Element]:
        """Elements of one question; none, and a remark, where it can't be asked here."""
        payload = self._payloads[question]
        name = str(payload.get("DataExportTag") or question)
        if "${" in str(payload.get("QuestionText")):
            sentence = gettext(
                "“%(name)s” quotes an answer or a fact there; its text shows the code."
            )
            self._draft.remark(sentence, name=name)
        makers: Mapping[str, Callable[[str, str, Payload], Iterator[Element]]] = {
            "DB": self._note,
            "TE": self._typed,
            "MC": self._chosen,
            "Matrix": self._matrix,
            "SBS": self._side_by_side,
            "Slider": self._sliders,
        }
        kind = str(payload.get("QuestionType"))
        if kind not in makers:
            self._refuse(name, payload)
            return
        found = list(makers[kind](question, name, payload))
        yield from found

    def _refuse(self, name: str, payload: Payload) -> None:
        kind = "/".join(str(payload.get(key)) for key in ("QuestionType", "Selector"))
        text = plain_label(str(payload.get("QuestionText") or ""))[:80]
        sentence = gettext(
            "“%(name)s” (%(text)s) is of the type %(kind)s, which can't be asked here."
        )
        self._draft.remark(sentence, name=name, text=text, kind=kind)

    def _text(self, payload: Payload) -> Words:
        said = {self._language: plain_label(str(payload.get("QuestionText") or ""))}
        for code, translated in _translations(payload).items():
            said[code.lower()] = plain_label(str(translated.get("QuestionText") or ""))
        return words(said) or {self._language: str(payload.get("DataExportTag") or "Question")}

    def _note(self, _question: str, name: str, payload: Payload) -> Iterator[Element]:
        yield Element(id=self._draft.name(name), kind=ElementKind.NOTE, text=self._text(payload))

    def _typed(self, question: str, name: str, payload: Payload) -> Iterator[Element]:
        settings = _settings(payload)
        text = self._text(payload)
        if settings.get("ContentType") in _PERSONAL_CONTENT or any(map(is_personal, text.values())):
            self._draft.remark(gettext(PERSONAL), name=name)
            return
        if payload.get("Selector") == "FORM":
            for key, _, label in self._labelled(payload, "Choices"):
                if any(map(is_personal, label.values())):
                    self._draft.remark(gettext(PERSONAL), name=f"{name}_{key}")
                else:
                    yield Element(
                        id=self._draft.name(f"{name}_{key}"), kind=ElementKind.TEXT, text=label
                    )
            return
        kind = ElementKind.TEXT if payload.get("Selector") == "SL" else ElementKind.LONG_TEXT
        kinds = {"ValidNumber": ElementKind.NUMBER, "ValidDate": ElementKind.DATE}
        bounds = settings.get("ValidNumber") or {}
        kind = kinds.get(str(settings.get("ContentType")), kind)
        is_number = kind is ElementKind.NUMBER
        yield Element(
            id=self._named(question, name),
            kind=kind,
            text=text,
            minimum=_bound(bounds.get("Min")) if is_number else None,
            maximum=_bound(bounds.get("Max")) if is_number else None,
            show_if=self._condition(payload, name),
        )

    def _chosen(self, question: str, name: str, payload: Payload) -> Iterator[Element]:
        selector = payload.get("Selector")
        if selector not in _MULTIPLE | _SINGLE:
            self._refuse(name, payload)
            return
        choices = self._choices(question, name, payload, "Choices")
        typed = [key for key, choice in _entries(payload, "Choices") if choice.get("TextEntry")]
        if len(typed) > 1:
            sentence = gettext("“%(name)s” has several lines for words; the last one is kept.")
            self._draft.remark(sentence, name=name)
        yield Element(
            id=self._named(question, name),
            kind=ElementKind.MULTIPLE if selector in _MULTIPLE else ElementKind.SINGLE,
            text=self._text(payload),
            choices=choices,
            other=self._codes[question][typed[-1]] if typed else None,
            show_if=self._condition(payload, name),
        )

    def _matrix(self, question: str, name: str, payload: Payload) -> Iterator[Element]:
        is_likert = payload.get("Selector") == "Likert"
        if not is_likert or payload.get("SubSelector") not in _ONE_A_ROW | {"MultipleAnswer"}:
            self._refuse(name, payload)
            return
        choices = self._choices(question, name, payload, "Answers")
        condition = self._condition(payload, name)
        if payload.get("SubSelector") == "MultipleAnswer":
            heading = self._text(payload)
            for key, _, label in self._labelled(payload, "Choices"):
                yield Element(
                    id=self._draft.name(f"{name}_{self._tag(payload, key)}"),
                    kind=ElementKind.MULTIPLE,
                    text=_joined(heading, label),
                    choices=choices,
                    show_if=condition,
                )
            return
        yield Element(
            id=self._draft.name(f"matrix_{name}"),
            kind=ElementKind.MATRIX,
            text=self._text(payload),
            rows=self._rows(name, payload),
            choices=choices,
            show_if=condition,
        )

    def _side_by_side(self, question: str, name: str, payload: Payload) -> Iterator[Element]:
        """Two columns of the same answers are BEFORE and NOW; others are asked one by one."""
        columns = list((payload.get("AdditionalQuestions") or {}).items())
        usable = [
            (number, column)
            for number, column in columns
            if column.get("QuestionType") == "Matrix"
            and column.get("Answers")
            and column.get("SubSelector") in _ONE_A_ROW
        ]
        if len(usable) < len(columns) or not columns:
            self._refuse(name, payload)
            return
        made = [self._choices(f"{question}#{n}", name, column, "Answers") for n, column in usable]
        if len(usable) == _TWO and made[0] == made[1]:
            yield from self._ratings(name, payload, [column for _, column in usable], made[0])
            return
        for (number, column), choices in zip(usable, made, strict=True):
            heading = _joined(self._text(payload), self._text(column))
            yield Element(
                id=self._draft.name(f"matrix_{name}_{number}"),
                kind=ElementKind.MATRIX,
                text=heading,
                rows=self._rows(f"{name}_{number}", payload),
                choices=choices,
                show_if=self._condition(payload, name),
            )

    def _ratings(
        self, name: str, payload: Payload, columns: list[Payload], choices: tuple[Choice, ...]
    ) -> Iterator[Element]:
        said = [occasion_said(plain_label(str(column.get("QuestionText")))) for column in columns]
        if said == [Occasion.NOW, Occasion.BEFORE]:
            sentence = gettext(
                "“%(name)s” asked NOW first; the order of columns is the site's here."
            )
            self._draft.remark(sentence, name=name)
        elif said != [Occasion.BEFORE, Occasion.NOW]:
            sentence = gettext(
                "The first column of “%(name)s” is taken as BEFORE, the second as NOW."
            )
            self._draft.remark(sentence, name=name)
        yield Element(
            id=self._draft.name(f"ratings_{name}"),
            kind=ElementKind.RATINGS,
            text=self._text(payload),
            rows=self._rows(name, payload),
            choices=choices,
            show_if=self._condition(payload, name),
        )

    def _sliders(self, _question: str, name: str, payload: Payload) -> Iterator[Element]:
        self._draft.remark(gettext("“%(name)s” was a slider; numbers are typed here."), name=name)
        settings = payload.get("Configuration") or {}
        heading = self._text(payload)
        for key, _, label in self._labelled(payload, "Choices"):
            yield Element(
                id=self._draft.name(f"{name}_{self._tag(payload, key)}"),
                kind=ElementKind.NUMBER,
                text=_joined(heading, label),
                minimum=_bound(settings.get("CSSliderMin")),
                maximum=_bound(settings.get("CSSliderMax")),
                show_if=self._condition(payload, name),
            )

    def _rows(self, name: str, payload: Payload) -> tuple[Row, ...]:
        return tuple(
            Row(
                id=self._draft.name(_row_name(name, self._tag(payload, key))),
                text=label,
                topic=next(iter(label.values()))[:60],
            )
            for key, _, label in self._labelled(payload, "Choices")
        )

    def _tag(self, payload: Payload, key: str) -> str:
        """The export tag of a row, or its number."""
        tags = payload.get("ChoiceDataExportTags")
        return str(tags.get(key) or key) if isinstance(tags, dict) else key

    def _choices(
        self, question: str, name: str, payload: Payload, group: str
    ) -> tuple[Choice, ...]:
        """Choices with the numbers that the survey stored."""
        recoded = payload.get("RecodeValues") or {}
        found = list(self._labelled(payload, group))
        stored = [
            str(recoded.get(key, key)) if isinstance(recoded, dict) else key for key, _, _ in found
        ]
        if len({*stored}) < len(stored):
            stored = [key for key, _, _ in found]
            sentence = gettext(
                "Two choices of “%(name)s” had one number; they have their own here."
            )
            self._draft.remark(sentence, name=name)
        labels = {code: label for code, (_, _, label) in zip(stored, found, strict=True)}
        choices = self._draft.choices(name, labels)
        if len(choices) == 1:
            sentence = gettext("“%(name)s” has one choice only; give it a second one.")
            self._draft.remark(sentence, name=name)
        self._codes[question] = {
            key: each.code for (key, _, _), each in zip(found, choices, strict=True)
        }
        return choices

    def _labelled(self, payload: Payload, group: str) -> Iterator[tuple[str, Payload, Words]]:
        """Key, entry and words of each choice or row, in the order shown."""
        for key, entry in _entries(payload, group):
            said = {self._language: plain_label(str(entry.get("Display") or ""))}
            for code, translated in _translations(payload).items():
                other = (translated.get(group) or {}).get(key) or {}
                said[code.lower()] = plain_label(str(other.get("Display") or ""))
            yield key, entry, words(said) or {self._language: key}

    def _named(self, question: str, name: str) -> str:
        self._ids[question] = self._draft.name(name)
        return self._ids[question]

    def _condition(self, payload: Payload, name: str) -> Condition | None:
        """One choice of one question, selected; everything else is always shown."""
        logic = payload.get("DisplayLogic") or payload.get("InPageDisplayLogic")
        if not logic:
            return None
        steps = [
            step
            for part in logic.values()
            if isinstance(part, dict)
            for step in part.values()
            if isinstance(step, dict)
        ]
        found = _SELECTED.fullmatch(str(steps[0].get("ChoiceLocator"))) if len(steps) == 1 else None
        if found and steps[0].get("Operator") == "Selected" and found[1] in self._ids:
            code = self._codes.get(found[1], {}).get(found[2])
            if code is not None:
                question = self._ids[found[1]]
                return Condition(question=question, operator=Operator.IS_ANY_OF, codes=(code,))
        sentence = gettext("“%(name)s” is always shown; its display logic was not understood.")
        self._draft.remark(sentence, name=name)
        return None


def _row_name(name: str, tag: str) -> str:
    """Tags that say the question already stay as they are."""
    return f"{name}_{tag}" if tag.isdigit() else tag


def _entries(payload: Payload, group: str) -> Iterator[tuple[str, Payload]]:
    """Choices or answers in their order."""
    entries = payload.get(group) or {}
    if isinstance(entries, list):
        entries = {str(number): entry for number, entry in enumerate(entries, start=1)}
    order = payload.get("ChoiceOrder" if group == "Choices" else "AnswerOrder") or list(entries)
    for key in order:
        if str(key) in entries:
            yield str(key), entries[str(key)]


def _translations(payload: Payload) -> Mapping[str, Any]:
    found = payload.get("Language")
    return found if isinstance(found, dict) else {}


def _settings(payload: Payload) -> Payload:
    settings = (payload.get("Validation") or {}).get("Settings")
    return settings if isinstance(settings, dict) else {}


def _bound(value: Any) -> float | None:
    try:
        return None if value in (None, "") else float(value)
    except (TypeError, ValueError):
        return None


def _joined(heading: Words, label: Words) -> Words:
    """A heading and what stands below it as one text, in the languages that know both."""
    return {code: f"{text} - {label[code]}" for code, text in heading.items() if code in label}
