"""A form as an instrument of mentoreval: what it includes, and what the site asks besides.

What comes from an included instrument is never written out, so its ids, codes, words and hash are
those of the package. Rows of a MATRIX that are called `<item>_before` or `<item>_now` are one of
the two ratings of an included item: so a wave before the training, or months after it, asks one
occasion only, and its answers stand in the same columns as those of the survey after the training.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from mentoreval.instruments.loading import load_instrument, parse_instrument
from mentoreval.instruments.model import Design, Instrument, QuestionKind, Wording
from mentoreval.instruments.schema import SCHEMA
from mentoringup.questionnaires.form.from_instruments import core_of
from mentoringup.questionnaires.form.licensed import licensed_parts, overall_of
from mentoringup.questionnaires.form.values import (
    Choice,
    Element,
    ElementKind,
    Form,
    Role,
    Words,
    said,
)
from mentoringup.questionnaires.form.yaml_text import yaml_text

FIRST_VERSION: Final = "1.0.0"

_LONGEST_TOPIC: Final = 60
_KINDS: Final[Mapping[ElementKind, QuestionKind]] = {
    ElementKind.LIKERT: QuestionKind.SINGLE,
    ElementKind.SINGLE: QuestionKind.SINGLE,
    ElementKind.MATRIX: QuestionKind.SINGLE,
    ElementKind.MULTIPLE: QuestionKind.MULTIPLE,
    ElementKind.TEXT: QuestionKind.TEXT,
    ElementKind.LONG_TEXT: QuestionKind.TEXT,
    ElementKind.NUMBER: QuestionKind.NUMBER,
    ElementKind.DATE: QuestionKind.DATE,
}


def yaml_of(form: Form, *, version: str = FIRST_VERSION) -> str:
    """Write the instrument that a form asks as YAML that stands alone; it includes shipped ones.

    The words are those of the first language. A licensed instrument is written out whole.
    """
    return yaml_text(_Writer(form).content(version))


def instrument_of(form: Form, *, version: str = FIRST_VERSION) -> Instrument:
    """Make the instrument that a form asks.

    Raises:
        InputRefusedError: the form has faults that `checking.faults_of` names as blocking.
    """
    return parse_instrument(yaml_of(form, version=version).encode(), file=f"{form.id}.yaml")


def cores_of(form: Form) -> dict[str, str]:
    """SHA-256 of each instrument that a form includes, shipped and licensed, by id.

    Raises:
        InputRefusedError: one is not there or has faults.
    """
    included = [core_of(each, form.licensed) for each in (*form.cores, *form.licensed)]
    hashes = {each.id: each.sha256 for each in included}
    return hashes | {core.id: core.sha256 for each in included for core in each.cores}


class _Writer:
    """Makes the parts of the file."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._language = form.languages[0] if form.languages else "en"
        self._named: list[tuple[tuple[Choice, ...], str]] = []
        self._included = [core_of(each, form.licensed) for each in (*form.cores, *form.licensed)]
        self._sources = {
            name for each in self._included for name in (each.id, *(core.id for core in each.cores))
        }

    def content(self, version: str) -> dict[str, Any]:
        """Everything, in the order of the shipped files."""
        form = self._form
        items = list(chain.from_iterable(map(self._items, self._own(ElementKind.RATINGS))))
        scales = [self._scale(element) for element in self._own(ElementKind.RATINGS)]
        questions = [question for element in form.elements for question in self._asked(element)]
        licensed = licensed_parts(form.licensed, included=form.cores)
        shipped_ids = [*form.cores, *licensed.include]
        return {
            "schema": SCHEMA,
            "id": form.id,
            "version": version,
            "title": self._said(form.title) or form.id,
            "language": self._language,
            "design": self._design(),
            "prompt": self._prompt(),
            "provenance": self._provenance(),
            "include": [_pinned(each) for each in shipped_ids],
            "wording": licensed.wording,
            "options": self._options() | licensed.options,
            "items": [*licensed.items, *items],
            "scales": [*licensed.scales, *scales],
            "overall": overall_of(shipped_ids, self._included, has_items=bool(items)),
            "questions": [*licensed.questions, *questions],
            "published": licensed.published,
        }

    def _said(self, words: Words) -> str:
        return said(words, self._language)

    def _is_included(self, element: Element) -> bool:
        return element.core in self._sources

    def _own(self, kind: ElementKind) -> Iterator[Element]:
        """Elements of a kind that are the site's own."""
        return (
            element
            for element in self._form.elements
            if element.kind is kind and not self._is_included(element)
        )

    def _items(self, element: Element) -> Iterator[dict[str, Any]]:
        for row in element.rows:
            yield {
                "id": row.id,
                "topic": row.topic,
                "text": self._said(row.text),
                "options": self._list(element.choices),
            }

    def _scale(self, element: Element) -> dict[str, Any]:
        """The site's own ratings that stand together are a scale; nobody knows a better key."""
        competencies = {row.competency for row in element.rows}
        only = next(iter(competencies)) if len(competencies) == 1 else None
        return {
            "id": element.id,
            "name": element.topic or _topic(self._said(element.text)),
            "items": [row.id for row in element.rows],
            **({"competency": only} if only else {}),
        }

    def _asked(self, element: Element) -> Iterator[dict[str, Any]]:
        """Questions of an element that no included instrument has."""
        if element.kind not in _KINDS:
            return
        if not self._is_included(element):
            yield from self._questions(element)
        if element.other is not None:
            text = self._said(element.text)
            yield {
                "id": f"{element.id}_other",
                "kind": QuestionKind.TEXT.value,
                **_role(element),
                "topic": f"{element.topic or _topic(text)}, other",
                "text": f"{text} ({self._other(element)})",
            }

    def _questions(self, element: Element) -> Iterator[dict[str, Any]]:
        text = self._said(element.text)
        asked: Iterable[tuple[str, str, str]] = (
            ((row.id, f"{text} - {self._said(row.text)}", row.topic) for row in element.rows)
            if element.kind is ElementKind.MATRIX
            else [(element.id, text, element.topic or _topic(text))]
        )
        for name, words, topic in asked:
            yield {
                "id": name,
                "kind": _KINDS[element.kind].value,
                **_role(element),
                **({"compare": True} if element.compare and element.choices else {}),
                "topic": topic,
                "text": words,
                **({"options": self._list(element.choices)} if element.choices else {}),
            }

    def _other(self, element: Element) -> str:
        labels = (self._said(each.label) for each in element.choices if each.code == element.other)
        return next(labels, "other")

    def _list(self, choices: tuple[Choice, ...]) -> str:
        """Name a list of choices; elements with the same choices share one."""
        for known, name in self._named:
            if known == choices:
                return name
        self._named.append((choices, f"list{len(self._named) + 1}"))
        return self._named[-1][1]

    def _options(self) -> dict[str, Any]:
        return {name: [self._option(each) for each in choices] for choices, name in self._named}

    def _option(self, choice: Choice) -> dict[str, Any]:
        flags = {"not_applicable": choice.not_applicable, "favorable": choice.favorable}
        return {
            "code": choice.code,
            "label": self._said(choice.label),
            **{name: True for name, is_set in flags.items() if is_set},
        }

    def _design(self) -> str:
        """One occasion alone means that the other is asked in another wave."""
        single = any(
            element.kind is ElementKind.MATRIX and self._is_included(element)
            for element in self._form.elements
        )
        return Design.PRE_POST.value if single else ""

    def _prompt(self) -> str:
        own = next(self._own(ElementKind.RATINGS), None)
        inherited = any(each.prompt for each in self._included)
        return "" if own is None or inherited else self._said(own.text)

    def _provenance(self) -> dict[str, Any]:
        licensed = [each for each in self._included if each.id in self._form.licensed]
        notices = dict.fromkeys(each.provenance.notice for each in licensed)
        references = dict.fromkeys(chain(*(each.provenance.references for each in licensed)))
        notice = "A questionnaire of a site; what it includes has notices of its own."
        found = {
            "wording": (Wording.LICENSED if licensed else Wording.PROJECT).value,
            "notice": " ".join((notice, *notices)),
            "licence": "as the site and the holders of the rights have agreed",
            "references": list(references),
        }
        return {key: value for key, value in found.items() if value}


def _pinned(instrument_id: str) -> dict[str, str]:
    """An include that is refused where the package has another version."""
    return {"instrument": instrument_id, "version": load_instrument(instrument_id).version}


def _role(element: Element) -> dict[str, str]:
    return {} if element.role is Role.OPEN else {"role": element.role.value}


def _topic(text: str) -> str:
    """The beginning of a text, as a short name of it."""
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST_TOPIC:
        return flat
    return f"{flat[:_LONGEST_TOPIC].rpartition(' ')[0] or flat[:_LONGEST_TOPIC]}…"
