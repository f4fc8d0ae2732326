"""BEFORE and NOW found again: other systems have no such thing, and ask everything twice.

Two shapes are put together where nothing is in doubt: two matrices with the same rows, and doubled
questions or rows. Which is BEFORE is said by their names or by their words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from mentoreval.instruments.model import Occasion
from mentoreval.readers.fit import named, occasion_in
from mentoreval.readers.words import plain
from mentoringup.questionnaires.form.importing.drafting import Draft
from mentoringup.questionnaires.form.values import Element, ElementKind, Page, Row, Words

_OCCASION_WORDS = re.compile(
    r"\b(?:(?:before|after|prior to|since) (?:the |this )?(?:training|workshop|program(?:me)?)"
    r"|antes de la (?:capacitación|formación)|antes|ahora|actualmente|hoy"
    r"|before|prior|pre|now|today|currently|after|post)\b",
    re.IGNORECASE,
)
_IN_SPANISH = {
    Occasion.BEFORE: re.compile(r"\bantes\b", re.IGNORECASE),
    Occasion.NOW: re.compile(r"\b(?:ahora|actualmente|hoy)\b", re.IGNORECASE),
}
_IN_CAPITALS = {
    Occasion.BEFORE: re.compile(r"\b(?:BEFORE|ANTES)\b"),
    Occasion.NOW: re.compile(r"\b(?:NOW|AHORA)\b"),
}
_ENDS = " .,;:-–—()[]"
_FEWEST_CHOICES = 2


def paired(page: Page, draft: Draft) -> Page:
    """Put ratings together that stand twice on a page."""
    elements = list(page.elements)
    for step in (_doubled_rows, _twin_matrices, _doubled_questions):
        elements = step(elements, draft)
    return replace(page, elements=tuple(elements))


@dataclass(frozen=True, slots=True)
class _Half:
    """One of two ratings: what it is about, and when."""

    about: str
    occasion: Occasion | None


def _twin_matrices(elements: list[Element], draft: Draft) -> list[Element]:
    """Two matrices with the same rows and choices, one of them BEFORE."""
    found = list(elements)
    for first in elements:
        twin = next((each for each in found if _are_twins(first, each)), None)
        if twin is None or first not in found:
            continue
        rows = tuple(
            _row(draft, before, now) for before, now in zip(first.rows, twin.rows, strict=True)
        )
        found[found.index(first)] = _ratings(first, rows)
        found.remove(twin)
        sentence = gettext("“%(first)s” and “%(twin)s” are one element, rated BEFORE and NOW.")
        draft.remark(sentence, first=first.id, twin=twin.id)
    return found


def _are_twins(first: Element, second: Element) -> bool:
    return (
        first.kind is second.kind is ElementKind.MATRIX
        and _can_be_rated(first)
        and _half_of(first).occasion is Occasion.BEFORE
        and _half_of(second).occasion is Occasion.NOW
        and first.choices == second.choices
        and first.show_if == second.show_if
        and [_without(row.text) for row in first.rows]
        == [_without(row.text) for row in second.rows]
    )


def _half_of(element: Element) -> _Half:
    return _half(element.id, element.text)


def _doubled_rows(elements: list[Element], draft: Draft) -> list[Element]:
    """A matrix in which each statement stands twice."""
    found = []
    for element in elements:
        is_matrix = element.kind is ElementKind.MATRIX and _can_be_rated(element)
        rows = _joined(element.rows, draft) if is_matrix else ()
        if rows:
            sentence = gettext("The doubled rows of “%(id)s” are rated BEFORE and NOW.")
            draft.remark(sentence, id=element.id)
        found.append(_ratings(element, rows) if rows else element)
    return found


def _doubled_questions(elements: list[Element], draft: Draft) -> list[Element]:
    """A run of single choices with the same answers, each of which stands twice."""
    found: list[Element] = []
    place = 0
    while place < len(elements):
        run = _run(elements[place:])
        rows = _joined([Row(id=e.id, text=e.text, topic=e.topic or e.id) for e in run], draft)
        if rows:
            sentence = gettext("“%(first)s” to “%(last)s” are rated BEFORE and NOW.")
            draft.remark(sentence, first=run[0].id, last=run[-1].id)
            text = dict.fromkeys(run[0].text, "BEFORE and NOW")
            name = draft.name(f"ratings_{rows[0].id}")
            found.append(replace(_ratings(run[0], rows), id=name, text=text, topic=""))
            place += len(run)
        else:
            found.append(elements[place])
            place += 1
    return found


def _run(elements: Sequence[Element]) -> list[Element]:
    """The longest beginning of single choices that share answers, names and conditions."""
    first = elements[0]
    run: list[Element] = []
    for element in elements:
        is_alike = (
            element.kind is first.kind is ElementKind.SINGLE
            and _can_be_rated(element)
            and element.choices == first.choices
            and element.show_if == first.show_if
            and element.other is None
            and _half_of(element).occasion is not None
        )
        if not is_alike:
            break
        run.append(element)
    return run


def _joined(rows: Sequence[Row], draft: Draft) -> tuple[Row, ...]:
    """Rows of ratings, if each row has exactly one partner; nothing otherwise."""
    halves = [(row, _half(row.id, row.text)) for row in rows]
    about: dict[str, dict[Occasion, Row]] = {}
    for row, half in halves:
        if half.occasion is None or half.occasion in about.setdefault(half.about, {}):
            return ()
        about[half.about][half.occasion] = row
    if not about or any(len(pair) < len(Occasion) for pair in about.values()):
        return ()
    return tuple(_row(draft, pair[Occasion.BEFORE], pair[Occasion.NOW]) for pair in about.values())


def _half(name: str, text: Words) -> _Half:
    """What a rating is about: its name without the occasion, otherwise its words without."""
    said = named(name)
    if said.occasion is not None:
        return _Half(about=said.base, occasion=said.occasion)
    first = next(iter(text.values()), "")
    return _Half(about=_without(text), occasion=occasion_said(first))


def occasion_said(text: str) -> Occasion | None:
    """The occasion that a text names; where it names both, the one in capitals."""
    return occasion_in(text) or _only(text, _IN_SPANISH) or _only(text, _IN_CAPITALS)


def _only(text: str, words: Mapping[Occasion, re.Pattern[str]]) -> Occasion | None:
    said = [occasion for occasion, pattern in words.items() if pattern.search(text)]
    return said[0] if len(said) == 1 else None


def _row(draft: Draft, before: Row, now: Row) -> Row:
    """An item named like the part of both names, in words that say no occasion."""
    base, other = named(before.id), named(now.id)
    name = now.id
    if base.base == other.base and base.occasion is not None:
        name = draft.name(re.sub(r"(?i)^(?:pre|before)_|_(?:pre|before)$", "", before.id))
    text = {language: _plain_text(words) or words for language, words in now.text.items()}
    return replace(now, id=name, text=text, topic=next(iter(text.values()), now.topic)[:60])


def _can_be_rated(element: Element) -> bool:
    return sum(not each.not_applicable for each in element.choices) >= _FEWEST_CHOICES


def _ratings(element: Element, rows: tuple[Row, ...]) -> Element:
    return replace(element, kind=ElementKind.RATINGS, rows=rows)


def _without(text: Words) -> str:
    return plain(_plain_text(next(iter(text.values()), "")))


def _plain_text(text: str) -> str:
    """A text without the words for BEFORE and NOW at its ends."""
    found = _OCCASION_WORDS.search(text)
    while found and (
        not text[: found.start()].strip(_ENDS) or not text[found.end() :].strip(_ENDS)
    ):
        text = (text[: found.start()] + text[found.end() :]).strip(_ENDS)
        found = _OCCASION_WORDS.search(text)
    return text
