"""The lock of included instruments: what a site may not change about them.

An instrument is measured by its items together, in their own words. A form holds it whole or not at
all; its elements may stand on other pages, or be parted into several elements. Ids, choices, the
words of the original language, hints, the order of rows and on what answer an element depends stay;
a translation may be bettered.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mentoringup.questionnaires.editing.translating import LOCKED_LANGUAGE
from mentoringup.questionnaires.errors import CoreIsLockedError
from mentoringup.questionnaires.form.starting import form_of
from mentoringup.questionnaires.form.values import Choice, Element, Form, Row, Words

type_of_pieces = Mapping[tuple[str, str], tuple[Any, ...]]


def check_cores(*, before: Form, after: Form) -> None:
    """Hold the included instruments of `after` to what they were, and new ones to what is shipped.

    Raises:
        CoreIsLockedError: one was changed, or isn't there as a whole, or is there twice.
    """
    were, are = _by_source(before), _by_source(after)
    is_same = set(before.cores) == set(after.cores) and before.licensed == after.licensed
    if is_same:
        if were != are or not _is_in_order(after, _order(before)):
            raise CoreIsLockedError
        return
    names = (*after.cores, *after.licensed)
    shipped = form_of(names, id="whole", title={}, licensed=after.licensed)
    whole = _by_source(shipped)
    if set(are) != set(whole) or not _is_in_order(after, {**_order(shipped), **_order(before)}):
        raise CoreIsLockedError
    for source, pieces in are.items():
        if pieces != were.get(source, whole[source]):
            raise CoreIsLockedError


def _order(form: Form) -> dict[tuple[str, str], int]:
    """The place of each row of an instrument among the rows of the form."""
    rows = [(one.core, row.id) for one in form.elements if one.core for row in one.rows]
    return {row: place for place, row in enumerate(rows)}


def _is_in_order(form: Form, order: Mapping[tuple[str, str], int]) -> bool:
    """Whether rows that stand together stand as they did; elements may stand anywhere."""
    for element in form.elements:
        places = [order.get((element.core, row.id), 0) for row in element.rows if element.core]
        if places != sorted(places):
            return False
    return True


def _by_source(form: Form) -> dict[str, dict[str, tuple[Any, ...]]]:
    found: dict[str, dict[str, tuple[Any, ...]]] = {}
    for (source, key), piece in locked_pieces(form).items():
        found.setdefault(source, {})[key] = piece
    return found


def locked_pieces(form: Form) -> type_of_pieces:
    """What is locked, by the instrument and the row or question.

    Raises:
        CoreIsLockedError: something is there twice.
    """
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for element in form.elements:
        for key, piece in _pieces(element) if element.core else ():
            if (element.core, key) in found:
                raise CoreIsLockedError
            found[element.core, key] = piece
    return found


def _pieces(element: Element) -> Iterator[tuple[str, tuple[Any, ...]]]:
    common = (
        element.kind,
        _original(element.text),
        _original(element.hint),
        element.show_if,
        tuple(map(_choice, element.choices)),
        element.other,
        element.role,
        element.compare,
        element.minimum,
        element.maximum,
    )
    if not element.rows:
        yield element.id, (*common, element.topic)
    for row in element.rows:
        yield row.id, (*common, *_row(row))


def _choice(choice: Choice) -> tuple[Any, ...]:
    return (choice.code, _original(choice.label), choice.not_applicable, choice.favorable)


def _row(row: Row) -> tuple[Any, ...]:
    return (_original(row.text), row.topic, row.competency)


def _original(words: Words) -> str:
    """The words that are locked: the English ones, else those of the only language there is."""
    return words.get(LOCKED_LANGUAGE) or next(iter(words.values()), "")
