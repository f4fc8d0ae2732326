"""Where elements and pages stand: adding, moving, copying, taking away.

Each function gives another form. What stands nowhere raises `NoSuchPlaceError`; what may not be
done, `EditRefusedError` with a sentence for the person. `order` of a move is -1 up, 1 down.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.questionnaires.form.values import Element, ElementKind, Form, Page, Row, Words

MOST_PAGES = 60
MOST_ELEMENTS = 400

Thing = TypeVar("Thing")

type_of_turn = Callable[[Element], Iterable[Element]]


class NoSuchPlaceError(Exception):
    """The form has no such page, element or row."""


class EditRefusedError(Exception):
    """A change that can't be made; `what` is a sentence for the person."""

    def __init__(self, what: str | Promise) -> None:
        """Keep the sentence."""
        self.what = what
        super().__init__(str(what))


def element_at(form: Form, element_id: str) -> Element:
    """The element with this id."""
    for element in form.elements:
        if element.id == element_id:
            return element
    raise NoSuchPlaceError


def page_at(form: Form, page_id: str) -> Page:
    """The page with this id."""
    for page in form.pages:
        if page.id == page_id:
            return page
    raise NoSuchPlaceError


def page_of(form: Form, element_id: str) -> Page:
    """The page on which an element stands."""
    for page in form.pages:
        if any(element.id == element_id for element in page.elements):
            return page
    raise NoSuchPlaceError


def names_taken(form: Form) -> frozenset[str]:
    """Ids of elements and rows, and names of answers."""
    rows = (row.id for element in form.elements for row in element.rows)
    return frozenset({*(element.id for element in form.elements), *rows, *form.variables()})


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name itself, or with the first number behind it that is free."""
    known = set(taken)
    number, name = 1, wanted
    while name in known:
        number += 1
        name = f"{wanted}_{number}"
    return name


# ------------------------------------------------------------------------------------ elements


def add_element(form: Form, element: Element, *, page_id: str, after: str = "") -> Form:
    """Put a new element on a page: behind another one, else last."""
    if len(form.elements) >= MOST_ELEMENTS:
        raise EditRefusedError(_("A questionnaire can have at most %d parts.") % MOST_ELEMENTS)
    page = page_at(form, page_id)
    ids = [one.id for one in page.elements]
    place = ids.index(after) + 1 if after in ids else len(ids)
    elements = (*page.elements[:place], element, *page.elements[place:])
    return _with_page(form, replace(page, elements=elements))


def replace_element(form: Form, element_id: str, element: Element) -> Form:
    """Put another in the place of an element of the site."""
    _own(form, element_id)
    return _turned(form, element_id, lambda _old: (element,))


def remove_element(form: Form, element_id: str) -> Form:
    """Take an element of the site away."""
    _own(form, element_id)
    return _turned(form, element_id, lambda _old: ())


def duplicate_element(form: Form, element_id: str) -> Form:
    """A copy of an element of the site right behind it, with names of its own.

    The copy of a planned change is none: one is enough.
    """
    _own(form, element_id)
    if len(form.elements) >= MOST_ELEMENTS:
        raise EditRefusedError(_("A questionnaire can have at most %d parts.") % MOST_ELEMENTS)
    taken = set(names_taken(form))

    def named(old: str) -> str:
        new = free_name(old, taken)
        taken.add(new)
        return new

    def copies(old: Element) -> tuple[Element, Element]:
        rows = tuple(replace(row, id=named(row.id)) for row in old.rows)
        return old, replace(old, id=named(old.id), rows=rows, is_plan=False)

    return _turned(form, element_id, copies)


def move_element(form: Form, element_id: str, order: int) -> Form:
    """Up or down by one; from the end of a page to the next one, and back."""
    page = page_of(form, element_id)
    ids = [one.id for one in page.elements]
    place = ids.index(element_id) + order
    if 0 <= place < len(ids):
        elements = _swapped(page.elements, place, place - order)
        return _with_page(form, replace(page, elements=elements))
    other = form.pages.index(page) + order
    if not 0 <= other < len(form.pages):
        return form
    return move_to_page(form, element_id, form.pages[other].id, first=order > 0)


def move_to_page(form: Form, element_id: str, page_id: str, *, first: bool = False) -> Form:
    """Take an element to another page, whole: to its beginning or its end."""
    element, target = element_at(form, element_id), page_at(form, page_id)
    if target == page_of(form, element_id):
        return form
    taken = _turned(form, element_id, lambda _old: ())
    page = page_at(taken, page_id)
    elements = (element, *page.elements) if first else (*page.elements, element)
    return _with_page(taken, replace(page, elements=elements))


def part_rows(form: Form, element_id: str, row_ids: Iterable[str], page_id: str) -> Form:
    """Take some rows of an element to another page; parts of one element join where they meet."""
    element = element_at(form, element_id)
    wanted = set(row_ids)
    if not wanted <= {row.id for row in element.rows}:
        raise NoSuchPlaceError
    page_at(form, page_id)
    if not wanted or page_of(form, element_id).id == page_id:
        raise EditRefusedError(_("Choose at least one row, and another page."))
    going = tuple(row for row in element.rows if row.id in wanted)
    staying = tuple(row for row in element.rows if row.id not in wanted)
    left = _turned(form, element_id, lambda old: (replace(old, rows=staying),) if staying else ())
    page = page_at(left, page_id)
    kin = next((one for one in page.elements if _are_parts(one, element)), None)
    if kin is not None:
        places = {row.id: place for place, row in enumerate(_rows_of_parts(form, element))}
        together = sorted((*kin.rows, *going), key=lambda row: places[row.id])
        return _turned(left, kin.id, lambda old: (replace(old, rows=tuple(together)),))
    name = free_name(element.id, names_taken(left))
    part = replace(element, id=name, rows=going)
    return _with_page(left, replace(page, elements=(*page.elements, part)))


def _rows_of_parts(form: Form, element: Element) -> Iterator[Row]:
    """The rows of all parts of an element in the order of the form."""
    for one in form.elements:
        if _are_parts(one, element):
            yield from one.rows


def _are_parts(one: Element, other: Element) -> bool:
    return replace(one, id="", rows=()) == replace(other, id="", rows=())


# --------------------------------------------------------------------------------------- pages


def add_page(form: Form, *, title: Words, after: str = "") -> Form:
    """An empty page: behind another one, else last."""
    if len(form.pages) >= MOST_PAGES:
        raise EditRefusedError(_("A questionnaire can have at most %d pages.") % MOST_PAGES)
    ids = [page.id for page in form.pages]
    page = Page(id=free_name(f"page{len(ids) + 1}", ids), title=title, elements=())
    place = ids.index(after) + 1 if after in ids else len(ids)
    return replace(form, pages=(*form.pages[:place], page, *form.pages[place:]))


def remove_page(form: Form, page_id: str) -> Form:
    """Take a page away with the questions of the site on it."""
    page = page_at(form, page_id)
    if any(element.core for element in page.elements):
        raise EditRefusedError(
            _("The page has parts of an included instrument. Take them to another page first.")
        )
    if len(form.pages) == 1:
        raise EditRefusedError(_("A questionnaire needs at least one page."))
    return replace(form, pages=tuple(one for one in form.pages if one.id != page_id))


def move_page(form: Form, page_id: str, order: int) -> Form:
    """Up or down by one; the first stays first on its way up, the last on its way down."""
    place = form.pages.index(page_at(form, page_id))
    if not 0 <= place + order < len(form.pages):
        return form
    return replace(form, pages=_swapped(form.pages, place, place + order))


def change_page(form: Form, page_id: str, *, title: Words, intro: Words) -> Form:
    """Give a page other words."""
    return _with_page(form, replace(page_at(form, page_id), title=title, intro=intro))


# ------------------------------------------------------------------------------------- within


def _own(form: Form, element_id: str) -> Element:
    element = element_at(form, element_id)
    if element.core:
        raise EditRefusedError(
            _("This is part of an included instrument and locked: it can only be moved.")
        )
    return element


def _turned(form: Form, element_id: str, turn: type_of_turn) -> Form:
    """The form with what `turn` gives in the place of an element."""
    page = page_of(form, element_id)
    elements = (
        new for old in page.elements for new in (turn(old) if old.id == element_id else (old,))
    )
    return _with_page(form, replace(page, elements=tuple(elements)))


def _with_page(form: Form, page: Page) -> Form:
    return replace(form, pages=tuple(page if one.id == page.id else one for one in form.pages))


def _swapped(things: tuple[Thing, ...], one: int, other: int) -> tuple[Thing, ...]:
    changed = list(things)
    changed[one], changed[other] = changed[other], changed[one]
    return tuple(changed)


def has_choices(kind: ElementKind) -> bool:
    """Whether elements of the kind have choices."""
    return kind in {
        ElementKind.RATINGS,
        ElementKind.LIKERT,
        ElementKind.SINGLE,
        ElementKind.MULTIPLE,
        ElementKind.MATRIX,
    }


def has_rows(kind: ElementKind) -> bool:
    """Whether elements of the kind have rows."""
    return kind in {ElementKind.RATINGS, ElementKind.MATRIX}
