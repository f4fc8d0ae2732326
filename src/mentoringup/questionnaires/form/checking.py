"""What is wrong with a form before anybody is asked.

A form without blocking faults always is an instrument: what no check here has foreseen is said in
the words of mentoreval, which then refuses the instrument.
"""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.model import Instrument
from mentoreval.instruments.shelf import shipped
from mentoringup.questionnaires.form.checks_of_conditions import condition_faults
from mentoringup.questionnaires.form.checks_of_cores import core_faults
from mentoringup.questionnaires.form.checks_of_elements import element_faults, words_faults
from mentoringup.questionnaires.form.faults import Fault, stops, warns
from mentoringup.questionnaires.form.from_instruments import core_of
from mentoringup.questionnaires.form.instrument import instrument_of
from mentoringup.questionnaires.form.values import ElementKind, Form, Page

__all__ = ["MOST_RATINGS", "Fault", "faults_of"]

MOST_RATINGS = 60
"""Ratings on a page beyond which people are warned: nobody likes to scroll so far."""


def faults_of(form: Form) -> tuple[Fault, ...]:
    """Find what is wrong with a form: what is about the whole first, then in its order."""
    included, found = _included(form)
    faults = [*found, *_whole(form), *_names(form)]
    for page in form.pages:
        faults += _page_faults(form, page)
        for element in page.elements:
            faults += element_faults(form, element)
    faults += condition_faults(form)
    faults += core_faults(form, included)
    if not any(fault.is_blocking for fault in faults):
        faults += _refused(form)
    return tuple(faults)


def _included(form: Form) -> tuple[list[Instrument], list[Fault]]:
    """Load what a form includes, and say what can't be loaded."""
    included: list[Instrument] = []
    faults: list[Fault] = []
    for each in (*form.cores, *form.licensed):
        if each in form.cores and each not in shipped():
            faults.append(stops("", _("There is no shipped instrument “%(name)s”."), name=each))
            continue
        try:
            included.append(core_of(each, form.licensed))
        except InputRefusedError as error:
            faults.extend(Fault(element="", sentence=str(reason)) for reason in error.reasons)
    return included, faults


def _whole(form: Form) -> Iterator[Fault]:
    if form.id in shipped():
        yield stops(
            "", _("“%(name)s” is the id of a shipped instrument; choose another."), name=form.id
        )
    if not form.variables():
        yield stops("", _("The questionnaire asks nothing yet."))
    for language, times in Counter(form.languages).items():
        if times > 1:
            yield stops("", _("The language “%(language)s” is offered twice."), language=language)
    yield from words_faults(form, "", [form.title], must=True)
    if form.intro:
        yield from words_faults(form, "", [form.intro])
    if len(form.plans) > 1:
        yield warns(
            form.plans[1].id,
            _(
                "“%(id)s” is a second planned change; a follow-up shows both, and asks once what "
                "became of them."
            ),
        )


def _names(form: Form) -> Iterator[Fault]:
    """Ids that are there twice: of pages, of elements, and of answers whatever their case."""
    for name, times in Counter(page.id for page in form.pages).items():
        if times > 1:
            yield stops(name, _("There are %(times)d pages “%(id)s”."), times=times)
    elements = Counter(element.id.casefold() for element in form.elements)
    for name, times in elements.items():
        if times > 1:
            yield stops(name, _("There are %(times)d elements “%(id)s”."), times=times)
    owner: dict[str, str] = {}
    for element in form.elements:
        for name in element.variables():
            first = owner.setdefault(name.casefold(), element.id)
            if first != element.id or list(element.variables()).count(name) > 1:
                sentence = _("“%(name)s” in “%(id)s” already names an answer to “%(other)s”.")
                yield stops(element.id, sentence, name=name, other=first)


def _page_faults(form: Form, page: Page) -> Iterator[Fault]:
    if not page.elements:
        yield warns(page.id, _("The page “%(id)s” is empty; nobody will see it."))
    ratings = sum(
        len(list(element.variables()))
        for element in page.elements
        if element.kind in {ElementKind.RATINGS, ElementKind.MATRIX}
    )
    if ratings > MOST_RATINGS:
        sentence = _("The page “%(id)s” asks for %(found)d ratings; at most %(most)d are bearable.")
        yield warns(page.id, sentence, found=ratings, most=MOST_RATINGS)
    yield from words_faults(form, page.id, [page.title, *([page.intro] if page.intro else [])])


def _refused(form: Form) -> Iterator[Fault]:
    """What mentoreval says of the instrument; nobody should ever read it."""
    try:
        instrument_of(form)
    except InputRefusedError as error:
        for reason in error.reasons:
            sentence = _("The instrument would be refused: %(reason)s.")
            yield stops("", sentence, reason=reason.what)
