"""Included instruments: what can be included, what they are, adding and taking out as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from mentoreval.errors import MentorevalError
from mentoreval.instruments.catalog import listing
from mentoreval.instruments.loading import load_instrument, parse_instrument
from mentoreval.instruments.model import Instrument, Wording
from mentoreval.instruments.shelf import shipped
from mentoringup.questionnaires.editing.arranging import (
    EditRefusedError,
    NoSuchPlaceError,
    free_name,
    names_taken,
)
from mentoringup.questionnaires.form.starting import form_of
from mentoringup.questionnaires.form.values import Element, Form, Page

WORDINGS = {
    Wording.PROJECT: _("Worded by this project; not the validated text"),
    Wording.LICENSED: _("Licensed wording, loaded by this site"),
    Wording.PUBLIC: _("Free to use; the source is named"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """An included instrument, as pages tell of it."""

    id: str
    version: str
    title: str
    sha256: str
    wording: str
    notice: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A shipped instrument that a form could include."""

    id: str
    title: str
    items: int
    questions: int


def core_at(form: Form, core_id: str) -> Core | None:
    """What is known of an instrument that a form includes; None where it can't be read."""
    try:
        instrument = _instrument(form, core_id)
    except MentorevalError:
        return None
    said = instrument.provenance
    return Core(
        id=instrument.id,
        version=instrument.version,
        title=instrument.title,
        sha256=instrument.sha256,
        wording=str(WORDINGS[said.wording]),
        notice=said.notice,
        licence=said.licence,
    )


def cores_of(form: Form) -> dict[str, Core]:
    """The instruments whose parts a form has, and those that it names, by id."""
    names = [*form.cores, *form.licensed, *(one.core for one in form.elements if one.core)]
    found = ((name, core_at(form, name)) for name in dict.fromkeys(names))
    return {name: core for name, core in found if core is not None}


def offers_for(form: Form | None = None) -> tuple[Offer, ...]:
    """Shipped instruments that share nothing with what the form asks already."""
    taken = names_taken(form) if form else frozenset()
    asked = {element.core for element in form.elements} if form else set()
    return tuple(
        Offer(id=one.id, title=one.title, items=one.items, questions=one.questions)
        for one in listing()
        if not taken & _names(one.id) and not asked & _sources(one.id)
    )


def add_core(form: Form, core_id: str) -> Form:
    """Put the pages of a shipped instrument behind the others."""
    if core_id not in shipped():
        raise NoSuchPlaceError
    if core_id not in {offer.id for offer in offers_for(form)}:
        raise EditRefusedError(
            _("This questionnaire asks a part of the instrument already, or uses a name it needs.")
        )
    added = form_of([core_id], id=form.id, title=form.title)
    taken = set(names_taken(form))
    pages = list(form.pages)
    for page in added.pages:
        name = free_name(page.id, [one.id for one in pages])
        pages.append(replace(page, id=name, elements=tuple(_named(page, taken))))
    return replace(form, pages=tuple(pages), cores=(*form.cores, core_id))


def remove_core(form: Form, core_id: str) -> Form:
    """Take an instrument out as a whole; pages that it leaves empty go with it."""
    if core_id not in {*form.cores, *form.licensed}:
        raise NoSuchPlaceError
    cores = tuple(one for one in form.cores if one != core_id)
    licensed = {name: text for name, text in form.licensed.items() if name != core_id}
    kept = form_of((*cores, *licensed), id=form.id, title=form.title, licensed=licensed)
    stays = {element.core for element in kept.elements} | {""}
    pages = [
        replace(page, elements=tuple(one for one in page.elements if one.core in stays))
        for page in form.pages
    ]
    left = [
        page
        for page, was in zip(pages, form.pages, strict=True)
        if page.elements or not was.elements
    ]
    return replace(form, pages=tuple(left or pages[:1]), cores=cores, licensed=licensed)


def _named(page: Page, taken: set[str]) -> Iterable[Element]:
    for element in page.elements:
        name = free_name(element.id, taken) if element.rows else element.id
        taken.add(name)
        yield replace(element, id=name)


def _names(core_id: str) -> set[str]:
    """Names of answers of a shipped instrument."""
    instrument = load_instrument(core_id)
    return {*instrument.item_by_id, *instrument.question_by_id}


def _sources(core_id: str) -> set[str]:
    """Instruments whose parts a shipped one has."""
    instrument = load_instrument(core_id)
    items = {item.source for item in instrument.items}
    return items | {question.source for question in instrument.questions}


def _instrument(form: Form, core_id: str) -> Instrument:
    if core_id in form.licensed:
        return parse_instrument(form.licensed[core_id].encode(), file=f"{core_id}.yaml")
    return load_instrument(core_id)
