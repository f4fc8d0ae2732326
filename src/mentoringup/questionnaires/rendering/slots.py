"""HTML with slots: where an answer goes is marked, the page is cut there, and filling is a join.

A mark is random and of one page's making, so no text can hold it, and no text can forge a slot.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from mentoringup.questionnaires.form.values import Answer, Answers

_CHECKED = " checked"


@dataclass(slots=True)
class Place:
    """Where the answer to one variable goes, as numbers of pieces; None for no such place.

    Attributes:
        choices: places of `checked`, by code.
        text: place of what was typed.
        attributes: place of the attributes that lead to a hint and to a fault.
        hint: id of the hint; empty for none.
        fault: place of the sentence that says what is wrong.
    """

    choices: dict[int, int] = field(default_factory=dict)
    text: int | None = None
    attributes: int | None = None
    hint: str = ""
    fault: int | None = None


class SlotBook:
    """Gives out marks while the HTML of one page is made."""

    def __init__(self) -> None:
        """Choose the mark of this page."""
        self._secret = secrets.token_hex(16)
        self._count = 0
        self.places: dict[str, Place] = {}

    def choice(self, variable: str, code: int) -> SafeString:
        """Mark where `checked` goes."""
        number, mark = self._next()
        self._place(variable).choices[code] = number
        return mark

    def text(self, variable: str) -> SafeString:
        """Mark where the text goes, in an attribute's quotes or between tags."""
        place = self._place(variable)
        place.text, mark = self._next()
        return mark

    def attributes(self, variable: str, *, hint: str = "") -> SafeString:
        """Mark where `aria-describedby` and `aria-invalid` go."""
        place = self._place(variable)
        place.attributes, mark = self._next()
        place.hint = hint
        return mark

    def fault(self, variable: str) -> SafeString:
        """Mark where the sentence about a fault goes."""
        place = self._place(variable)
        place.fault, mark = self._next()
        return mark

    def cut(self, html: str) -> "Skeleton":
        """Cut the finished HTML at its marks.

        Raises:
            ValueError: a mark was not used, or twice: a template is wrong.
        """
        pieces = re.split(f"{self._secret}:([0-9]+);", html)
        order = {int(number): 2 * at + 1 for at, number in enumerate(pieces[1::2])}
        if len(order) != self._count or len(pieces) != 2 * self._count + 1:
            raise ValueError("Every slot stands in the page once.")
        pieces[1::2] = [""] * self._count
        for place in self.places.values():
            _put_in_order(place, order)
            if place.attributes is not None:
                pieces[place.attributes] = _attributes(place.hint)
        return Skeleton(pieces=tuple(pieces), places=self.places)

    def _next(self) -> tuple[int, SafeString]:
        number = self._count
        self._count += 1
        return number, mark_safe(f"{self._secret}:{number};")  # noqa: S308  # digits and letters

    def _place(self, variable: str) -> Place:
        return self.places.setdefault(variable, Place())


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """The HTML of a page, in pieces; those that answers fill are empty."""

    pieces: Sequence[str]
    places: Mapping[str, Place]

    def filled(self, answers: Answers, typed: Mapping[str, str], faults: Mapping[str, str]) -> str:
        """Give the HTML with these answers; `typed` goes before what was saved."""
        parts = list(self.pieces)
        for variable, place in self.places.items():
            answer = answers.get(variable)
            if variable in typed:
                answer = _as_answer(typed[variable], place)
            if answer is not None:
                _fill(parts, place, answer)
            if variable in faults:
                _complain(parts, place, variable, faults[variable])
        return "".join(parts)


def _put_in_order(place: Place, order: Mapping[int, int]) -> None:
    place.choices = {code: order[number] for code, number in place.choices.items()}
    place.text = None if place.text is None else order[place.text]
    place.attributes = None if place.attributes is None else order[place.attributes]
    place.fault = None if place.fault is None else order[place.fault]


def _fill(parts: list[str], place: Place, answer: Answer) -> None:
    if isinstance(answer, str):
        if place.text is not None:
            parts[place.text] = escape(answer)
        return
    for code in (answer,) if isinstance(answer, int) else answer:
        number = place.choices.get(code)
        if number is not None:
            parts[number] = _CHECKED


def _as_answer(raw: str, place: Place) -> Answer:
    """What was typed into a field, or chosen: codes with commas."""
    if not place.choices:
        return raw
    codes = (code.strip() for code in raw.split(","))
    known = {str(code): code for code in place.choices}
    return tuple(known[code] for code in codes if code in known)


def _complain(parts: list[str], place: Place, variable: str, sentence: str) -> None:
    identity = f"fault-{variable}"
    if place.attributes is not None:
        described = f"{identity} {place.hint}".strip()
        parts[place.attributes] = f'{_attributes(described)} aria-invalid="true"'
    if place.fault is not None:
        parts[place.fault] = format_html(
            '<span class="fault" id="{}">{}</span>', identity, sentence
        )


def _attributes(described_by: str) -> str:
    return format_html(' aria-describedby="{}"', described_by) if described_by else ""
